"""Check what an export, a figure or a page asks for, and put the result in its place whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from werkagenda import preflight
from werkagenda.analysis.language import LANGUAGES, language
from werkagenda.analysis.results import stored
from werkagenda.problems import BadInput, near

FORMATS = ("xlsx", "csv", "parquet")
INPUT = "comparison.json"


def choice(option: str, word: str, known: Sequence[str]) -> list[str]:
    """What is wrong with the word of an option."""
    return [] if word in known else [f"--{option} {word}: unknown{near(word, known)}"]


def compared(folder: Path, wrong: list[str]) -> stored.Stored | None:
    """The comparison in a folder; what is wrong with it is added."""
    try:
        found = stored.opened(folder)
        found.compared  # noqa: B018
    except BadInput as bad:
        wrong += bad.problems
        return None
    return found


def unwritable(target: Path, folder: bool) -> list[str]:
    """Why a file or folder cannot be put at a place: another kind stands there, it is open elsewhere, no rights."""
    if target.is_dir() and not folder:
        return [f"--output {target}: is a folder; name a file"]
    if target.is_file() and folder:
        return [f"--output {target}: is a file; name a folder"]
    if target.is_dir() and any(target.iterdir()) and not (target / MARK).is_file():
        return [f"--output {target}: is not empty and holds no export; name another folder"]
    if target.is_file() and (why := _held(target)):
        return [f"--output {target}: {why}"]
    return [f"--{line}" for line in preflight.writable("output", target.parent)]


MARK = ".werkagenda-export"
"""File in a folder of an export, by which it is known and may be replaced."""


@contextmanager
def open_elsewhere_told(folder: Path) -> Iterator[None]:
    """Within it a file that another program holds open is told as BadInput; `folder` where its name is not known."""
    try:
        yield
    except PermissionError as error:
        name = Path(str(error.filename2 or error.filename or folder))
        raise BadInput([f"{name}: cannot be written; close it in the program that has it open"]) from None


def _held(target: Path) -> str:
    try:
        with target.open("r+b"):
            return ""
    except PermissionError:
        return "cannot be written; close it in the program that has it open, or name another file"
    except OSError as error:
        return f"cannot be written ({error.strerror})"


def put(target: Path, write: Callable[[Path], None]) -> None:
    """Let `write` make a file or folder beside the target, then put it there in one step."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".werkagenda-", dir=target.parent) as own:
        made = Path(own) / target.name
        write(made)
        if made.is_dir():
            (made / MARK).write_text("", encoding="utf-8")
        try:
            if target.is_dir():
                target.replace(Path(own) / "before")
            made.replace(target)
        except PermissionError:
            raise BadInput(
                [f"--output {target}: cannot be written; close it in the program that has it open"]
            ) from None
        finally:
            shutil.rmtree(Path(own) / "before", ignore_errors=True)


def export(folder: Path, to: str, spoken: str, output: Path | None, bom: bool) -> Path:
    """Write the export of a comparison; raises BadInput with all that is wrong before anything is written."""
    wrong = [*choice("to", to, FORMATS), *choice("language", spoken, LANGUAGES)]
    found = compared(folder, wrong)
    as_folder = to != "xlsx"
    if output and output.suffix.lower() in (".xls", ".xlsm", ".ods") and not as_folder:
        wrong.append(f"--output {output}: a workbook's name ends with .xlsx")
    target = output or folder / f"export-{spoken}{'.xlsx' if to == 'xlsx' else f'-{to}'}"
    if not wrong or output:
        wrong += unwritable(target, as_folder)
    if wrong or found is None:
        raise BadInput(wrong)
    put(target, _writer(found, to, spoken, bom))
    return target


def _writer(found: stored.Stored, to: str, spoken: str, bom: bool) -> Callable[[Path], None]:
    from werkagenda.analysis.export import files, workbook

    words = language(spoken)
    if to == "xlsx":
        return lambda target: workbook.write(found, words, target)
    if to == "csv":
        return lambda target: files.write_csv(found, words, target, bom)
    return lambda target: files.write_parquet(found, target)

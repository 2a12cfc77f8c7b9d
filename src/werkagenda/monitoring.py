"""Check what a monitor asks for, lay the figures beside the runs, write the table."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from werkagenda.analysis.export.files import SEPARATOR
from werkagenda.analysis.language import LANGUAGES, language
from werkagenda.analysis.monitor import fans, figures_file, table, weights
from werkagenda.exporting import choice, compared, put, unwritable
from werkagenda.problems import BadInput


def shipped(name: str) -> str:
    """The text of the template or the example."""
    return (files("werkagenda.analysis.monitor") / f"{name}.csv").read_text(encoding="utf-8")


def only(figures: Path | None, folder: Path | None, output: Path | None, both: bool) -> None:
    """Refuse what --template and --example would ignore."""
    wrong = [
        f"{path}: --template and --example print a file and take nothing else" for path in (figures, folder) if path
    ]
    wrong += [f"--output {output}: --template and --example print; send them to a file with >"] if output else []
    wrong += ["--template and --example: give one of them"] if both else []
    if wrong:
        raise BadInput(wrong)


def monitor(figures: Path | None, folder: Path | None, spoken: str, output: Path | None) -> list[str]:
    """Lines to read, the last one where the table is; raises BadInput with all that is wrong.

    Where the folder is a study with draws, also their weights after the figures and what effects become.
    """
    wrong = choice("language", spoken, LANGUAGES)
    if figures is None or folder is None:
        raise BadInput([*wrong, "give a file of figures and a folder of results (or --template for the file)"])
    found = compared(folder, wrong)
    last = str(found.compared.info["last_month"]) if found else "2029-12"
    read = None
    try:
        read = figures_file.read(figures, last)
    except BadInput as bad:
        wrong += bad.problems
    target = output or figures.with_name(f"{figures.stem}-monitor-{spoken}.csv")
    wrong += unwritable(target, folder=False)
    if wrong or found is None or read is None:
        raise BadInput(wrong)
    words = language(spoken)
    held = list(fans.held(found, read.figures))
    separator, decimal = SEPARATOR[spoken]
    kept = table.frame(held, words)
    put(target, lambda at: kept.to_csv(at, sep=separator, decimal=decimal, index=False, encoding="utf-8-sig"))
    lines = table.lines(held, words, read.empty)
    updated = weights.updated(found.compared.folder, read.figures)
    if updated is None:
        return [*lines, str(target)]
    beside = target.with_name(f"{target.stem}-weights.csv")
    put(beside, lambda at: updated.weights.rename("weight").to_csv(at, lineterminator="\n"))
    return [*lines, *table.updated_lines(updated, words), str(beside), str(target)]

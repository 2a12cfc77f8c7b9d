"""A run's folder: made aside, moved into place when whole. What was not finished never looks finished."""

from __future__ import annotations

import json
import os
import platform
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil

from werkagenda import stopping
from werkagenda.tables import intact

MANIFEST = "manifest.json"


class StoreProblem(Exception):
    """A run's folder could not be made; the message says which and why."""


def finished(folder: Path) -> bool:
    """Whether a folder holds a finished run."""
    return (folder / MANIFEST).is_file()


def occupied(folder: Path) -> list[str]:
    """Why a run cannot be put in a folder: empty when it can."""
    if finished(folder):
        return [f"output={folder}: holds a finished run; name another folder or remove it"]
    if folder.is_dir() and any(folder.iterdir()):
        return [f"output={folder}: is not empty; name another folder"]
    if folder.exists() and not folder.is_dir():
        return [f"output={folder}: is a file"]
    return []


def machine() -> str:
    """This machine's name, safe in a file name."""
    return "".join(letter for letter in platform.node() if letter.isalnum())[:20] or "here"


def aside(output: Path) -> Path:
    """The hidden folder beside `output` in which this process makes the run."""
    return output.parent / f".{output.name}.unfinished-{machine()}-{os.getpid()}"


OLD = "-old"
"""Ends the name of what a new run has just replaced, until it is removed."""


def others(output: Path) -> list[tuple[Path, int]]:
    """Folders beside `output` in which processes of this machine make or made it, with the process's number."""
    mark = f".{output.name}.unfinished-{machine()}-"
    found = [(folder, folder.name.removeprefix(mark).removesuffix(OLD)) for folder in output.parent.glob(f"{mark}*")]
    return [(folder, int(owner)) for folder, owner in found if owner.isdigit()]


def alive(process: int) -> bool:
    """Whether another process with this number is at work."""
    return process != os.getpid() and psutil.pid_exists(process)


def clean(output: Path) -> list[Path]:
    """Remove what killed runs of this machine left beside `output`; what others are making stays."""
    removed = [folder for folder, owner in others(output) if not alive(owner)]
    for folder in removed:
        shutil.rmtree(folder, ignore_errors=True)
    return removed


@contextmanager
def making(output: Path, last: str = MANIFEST, replace: bool = False) -> Iterator[Path]:
    """A work folder that becomes `output` when the block ends well, and vanishes when it does not.

    The block must leave the file `last`, written last. `output` is there, empty, from the start. Folders made for it
    that stay empty vanish too. With `replace` what stands in `output` is removed once the new one is whole.
    """
    made = [folder for folder in (output, *output.parents) if not folder.exists()]
    output.mkdir(parents=True, exist_ok=True)
    clean(output)
    work = aside(output)
    work.mkdir()
    try:
        with stopping.undone(lambda: vanish(work, made)):
            yield work
            publish(work, output, last, replace)
    except BaseException:
        vanish(work, made)
        raise


def vanish(work: Path, made: Sequence[Path]) -> None:
    """Remove a work folder, and those of the folders made for it that are empty."""
    shutil.rmtree(work, ignore_errors=True)
    with suppress(OSError):
        for folder in made:
            folder.rmdir()


def publish(work: Path, output: Path, last: str = MANIFEST, replace: bool = False) -> None:
    """Move a whole run into place, over an empty folder, or over what is there where it is told to.

    Where something else came to lie there meanwhile the run is put beside it, and StoreProblem says where.
    """
    if not (work / last).is_file():
        raise StoreProblem(f"{output}: the run left no manifest ({last})")
    taken = [] if replace else occupied(output)
    if taken:
        other = output.with_name(f"{output.name}-{os.getpid()}")
        work.rename(other)
        raise StoreProblem(f"{taken[0]}; it came to lie there meanwhile, so the finished run is in {other}")
    old = work.with_name(work.name + OLD)
    if output.is_dir():
        output.rename(old)
    work.rename(output)
    shutil.rmtree(old, ignore_errors=True)
    flush(output.parent)


def flush(folder: Path) -> None:
    """Ask the system to keep a folder's names, where it can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_manifest(work: Path, content: dict[str, Any], name: str = MANIFEST) -> None:
    """Write the manifest: the last file of a run, whole or not at all."""
    partial = work / f".{name}.partial"
    with partial.open("w", encoding="utf-8", newline="\n") as file:
        json.dump(intact.sealed(content), file, indent=2, ensure_ascii=False, allow_nan=False)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    partial.replace(work / name)

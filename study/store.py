"""Output folders: written aside and moved into place when complete."""

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
    """A run's folder could not be written; the message names it and the reason."""


def finished(folder: Path) -> bool:
    """True if a folder holds a finished run."""
    return (folder / MANIFEST).is_file()


def occupied(folder: Path) -> list[str]:
    """Error messages if a folder cannot receive a run; empty if it can."""
    if finished(folder):
        return [f"output={folder}: holds a finished run; name another folder or remove it"]
    if folder.is_dir() and any(folder.iterdir()):
        return [f"output={folder}: is not empty; name another folder"]
    if folder.exists() and not folder.is_dir():
        return [f"output={folder}: is a file"]
    return []


def machine() -> str:
    """This machine's name, safe for file names."""
    return "".join(letter for letter in platform.node() if letter.isalnum())[:20] or "here"


def aside(output: Path) -> Path:
    """Hidden folder beside `output` in which this process writes the run."""
    return output.parent / f".{output.name}.unfinished-{machine()}-{os.getpid()}"


OLD = "-old"
"""Suffix of a replaced run until it is removed."""


def others(output: Path) -> list[tuple[Path, int]]:
    """Temporary folders beside `output` of processes on this machine, with their process ids."""
    mark = f".{output.name}.unfinished-{machine()}-"
    found = [(folder, folder.name.removeprefix(mark).removesuffix(OLD)) for folder in output.parent.glob(f"{mark}*")]
    return [(folder, int(owner)) for folder, owner in found if owner.isdigit()]


def alive(process: int) -> bool:
    """True if another process with this id is running."""
    return process != os.getpid() and psutil.pid_exists(process)


def clean(output: Path) -> list[Path]:
    """Remove folders left beside `output` by killed processes of this machine."""
    removed = [folder for folder, owner in others(output) if not alive(owner)]
    for folder in removed:
        shutil.rmtree(folder, ignore_errors=True)
    return removed


@contextmanager
def making(output: Path, last: str = MANIFEST, replace: bool = False) -> Iterator[Path]:
    """Context manager with a work folder that becomes `output` on success and is removed on failure.

    The block must write the file `last` at the end. `output` exists, empty, from the start. Parent folders created for
    it are removed if they stay empty. With `replace` the previous content is removed once the new one is complete.
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
    """Remove a work folder, and parent folders created for it that are empty."""
    shutil.rmtree(work, ignore_errors=True)
    with suppress(OSError):
        for folder in made:
            folder.rmdir()


def publish(work: Path, output: Path, last: str = MANIFEST, replace: bool = False) -> None:
    """Move a complete run into place, over an empty folder or (with `replace`) over an existing run.

    If something else has appeared there, the run is stored beside it and StoreProblem names the place.
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
    """Ask the operating system to write a folder's entries to disk, where supported."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_manifest(work: Path, content: dict[str, Any], name: str = MANIFEST) -> None:
    """Write the manifest atomically; it is the last file of a run."""
    partial = work / f".{name}.partial"
    with partial.open("w", encoding="utf-8", newline="\n") as file:
        json.dump(intact.sealed(content), file, indent=2, ensure_ascii=False, allow_nan=False)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    partial.replace(work / name)

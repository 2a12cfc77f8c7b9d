"""What runs left behind below a folder: half-written folders and lock files of processes that have ended."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from werkagenda.study import lock, store
from werkagenda.study.finished import MAKING

UNFINISHED = re.compile(r"\.(?P<name>.+)\.unfinished-(?P<machine>\w+)-(?P<process>\d+)(-old)?")
LOCK = re.compile(r"\.(?P<name>.+)\.lock")
OWNER = re.compile(rb"process \d+ on \w+\n")
CELL = re.compile(re.escape(MAKING) + r"(?P<process>\d+)-.+")


def size(path: Path) -> int:
    """Bytes of a file, or of all files in a folder."""
    if not path.is_dir():
        return path.stat().st_size
    found = 0
    for above, _, names in os.walk(path):
        for name in names:
            with suppress(OSError):
                found += (Path(above) / name).lstat().st_size
    return found


def is_leftover(path: Path) -> bool:
    """Whether a hidden file or folder is what an ended process of this machine left half-written.

    What another machine writes is never counted: whether its process runs cannot be seen from here.
    """
    if made := UNFINISHED.fullmatch(path.name):
        target = path.with_name(made["name"])
        ended = made["machine"] == store.machine() and not store.alive(int(made["process"]))
        return path.is_dir() and ended and lock.owner(target) is None
    if made := CELL.fullmatch(path.name):
        study = path.parent.parent
        return path.is_dir() and not store.alive(int(made["process"])) and lock.owner(study) is None
    if made := LOCK.fullmatch(path.name):
        return is_ours(path) and lock.owner(path.with_name(made["name"])) is None
    return False


def is_ours(path: Path) -> bool:
    """Whether a lock file is one that a command wrote; other programs have such files too."""
    try:
        with path.open("rb") as file:
            return OWNER.fullmatch(file.read(100)) is not None
    except OSError:
        return False


def below(folder: Path) -> list[Path]:
    """All leftovers below a folder, in order."""
    found = []
    for above, folders, names in os.walk(folder):
        here = [Path(above) / name for name in (*folders, *names) if name.startswith(".")]
        gone = [path for path in here if is_leftover(path)]
        found += gone
        folders[:] = [name for name in folders if Path(above) / name not in gone]
    return sorted(found)


def unfinished(leftovers: Iterable[Path]) -> set[Path]:
    """Folders of runs that were begun and not finished, of which there are leftovers."""
    made = [(path, UNFINISHED.fullmatch(path.name)) for path in leftovers]
    return {path.with_name(match["name"]) for path, match in made if match}


def remove(paths: Iterable[Path]) -> list[str]:
    """Remove files and folders; one line for each that could not be removed."""
    failed = []
    for path in paths:
        try:
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        except OSError as error:
            failed.append(f"{path}: cannot be removed ({error.strerror or type(error).__name__})")
    return failed


def histories(cache: Path) -> list[Path]:
    """Cached histories, in order."""
    return sorted((cache / "history").glob("[!.]*.npz"))

"""The cache of histories: whole files only, of a bounded size, and nothing that goes wrong with it ends a run."""

from __future__ import annotations

import contextlib
import math
import os
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from werkagenda.study import notices, store

T = TypeVar("T")
LIMIT = "WERKAGENDA_HISTORY_GB"
"""Environment variable: the most that histories may take, in GB; 0 keeps none."""
DEFAULT_GB = 10.0
"""Assumption, GB: five histories of the whole country, or fifty of a tenth of it."""
OLD_SECONDS = 24 * 3600.0
UNREADABLE = (OSError, EOFError, KeyError, ValueError, zipfile.BadZipFile)
"""What a damaged snapshot can raise."""


def limit_bytes() -> float:
    """The most bytes that the cache may take; raises ValueError for a limit that is no number of GB."""
    given = os.environ.get(LIMIT, "").strip()
    try:
        found = float(given or DEFAULT_GB)
    except ValueError:
        found = math.nan
    if not found >= 0:
        raise ValueError(f"{LIMIT}={given}: must be a number of GB, 0 or more (a decimal takes a point)")
    return found * 1e9


def problems() -> list[str]:
    """What is wrong with the limit."""
    try:
        limit_bytes()
    except ValueError as error:
        return [str(error)]
    return []


@contextlib.contextmanager
def written(write: Callable[[Path], object], path: Path) -> Iterator[Path]:
    """A snapshot to read while the block lasts; it is kept under `path` where the cache can take it.

    Where it cannot (full, gone, over the limit) that is told once and the snapshot is lent from a temporary folder.
    """
    with contextlib.ExitStack() as stack:
        found = kept(write, path)
        if found is None:
            folder = stack.enter_context(TemporaryDirectory(prefix="werkagenda-", ignore_cleanup_errors=True))
            found = Path(folder) / path.name
            write(found)
        yield found


def keep(write: Callable[[Path], object], path: Path) -> None:
    """Keep a snapshot under `path` where the cache can take it."""
    kept(write, path)


def kept(write: Callable[[Path], object], path: Path) -> Path | None:
    """Write a snapshot aside and move it into place: a name in the cache means a whole file. None if it is not kept."""
    aside = path.with_name(f".{store.machine()}-{os.getpid()}-{path.name}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        clear(path.parent)
        write(aside)
        if not room(path.parent, aside.stat().st_size):
            notices.tell(
                f"a history of {aside.stat().st_size / 1e9:.2g} GB is over the cache's limit ({LIMIT}); it is not kept"
            )
            return None
        aside.replace(path)
    except OSError as error:
        said = error.strerror or type(error).__name__
        notices.tell(f"histories cannot be kept in {path.parent} ({said}); the run goes on without")
        return None
    finally:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)
    return path


def clear(folder: Path) -> None:
    """Remove what ended processes of this machine left half-written, and what any left a day ago."""
    mark = f".{store.machine()}-"
    for item in folder.glob(".*npz*"):
        owner = item.name.removeprefix(mark).partition("-")[0]
        with contextlib.suppress(OSError):
            ended = owner.isdigit() and int(owner) != os.getpid() and not store.alive(int(owner))
            if ended or time.time() - item.stat().st_mtime > OLD_SECONDS:
                item.unlink()


def room(folder: Path, size: int) -> bool:
    """Make room for a new history: those not used for longest go first. False where it is too large by itself."""
    most = limit_bytes()
    if size > most:
        return False
    files = []
    for item in folder.glob("[!.]*.npz"):
        with contextlib.suppress(OSError):
            state = item.stat()
            files.append((state.st_mtime_ns, state.st_size, item))
    total = size + sum(bytes_ for _, bytes_, _ in files)
    for _, bytes_, item in sorted(files):
        if total <= most:
            break
        with contextlib.suppress(OSError):
            item.unlink()
            total -= bytes_
    return True


def restored(read: Callable[[Path], T], path: Path) -> T | None:
    """What a snapshot holds, or None where there is none or it is damaged (then that is told and it is removed)."""
    if not path.is_file():
        return None
    try:
        found = read(path)
    except UNREADABLE as error:
        if path.is_file():
            reason = type(error).__name__ if isinstance(error, OSError) else str(error).partition("; delete")[0]
            notices.tell(f"a history in the cache cannot be used and is computed anew ({reason})")
        with contextlib.suppress(OSError):
            path.unlink()
        return None
    with contextlib.suppress(OSError):
        os.utime(path)  # it counts as used now
    return found

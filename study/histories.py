"""Cache of histories: complete files only, of limited size; cache errors never end a run."""

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
"""Environment variable: maximum size of the cache in GB; 0 disables it."""
DEFAULT_GB = 10.0
"""Default limit in GB (assumption): five histories of the whole country, or fifty at scale 0.1."""
OLD_SECONDS = 24 * 3600.0
UNREADABLE = (OSError, EOFError, KeyError, ValueError, zipfile.BadZipFile)
"""Exceptions raised by damaged checkpoints."""


def limit_bytes() -> float:
    """Maximum size of the cache in bytes. Raises ValueError if the limit is not a number of GB."""
    given = os.environ.get(LIMIT, "").strip()
    try:
        found = float(given or DEFAULT_GB)
    except ValueError:
        found = math.nan
    if not found >= 0:
        raise ValueError(f"{LIMIT}={given}: must be a number of GB, 0 or more (a decimal takes a point)")
    return found * 1e9


def problems() -> list[str]:
    """Error messages about the limit."""
    try:
        limit_bytes()
    except ValueError as error:
        return [str(error)]
    return []


@contextlib.contextmanager
def written(write: Callable[[Path], object], path: Path) -> Iterator[Path]:
    """Context manager with a checkpoint to read; it is saved under `path` if the cache can hold it.

    Otherwise (disk full, folder missing, over the limit) a notice is printed once and a temporary file is used.
    """
    with contextlib.ExitStack() as stack:
        found = kept(write, path)
        if found is None:
            folder = stack.enter_context(TemporaryDirectory(prefix="werkagenda-", ignore_cleanup_errors=True))
            found = Path(folder) / path.name
            write(found)
        yield found


def keep(write: Callable[[Path], object], path: Path) -> None:
    """Save a checkpoint under `path` if the cache can hold it."""
    kept(write, path)


def kept(write: Callable[[Path], object], path: Path) -> Path | None:
    """Write a checkpoint to a temporary name and move it into place; returns None if it cannot be saved."""
    aside = path.with_name(f".{store.machine()}-{os.getpid()}-{path.name}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        clear(path.parent)
        write(aside)
        if not free_space(path.parent, aside.stat().st_size):
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
    """Remove partial files left by ended processes of this machine, and any older than a day."""
    mark = f".{store.machine()}-"
    for item in folder.glob(".*npz*"):
        owner = item.name.removeprefix(mark).partition("-")[0]
        with contextlib.suppress(OSError):
            ended = owner.isdigit() and int(owner) != os.getpid() and not store.alive(int(owner))
            if ended or time.time() - item.stat().st_mtime > OLD_SECONDS:
                item.unlink()


def free_space(folder: Path, size: int) -> bool:
    """Delete the least recently used histories until `size` bytes fit. False if `size` exceeds the limit."""
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
    """Content of a checkpoint, or None if absent or damaged (a damaged one is reported and removed)."""
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
        os.utime(path)  # mark as recently used
    return found

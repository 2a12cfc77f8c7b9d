"""Lock of an output folder; the operating system releases it when the owning process ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from werkagenda.problems import BadInput
from werkagenda.study import store

if sys.platform == "win32":
    import msvcrt

    def _take(file: BinaryIO) -> None:
        file.seek(1 << 30)  # beyond the text, so that the text stays readable
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: BinaryIO) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


BUSY = (BlockingIOError, PermissionError)
"""Exceptions raised if another process has the lock; any other means that the disk has no locks."""


def beside(output: Path) -> Path:
    """Path of the lock file of a folder, beside it."""
    return output.parent / f".{output.name}.lock"


def owner(output: Path) -> str | None:
    """Description of the process that is writing a folder now, or None."""
    try:
        with beside(output).open("r+b") as file:
            _take(file)
    except FileNotFoundError:
        return None
    except BUSY:
        return owner_text(beside(output))
    except OSError:
        return None
    return None


def owner_text(path: Path) -> str:
    """Owner stored in a lock file."""
    with suppress(OSError):
        if text := path.read_text(encoding="utf-8").strip():
            return text
    return "another process"


def busy(output: Path) -> list[str]:
    """Error messages if another process is writing the folder; empty if it can be used."""
    found = owner(output)
    return [f"output={output}: {found} makes it at this moment; wait for it or name another folder"] if found else []


@contextmanager
def held(output: Path) -> Iterator[None]:
    """Context manager that holds the lock of a folder. Raises BadInput if another process has it.

    Parent folders created for the lock are removed if they stay empty.
    """
    above = [folder for folder in output.parents if not folder.exists()]
    output.parent.mkdir(parents=True, exist_ok=True)
    file = _taken(output)
    try:
        yield
    finally:
        _let_go(file, beside(output))
        with suppress(OSError):
            for folder in above:
                folder.rmdir()


def _taken(output: Path) -> BinaryIO:
    path = beside(output)
    while True:
        file = path.open("a+b")
        try:
            _take(file)
        except BUSY:
            file.close()
            raise BadInput(busy(output) or [f"output={output}: another process makes it at this moment"]) from None
        except OSError:
            pass  # the disk does not support locks
        if _is(file, path):
            break
        file.close()  # the previous owner removed the file: try again
    file.truncate(0)
    file.write(f"process {os.getpid()} on {store.machine()}\n".encode())
    file.flush()
    return file


def _is(file: BinaryIO, path: Path) -> bool:
    """True if an open file is still the one under its path."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except OSError:
        return False


def _let_go(file: BinaryIO, path: Path) -> None:
    if os.name == "nt":  # an open file cannot be removed there
        file.close()
    with suppress(OSError):
        path.unlink()
    file.close()

"""Who makes a folder: a lock that the system lets go when its process ends, however it ends."""

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
        file.seek(1 << 30)  # beyond the text, which stays readable
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: BinaryIO) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


BUSY = (BlockingIOError, PermissionError)
"""What the system says when another has the lock; anything else means that it knows no locks there."""


def beside(output: Path) -> Path:
    """The lock of a folder lies beside it."""
    return output.parent / f".{output.name}.lock"


def owner(output: Path) -> str | None:
    """Who makes a folder right now, in words, or None."""
    try:
        with beside(output).open("r+b") as file:
            _take(file)
    except FileNotFoundError:
        return None
    except BUSY:
        return said(beside(output))
    except OSError:
        return None
    return None


def said(path: Path) -> str:
    """What a lock says of its owner."""
    with suppress(OSError):
        if text := path.read_text(encoding="utf-8").strip():
            return text
    return "another process"


def busy(output: Path) -> list[str]:
    """Why a folder cannot be used right now: empty when it can."""
    found = owner(output)
    return [f"output={output}: {found} makes it at this moment; wait for it or name another folder"] if found else []


@contextmanager
def held(output: Path) -> Iterator[None]:
    """A folder is this process's while the block runs; raises BadInput where it is another's.

    Folders above it that were made for the lock and stay empty vanish after.
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
            pass  # a disk without locks
        if _is(file, path):
            break
        file.close()  # the one before removed it: once more
    file.truncate(0)
    file.write(f"process {os.getpid()} on {store.machine()}\n".encode())
    file.flush()
    return file


def _is(file: BinaryIO, path: Path) -> bool:
    """Whether an open file is still the one under its name."""
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

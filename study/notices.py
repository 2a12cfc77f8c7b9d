"""What is told once beside the results: a worker's notice reaches the user through the process that started it."""

from __future__ import annotations

import sys
from collections.abc import Callable

_told: set[str] = set()


def show(line: str) -> None:
    """A line on stderr, once."""
    if line not in _told:
        _told.add(line)
        sys.stderr.write(f"werkagenda: {line}\n")
        sys.stderr.flush()


_way: Callable[[str], None] = show


def tell(line: str) -> None:
    """Tell the user something, once."""
    _way(line)


def send_by(way: Callable[[str], None]) -> None:
    """In a worker: where notices go."""
    global _way
    _way = way

"""One-time messages to the user; workers send theirs through the parent process."""

from __future__ import annotations

import sys
from collections.abc import Callable

_told: set[str] = set()


def show(line: str) -> None:
    """Print a line to stderr, once."""
    if line not in _told:
        _told.add(line)
        sys.stderr.write(f"werkagenda: {line}\n")
        sys.stderr.flush()


_way: Callable[[str], None] = show


def tell(line: str) -> None:
    """Send a message to the user, once."""
    _way(line)


def send_by(way: Callable[[str], None]) -> None:
    """In a worker: set where messages are sent."""
    global _way
    _way = way

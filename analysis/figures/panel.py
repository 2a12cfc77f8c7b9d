"""What every figure hands over: a finding, how to read it, the figure and perhaps a table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Table:
    """A small table: heads, rows of text, and which columns hold numbers (they are set to the right).

    A folded table opens on request.
    """

    heads: tuple[str, ...]
    rows: list[tuple[str, ...]]
    numeric: frozenset[int] = frozenset()
    caption: str = ""
    folded: bool = False


@dataclass(frozen=True)
class Panel:
    """One finding: its title is computed from the tables. `figure` is a plotly Figure or nothing."""

    title: str
    reading: str
    figure: Any = None
    tables: list[Table] = field(default_factory=list)
    warning: str = ""


def empty_panel(subject: str, why: str) -> Panel:
    """A panel that says why there is nothing to see."""
    return Panel(f"{subject}: nothing to show", why)

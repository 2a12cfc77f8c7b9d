"""What every figure hands over: a finding, how to read it, the figure and perhaps a table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from werkagenda.analysis.language import say


@dataclass(frozen=True)
class Table:
    """A small table: heads, rows of text, and which columns hold numbers (they are set to the right).

    A folded table opens on request. `totals` are the rows that sum up others. `language` is the language of its cells
    where that is not the page's.
    """

    heads: tuple[str, ...]
    rows: list[tuple[str, ...]]
    numeric: frozenset[int] = frozenset()
    caption: str = ""
    folded: bool = False
    totals: frozenset[int] = frozenset()
    language: str = ""


@dataclass(frozen=True)
class Panel:
    """One finding: its title is computed from the tables.

    `figure` is a plotly Figure, a scene, or nothing; `empty` says that there is nothing to see. `data` are the numbers
    of a scene as CSV; those of a plotly Figure are read from it.
    """

    title: str
    reading: str
    figure: Any = None
    tables: list[Table] = field(default_factory=list)
    warning: str = ""
    empty: bool = False
    data: str = ""


def empty_panel(subject: str, why: str) -> Panel:
    """A panel that says why there is nothing to see."""
    return Panel(say("{subject}: nothing to show", subject=subject), why, empty=True)

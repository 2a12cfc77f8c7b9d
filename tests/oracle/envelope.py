"""Money of an instrument: what it recorded by month, and what the year's envelope still holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from werkagenda.tables.policy import UPTAKE

if TYPE_CHECKING:
    from oracle.country import Oracle

NAMES = list(UPTAKE)


class Envelope:
    """Euros a year, or None; ``rows`` are the months' counts."""

    def __init__(self, c: Oracle, euros: float | Sequence[float] | None, rows: list[list[int]]) -> None:
        self.c, self.rows = c, rows
        self.euros = [euros] * 5 if isinstance(euros, int | float) else euros

    def note(self, **counts: int) -> None:
        """Add to the month's counts."""
        for name, number in counts.items():
            self.rows[self.c.month][NAMES.index(name)] += number

    def cents(self) -> int | None:
        """The year's envelope for the sample."""
        if self.euros is None or self.c.month < 132:
            return None
        return int(self.euros[self.c.month // 12 - 11] * 100.0 * self.c.scale + 0.5)

    def left(self) -> int | None:
        """What it still holds: nothing once somebody was left out."""
        whole, t = self.cents(), self.c.month
        if whole is None:
            return None
        year: list[dict[str, Any]] = [dict(zip(NAMES, row, strict=True)) for row in self.rows[t // 12 * 12 : t + 1]]
        if any(month["left_out"] for month in year):
            return 0
        return max(0, whole - sum(month["cents"] for month in year))

"""Period of an instrument, and the growth of its dose over that period."""

from __future__ import annotations

from dataclasses import dataclass

from werkagenda.tables.vocabulary import HISTORY_MONTHS, MONTHS, month_index

START = month_index("2025-07")
"""First month of new policy unless a setting says otherwise: the month after the letter."""


@dataclass(frozen=True)
class Schedule:
    """First and last month in which anybody new is served, and the dose: one number, or one for each year from 2025."""

    dose: float | tuple[float, ...]
    start: int = START
    last: int = MONTHS - 1

    @property
    def acts(self) -> bool:
        """Whether any dose is above zero."""
        return any(self.dose) if isinstance(self.dose, tuple) else self.dose > 0.0

    def begun(self, month: int) -> bool:
        """Whether the first month has come."""
        return month >= self.start

    def open(self, month: int) -> bool:
        """Whether anybody new may be served in a month."""
        return self.start <= month <= self.last

    def progress(self, month: int) -> float:
        """Part of the way to the dose by the end of a month: 0 before the start, then linear, 1 in the last."""
        return min(1.0, max(0, month - self.start + 1) / (self.last + 1 - self.start))

    def level(self, month: int) -> float:
        """The dose that holds for a month: the one number, or that of its year."""
        if isinstance(self.dose, tuple):
            return self.dose[max(0, month - HISTORY_MONTHS) // 12]
        return self.dose

    def share(self, month: int) -> float:
        """Share reached by the end of a month: one number grows to its value, a dose of a year holds all that year."""
        if not self.begun(month):
            return 0.0
        return self.level(month) if isinstance(self.dose, tuple) else self.dose * self.progress(month)

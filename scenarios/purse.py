"""Money of an instrument: an envelope a year, first come first served, and a note of what it reaches.

An instrument that pays for somebody asks its purse first. Once a wish does not fit, that year's envelope is closed.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from werkagenda.agents.state import I64
from werkagenda.model.state import State
from werkagenda.tables.policy import UPTAKE
from werkagenda.tables.vocabulary import HISTORY_MONTHS, MONTHS

FIELDS = tuple(UPTAKE)


class Purse:
    """What an instrument may spend and what became of it; ``uptake`` is kept by the instrument in its memory."""

    def __init__(self, euros_by_year: tuple[float, ...] | None) -> None:
        self.euros_by_year = euros_by_year
        self.uptake: I64 = np.zeros((MONTHS, len(FIELDS)), np.int64)

    def memory(self) -> dict[str, np.ndarray[Any, Any]]:
        """What is to be kept with a history."""
        return {"uptake": self.uptake}

    def note(self, w: State, **counts: int) -> None:
        """Add to this month's counts, people or employers of the sample (names: ``tables.policy.UPTAKE``)."""
        for name, number in counts.items():
            self.uptake[w.month, FIELDS.index(name)] += number

    def envelope(self, w: State) -> int | None:
        """This year's envelope in cents of the sample; None when there is none."""
        year = (w.month - HISTORY_MONTHS) // 12
        if self.euros_by_year is None or year < 0:
            return None
        return int(self.euros_by_year[year] * 100.0 * w.spec.scale + 0.5)

    def spent(self, w: State) -> int:
        """Cents of the sample committed so far this year."""
        return int(self.uptake[w.month // 12 * 12 : w.month + 1, FIELDS.index("cents")].sum())

    def left(self, w: State) -> int | None:
        """Cents of the sample that this year's envelope still holds; 0 once it has refused somebody."""
        whole = self.envelope(w)
        if whole is None:
            return None
        if self.uptake[w.month // 12 * 12 : w.month + 1, FIELDS.index("left_out")].any():
            return 0
        return max(0, whole - self.spent(w))

    def serve(self, w: State, wanted: int, price_cents: int) -> int:
        """How many of those who come can be paid for; commits the money and notes who is left out."""
        left = self.left(w)
        number = wanted if left is None or price_cents <= 0 else min(wanted, left // price_cents)
        self.note(w, started=number, left_out=wanted - number, cents=number * price_cents)
        self.uptake[w.month, FIELDS.index("envelope")] = self.envelope(w) or 0
        return number


class Once:
    """Who has been counted as reached (``met``) and as a start (``began``): an employer counts once, whatever part of a
    policy comes first and however often it begins anew. ``memory`` is to be kept with the instrument's."""

    def __init__(self, count: int) -> None:
        self.memory: dict[str, np.ndarray[Any, Any]] = {
            "met": np.zeros(count, np.uint8),
            "began": np.zeros(count, np.uint8),
        }

    def met(self, rows: I64) -> int:
        """How many of the rows are reached for the first time; from now on they have been."""
        return self._first("met", rows)

    def began(self, rows: I64) -> int:
        """How many of the rows begin for the first time; from now on they have."""
        return self._first("began", rows)

    def _first(self, what: str, rows: I64) -> int:
        seen = self.memory[what]
        number = int((seen[rows] == 0).sum())
        seen[rows] = 1
        return number

"""Budget of an instrument: a yearly envelope, first come first served, and the record of its uptake.

An instrument commits money here before it serves anybody. The year's envelope closes at the first request it cannot
pay.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from werkagenda.agents.state import I64
from werkagenda.model.state import State
from werkagenda.tables.policy import UPTAKE
from werkagenda.tables.vocabulary import HISTORY_MONTHS, MONTHS

FIELDS = tuple(UPTAKE)


class YearlyBudget:
    """Yearly budget and uptake of an instrument; the instrument keeps ``uptake`` in its memory."""

    def __init__(self, euros_by_year: tuple[float, ...] | None) -> None:
        self.euros_by_year = euros_by_year
        self.uptake: I64 = np.zeros((MONTHS, len(FIELDS)), np.int64)

    def memory(self) -> dict[str, np.ndarray[Any, Any]]:
        """Arrays to save in a checkpoint."""
        return {"uptake": self.uptake}

    def note(self, w: State, **counts: int) -> None:
        """Add to this month's counts of people or employers in the sample (names: ``tables.policy.UPTAKE``)."""
        for name, number in counts.items():
            self.uptake[w.month, FIELDS.index(name)] += number

    def envelope(self, w: State) -> int | None:
        """This year's envelope in cents of the sample; None if unlimited."""
        year = (w.month - HISTORY_MONTHS) // 12
        if self.euros_by_year is None or year < 0:
            return None
        return int(self.euros_by_year[year] * 100.0 * w.spec.scale + 0.5)

    def spent(self, w: State) -> int:
        """Cents of the sample committed so far this year."""
        return int(self.uptake[w.month // 12 * 12 : w.month + 1, FIELDS.index("cents")].sum())

    def left(self, w: State) -> int | None:
        """Cents of the sample left in this year's envelope; 0 once a request has been rejected; None if unlimited."""
        whole = self.envelope(w)
        if whole is None:
            return None
        if self.uptake[w.month // 12 * 12 : w.month + 1, FIELDS.index("left_out")].any():
            return 0
        return max(0, whole - self.spent(w))

    def serve(self, w: State, wanted: int, price_cents: int) -> int:
        """Number of requests the budget can pay for; commits the money and records rejections."""
        left = self.left(w)
        number = wanted if left is None or price_cents <= 0 else min(wanted, left // price_cents)
        self.note(w, started=number, left_out=wanted - number, cents=number * price_cents)
        self.uptake[w.month, FIELDS.index("envelope")] = self.envelope(w) or 0
        return number


class Once:
    """First-time counts: each employer counts once as reached (``met``) and once as started (``began``).

    This holds across the parts of a policy and across repeated starts. ``memory`` is saved with the instrument's.
    """

    def __init__(self, count: int) -> None:
        self.memory: dict[str, np.ndarray[Any, Any]] = {
            "met": np.zeros(count, np.uint8),
            "began": np.zeros(count, np.uint8),
        }

    def met(self, rows: I64) -> int:
        """Number of rows reached for the first time; marks them."""
        return self._first("met", rows)

    def began(self, rows: I64) -> int:
        """Number of rows that start for the first time; marks them."""
        return self._first("began", rows)

    def _first(self, what: str, rows: I64) -> int:
        seen = self.memory[what]
        number = int((seen[rows] == 0).sum())
        seen[rows] = 1
        return number

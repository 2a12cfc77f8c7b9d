"""Employers in the order in which somebody goes round them, as far as the money goes."""

from __future__ import annotations

from typing import Any

import numpy as np

from werkagenda.agents.state import F64, I64
from werkagenda.model.state import State
from werkagenda.scenarios.purse import Purse
from werkagenda.tables.vocabulary import MONTHS

DONE = MONTHS
"""Mark of who need not be visited again."""


class Visits:
    """A round of employers. ``rank``: place in the order, 0 to 1; ``asks``: month from which somebody's turn comes
    (again), kept by the instrument in its memory; ``open``: who is meant."""

    def __init__(self, rank: F64, open_: np.ndarray[Any, Any], asks: np.ndarray[Any, Any]) -> None:
        self.rank, self.open, self.asks = rank, open_, asks

    def go(self, w: State, purse: Purse, share: float, price_cents: int, again: int = DONE) -> I64:
        """Rows that are served this month, of those with a rank below ``share``: in the order of their rank while the
        envelope lasts. Who is served has a turn again after ``again`` months, who is left out in January."""
        t = w.month
        due = np.flatnonzero(self.open & (self.rank < share) & (self.asks <= t))
        rows = due[np.lexsort((w.employers.hash[due], self.rank[due]))]
        number = purse.serve(w, len(rows), price_cents)
        self.asks[rows[:number]] = min(t + again, DONE)
        self.asks[rows[number:]] = t // 12 * 12 + 12
        return np.asarray(rows[:number], np.int64)

    def done(self) -> np.ndarray[Any, Any]:
        """Who has been visited once and for all."""
        return np.asarray(self.open & (self.asks == DONE))

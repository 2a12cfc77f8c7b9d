"""Employer outreach: employers are visited in a fixed order within the budget."""

from __future__ import annotations

from typing import Any

import numpy as np

from werkagenda.agents.state import F64, I64
from werkagenda.model.state import State
from werkagenda.scenarios.budget import YearlyBudget
from werkagenda.tables.vocabulary import MONTHS

DONE = MONTHS
"""Value of ``asks`` for employers that are not visited again."""


class EmployerOutreach:
    """Outreach round. ``rank``: position in the order (0-1); ``asks``: month of the next turn; ``open``: target group.

    The instrument keeps ``asks`` in its memory.
    """

    def __init__(self, rank: F64, open_: np.ndarray[Any, Any], asks: np.ndarray[Any, Any]) -> None:
        self.rank, self.open, self.asks = rank, open_, asks

    def go(self, w: State, budget: YearlyBudget, share: float, price_cents: int, again: int = DONE) -> I64:
        """Rows visited this month: those with a rank below ``share`` whose turn has come, by rank, within the envelope.

        Visited employers have another turn after ``again`` months, rejected ones in January.
        """
        t = w.month
        due = np.flatnonzero(self.open & (self.rank < share) & (self.asks <= t))
        rows = due[np.lexsort((w.employers.hash[due], self.rank[due]))]
        number = budget.serve(w, len(rows), price_cents)
        self.asks[rows[:number]] = min(t + again, DONE)
        self.asks[rows[number:]] = t // 12 * 12 + 12
        return np.asarray(rows[:number], np.int64)

    def done(self) -> np.ndarray[Any, Any]:
        """Employers visited at least once and not due again. Shape (n_employers,), bool."""
        return np.asarray(self.open & (self.asks == DONE))

"""Startbanen by municipality, decided in January 2025 from the households on bijstand at that time."""

from __future__ import annotations

from typing import Any

import numpy as np

from werkagenda.agents.state import F64
from werkagenda.model.policy.hooks import decision
from werkagenda.model.random.column_draws import draws
from werkagenda.model.state import State
from werkagenda.scenarios import adoption, balance
from werkagenda.tables.vocabulary import HISTORY_MONTHS


class Towns:
    """Spread of startbanen in one run; only pilots before 2025."""

    def __init__(self, choices: Any, numbers: Any, state: State) -> None:
        self.choices, self.numbers = choices, numbers
        self.pilots = adoption.at_start(state.places, numbers.pilot_share)
        self.mix: balance.Mix | None = None

    def decide_once(self, w: State) -> None:
        """Once: set the order of municipalities (set pace), or the month in which each starts (own pace)."""
        if self.mix is not None or w.month < HISTORY_MONTHS:
            return
        mix = self.mix = balance.mix_of(w)
        n, c = self.numbers, self.choices
        imitation = n.imitation_per_year * (1.0 + n.lesson_gain * c.lessons)
        copying = adoption.Copying(n.innovation_per_year, imitation, n.border_factor)
        given = (w.places, self._waits(w), copying)
        if c.pace == "own":
            self.since = adoption.own_pace(*given, lambda month: balance.factor(month, c, n, mix, w))
        else:
            order = adoption.line_up(*given, balance.factor(HISTORY_MONTHS, c, n, mix, w))
            self.order = adoption.in_order(w.places, order, n.pilot_share)

    def _waits(self, w: State) -> F64:
        who = np.arange(1, len(w.places) + 1, dtype=np.uint64)
        return adoption.exponential(draws(w.keys(decision("startbanen", "order")), who))

    def coverage(self, month: int) -> F64:
        """Share of the newly housed covered by each municipality. Shape (342,)."""
        if month < HISTORY_MONTHS:
            return self.pilots
        if self.choices.pace == "own":
            return adoption.covered_own(self.pilots, self.since, self.choices.dose, month)
        return adoption.covered(self.order, self.choices.dose, self.choices.years_10_to_90, month)

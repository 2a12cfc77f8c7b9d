"""Startbanen by municipality, decided in January 2025 from the households on bijstand at that time."""

from __future__ import annotations

from typing import Any

import numpy as np

from werkagenda.agents.state import F64
from werkagenda.model.policy.hooks import decision
from werkagenda.model.random.column_draws import draws
from werkagenda.model.state import State
from werkagenda.scenarios import adoption, balance
from werkagenda.scenarios.aim import Aim, schedule
from werkagenda.tables.vocabulary import HISTORY_MONTHS


class Towns:
    """Spread of startbanen in one run; only pilots before 2025."""

    def __init__(self, choices: Any, numbers: Any, state: State) -> None:
        self.choices, self.numbers = choices, numbers
        self.aim, self.schedule = Aim(choices), schedule(choices)
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
        given = (w.places, self._waits(w, c.pace == "own"), copying)
        if c.pace == "own":
            start = self.schedule.start
            self.since = adoption.own_pace(*given, lambda month: balance.factor(month, c, n, mix, w), start)
        else:
            order = adoption.line_up(*given, balance.factor(HISTORY_MONTHS, c, n, mix, w))
            if self.aim.first is not None:
                order = order[np.argsort(~self.aim.first[order], kind="stable")]
            self.order = adoption.in_order(w.places, order, n.pilot_share, self.aim.only)

    def _waits(self, w: State, limited: bool) -> F64:
        who = np.arange(1, len(w.places) + 1, dtype=np.uint64)
        waits = adoption.exponential(draws(w.keys(decision("startbanen", "order")), who))
        return waits if not limited or self.aim.only is None else np.where(self.aim.only, waits, np.inf)

    def coverage(self, month: int) -> F64:
        """Share of the newly housed covered by each municipality (342); outside the period that of the pilots."""
        if not self.schedule.open(month):
            return self.pilots
        if self.choices.pace == "own":
            pilots = self.pilots if self.aim.only is None else self.pilots * self.aim.only
            return adoption.covered_own(pilots, self.since, self.schedule.level(month), month)
        return adoption.covered(self.order, self.schedule, self.choices.years_10_to_90, month)

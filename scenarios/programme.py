"""A programme that people are offered and join once: coverage, queue, budget and early exit.

Coverage: a keyed draw of the person is compared with the share that the schedule has reached, so a higher dose reaches
the same people and more. People rejected for lack of budget wait until January; then those offered longest ago come
first, in keyed order among themselves; people of places that come first are before all others. After the schedule's
last month nobody new is offered anything or begins.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from werkagenda.agents.kinds import NEVER
from werkagenda.agents.state import F64, I64
from werkagenda.model.policy.hooks import decision
from werkagenda.model.random.column_draws import draws
from werkagenda.model.state import State
from werkagenda.scenarios.aim import Aim
from werkagenda.scenarios.budget import YearlyBudget
from werkagenda.scenarios.rollout import Schedule

DECISIONS = ("cover", "take", "queue")


class Programme:
    """Month in which each person was offered, joined, ends and was last rejected; ``budget`` is the budget.

    ``aim``: who comes first; ``schedule``: period and dose.
    """

    def __init__(self, name: str, people: int, budget: YearlyBudget, aim: Aim, schedule: Schedule) -> None:
        self.name, self.budget, self.aim, self.schedule = name, budget, aim, schedule
        self.marks: dict[str, np.ndarray[tuple[int], np.dtype[np.signedinteger]]] = {
            what: np.full(people, NEVER, np.int16) for what in ("offered", "joined", "until", "refused")
        }

    def draws(self, w: State, what: str, rows: I64, month: int = 0) -> F64:
        """Keyed draws of people for one of the decisions."""
        return draws(w.keys(decision(self.name, what), month), w.people.hash[rows])

    def waiting(self, w: State, rows: I64) -> I64:
        """Rows not yet rejected this year, in the order in which they are served."""
        last = self.marks["refused"][rows]
        rows = rows[(last == NEVER) | (last < w.month // 12 * 12)]
        order = np.lexsort((self.draws(w, "queue", rows), self.marks["offered"][rows], self.aim.later(w, rows)))
        return np.asarray(rows[order], np.int64)

    def affordable(self, w: State, rows: I64, price: int) -> I64:
        """First rows the budget can pay for; commits the cost and records who is rejected."""
        left = self.budget.left(w)
        number = len(rows) if left is None or price == 0 else min(len(rows), left // price)
        self.budget.note(w, left_out=len(rows) - number, cents=number * price)
        self.marks["refused"][rows[number:]] = w.month
        return rows[:number]

    def cover(self, w: State, able: I64, price: int) -> I64:
        """Offer the programme to those whose turn it is; returns people offered it for the first time."""
        new = self.affordable(w, self.waiting(w, self.turn(w, able)), price)
        self.marks["offered"][new] = w.month
        self.budget.note(w, eligible=len(able), reached=len(new), envelope=self.budget.envelope(w) or 0)
        return new

    def turn(self, w: State, able: I64) -> I64:
        """Those of the eligible whose turn it is to be offered it for the first time."""
        if not self.schedule.open(w.month):
            return able[:0]
        reached = self.aim.reached(w, able, self.draws(w, "cover", able), self.schedule.share(w.month))
        return np.asarray(able[reached & (self.marks["offered"][able] == NEVER)], np.int64)

    def asking(self, w: State, able: I64, take_up: float) -> I64:
        """Those of the eligible who were offered it, accept and may begin this month, in the order of the queue."""
        rows = able[self.marks["offered"][able] != NEVER] if self.schedule.open(w.month) else able[:0]
        return self.waiting(w, rows[self.draws(w, "take", rows) < take_up])

    def join(self, w: State, able: I64, take_up: float, months: int, price: int) -> I64:
        """Start the programme for people who were offered it, accept and have not had it, within the budget."""
        m, t = self.marks, w.month
        rows = self.affordable(w, self.asking(w, able[m["joined"][able] == NEVER], take_up), price)
        m["joined"][rows], m["until"][rows] = t, t + months
        self.budget.note(w, started=len(rows))
        return rows

    def taking_part(self, w: State) -> I64:
        """Rows of people in the programme."""
        m, n = self.marks, w.entered
        return np.asarray(np.flatnonzero((m["joined"][:n] <= w.month) & (m["until"][:n] > w.month)), np.int64)

    def break_off(self, w: State, rows: I64, stay: np.ndarray[Any, np.dtype[np.bool_]]) -> None:
        """End participation this month for rows where ``stay`` is False."""
        self.marks["until"][rows[~stay]] = w.month

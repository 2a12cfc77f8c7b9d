"""A programme that people are offered and join once: coverage that grows evenly, a queue, a purse, ends before time.

Coverage: a keyed draw of the person against dose * min(1, (month - start + 1) / months from start to the end of 2029),
so a higher dose reaches the same people and more. Who is left out for want of money waits until January; then those
offered longest ago go first, in a keyed order among themselves.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from werkagenda.agents.kinds import NEVER
from werkagenda.agents.state import F64, I64
from werkagenda.model.policy.hooks import decision
from werkagenda.model.random.column_draws import draws
from werkagenda.model.state import State
from werkagenda.scenarios.purse import Purse
from werkagenda.scenarios.rollout import share

DECISIONS = ("cover", "take", "queue")


class Programme:
    """Who was offered it, joined, until when, and was last left out, by person (months); ``purse`` holds the money."""

    def __init__(self, name: str, people: int, purse: Purse) -> None:
        self.name, self.purse = name, purse
        self.marks = {what: np.full(people, NEVER, np.int16) for what in ("offered", "joined", "until", "refused")}

    def draws(self, w: State, what: str, rows: I64, month: int = 0) -> F64:
        """Keyed draws of people for one of the decisions."""
        return draws(w.keys(decision(self.name, what), month), w.people.hash[rows])

    def waiting(self, w: State, rows: I64) -> I64:
        """Those of the rows who were not left out earlier this year, in the order in which they are served."""
        last = self.marks["refused"][rows]
        rows = rows[(last == NEVER) | (last < w.month // 12 * 12)]
        order = np.lexsort((self.draws(w, "queue", rows), self.marks["offered"][rows]))
        return np.asarray(rows[order], np.int64)

    def affordable(self, w: State, rows: I64, price: int) -> I64:
        """The first of the rows, as far as the money goes; it is committed, and who is left out is noted."""
        left = self.purse.left(w)
        number = len(rows) if left is None or price == 0 else min(len(rows), left // price)
        self.purse.note(w, left_out=len(rows) - number, cents=number * price)
        self.marks["refused"][rows[number:]] = w.month
        return rows[:number]

    def cover(self, w: State, able: I64, dose: float, price: int) -> I64:
        """Offer to those whose turn it is; returns who is offered it for the first time."""
        new = able[self.marks["offered"][able] == NEVER]
        new = self.waiting(w, new[self.draws(w, "cover", new) < share(dose, w.month)])
        new = self.affordable(w, new, price)
        self.marks["offered"][new] = w.month
        self.purse.note(w, eligible=len(able), reached=len(new), envelope=self.purse.envelope(w) or 0)
        return new

    def join(self, w: State, able: I64, take_up: float, months: int, price: int) -> I64:
        """Those offered it who take it up and have not had it begin, as far as the money goes."""
        m, t = self.marks, w.month
        rows = able[(m["offered"][able] != NEVER) & (m["joined"][able] == NEVER)]
        rows = self.waiting(w, rows[self.draws(w, "take", rows) < take_up])
        rows = self.affordable(w, rows, price)
        m["joined"][rows], m["until"][rows] = t, t + months
        self.purse.note(w, started=len(rows))
        return rows

    def taking_part(self, w: State) -> I64:
        """Rows of people in the programme."""
        m, n = self.marks, w.entered
        return np.asarray(np.flatnonzero((m["joined"][:n] <= w.month) & (m["until"][:n] > w.month)), np.int64)

    def break_off(self, w: State, rows: I64, stay: np.ndarray[Any, np.dtype[np.bool_]]) -> None:
        """Of the rows of people in the programme those who do not stay leave it this month."""
        self.marks["until"][rows[~stay]] = w.month

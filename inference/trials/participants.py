"""Who takes part in a trial: drawn when they may take part for the first time, half of them treated, by keyed draws."""

from __future__ import annotations

import numpy as np

from werkagenda.agents.kinds import CHILD, NEVER, RETIRED
from werkagenda.agents.state import I64
from werkagenda.inference.trials.specification import Population, Trial
from werkagenda.model.policy.hooks import decision
from werkagenda.model.random.column_draws import draws
from werkagenda.model.state import State
from werkagenda.tables import vocabulary
from werkagenda.tables.vocabulary import month_index

NAME = "trial"
STATES = ("inactive", "searching", "employed")
"""Labels in the order of the codes of `people.state`."""
TREATED_SHARE = 0.5
"""A design choice: the arms are of one size in expectation."""


class Enrolment:
    """Month in which each person was drawn (NEVER: not), and who of them is treated."""

    def __init__(self, trial: Trial, people: int) -> None:
        self.trial, self.first = trial, month_index(trial.begins)
        self.month = np.full(people, NEVER, np.int64)
        self.treated = np.zeros(people, bool)
        self._seen = np.zeros(people, bool)

    def draw(self, w: State) -> None:
        """Before a month runs: draw from those who may take part and were not seen before."""
        if not self.first <= w.month < self.first + self.trial.enrol_months:
            return
        rows = able(w, self.trial.population)
        new = rows[~self._seen[rows]]
        self._seen[new] = True
        chosen = new[draws(w.keys(decision(NAME, "draw")), w.people.hash[new]) < self.trial.enrolled_share]
        self.month[chosen] = w.month
        self.treated[chosen] = draws(w.keys(decision(NAME, "arm")), w.people.hash[chosen]) < TREATED_SHARE

    def rows(self) -> I64:
        """Rows of all who were drawn."""
        return np.asarray(np.flatnonzero(self.month != NEVER), np.int64)

    def served(self, month: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Mask of the treated who have been drawn by a month."""
        return np.asarray(self.treated & (self.month <= month))


def able(w: State, who: Population) -> I64:
    """Rows of people in the country who may take part this month."""
    p, n = w.people, w.entered
    age = (w.month - p.birth[:n].astype(np.int64)) // 12
    housed = w.month - p.housed[:n].astype(np.int64)
    keep = (p.active[:n] == 1) & (p.studying[:n] == 0) & (p.reason[:n] != CHILD) & (p.reason[:n] != RETIRED)
    keep &= (age >= who.age_from) & (age <= who.age_to)
    keep &= (p.housed[:n] != NEVER) & (housed >= who.housed_from) & (housed <= who.housed_to)
    for column, names, known in (
        (p.kind, who.kinds, vocabulary.NEWCOMERS),
        (p.sex, who.sexes, vocabulary.SEXES),
        (p.education, who.educations, vocabulary.EDUCATIONS),
        (p.state, who.states, STATES),
    ):
        keep &= np.isin(column[:n], [known.index(name) for name in names])
    return np.asarray(np.flatnonzero(keep), np.int64)

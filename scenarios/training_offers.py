"""Who may begin a training, and in which form: at a firm, in a course, or under a work-learn contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from werkagenda.agents.kinds import (
    AGENCIES,
    CHILD,
    EMPLOYED,
    EXEMPT,
    FAMILY,
    IN_CLASS,
    INACTIVE,
    NEVER,
    NONE,
    RETIRED,
    SEARCHING,
    STATUS,
)
from werkagenda.agents.language import class_week, crowded_out
from werkagenda.agents.state import I64
from werkagenda.model.policy.hooks import decision
from werkagenda.model.random.column_draws import draws
from werkagenda.model.state import State
from werkagenda.scenarios import training_firms
from werkagenda.scenarios.training_terms import CONTRACT, COURSE, FIRM
from werkagenda.tables.vocabulary import ROUTES

if TYPE_CHECKING:
    from werkagenda.scenarios.training import Training

LEAST_HOURS = 12
"""Hours a week from which a job is long enough to learn in."""


def eligible(i: Training, w: State) -> I64:
    """Rows of people without work, or in work that asks little Dutch, who had no training yet."""
    p, n = w.people, w.entered
    kind = (p.kind[:n] == STATUS) | ((p.kind[:n] == FAMILY) & i.choices.family_migrants)
    mask = (p.active[:n] == 1) & kind & (p.housed[:n] != NEVER) & (p.studying[:n] == 0) & (p.subsidised[:n] == 0)
    mask &= (p.reason[:n] != CHILD) & (p.reason[:n] != RETIRED) & (p.reason[:n] != EXEMPT)
    works = p.state[:n] == EMPLOYED
    low = (p.dutch_spoken[:n] == 0) & (p.hours[:n] >= LEAST_HOURS) & (p.supported_until[:n] <= w.month)
    mask &= np.where(works, low, _room(w, i.choices.hours_per_week)) & (i.marks["joined"][:n] == NEVER)
    return i.aim.people(w, np.asarray(np.flatnonzero(mask), np.int64))


def _room(w: State, hours: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Whether the hours of a training fit beside class in a week."""
    rules, p, n = w.integration(), w.people, w.entered
    weeks = [class_week(route, rules) for route in range(len(ROUTES))]
    fits = np.array([crowded_out(week, float(hours), rules) == 0.0 for week in weeks])
    return np.asarray((p.integration[:n] != IN_CLASS) | fits[p.route[:n]])


def begin(i: Training, w: State) -> tuple[I64, I64, I64]:
    """Who would begin this month in the order in which they are served, in which form, at which employer (-1: none)."""
    g, p = i.group, w.people
    rows = g.asking(w, eligible(i, w), i.numbers.take_up)
    works = p.state[rows] == EMPLOYED
    wants = np.zeros(len(rows), np.bool_)
    wants[works] = _agreed(i, w, rows[works])
    wants[~works] = training_firms.ready(i, w, rows[~works])
    rows, works = rows[wants], works[wants]
    form, at = np.full(len(rows), CONTRACT, np.int64), np.asarray(p.employer[rows], np.int64)
    at[~works] = training_firms.find(i, w, rows[~works])
    form[~works] = np.where(at[~works] >= 0, FIRM, COURSE)
    return rows, form, at


def _agreed(i: Training, w: State, rows: I64) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Whether the employer of each row agrees to a work-learn contract: a draw of the employer that lasts."""
    e, at, n = w.employers, w.people.employer[rows], i.numbers
    share = np.where(e.sector[at] == AGENCIES, n.employer_share * n.agency_factor, n.employer_share)
    return np.asarray(draws(w.keys(decision(i.name, "employer")), e.hash[at]) < share)


def search(w: State, rows: I64) -> None:
    """Who begins without having searched counts as searching from now on: they were ready for a job."""
    p = w.people
    new = rows[p.state[rows] == INACTIVE]
    p.state[new], p.reason[new], p.months_searching[new] = SEARCHING, NONE, 0

"""Arrival, coming of age, departure, permits and retirement of newcomers."""

from __future__ import annotations

import numpy as np

from werkagenda.agents.compiled import inline, kernel
from werkagenda.agents.kinds import (
    ASYLUM,
    CHILD,
    EMPLOYED,
    FAMILY,
    NEVER,
    NONE,
    PASSED,
    RECEPTION,
    RETIRED,
    STATUS,
    UKRAINIAN,
)
from werkagenda.agents.life import ADULT_MONTHS, PENSION_MONTHS, LifeParams, departure_probability
from werkagenda.agents.people import Employers, Households, People
from werkagenda.agents.state import U8, U32
from werkagenda.model.labour_market.posts import release
from werkagenda.model.random.keyed_random import draw
from werkagenda.model.row_lists import sparse


@kernel
def enter(first: int, last: int, month: int, p: People, h: Households) -> int:
    """Rows ``first`` to ``last`` arrive, except family whose sponsor has left. Returns how many arrived."""
    came = 0
    for i in range(first, last):
        home = p.household[i]
        head = h.adult_a[home]
        if p.member[i] > 0 and (head < 0 or p.active[head] == 0):
            p.permit[i] = NEVER  # does not arrive: not part of any cohort
            continue
        p.active[i] = 1
        came += 1
        if p.member[i] == 0:
            h.adult_a[home] = i
            if p.kind[i] == FAMILY or p.kind[i] == UKRAINIAN:
                p.reason[i] = NONE
            continue
        p.municipality[i], p.region[i] = p.municipality[head], p.region[head]
        if p.kind[i] == STATUS:
            p.housed[i] = month if p.housed[head] != NEVER else NEVER
        if p.member[i] == 1:
            h.adult_b[home] = i
            if p.reason[i] != CHILD:
                p.reason[i] = RECEPTION if p.housed[i] == NEVER else NONE
        else:
            h.children[home] += 1
            h.youngest[home] = max(h.youngest[home], p.birth[i])
    return came


@kernel
def come_of_age(entered: int, month: int, p: People, h: Households, flags: U8, rows: U32) -> None:
    """Children who turn 18 become adults with their own household in the parents' dwelling.

    ``flags`` and ``rows``, here and below, are buffers with one entry per person.
    """
    for i in range(entered):
        flags[i] = (p.active[i] == 1) & (p.reason[i] == CHILD) & (month - p.birth[i] >= ADULT_MONTHS)
    for k in range(sparse(entered, flags, rows)):
        i = rows[k]
        p.reason[i] = RECEPTION if p.housed[i] == NEVER else NONE
        if p.kind[i] != UKRAINIAN and p.arrival[i] - p.birth[i] < 192:
            p.integration[i] = PASSED
        home = p.home[i]
        if p.member[i] > 1:
            h.children[p.household[i]] -= 1
            p.household[i] = home
            h.adult_a[home] = i


@inline
def works(home: int, p: People, h: Households) -> int:
    """1 if an adult of the household has a job, otherwise 0."""
    a, b = h.adult_a[home], h.adult_b[home]
    return 1 if (a >= 0 and p.state[a] == EMPLOYED) or (b >= 0 and p.state[b] == EMPLOYED) else 0


@inline
def remove_departed(entered: int, p: People, e: Employers, flags: U8, rows: U32) -> int:
    """People marked with ``active`` 2 leave their job and the country; returns how many."""
    for i in range(entered):
        flags[i] = p.active[i] == 2
    left = sparse(entered, flags, rows)
    for k in range(left):
        release(rows[k], p, e)
        p.active[rows[k]] = 0
    return left


@kernel
def depart(
    entered: int,
    selected: U32,
    month: int,
    key: np.uint64,
    stay: int,
    p: People,
    h: Households,
    e: Employers,
    life: LifeParams,
    flags: U8,
    rows: U32,
) -> int:
    """Departures: refused people ``stay`` months after the decision; households among the rows ``selected``.

    Returns how many people left.
    """
    for k in range(len(selected)):
        i = selected[k]
        home, family = p.household[i], 1 if p.kind[i] == FAMILY else 0
        if p.active[i] == 0 or p.kind[i] == ASYLUM:
            continue
        if draw(key, h.hash[home]) < departure_probability(family, works(home, p, h), life):
            p.active[i] = 2
    for i in range(entered):
        refused = (p.kind[i] == ASYLUM) & (p.decision[i] != NEVER) & (month >= p.decision[i] + stay)
        flags[i] = refused & (p.active[i] != 0)
    for k in range(sparse(entered, flags, rows)):
        p.active[rows[k]] = 2
    return remove_departed(entered, p, e, flags, rows)


def likeliest_departure(life: LifeParams) -> float:
    """Maximum monthly departure probability over all kinds of people."""
    return max(departure_probability(family, employed, life) for family in (0, 1) for employed in (0, 1))


@kernel
def grant(entered: int, month: int, p: People, flags: U8, rows: U32) -> int:
    """Permits of this month: asylum seekers become status holders. Returns how many."""
    for i in range(entered):
        flags[i] = (p.active[i] == 1) & (p.kind[i] == ASYLUM) & (p.permit[i] <= month)
    granted = sparse(entered, flags, rows)
    for k in range(granted):
        p.kind[rows[k]] = STATUS
    return granted


@kernel
def retire(entered: int, month: int, p: People, e: Employers, flags: U8, rows: U32) -> None:
    """People leave the labour market at ``PENSION_MONTHS``."""
    for i in range(entered):
        grown = (p.active[i] == 1) & (p.reason[i] != CHILD) & (p.reason[i] != RETIRED)
        flags[i] = grown & (month - p.birth[i] >= PENSION_MONTHS)
    for k in range(sparse(entered, flags, rows)):
        release(rows[k], p, e)
        p.reason[rows[k]] = RETIRED

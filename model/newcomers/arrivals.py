"""Coming, growing up and leaving: newcomers enter, children turn 18, refused people and others depart."""

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
    """Rows ``first`` to ``last`` arrive; family whose sponsor has left does not. Returns how many came."""
    came = 0
    for i in range(first, last):
        home = p.household[i]
        head = h.adult_a[home]
        if p.member[i] > 0 and (head < 0 or p.active[head] == 0):
            p.permit[i] = NEVER  # does not come: no member of a cohort
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
    """Children who turn 18: adults with a household of their own in the parents' dwelling.

    ``flags`` and ``rows``, here and below: buffer for everybody.
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
    """1 when an adult of the household has a job."""
    a, b = h.adult_a[home], h.adult_b[home]
    return 1 if (a >= 0 and p.state[a] == EMPLOYED) or (b >= 0 and p.state[b] == EMPLOYED) else 0


@inline
def take_leave(entered: int, p: People, e: Employers, flags: U8, rows: U32) -> int:
    """Who is marked (``active`` 2) leaves job and country. Returns how many left."""
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
    """Refused people leave ``stay`` months after the decision; others by household, only of the rows ``struck``.

    Returns how many left.
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
    return take_leave(entered, p, e, flags, rows)


def likeliest_departure(life: LifeParams) -> float:
    """The highest of the probabilities to leave in a month."""
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
    """At 67 people leave the labour market."""
    for i in range(entered):
        grown = (p.active[i] == 1) & (p.reason[i] != CHILD) & (p.reason[i] != RETIRED)
        flags[i] = grown & (month - p.birth[i] >= PENSION_MONTHS)
    for k in range(sparse(entered, flags, rows)):
        release(rows[k], p, e)
        p.reason[rows[k]] = RETIRED

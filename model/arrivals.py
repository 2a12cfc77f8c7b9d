"""Coming, growing up and leaving: newcomers enter, children turn 18, refused people and others depart."""

from __future__ import annotations

import numpy as np

from werkagenda.agents.compiled import kernel, part
from werkagenda.agents.kinds import (
    ASYLUM,
    CHILD,
    EMPLOYED,
    FAMILY,
    INACTIVE,
    NEVER,
    NONE,
    PASSED,
    RECEPTION,
    RETIRED,
    STATUS,
)
from werkagenda.agents.life import LifeParams, departure_probability
from werkagenda.agents.people import Employers, Households, People
from werkagenda.model.chance import draw

ADULT_MONTHS, PENSION_MONTHS = 216, 804


@part
def release(i: int, p: People, e: Employers) -> None:
    """Take a person out of the job, leaving the post to be closed."""
    if p.state[i] == EMPLOYED:
        e.staff_newcomers[p.employer[i]] -= 1
    p.state[i] = INACTIVE
    p.employer[i] = -1
    p.on_notice[i] = 0
    p.subsidised[i] = 0
    p.hours[i] = 0
    p.tenure[i] = 0


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
            if p.kind[i] == FAMILY:
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
def come_of_age(entered: int, month: int, p: People, h: Households) -> None:
    """Children who turn 18 become adults with a household of their own in the parents' dwelling."""
    for i in range(entered):
        if p.active[i] == 0 or p.reason[i] != CHILD or month - p.birth[i] < ADULT_MONTHS:
            continue
        p.reason[i] = RECEPTION if p.housed[i] == NEVER else NONE
        if p.arrival[i] - p.birth[i] < 192:
            p.integration[i] = PASSED
        home = p.home[i]
        if p.member[i] > 1:
            h.children[p.household[i]] -= 1
            p.household[i] = home
            h.adult_a[home] = i


@kernel
def depart(
    entered: int, month: int, key: np.uint64, stay: int, p: People, h: Households, e: Employers, life: LifeParams
) -> int:
    """Refused people leave ``stay`` months after the decision; others by household. Returns how many left."""
    gone = 0
    chance = (
        (departure_probability(0, 0, life), departure_probability(0, 1, life)),
        (departure_probability(1, 0, life), departure_probability(1, 1, life)),
    )
    for i in range(entered):
        if p.active[i] == 0:
            continue
        leaves = False
        if p.kind[i] == ASYLUM:
            leaves = p.decision[i] != NEVER and month >= p.decision[i] + stay
        else:
            home = p.household[i]
            a, b = h.adult_a[home], h.adult_b[home]
            works = 1 if (a >= 0 and p.state[a] == EMPLOYED) or (b >= 0 and p.state[b] == EMPLOYED) else 0
            leaves = draw(key, h.hash[home]) < chance[1 if p.kind[i] == FAMILY else 0][works]
        if leaves:
            p.active[i] = 2
            gone += 1
    for i in range(entered):
        if p.active[i] == 2:
            release(i, p, e)
            p.active[i] = 0
    return gone


@kernel
def grant(entered: int, month: int, p: People) -> int:
    """Permits of this month: asylum seekers become status holders. Returns how many."""
    granted = 0
    for i in range(entered):
        if p.active[i] == 1 and p.kind[i] == ASYLUM and p.permit[i] <= month:
            p.kind[i] = STATUS
            granted += 1
    return granted


@kernel
def retire(entered: int, month: int, p: People, e: Employers) -> None:
    """At 67 people leave the labour market."""
    for i in range(entered):
        if p.active[i] == 1 and p.reason[i] != RETIRED and month - p.birth[i] >= PENSION_MONTHS:
            release(i, p, e)
            p.reason[i] = RETIRED

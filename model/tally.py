"""Counting people: the compiled sums behind the result tables (whole numbers only, so order does not matter)."""

from __future__ import annotations

import itertools

import numpy as np

from werkagenda.agents.compiled import kernel, rule
from werkagenda.agents.kinds import (
    AGENCY,
    ASYLUM,
    BIJSTAND,
    CARE,
    DISCOURAGED,
    EMPLOYED,
    EXEMPT,
    IN_CLASS,
    NEVER,
    NO_INCOME,
    PASSED,
    PERMANENT,
    RETIRED,
    SEARCHING,
    STATUS,
    STUDENT,
    UNEMPLOYMENT,
    WAGE,
)
from werkagenda.agents.people import Households, People
from werkagenda.agents.state import I32, I64, U8

ADULT, OLD = 216, 792
"""Months of age from which, and up to which, people count as adults (18 to 65)."""
LEVELS = 63
"""Rows of ``groups``: 3 educations, 35 regions, 5 ages, 4 households, 9 sectors, 3 contracts, 3 hours, 1 spare."""


@rule
def is_adult(age: int) -> bool:
    """Aged 18 to 65, from the age in months."""
    return age >= ADULT and age < OLD


@kernel
def monthly(entered: int, month: int, p: People, h: Households, out: I64) -> None:
    """``out[kind, sex, origin, indicator]`` in the order of vocabulary.INDICATORS (hires and ends are added apart)."""
    for i in range(entered):
        if p.active[i] == 0:
            continue
        row = out[p.kind[i], p.sex[i], p.origin[i]]
        row[0] += 1
        if not is_adult(month - p.birth[i]):
            continue
        row[1] += 1
        works = p.state[i] == EMPLOYED
        if works:
            row[2] += 1
            row[3] += 1 - p.subsidised[i]
            row[4] += p.subsidised[i]
            row[22] += 1 if p.contract[i] == PERMANENT else 0
            row[23] += 1 if p.contract[i] == AGENCY else 0
            row[25] += p.gross[i]
            row[20] += 1 if p.started[i] == month else 0
        elif p.state[i] == SEARCHING:
            row[5] += 1
        else:
            row[6] += 1
        has_benefit = p.bijstand[i] > 0 or p.ui_cents[i] > 0
        row[7] += 1 if has_benefit else 0
        row[8] += 1 if p.bijstand[i] > 0 and p.partial[i] == 1 else 0
        row[9] += 1 if p.ui_cents[i] > 0 else 0
        row[10] += 1 if p.student_cents[i] > 0 else 0
        row[11] += 1 if p.income[i] == NO_INCOME else 0
        row[12] += 1 if p.housed[i] == NEVER else 0
        row[13] += 1 if p.integration[i] == IN_CLASS else 0
        row[14] += p.studying[i]
        row[15] += 1 if not works and p.state[i] != SEARCHING and p.reason[i] == CARE else 0
        row[16] += p.poor_health[i]
        row[17] += 1 if not works and p.reason[i] == EXEMPT else 0
        row[18] += 1 if not works and p.reason[i] == DISCOURAGED else 0
        row[19] += 1 if p.integration[i] == PASSED else 0
        row[21] += 1 if p.lost[i] == month else 0
        row[24] += p.bijstand[i] + p.ui_cents[i]
        k = p.household[i]
        if h.bijstand[k] > 0:
            a = h.adult_a[k]
            first = a == i or a < 0 or p.active[a] == 0 or p.household[a] != k
            row[26] += 1 if first else 0


@kernel
def cohorts(entered: int, month: int, p: People, out: I32) -> None:
    """``out[permit year, months since permit, sex, origin, column]``: adults of each permit cohort this month.

    The departed are counted with those who were 18 to 65 and have left, at the same months since permit.
    """
    for i in range(entered):
        if p.permit[i] > month or p.permit[i] < 0 or not is_adult(month - p.birth[i]):
            continue
        if p.kind[i] != STATUS and not (p.active[i] == 0 and p.kind[i] == ASYLUM):
            continue
        row = out[p.permit[i] // 12, month - p.permit[i], p.sex[i], p.origin[i]]
        if p.active[i] == 0:
            row[12] += 1
            continue
        row[0] += 1
        if p.state[i] == EMPLOYED:
            row[1] += 1
            row[2] += 1 - p.subsidised[i]
            row[3] += p.subsidised[i]
        elif p.state[i] == SEARCHING:
            row[4] += 1
        else:
            row[5] += 1
        row[6] += 1 if p.bijstand[i] > 0 or p.ui_cents[i] > 0 else 0
        row[7] += 1 if p.bijstand[i] > 0 and p.partial[i] == 1 else 0
        row[8] += 1 if p.income[i] == WAGE else 0
        row[9] += 1 if p.income[i] == BIJSTAND or p.income[i] == UNEMPLOYMENT else 0
        row[10] += p.studying[i]
        row[11] += 1 if p.income[i] == NO_INCOME or p.income[i] > STUDENT + 1 else 0


@rule
def household_type(outside: int, first: int, second: int, children: int, youngest_age: int) -> int:
    """0 single, 1 couple, 2 lone parent, 3 couple with children (children under 18).

    ``first`` and ``second``: 1 when that adult of the household is in the country; ages in months.
    """
    couple = outside == 1 or (first == 1 and second == 1)
    parents = children > 0 or youngest_age < ADULT
    return (1 if couple else 0) + (2 if parents else 0)


@rule
def age_band(months: int) -> int:
    """Position among 18-24, 25-34, 35-44, 45-54, 55-64 (65 counts with the last)."""
    years = months // 12
    return 0 if years < 25 else min(4, (years - 15) // 10)


@rule
def standing(state: int, benefit: int, subsidised: int) -> int:
    """How somebody stands, as one number: state (0-2), on benefit (0-1), in a placement (0-1)."""
    return (state * 2 + benefit) * 2 + subsidised


STANDINGS = np.array(
    [
        (1, state == EMPLOYED, state == SEARCHING, benefit, state == EMPLOYED and not subsidised)
        for state, benefit, subsidised in itertools.product(range(3), range(2), range(2))
    ],
    dtype=np.int64,
)
"""By ``standing``: adults, employed, searching, on benefit, in regular work."""


def groups(entered: int, month: int, p: People, h: Households, out: I64) -> None:
    """``out[kind, level, (adults, employed, searching, on benefit, regular)]`` over the dimensions of ``groups``."""
    cells = np.zeros((*out.shape[:2], len(STANDINGS)), np.int64)
    levels_of(entered, month, p, h, np.zeros(7, np.int64), cells)
    out += cells @ STANDINGS


@kernel
def levels_of(entered: int, month: int, p: People, h: Households, levels: I64, cells: I64) -> None:
    """``cells[kind, level, standing]``; ``levels`` is room for the levels of one person, seven at most."""
    for i in range(entered):
        if p.active[i] == 0 or p.reason[i] == RETIRED or not is_adult(month - p.birth[i]):
            continue
        works, benefit = p.state[i] == EMPLOYED, p.bijstand[i] > 0 or p.ui_cents[i] > 0
        kind, how = p.kind[i], standing(p.state[i], 1 if benefit else 0, p.subsidised[i])
        levels[0] = p.education[i]
        levels[1] = 3 + p.region[i]
        levels[2] = 38 + age_band(month - p.birth[i])
        k, a, b = p.household[i], h.adult_a[p.household[i]], h.adult_b[p.household[i]]
        first = p.active[a] if a >= 0 else 0
        second = p.active[b] if b >= 0 else 0
        levels[3] = 43 + household_type(h.outside_income[k], first, second, h.children[k], month - h.youngest[k])
        n = 4
        if works:
            levels[4] = 47 + p.sector[i]
            levels[5] = 56 + p.contract[i]
            levels[6] = 59 + (0 if p.hours[i] < 20 else (1 if p.hours[i] < 32 else 2))
            n = 7
        for d in range(n):
            cells[kind, levels[d], how] += 1


@kernel
def places(entered: int, month: int, p: People, out: I64) -> None:
    """``out[municipality, (status holders 18-65, employed, on benefit, clients)]`` of housed status holders."""
    out[:] = 0
    for i in range(entered):
        if p.active[i] == 0 or p.kind[i] != STATUS or p.housed[i] == NEVER or not is_adult(month - p.birth[i]):
            continue
        row = out[p.municipality[i]]
        works = p.state[i] == EMPLOYED
        row[0] += 1
        row[1] += 1 if works else 0
        row[2] += 1 if p.bijstand[i] > 0 else 0
        row[3] += 1 if p.bijstand[i] > 0 and not works else 0


@kernel
def transitions(entered: int, month: int, p: People, past: U8, out: I64) -> None:
    """``out[kind, from, to]`` between ``past`` (three months ago) and now; states employed, searching, inactive.

    ``past`` is then overwritten with this month's state (3 = no adult in the country).
    """
    for i in range(entered):
        now = 3
        if p.active[i] == 1 and is_adult(month - p.birth[i]):
            now = 2 - p.state[i]
        before = past[i]
        if now < 3 and before < 3:
            out[p.kind[i], before, now] += 1
        past[i] = now

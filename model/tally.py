"""Counting people: the compiled sums behind the result tables (whole numbers only, so order does not matter)."""

from __future__ import annotations

import numpy as np

from werkagenda.agents.compiled import kernel, part, rule
from werkagenda.agents.kinds import (
    ASYLUM,
    BIJSTAND,
    EMPLOYED,
    INACTIVE,
    NEVER,
    NO_INCOME,
    SEARCHING,
    STATUS,
    STUDENT,
    UNEMPLOYMENT,
    WAGE,
)
from werkagenda.agents.people import Adults, People
from werkagenda.agents.state import I32, I64, U8, U32
from werkagenda.model.rows import flagged

ADULT, OLD = 216, 792
"""Months of age from which, and up to which, people count as adults (18 to 65)."""


@rule
def is_adult(age: int) -> bool:
    """Aged 18 to 65, from the age in months."""
    return (age >= ADULT) & (age < OLD)


@kernel
def cohorts(entered: int, count: int, month: int, p: People, a: Adults, flags: U8, rows: U32, out: I32) -> None:
    """``out[permit year, months since permit, sex, origin, column]``: adults of each permit cohort this month.

    The departed are counted with those who were 18 to 65 and have left, at the same months since permit. ``flags`` and
    ``rows``: room for everybody.
    """
    for k in range(count):
        i = a.row[k]
        permit = p.permit[i]
        if p.kind[i] != STATUS or permit > month or permit < 0:
            continue
        row = out[permit // 12, month - permit, p.sex[i], p.origin[i]]
        works, benefit = p.state[i] == EMPLOYED, a.standing[i] >> 3 & 1
        row[0] += 1
        row[1] += works
        row[2] += works * (1 - p.subsidised[i])
        row[3] += works * p.subsidised[i]
        row[4] += p.state[i] == SEARCHING
        row[5] += p.state[i] == INACTIVE
        row[6] += benefit
        row[7] += (p.bijstand[i] > 0) & (p.partial[i] == 1)
        row[8] += p.income[i] == WAGE
        row[9] += (p.income[i] == BIJSTAND) | (p.income[i] == UNEMPLOYMENT)
        row[10] += p.studying[i]
        row[11] += (p.income[i] == NO_INCOME) | (p.income[i] > STUDENT + 1)
    for i in range(entered):
        gone = (p.active[i] == 0) & (p.kind[i] <= ASYLUM) & (p.permit[i] <= month) & (p.permit[i] >= 0)
        flags[i] = gone & is_adult(month - p.birth[i])
    for k in range(flagged(entered, flags, rows)):
        i = rows[k]
        out[p.permit[i] // 12, month - p.permit[i], p.sex[i], p.origin[i], 12] += 1


@part
def here(adult: int, p: People) -> int:
    """1 when that adult of a household (-1: nobody) is in the country."""
    return int((adult >= 0) & p.active[np.uint32(max(0, adult))])


@kernel
def places(count: int, p: People, a: Adults, out: I64) -> None:
    """``out[municipality, (status holders 18-65, employed, on benefit, clients)]`` of housed status holders."""
    out[:] = 0
    for k in range(count):
        i = a.row[k]
        counts = (p.kind[i] == STATUS) & (p.housed[i] != NEVER)
        row = out[np.uint16(p.municipality[i])]
        works, benefit = p.state[i] == EMPLOYED, p.bijstand[i] > 0
        row[0] += counts
        row[1] += counts & works
        row[2] += counts & benefit
        row[3] += counts & benefit & (not works)


@kernel
def transitions(count: int, p: People, a: Adults, past: U8, out: I64) -> None:
    """``out[kind, from, to]`` between ``past`` (three months ago) and now; states employed, searching, inactive.

    ``past`` is then overwritten with this month's state (3 = no adult in the country); ``out`` has room for that too.
    """
    for k in range(count):
        i = a.row[k]
        out[p.kind[i], past[i], np.uint8(2 - p.state[i])] += 1
    past[:] = 3
    for k in range(count):
        past[a.row[k]] = 2 - p.state[a.row[k]]

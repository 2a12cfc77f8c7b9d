"""Counting people: the compiled sums behind the result tables (whole numbers only, so order does not matter)."""

from __future__ import annotations

import itertools

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
from werkagenda.agents.people import Adults, Households, People
from werkagenda.agents.state import I32, I64, U8, U32
from werkagenda.model.rows import flagged

ADULT, OLD = 216, 792
"""Months of age from which, and up to which, people count as adults (18 to 65)."""
LEVELS = 63
"""Rows of ``groups``: 3 educations, 35 regions, 5 ages, 4 households, 9 sectors, 3 contracts, 3 hours, 1 spare."""
NO_JOB = 9 * 3 * 3
"""Number of who has none; those before it say sector, contract and hours of a job (see ``levels_of``)."""


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
        works, benefit = p.state[i] == EMPLOYED, a.standing[k] >> 3 & 1
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


@rule
def household_type(outside: int, first: int, second: int, children: int, youngest_age: int) -> int:
    """0 single, 1 couple, 2 lone parent, 3 couple with children (children under 18).

    ``first`` and ``second``: 1 when that adult of the household is in the country; ages in months.
    """
    couple = (outside == 1) | ((first == 1) & (second == 1))
    parents = (children > 0) | (youngest_age < ADULT)
    return couple + 2 * parents


@rule
def age_band(months: int) -> int:
    """Position among 18-24, 25-34, 35-44, 45-54, 55-64 (65 counts with the last)."""
    return (months >= 300) + (months >= 420) + (months >= 540) + (months >= 660)


STANDINGS = np.array(
    [
        (
            (1, state == EMPLOYED, state == SEARCHING, benefit, state == EMPLOYED and not subsidised)
            if not retired
            else (0,) * 5
        )
        for retired, benefit, subsidised, state in itertools.product(range(2), range(2), range(2), range(4))
    ],
    dtype=np.float64,
)
"""By the first five bits of ``Adults.standing``: adults, employed, searching, on benefit, in regular work."""


def groups(count: int, month: int, p: People, h: Households, a: Adults, out: I64) -> None:
    """``out[kind, level, (adults, employed, searching, on benefit, regular)]`` over the dimensions of ``groups``."""
    cells = np.zeros((*out.shape[:2], len(STANDINGS)), np.int64)
    jobs = np.zeros((len(cells), NO_JOB + 1, len(STANDINGS)), np.int64)
    levels_of(count, month, p, h, a, cells, jobs)
    by_job = jobs[:, :NO_JOB].reshape(len(cells), 9, 3, 3, len(STANDINGS))
    for first, others in ((47, (2, 3)), (56, (1, 3)), (59, (1, 2))):
        found = by_job.sum(axis=others)
        cells[:, first : first + found.shape[1]] = found
    out += (cells.astype(float) @ STANDINGS).astype(np.int64)  # whole numbers: exact


@kernel
def levels_of(count: int, month: int, p: People, h: Households, a: Adults, cells: I64, jobs: I64) -> None:
    """``cells[kind, level, standing]``: four levels of everybody; ``jobs[kind, job, standing]``: the job of who works.

    A job is numbered (sector * 3 + contract) * 3 + hours band, and ``NO_JOB`` is one more.
    """
    for k in range(count):
        i, how = a.row[k], a.standing[k] & 31
        row = cells[p.kind[i]]
        row[p.education[i], how] += 1
        row[np.uint8(3 + p.region[i]), how] += 1
        row[np.uint8(38 + age_band(month - p.birth[i])), how] += 1
    for k in range(count):
        i, house = a.row[k], np.uint32(p.household[a.row[k]])
        first, second = here(h.adult_a[house], p), here(h.adult_b[house], p)
        kind = household_type(h.outside_income[house], first, second, h.children[house], month - h.youngest[house])
        cells[p.kind[i], np.uint8(43 + kind), a.standing[k] & 31] += 1
    for k in range(count):
        i = a.row[k]
        job = (p.sector[i] * 3 + p.contract[i]) * 3 + (p.hours[i] >= 20) + (p.hours[i] >= 32)
        jobs[p.kind[i], np.uint8(job if p.state[i] == EMPLOYED else NO_JOB), a.standing[k] & 31] += 1


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

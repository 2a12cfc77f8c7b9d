"""Counts of adults by the dimensions of table ``groups``: education, region, age, household and job.

One or several dimensions are combined into one code per person, counted by labour-market standing.
"""

from __future__ import annotations

import itertools

import numpy as np

from werkagenda.agents.compiled import kernel, rule
from werkagenda.agents.kinds import EMPLOYED, KINDS, SEARCHING
from werkagenda.agents.people import Adults, Households, People
from werkagenda.agents.state import I32, I64, U8, U32
from werkagenda.model.recording.record import LEVELS
from werkagenda.model.recording.transitions import ADULT, here
from werkagenda.model.row_lists import flagged

NO_JOB = 9 * 3 * 3
"""Code of people without a job; lower codes are (sector * 3 + contract) * 3 + hours band."""


@rule
def household_type(couple: int, children: int, youngest_age: int) -> int:
    """0 single, 1 couple, 2 lone parent, 3 couple with children under 18.

    ``couple``: 1 if both adults are in the country or an earning partner has no row; age of the youngest child in
    months.
    """
    parents = (children > 0) | (youngest_age < ADULT)
    return couple + 2 * parents


@rule
def age_band(months: int) -> int:
    """Index among 18-24, 25-34, 35-44, 45-54, 55-64 (65 counts with the last)."""
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
"""By the first five bits of ``Adults.standing``: adult, employed, searching, on benefit, in regular work."""


def groups(
    entered: int, count: int, month: int, p: People, h: Households, a: Adults, types: U8, rows: U32, out: I64
) -> None:
    """Add to ``out[kind, level, (adults, employed, searching, on benefit, regular)]`` over the dimensions of
    ``groups``.

    ``types`` and ``rows`` are buffers with one entry per household.
    """
    who, homes, jobs = (np.zeros((KINDS, *shape, 32), np.int32) for shape in ((3, 5, 35), (4,), (NO_JOB + 1,)))
    household_types(len(h.hash), month, p, h, types, rows)
    levels_of(entered, count, month, p, types, a, who.reshape(-1, 32), homes.reshape(-1, 32), jobs.reshape(-1, 32))
    by_person, by_home, by_job = (counts.astype(float) @ STANDINGS for counts in (who, homes, jobs[:, :NO_JOB]))
    by_job = by_job.reshape(KINDS, 9, 3, 3, -1)
    sums = (
        *(by_person.sum(axis=others) for others in ((2, 3), (1, 2), (1, 3))),
        by_home,
        *(by_job.sum(axis=others) for others in ((2, 3), (1, 3), (1, 2))),
    )
    out[:, : LEVELS - 1] += np.concatenate(sums, axis=1).astype(np.int64)  # whole numbers: exact


@kernel
def household_types(count: int, month: int, p: People, h: Households, types: U8, rows: U32) -> None:
    """Set ``types`` to the type of each household (rule ``household_type``)."""
    for k in range(count):
        types[k] = h.adult_b[k] >= 0
    with_second = flagged(count, types, rows)
    for k in range(count):
        types[k] = h.outside_income[k] == 1
    for j in range(with_second):
        k = rows[j]
        types[k] |= here(h.adult_a[k], p) & here(h.adult_b[k], p)
    for k in range(count):
        types[k] = household_type(types[k], h.children[k], month - h.youngest[k])


@kernel
def levels_of(
    entered: int, count: int, month: int, p: People, types: U8, a: Adults, who: I32, homes: I32, jobs: I32
) -> None:
    """Count adults by code and standing (``[code, standing]``).

    ``who``: ((kind * 3 + education) * 5 + age) * 35 + region. ``homes``: kind * 4 + household type. ``jobs``: kind *
    (``NO_JOB`` + 1) + job.
    """
    for i in range(entered):
        a.code[i] = ((p.kind[i] * 3 + p.education[i]) * 5 + age_band(month - p.birth[i])) * 35 + p.region[i]
    for k in range(count):
        i = a.row[k]
        who[a.code[i], a.standing[i] & 31] += 1
    for k in range(count):
        i = a.row[k]
        homes[p.kind[i] * 4 + types[p.household[i]], a.standing[i] & 31] += 1
    for i in range(entered):
        job = (p.sector[i] * 3 + p.contract[i]) * 3 + (p.hours[i] >= 20) + (p.hours[i] >= 32)
        a.code[i] = p.kind[i] * (NO_JOB + 1) + (job if p.state[i] == EMPLOYED else NO_JOB)
    for k in range(count):
        i = a.row[k]
        jobs[a.code[i], a.standing[i] & 31] += 1

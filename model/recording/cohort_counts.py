"""Counts of permit cohorts: adults by permit month, sex and origin, and their outcomes."""

from __future__ import annotations

import itertools

import numpy as np

from werkagenda.agents.compiled import kernel
from werkagenda.agents.kinds import (
    ALLOWANCE,
    ASYLUM,
    BIJSTAND,
    EMPLOYED,
    INACTIVE,
    NO_INCOME,
    ORIGINS,
    SEARCHING,
    STATUS,
    UNEMPLOYMENT,
    WAGE,
)
from werkagenda.agents.people import Adults, People
from werkagenda.agents.state import I32, U8, U32
from werkagenda.model.recording.transitions import is_adult
from werkagenda.model.row_lists import flagged

CELLS = 2 * ORIGINS
"""Cells per permit month: sex by origin."""


def _held(state: int, placed: int, benefit: int, partial: int) -> tuple[int, ...]:
    """Indicators of a state: adult, employed, regular work, placement, searching, inactive, on benefit, partial
    bijstand.
    """
    works = int(state == EMPLOYED)
    return 1, works, works * (1 - placed), works * placed, state == SEARCHING, state == INACTIVE, benefit, partial


HELD = np.array(
    [_held(state, *bits[::-1]) for bits in itertools.product(range(2), repeat=3) for state in range(4)],
    dtype=np.float64,
)
"""Columns 0 to 7 by state, placement << 2, on benefit << 3, partial bijstand << 4."""
MEANS = np.array(
    [
        (source == WAGE, source in (BIJSTAND, UNEMPLOYMENT), studying, source in (NO_INCOME, ALLOWANCE))
        for source, studying in itertools.product(range(ALLOWANCE + 1), range(2))
    ],
    dtype=np.float64,
)
"""Columns 8 to 11 by main income source and studying: lives on wages, on benefits, studies, on neither."""


def cohorts(entered: int, count: int, month: int, p: People, a: Adults, flags: U8, rows: U32, out: I32) -> None:
    """Add to ``out[permit year, months since permit, sex, origin, column]`` the adults of each permit cohort this
    month.

    The last column counts people who have left, among those aged 18 to 65, at the same months since permit. ``flags``
    and ``rows`` are buffers with one entry per person.
    """
    permits = np.arange(month + 1)
    held, means, gone = (np.zeros((len(permits) * CELLS, n), np.int32) for n in (len(HELD), len(MEANS), 1))
    _cohorts(entered, count, month, p, a, flags, rows, held, means, gone[:, 0])
    found = np.concatenate([held @ HELD, means @ MEANS, gone], axis=1).astype(np.int32)  # whole numbers: exact
    out[permits // 12, month - permits] += found.reshape(len(permits), 2, ORIGINS, -1)


@kernel
def _cohorts(
    entered: int,
    count: int,
    month: int,
    p: People,
    a: Adults,
    flags: U8,
    rows: U32,
    held: I32,
    means: I32,
    gone: I32,
) -> None:
    """Count by one code for permit month, sex and origin: outcomes of adults, income sources, departures."""
    for i in range(entered):
        a.code[i] = (min(max(p.permit[i], 0), month) * 2 + p.sex[i]) * ORIGINS + p.origin[i]
    for i in range(entered):
        flags[i] = (p.permit[i] >= 0) & (p.permit[i] <= month)
    n = 0
    for k in range(count):
        i = a.row[k]
        rows[n] = i
        n += flags[i] & (p.kind[i] == STATUS)
    for k in range(n):
        i, s = rows[k], a.standing[rows[k]]
        held[a.code[i], s & 15 | (s >> 5 & s >> 7 & 1) << 4] += 1
    for k in range(n):
        i = rows[k]
        means[a.code[i], p.income[i] * 2 + p.studying[i]] += 1
    for i in range(entered):
        left = (p.active[i] == 0) & (p.kind[i] <= ASYLUM)
        flags[i] &= left & is_adult(month - p.birth[i])
    for k in range(flagged(entered, flags, rows)):
        gone[a.code[rows[k]]] += 1

"""Counts of newcomers: list of adults in the country, and one code per person for each count.

Codes are computed for everybody in vectorised loops and then summed over the list. Reading each component per listed
person took twice as long.
"""

from __future__ import annotations

import numpy as np

from werkagenda.agents.compiled import inline, kernel
from werkagenda.agents.kinds import (
    AGENCY,
    CARE,
    DISCOURAGED,
    EMPLOYED,
    EXEMPT,
    IN_CLASS,
    INACTIVE,
    KINDS,
    NEVER,
    NO_INCOME,
    ORIGINS,
    PASSED,
    PERMANENT,
    RETIRED,
    SEARCHING,
)
from werkagenda.agents.people import Adults, Households, People
from werkagenda.agents.state import I32, I64, U32, table
from werkagenda.model.recording.transitions import here, is_adult
from werkagenda.model.row_lists import flagged

GROUPS = KINDS * 2 * ORIGINS
"""Kind by sex by origin."""


def buffer(people: int) -> Adults:
    """Buffers for ``people`` people."""
    return table(Adults, people)


@kernel
def list_adults(entered: int, month: int, p: People, a: Adults) -> int:
    """List the adults in the country and return their number; set group and standing of everybody.

    Bits of ``standing``: state (0-2), placement << 2, on benefit << 3, retired << 4, on bijstand << 5, unemployment
    insurance << 6, partial bijstand << 7.
    """
    for i in range(entered):  # ``standing`` is first used as flags
        a.standing[i] = (p.active[i] == 1) & is_adult(month - p.birth[i])
    n = flagged(entered, a.standing, a.row)
    for i in range(entered):
        a.group[i] = (p.kind[i] * 2 + p.sex[i]) * ORIGINS + p.origin[i]
    for i in range(entered):
        bijstand, insured = p.bijstand[i] > 0, p.ui_cents[i] > 0
        means = (bijstand | insured) << 3 | bijstand << 5 | insured << 6 | p.partial[i] << 7
        a.standing[i] = p.state[i] | p.subsidised[i] << 2 | (p.reason[i] == RETIRED) << 4 | means
    return n


def monthly(
    present: U32, entered: int, count: int, month: int, p: People, h: Households, a: Adults, rows: U32, out: I64
) -> None:
    """Add to ``out[kind, sex, origin, indicator]``, in the order of vocabulary.INDICATORS (hires and ends are added
    apart).

    ``present``: rows of people in the country; ``count``: adults among them; ``rows``: buffer of that length.
    """
    _count(present, entered, count, month, p, h, a, np.zeros((4, GROUPS, 256), np.int32), rows, out.reshape(GROUPS, -1))


@kernel
def _count(
    present: U32,
    entered: int,
    count: int,
    month: int,
    p: People,
    h: Households,
    a: Adults,
    cells: I32,
    rows: U32,
    out: I64,
) -> None:
    for i in present:
        out[a.group[i], 0] += 1
    for k in range(count):
        cells[0, a.group[a.row[k]], a.standing[a.row[k]]] += 1
    for i in range(entered):
        means = (p.student_cents[i] > 0) | (p.income[i] == NO_INCOME) << 1 | (p.housed[i] == NEVER) << 2
        a.code[i] = means | p.studying[i] << 3 | p.integration[i] << 4
    _add(count, a, cells[1])
    for i in range(entered):
        a.code[i] = p.state[i] | p.reason[i] << 2 | p.poor_health[i] << 6
    _add(count, a, cells[2])
    for i in range(entered):
        moved = (p.started[i] == month) << 4 | (p.lost[i] == month) << 5
        a.code[i] = p.state[i] | p.contract[i] << 2 | moved
    _add(count, a, cells[3])
    for group in range(GROUPS):
        _standings(cells[0, group], out[group])
        _means(cells[1, group], out[group])
        _reasons(cells[2, group], out[group])
        _jobs(cells[3, group], out[group])
    _money(count, p, a, out)
    _households(count, p, h, a, rows, out)


@inline
def _add(count: int, a: Adults, cells: I32) -> None:
    """Count adults by group and current code."""
    for k in range(count):
        i = a.row[k]
        cells[a.group[i], a.code[i]] += 1


@inline
def _standings(cells: I32, row: I64) -> None:
    for code in range(256):
        n, works, subsidised = cells[code], code & 3 == EMPLOYED, code >> 2 & 1
        if n == 0:
            continue
        row[1] += n
        row[2] += n * works
        row[3] += n * works * (1 - subsidised)
        row[4] += n * works * subsidised
        row[5] += n * (code & 3 == SEARCHING)
        row[6] += n * (code & 3 == INACTIVE)
        row[7] += n * (code >> 3 & 1)
        row[8] += n * (code >> 5 & code >> 7 & 1)
        row[9] += n * (code >> 6 & 1)
        row[27] += n * (code >> 5 & 1)


@inline
def _means(cells: I32, row: I64) -> None:
    for code in range(64):
        n = cells[code]
        if n == 0:
            continue
        row[10] += n * (code & 1)
        row[11] += n * (code >> 1 & 1)
        row[12] += n * (code >> 2 & 1)
        row[13] += n * (code >> 4 == IN_CLASS)
        row[14] += n * (code >> 3 & 1)
        row[19] += n * (code >> 4 == PASSED)


@inline
def _reasons(cells: I32, row: I64) -> None:
    for code in range(128):
        n, state, reason = cells[code], code & 3, code >> 2 & 15
        if n == 0:
            continue
        row[15] += n * (state == INACTIVE and reason == CARE)
        row[16] += n * (code >> 6)
        row[17] += n * (state != EMPLOYED and reason == EXEMPT)
        row[18] += n * (state != EMPLOYED and reason == DISCOURAGED)


@inline
def _jobs(cells: I32, row: I64) -> None:
    for code in range(64):
        n, works, contract = cells[code], code & 3 == EMPLOYED, code >> 2 & 3
        if n == 0:
            continue
        row[20] += n * works * (code >> 4 & 1)
        row[21] += n * (code >> 5)
        row[22] += n * works * (contract == PERMANENT)
        row[23] += n * works * (contract == AGENCY)


@inline
def _money(count: int, p: People, a: Adults, out: I64) -> None:
    for k in range(count):
        i = a.row[k]
        row = out[a.group[i]]
        row[24] += p.bijstand[i] + p.ui_cents[i]
        row[25] += p.gross[i] * (p.state[i] == EMPLOYED)
        row[28] += p.bijstand[i]


@inline
def _households(count: int, p: People, h: Households, a: Adults, rows: U32, out: I64) -> None:
    """Count households on bijstand at their first adult, or at the second if the first has left.

    The household's benefit decides: of one cent the first of two adults receives none.
    """
    n = 0
    for k in range(count):
        rows[n] = a.row[k]
        n += h.bijstand[p.household[a.row[k]]] > 0
    for k in range(n):
        i, house = rows[k], p.household[rows[k]]
        first = h.adult_a[house]
        gone = (here(first, p) == 0) | (p.household[np.uint32(max(0, first))] != house)
        out[a.group[i], 26] += (first == i) | gone

"""Counts by municipality and of labour-market transitions (integers only, so order does not matter)."""

from __future__ import annotations

import numpy as np

from werkagenda.agents.compiled import inline, kernel, rule
from werkagenda.agents.kinds import (
    EMPLOYED,
    NEVER,
    STATUS,
)
from werkagenda.agents.people import Adults, People
from werkagenda.agents.state import I64, U8, zeros

ADULT, OLD = 216, 792
"""Age range in months of adults in result tables: 18 to 65 years."""


@rule
def is_adult(age: int) -> bool:
    """True for ages 18 to 65, from the age in months."""
    return (age >= ADULT) & (age < OLD)


@inline
def here(adult: int, p: People) -> int:
    """1 if that adult of a household (-1: none) is in the country, otherwise 0."""
    return int((adult >= 0) & p.active[np.uint32(max(0, adult))])


def places(entered: int, count: int, p: People, a: Adults, out: I64) -> None:
    """Set ``out[municipality, (status holders 18-65, employed, on benefit, clients)]`` for housed status holders."""
    found = zeros(len(out), 2, 2, 2)
    _places(entered, count, p, a, found.reshape(-1))
    who = found[:, 1]
    out[:] = np.stack([who.sum(axis=(1, 2)), who[:, 1].sum(axis=1), who[:, :, 1].sum(axis=1), who[:, 0, 1]], axis=1)


@kernel
def _places(entered: int, count: int, p: People, a: Adults, out: I64) -> None:
    """Count by one code: municipality, housed status holder (0, 1), works (0, 1), on bijstand (0, 1)."""
    for i in range(entered):
        counts = (p.kind[i] == STATUS) & (p.housed[i] != NEVER)
        works, benefit = p.state[i] == EMPLOYED, p.bijstand[i] > 0
        a.code[i] = ((p.municipality[i] * 2 + counts) * 2 + works) * 2 + benefit
    for k in range(count):
        out[a.code[a.row[k]]] += 1


@kernel
def transitions(count: int, p: People, a: Adults, past: U8, out: I64) -> None:
    """Add to ``out[kind, from, to]`` transitions between ``past`` (three months ago) and now.

    States: employed, searching, inactive, 3 = no adult in the country. Then ``past`` is overwritten with the current
    states.
    """
    for k in range(count):
        i = a.row[k]
        out[p.kind[i], past[i], np.uint8(2 - p.state[i])] += 1
    past[:] = 3
    for k in range(count):
        past[a.row[k]] = 2 - p.state[a.row[k]]

"""Housing: permit holders move from reception to a municipality; later some households move."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from werkagenda.agents.compiled import kernel
from werkagenda.agents.kinds import ASYLUM, EMPLOYED, NEVER, NONE, RECEPTION
from werkagenda.agents.people import Households, People
from werkagenda.agents.state import F64, I64, U8, U32
from werkagenda.model.random.keyed_random import draw, draw_n
from werkagenda.model.row_lists import sparse


class HousingRules(NamedTuple):
    """How people in reception are housed in a month.

    ``rate``: monthly probability, times ``speed[origin]``. ``known_after``: months in the country at the permit beyond
    which a person lives outside reception. ``lost``: probability of losing a job in reception by the move.
    """

    rate: float
    speed: F64
    known_after: int
    lost: float


@kernel
def house(
    entered: int,
    month: int,
    rules: HousingRules,
    key: np.uint64,
    p: People,
    h: Households,
    flags: U8,
    rows: U32,
) -> int:
    """House each household in reception with a permit with probability ``rate * speed[origin]``; returns people housed.

    The municipality was drawn by population when the household was formed (the location of the reception centre is
    unknown). Whoever had been in the country for more than ``known_after`` months when the permit came lives outside
    reception, with others or in a home of their own, and counts as housed at once: reception ends with a first refusal
    (assumption). Others who work while in reception lose the job this month with probability ``lost``: distance, or the
    two weeks to move (P050; size an assumption). ``flags`` and ``rows`` are buffers with one entry per person.
    """
    housed = 0
    for i in range(entered):
        flags[i] = (p.active[i] == 1) & (p.kind[i] != ASYLUM) & (p.housed[i] == NEVER)
    for k in range(sparse(entered, flags, rows)):
        i = rows[k]
        head = h.adult_a[p.household[i]]  # family that has just arrived is housed with the sponsor
        if (p.permit[head] if head >= 0 else p.permit[i]) >= month:
            continue
        chance = min(0.95, rules.rate * rules.speed[p.origin[i]])
        long = head >= 0 and p.permit[head] - p.arrival[head] > rules.known_after
        if long or draw(key, h.hash[h.dwelling[p.household[i]]]) < chance:
            p.housed[i] = month
            housed += 1
            if p.reason[i] == RECEPTION:
                p.reason[i] = NONE
            if p.state[i] == EMPLOYED and not long and draw_n(key, p.hash[i], 1) < rules.lost:
                p.on_notice[i] = 1
    return housed


@kernel
def move(
    selected: U32,
    to_key: np.uint64,
    cumulative: F64,
    region_of: I64,
    p: People,
    h: Households,
) -> int:
    """Housed people of the rows ``selected`` move with their household to a municipality drawn by population.

    Returns people who moved.
    """
    moved = 0
    for k in range(len(selected)):
        i = selected[k]
        if p.active[i] == 0 or p.housed[i] == NEVER:
            continue
        u = draw(to_key, h.hash[p.household[i]])
        at = min(int(np.searchsorted(cumulative, u, side="right")), len(cumulative) - 1)
        p.municipality[i] = at
        p.region[i] = region_of[at]
        moved += 1
    return moved

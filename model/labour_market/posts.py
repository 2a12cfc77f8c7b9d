"""Ending a job: of a newcomer, or of a worker who is only counted."""

from __future__ import annotations

import numpy as np

from werkagenda.agents.compiled import inline, rule
from werkagenda.agents.kinds import EMPLOYED, INACTIVE
from werkagenda.agents.people import Counts, Employers, People
from werkagenda.agents.resident_rules import Weights, drawn_background
from werkagenda.agents.state import I64
from werkagenda.model.random.alias import Alias, pick
from werkagenda.model.random.keyed_random import mix, unit

ALIKE = (1.0, 1.0, 1.0)
"""Weights of backgrounds that do not differ."""


@inline
def release(i: int, p: People, e: Employers) -> None:
    """End person ``i``'s job; the employer loses the post."""
    if p.state[i] == EMPLOYED:
        e.staff_newcomers[p.employer[i]] -= 1
    p.state[i] = INACTIVE
    p.employer[i] = -1
    p.on_notice[i] = 0
    p.subsidised[i] = 0
    p.hours[i] = 0
    p.tenure[i] = 0


@inline
def add_staff(i: int, lasting: int, more: int, e: Employers) -> None:
    """Add ``more`` to the permanent (``lasting`` 1) or flexible staff of employer ``i`` (both written: branch-free)."""
    e.staff_permanent[i] += more * lasting
    e.staff_flexible[i] += more * (1 - lasting)


@rule
def educated(region: int, size: int, lasting: int, wanted: int, working: I64) -> int:
    """Education of a counted worker: ``wanted``, or the next level at work in the region and size class; -1 if none."""
    for k in range(3):
        level, c = (wanted + k) % 3, lasting
        if working[region, size, level, 0, c] + working[region, size, level, 1, c] + working[region, size, level, 2, c]:
            return level
    return -1


@inline
def counted(
    region: int, size: int, lasting: int, wanted: int, word: np.uint64, weights: Weights, counts: Counts
) -> int:
    """Education * 3 + background of a counted worker of a region, size class and contract type; -1 if none.

    The background is drawn from those at work with that education, by number times weight.
    """
    level, c, working = educated(region, size, lasting, wanted, counts.working), lasting, counts.working
    if level < 0:
        return -1
    numbers = working[region, size, level, 0, c], working[region, size, level, 1, c], working[region, size, level, 2, c]
    u = unit(mix(word ^ np.uint64(0xD1B54A32D192ED03)))
    return level * 3 + drawn_background(u, numbers[0], numbers[1], numbers[2], weights)


@inline
def employer_from(i: int, region: int, lasting: int, word: np.uint64, e: Employers, alias: Alias) -> int:
    """Employer ``i``, or if it has no staff on that contract type the next random employer that has; -1 if none."""
    for _ in range(300):
        if i < 0 or lasting * e.staff_permanent[i] + (1 - lasting) * e.staff_flexible[i] > 0:
            return i
        word = mix(word + np.uint64(0x9E3779B97F4A7C15))
        i = pick(alias.start, alias.chance, alias.other, region, word)
    return -1


@inline
def release_from(
    i: int,
    region: int,
    lasting: int,
    wanted: int,
    word: np.uint64,
    weights: Weights,
    e: Employers,
    counts: Counts,
    alias: Alias,
) -> int:
    """End a counted worker's job at employer ``i`` or another of the region.

    Returns education * 3 + background, -1 if nobody is found.
    """
    i = employer_from(i, region, lasting, word, e, alias)
    if i < 0:
        return -1
    who = counted(region, e.size_class[i], lasting, wanted, word, weights, counts)
    if who >= 0:
        add_staff(i, lasting, -1, e)
        counts.working[region, e.size_class[i], who // 3, who % 3, lasting] -= 1
    return who

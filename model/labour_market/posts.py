"""Posts of an employer given up: by a newcomer, or by one of the workers who are counted only."""

from __future__ import annotations

import numpy as np

from werkagenda.agents.compiled import inline, rule
from werkagenda.agents.kinds import EMPLOYED, INACTIVE
from werkagenda.agents.people import Counts, Employers, People
from werkagenda.agents.state import I64
from werkagenda.model.random.alias import Alias, pick
from werkagenda.model.random.keyed_random import mix


@inline
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


@inline
def add_staff(i: int, lasting: int, more: int, e: Employers) -> None:
    """Add to the permanent (``lasting`` 1) or the flexible staff of an employer; both are written, to spare a guess."""
    e.staff_permanent[i] += more * lasting
    e.staff_flexible[i] += more * (1 - lasting)


@rule
def educated(region: int, lasting: int, wanted: int, working: I64) -> int:
    """Education of a counted worker: the wanted one, or the next that the region has."""
    for k in range(3):
        level = (wanted + k) % 3
        if working[region, level, lasting] > 0:
            return level
    return -1


@inline
def employer_from(i: int, region: int, lasting: int, word: np.uint64, e: Employers, alias: Alias) -> int:
    """Employer ``i``, which a word points at, or where it has nobody on such a contract the next that is drawn and
    has; -1 when none is found."""
    for _ in range(300):
        if i < 0 or lasting * e.staff_permanent[i] + (1 - lasting) * e.staff_flexible[i] > 0:
            return i
        word = mix(word + np.uint64(0x9E3779B97F4A7C15))
        i = pick(alias.start, alias.chance, alias.other, region, word)
    return -1


@inline
def release_from(
    i: int, region: int, lasting: int, wanted: int, word: np.uint64, e: Employers, counts: Counts, alias: Alias
) -> int:
    """Take one counted worker out of a job with employer ``i``, which the word points at, or with another; returns the
    education, -1 when nobody could be found."""
    level = educated(region, lasting, wanted, counts.working)
    if level < 0:
        return -1
    i = employer_from(i, region, lasting, word, e, alias)
    if i < 0:
        return -1
    add_staff(i, lasting, -1, e)
    counts.working[region, level, lasting] -= 1
    return level

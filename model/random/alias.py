"""Random employer of a region with probability proportional to size, in constant time (Walker's alias method)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from werkagenda.agents.compiled import allocating, inline, rule
from werkagenda.agents.state import F64, I8, I32, I64, U64
from werkagenda.model.random.keyed_random import mix, unit


class Alias(NamedTuple):
    """Alias tables of all regions, concatenated; ``start`` has number of regions + 1 entries."""

    start: I64
    chance: F64
    other: I64


@allocating
def _fill(weights: F64, chance: F64, other: I64, first: int) -> None:
    n = len(weights)
    scaled = weights * (n / weights.sum())
    small, large = np.empty(n, np.int64), np.empty(n, np.int64)
    s = g = 0
    for i in range(n):
        if scaled[i] < 1.0:
            small[s] = i
            s += 1
        else:
            large[g] = i
            g += 1
    while s > 0 and g > 0:
        s -= 1
        i, j = small[s], large[g - 1]
        chance[i], other[i] = scaled[i], first + j
        scaled[j] -= 1.0 - scaled[i]
        if scaled[j] < 1.0:
            g -= 1
            small[s] = j
            s += 1
    for k in range(s):
        chance[small[k]], other[small[k]] = 1.0, first + small[k]
    for k in range(g):
        chance[large[k]], other[large[k]] = 1.0, first + large[k]


def build(region: I64, size: F64, regions: int) -> Alias:
    """Alias tables for employers sorted by region."""
    start = np.searchsorted(region, np.arange(regions + 1)).astype(np.int64)
    chance, other = np.ones(len(size)), np.arange(len(size), dtype=np.int64)
    for r in range(regions):
        a, b = int(start[r]), int(start[r + 1])
        if b > a:
            _fill(size[a:b], chance[a:b], other[a:b], a)
    return Alias(start, chance, other)


@rule
def table_column(start: I64, region: int, word: np.uint64) -> int:
    """Column of the region's alias table selected by 64 keyed bits (uniform); -1 if the region has no employer."""
    first, last = start[region], start[region + 1]
    place = first + min(int(unit(word) * (last - first)), last - first - 1)
    return int(place if last > first else -1)


@rule
def keeps_column(place: int, chance: F64, word: np.uint64) -> bool:
    """True if the alias draw keeps this column rather than its alias."""
    return bool(unit(mix(word)) < chance[place])


@rule
def pick(start: I64, chance: F64, other: I64, region: int, word: np.uint64) -> int:
    """Employer row of the region selected by 64 keyed bits, proportional to size; -1 if the region has none."""
    i = table_column(start, region, word)
    if i < 0 or keeps_column(i, chance, word):
        return i
    return int(other[i])


class Picks(NamedTuple):
    """Draws of employers for many at once: region, 64 keyed bits, and the employer found."""

    region: I8
    word: U64
    employer: I32


def picks_buffer(count: int) -> Picks:
    """Buffer for ``count`` draws."""
    return Picks(np.empty(count, np.int8), np.empty(count, np.uint64), np.empty(count, np.int32))


@inline
def pick_all(count: int, alias: Alias, p: Picks) -> None:
    """Like ``pick`` for each entry, in branch-free passes so that random memory reads overlap."""
    for k in range(count):
        p.employer[k] = table_column(alias.start, p.region[k], p.word[k])
    for k in range(count):
        i = max(0, p.employer[k])
        moves = (p.employer[k] >= 0) & (not keeps_column(i, alias.chance, p.word[k]))
        p.employer[k] += moves * (alias.other[i] - i)

"""Picking an employer of a region by size, in constant time and the same whatever the others do (Walker's alias)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from werkagenda.agents.compiled import allocating, inline, rule
from werkagenda.agents.state import F64, I8, I32, I64, U64
from werkagenda.model.random.keyed_random import mix, unit


class Alias(NamedTuple):
    """Tables of all regions laid end to end; ``start`` has one entry more than regions."""

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
    """Tables for employers sorted by region."""
    start = np.searchsorted(region, np.arange(regions + 1)).astype(np.int64)
    chance, other = np.ones(len(size)), np.arange(len(size), dtype=np.int64)
    for r in range(regions):
        a, b = int(start[r]), int(start[r + 1])
        if b > a:
            _fill(size[a:b], chance[a:b], other[a:b], a)
    return Alias(start, chance, other)


@rule
def pointed(start: I64, region: int, word: np.uint64) -> int:
    """Where in the tables of a region 64 keyed bits point, every place equally likely; -1 when the region has none."""
    first, last = start[region], start[region + 1]
    place = first + min(int(unit(word) * (last - first)), last - first - 1)
    return int(place if last > first else -1)


@rule
def stays(place: int, chance: F64, word: np.uint64) -> bool:
    """Whether the employer of that place is picked, and not the other one that its entry names."""
    return bool(unit(mix(word)) < chance[place])


@rule
def pick(start: I64, chance: F64, other: I64, region: int, word: np.uint64) -> int:
    """Employer row of the region that 64 keyed bits point at, by size; -1 when the region has none."""
    i = pointed(start, region, word)
    if i < 0 or stays(i, chance, word):
        return i
    return int(other[i])


class Picks(NamedTuple):
    """Employers that are picked for many at once: the region and the 64 keyed bits of each, and who is found."""

    region: I8
    word: U64
    employer: I32


def picks_buffer(count: int) -> Picks:
    """Room for so many."""
    return Picks(np.empty(count, np.int8), np.empty(count, np.uint64), np.empty(count, np.int32))


@inline
def pick_all(count: int, alias: Alias, p: Picks) -> None:
    """As ``pick`` for each: in passes without a branch, so that no look-up waits for another."""
    for k in range(count):
        p.employer[k] = pointed(alias.start, p.region[k], p.word[k])
    for k in range(count):
        i = max(0, p.employer[k])
        moves = (p.employer[k] >= 0) & (not stays(i, alias.chance, p.word[k]))
        p.employer[k] += moves * (alias.other[i] - i)

"""Picking an employer of a region by size, in constant time and the same whatever the others do (Walker's alias)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from werkagenda.agents.compiled import maker, rule
from werkagenda.agents.state import F64, I64
from werkagenda.model.chance import mix, unit


class Alias(NamedTuple):
    """Tables of all regions laid end to end; ``start`` has one entry more than regions."""

    start: I64
    chance: F64
    other: I64


@maker
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
def pick(start: I64, chance: F64, other: I64, region: int, word: np.uint64) -> int:
    """Employer row of the region that 64 keyed bits point at, by size; -1 when the region has none."""
    first, last = start[region], start[region + 1]
    if last <= first:
        return -1
    u = unit(word) * (last - first)
    i = first + min(int(u), last - first - 1)
    moves = 0 if unit(mix(word)) < chance[i] else 1
    return int(i + moves * (other[i] - i))  # a branch would be guessed wrong every other time

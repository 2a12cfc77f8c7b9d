"""The reduced labour market that all peers run: its numbers, its first state and what is counted.

One month: (a) people in work lose it or stay; (b) skills and language move, a course for group 1, benefit; (c) posts
lapse and open; (d) three applications by everybody without work; (e) each post offers to its best applicant above a
bar, each person takes the best offer; (f) counts by region and group. Every draw is keyed to who draws and to the
month, so that all ways of writing it must give the same path.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from benchmarks.peers import draws

Array = npt.NDArray[Any]

REGIONS, SECTORS, APPLICATIONS = 35, 10, 3
LEAVE, LEAVE_TENURE, LEAVE_SKILL, LONGEST = -2.9, -0.03, -0.4, 60
LANGUAGE_AT_WORK, LANGUAGE_AT_HOME, COURSE, COURSE_GAIN = 0.02, 0.01, 0.10, 0.05
SKILL_GAIN, SKILL_LOSS, BEST_SKILL, WORST_SKILL = 0.01, 0.005, 1.0, -1.0
BENEFIT_ENDS, BENEFIT_BEGINS = 0.01, 0.02
LAPSES, OPENS = 0.20, 0.08
OWN_REGION, OWN_SECTOR = 0.8, 0.5
NOISE, BAR, MATCH = 0.3, 1.8, 0.5

# Shares as whole numbers of 16 or 32 bits, so that no way of writing it rounds in its own way.
OWN_16, NEXT_16, SECTOR_16 = int(OWN_REGION * 65536), int((1 + OWN_REGION) / 2 * 65536), int(OWN_SECTOR * 65536)
ENDS_32, BEGINS_32, LAPSES_32 = (int(x * 2**32) for x in (BENEFIT_ENDS, BENEFIT_BEGINS, LAPSES))
COURSE_32 = int(COURSE * 2**32)


def poisson_steps(mean: float) -> list[int]:
    """Cumulative Poisson probabilities in units of 2^-32: a draw opens as many posts as steps it reaches."""
    steps, mass, total, k = [], math.exp(-mean), 0.0, 0
    while total + mass < 1.0 - 2.0**-32:
        total += mass
        steps.append(int(total * 2**32))
        k += 1
        mass *= mean / k
    return steps


OPEN_STEPS = np.array(poisson_steps(OPENS), np.int64)


class Workers(NamedTuple):
    """Columns of workers, laid out by region."""

    hash: Array
    region: Array
    sector: Array
    group: Array
    skill: Array
    language: Array
    employed: Array
    employer: Array  # -1 without work
    tenure: Array  # months
    benefit: Array


class Employers(NamedTuple):
    """Columns of employers, laid out by region and sector."""

    hash: Array
    region: Array
    sector: Array
    bias: Array
    posts: Array  # open now


class State(NamedTuple):
    """Both tables and where each region-sector cell of employers begins (351 whole numbers)."""

    workers: Workers
    employers: Employers
    first: Array


def spread(uniform: Array) -> Array:
    """Regions (0 to 34) from uniform numbers, larger ones first: weight 1 / (region + 5)."""
    weight = 1.0 / (np.arange(REGIONS) + 5.0)
    return np.minimum(np.searchsorted(np.cumsum(weight) / weight.sum(), uniform), REGIONS - 1)


def employers(number: int, seed: int) -> tuple[Employers, Array]:
    """Employers of a country with ``number`` workers, and the first row of each region-sector cell."""
    count = max(REGIONS * SECTORS, number // 4)
    own = draws.Stream(seed, 1, count)
    region, sector = spread(own.unit()), (own.unit() * SECTORS).astype(np.int64)
    order = np.lexsort((sector, region))
    region, sector = region[order], sector[order]
    first = np.searchsorted(region * SECTORS + sector, np.arange(REGIONS * SECTORS + 1)).astype(np.int64)
    bias = np.maximum(0.0, 0.3 + 0.2 * ndtri(own.unit()))
    posts = np.searchsorted(np.array(poisson_steps(0.3)), own.unit() * 2**32, side="right").astype(np.int16)
    table = Employers(own.hash, region.astype(np.uint8), sector.astype(np.uint8), bias, posts)
    return table, first


def initial(number: int, seed: int = 1) -> State:
    """The first state of a country with ``number`` workers."""
    table, first = employers(number, seed)
    own = draws.Stream(seed, 2, number)
    region = np.sort(spread(own.unit()))
    group = (own.unit() < 0.3).astype(np.uint8)
    employed = (own.unit() < np.where(group == 1, 0.35, 0.6)).astype(np.uint8)
    low, high = first[region * SECTORS], first[(region + 1) * SECTORS]
    where = low + (own.unit() * (high - low)).astype(np.int64)
    some = employed & (high > low).astype(np.uint8)
    workers = Workers(
        hash=own.hash,
        region=region.astype(np.uint8),
        sector=(own.unit() * SECTORS).astype(np.uint8),
        group=group,
        skill=0.5 * ndtri(own.unit()),
        language=np.where(group == 1, 0.6 * own.unit(), 1.0),
        employed=some,
        employer=np.where(some == 1, where, -1).astype(np.int32),
        tenure=((own.unit() * 60).astype(np.uint8) * some).astype(np.uint8),
        benefit=(1 - some).astype(np.uint8),
    )
    return State(workers, table, first)


def count(workers: Workers, hired: Array) -> Array:
    """Employed, on benefit and hired this month (``hired``: 0/1 a worker), shape 35 x 2 x 3."""
    cell = workers.region.astype(np.int64) * 2 + workers.group
    columns = [np.bincount(cell, column, 2 * REGIONS) for column in (workers.employed, workers.benefit, hired)]
    return np.stack(columns, -1).reshape(REGIONS, 2, 3).astype(np.int64)

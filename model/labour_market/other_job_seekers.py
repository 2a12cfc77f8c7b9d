"""Other people: growth, entry to and exit from search, exits from work, turnover of the fringe."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from werkagenda.agents.compiled import inline, kernel, rule
from werkagenda.agents.exact import exp, log
from werkagenda.agents.people import Counts, Employers, Residents
from werkagenda.agents.resident_rules import Weights, drawn_background
from werkagenda.agents.state import F64, I64, U8, U32, U64
from werkagenda.model.labour_market.posts import ALIKE, counted, employer_from, release_from
from werkagenda.model.random.alias import Alias, Picks, pick_all, picks_buffer
from werkagenda.model.random.column_draws import powers
from werkagenda.model.random.keyed_random import bits_n, draw, draw_n, mix


@kernel
def compact(
    count: int,
    key: np.uint64,
    exit_probability: float,
    r: Residents,
    flags: U8,
    stay: U32,
    stopped: U32,
    gone: I64,
    outside: I64,
) -> int:
    """Remove rows of people who were hired or stopped searching; returns the new count.

    Adds those who stopped to ``gone[from job, months searched (0-3)]`` and to ``outside[background]`` (they leave the
    labour force, LM105). ``flags``, ``stay`` and ``stopped`` are buffers with one entry per row.
    """
    for i in range(count):
        flags[i] = draw(key, r.hash[i]) < exit_probability
    n = stops = 0
    for i in range(count):
        stay[n] = stopped[stops] = i
        n += (r.leaves[i] == 0) & (flags[i] == 0)
        stops += (r.leaves[i] == 0) & (flags[i] == 1)
    for k in range(stops):
        i = stopped[k]
        gone[r.from_job[i], min(3, r.months[i])] += 1
        outside[r.background[i]] += 1
    for k in range(n):
        i = stay[k]
        r.id[k], r.hash[k], r.region[k], r.sex[k] = r.id[i], r.hash[i], r.region[i], r.sex[i]
        r.education[k], r.background[k], r.from_job[k] = r.education[i], r.background[i], r.from_job[i]
        r.skill[k], r.months[k], r.leaves[k] = r.skill[i], r.months[i] + 1, 0
    return n


@kernel
def lose_jobs(
    first: int,
    last: int,
    key: np.uint64,
    flexible: float,
    r: Residents,
    e: Employers,
    counts: Counts,
    alias: Alias,
    rows: U32,
    picks: Picks,
) -> int:
    """New searchers ``first`` to ``last`` with a job leave it; returns how many did.

    They have the background and schooling of the worker whose job ended. Where no job is found to leave, the searcher
    is recoded as coming from outside work. ``rows`` and ``picks`` are buffers with one entry per new searcher.
    """
    lost = n = 0
    for i in range(first, last):
        rows[n] = i
        n += r.from_job[i] == 1
    for k in range(n):
        picks.region[k], picks.word[k] = r.region[rows[k]], bits_n(key, r.hash[rows[k]], 1)
    pick_all(n, alias, picks)
    for k in range(n):
        i, word = rows[k], picks.word[k]
        lasting = 0 if draw(key, r.hash[i]) < flexible else 1
        who = release_from(picks.employer[k], r.region[i], lasting, r.education[i], word, ALIKE, e, counts, alias)
        r.from_job[i] = who >= 0
        if who >= 0:
            r.education[i], r.background[i] = who // 3, who % 3
        lost += who >= 0
    return lost


class Entry(NamedTuple):
    """People outside the labour force who begin to search: keys of background and schooling; weight of each background
    (who are not retired), and ``schooling[background, education]``, cumulative.
    """

    background: np.uint64
    education: np.uint64
    weights: Weights
    schooling: F64


@kernel
def come_from_outside(first: int, last: int, entry: Entry, r: Residents, outside: I64) -> None:
    """Background and schooling of the new searchers ``first`` to ``last`` who had no job: one of those outside."""
    for i in range(first, last):
        if r.from_job[i] == 0:
            u = draw(entry.background, r.hash[i])
            who = drawn_background(u, outside[0], outside[1], outside[2], entry.weights)
            outside[who] -= 1
            r.background[i], r.education[i] = who, schooled(draw(entry.education, r.hash[i]), who, entry.schooling)


@rule
def schooled(u: float, background: int, schooling: F64) -> int:
    """Education from a uniform number and cumulative shares by background."""
    return (1 if u >= schooling[background, 0] else 0) + (1 if u >= schooling[background, 1] else 0)


@inline
def pick_numbered(region: int, number: int, key: np.uint64, who: np.uint64, alias: Alias, picks: Picks) -> None:
    """Draw ``number`` employers of a region into ``picks``, one per ordinal of the decision."""
    for k in range(number):
        picks.region[k], picks.word[k] = region, bits_n(key, who, k)
    pick_all(number, alias, picks)


@inline
def leave_work(
    region: int, number: int, lasting: int, key: np.uint64, e: Employers, counts: Counts, alias: Alias, picks: Picks
) -> int:
    """Up to ``number`` workers of a region (without rows) leave the labour force; returns how many did."""
    done = 0
    pick_numbered(region, number, key, mix(np.uint64(region * 2 + lasting)), alias, picks)
    for k in range(number):
        word = picks.word[k]
        level = int(word % np.uint64(3))
        who = release_from(picks.employer[k], region, lasting, level, word, ALIKE, e, counts, alias)
        if who >= 0:
            counts.outside[who % 3] += 1
        done += who >= 0
    return done


@inline
def become_permanent(
    region: int,
    number: int,
    key: np.uint64,
    weights: Weights,
    e: Employers,
    counts: Counts,
    alias: Alias,
    picks: Picks,
) -> int:
    """Up to ``number`` flexible workers of a region (without rows) become permanent; returns how many did.

    ``weights``: relative hazard by background.
    """
    done = 0
    pick_numbered(region, number, key, mix(np.uint64(region)), alias, picks)
    for k in range(number):
        word = picks.word[k]
        i = employer_from(picks.employer[k], region, 0, word, e, alias)
        if i < 0:
            continue
        size, level = e.size_class[i], int(word % np.uint64(3))
        who = counted(region, size, 0, level, word, weights, counts)
        if who >= 0:
            e.staff_flexible[i] -= 1
            e.staff_permanent[i] += 1
            counts.working[region, size, who // 3, who % 3, 0] -= 1
            counts.working[region, size, who // 3, who % 3, 1] += 1
            done += 1
    return done


class Moves(NamedTuple):
    """Monthly rates at which other workers leave and become permanent, and the keys of both decisions.

    ``weights``: relative hazard of a permanent contract by background. ``parts`` holds random words for rounding: per
    region one for leavers of each contract type and one for new permanents.
    """

    leave_per_month: float
    to_permanent_per_month: float
    leave: np.uint64
    permanent: np.uint64
    weights: Weights
    parts: U64


@rule
def whole_part(expected: float, word: np.uint64) -> int:
    """Random rounding with mean ``expected``: floor(expected + u), u from ``word``."""
    return int(math.floor(expected + float(word >> np.uint64(11)) * 2.0**-53))


@inline
def at_work(working: I64, region: int, lasting: int) -> int:
    """Number of workers without rows in a region, by contract type."""
    number = 0
    for size in range(working.shape[1]):
        for level in range(working.shape[2]):
            for background in range(working.shape[3]):
                number += working[region, size, level, background, lasting]
    return number


def leave_or_become_permanent(m: Moves, e: Employers, counts: Counts, alias: Alias) -> int:
    """Workers without rows leave the labour force or become permanent, by region; returns how many left."""
    most = counts.working.sum(axis=(1, 2, 3)).max() * max(m.leave_per_month, m.to_permanent_per_month)
    return _leave_or_become_permanent(m, e, counts, alias, picks_buffer(int(most) + 2))


@kernel
def _leave_or_become_permanent(m: Moves, e: Employers, counts: Counts, alias: Alias, picks: Picks) -> int:
    left, working = 0, counts.working
    for region in range(len(working)):
        for lasting in range(2):
            number = whole_part(at_work(working, region, lasting) * m.leave_per_month, m.parts[region * 3 + lasting])
            left += leave_work(region, number, lasting, m.leave, e, counts, alias, picks)
        number = whole_part(at_work(working, region, 0) * m.to_permanent_per_month, m.parts[region * 3 + 2])
        become_permanent(region, number, m.permanent, m.weights, e, counts, alias, picks)
    return left


@rule
def binomial(u: float, n: int, q: float) -> int:
    """Binomial draw: number of ``n`` people who leave with probability ``q`` each, by inversion of one uniform."""
    return leavers(u, n, q, exp(n * log(1.0 - q)))


@rule
def leavers(u: float, n: int, q: float, nobody: float) -> int:
    """Like ``binomial``; ``nobody`` is the probability that nobody leaves."""
    term = nobody
    total, k = term, 0
    while u > total and k < n:
        k += 1
        term = term * (n - k + 1) / k * q / (1.0 - q)
        total = total + term
    return k


FRINGE_BATCH = 200
"""Maximum number of fringe workers per binomial draw, to keep the inversion exact."""


def fringe_leaves(key: np.uint64, q: float, e: Employers, counts: Counts) -> int:
    """Fringe workers (pupils and EU workers) leave their jobs (LM100); returns how many."""
    nobody = powers(np.full(FRINGE_BATCH + 1, 1.0 - q), np.arange(FRINGE_BATCH + 1.0))
    return _fringe_leaves(key, q, nobody, e, counts)


@kernel
def _fringe_leaves(key: np.uint64, q: float, nobody: F64, e: Employers, counts: Counts) -> int:
    gone = 0
    for i in range(len(e.hash)):
        n = e.staff_fringe[i]
        left = 0
        part = 0
        while n > 0:
            size = min(n, FRINGE_BATCH)
            left += leavers(draw_n(key, e.hash[i], part), size, q, nobody[size])
            n -= size
            part += 1
        if left > 0:
            e.staff_fringe[i] -= left
            counts.fringe[e.region[i]] -= left
            gone += left
    return gone

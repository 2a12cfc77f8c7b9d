"""The reduced labour market with compiled loops over columns and keyed draws.

Three techniques make it fast. People are processed in blocks that fit in the first-level cache, in branch-free loops;
only people who may lose their job need an exponential. The noise of an application is bounded by its first ten bits, so
a logarithm is computed only if it could win (squeeze). Posts carry a copy of their requirements.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np

from benchmarks.peers import workload as w
from benchmarks.peers.draws import Draw, month_keys
from werkagenda.agents.compiled import compiled
from werkagenda.model.random.keyed_random import GOLD, bits, mix, unit

F = TypeVar("F", bound=Callable[..., object])

BLOCK = 2048
CELLS = 1024
RARELY = 0.1
"""Bound on the monthly separation probability; exceeded only at extremely rare skill levels."""

RARELY_32, RARELY_LOGIT = np.uint64(RARELY * 2**32), math.log(RARELY / (1.0 - RARELY))
S32, S16, LOW32, LOW16, STEP = np.uint64(32), np.uint64(16), np.uint64(0xFFFFFFFF), np.uint64(0xFFFF), np.uint64(GOLD)
S54 = np.uint64(54)
NOISE_AT_MOST = np.array([w.NOISE * math.log((i + 1) / (CELLS - 1 - i)) + 1e-9 for i in range(CELLS - 1)] + [np.inf])
NEAR = np.array([[(r + d) % w.REGIONS for r in range(w.REGIONS)] for d in (0, 1, w.REGIONS - 1)], np.int64)
ENDS_32, BEGINS_32, COURSE_32 = (np.uint64(x) for x in (w.ENDS_32, w.BEGINS_32, w.COURSE_32))
LAPSES_32, OPEN_STEPS = np.uint64(w.LAPSES_32), w.OPEN_STEPS.astype(np.uint64)


def loop(function: F) -> F:
    """Compile as the model's loops are, but keep nothing on disk: the numbers come from another file."""
    return compiled(function, cache=False, no_cfunc_wrapper=True)


@loop
def leave(word: Any, may: Any, place: Any, employed: Any, employer: Any, tenure: Any, skill: Any, benefit: Any) -> None:
    """(a) for one block: tenure grows; people whose draw is below the bound are processed one by one."""
    size = len(employed)
    for i in range(size):
        on = employed[i]
        month: Any = np.int64(tenure[i]) + 1
        longer = min(month, w.LONGEST) * np.int64(on)
        tenure[i] = longer
        rate = w.LEAVE + w.LEAVE_TENURE * float(longer) + w.LEAVE_SKILL * skill[i]
        may[i] = on & (np.uint8((word[i] >> S32) < RARELY_32) | np.uint8(rate > RARELY_LOGIT))
    found: Any = 0
    for i in range(size):
        place[found] = i
        found += np.int64(may[i])
    for k in range(found):
        i = place[k]
        rate = w.LEAVE + w.LEAVE_TENURE * float(tenure[i]) + w.LEAVE_SKILL * skill[i]
        if (float(word[i] >> S32) + 0.5) * 2.0**-32 * (1.0 + math.exp(-rate)) < 1.0:
            employed[i], employer[i], tenure[i], benefit[i] = 0, -1, 0, 1


@loop
def learn(employed: Any, skill: Any, language: Any) -> None:
    """(b) in one block, skill and language: no branches, so that several people move at once."""
    for i in range(len(employed)):
        on = employed[i] != 0
        language[i] += (w.LANGUAGE_AT_WORK if on else w.LANGUAGE_AT_HOME) * (1.0 - language[i])
        pace, end = (w.SKILL_GAIN if on else w.SKILL_LOSS), (w.BEST_SKILL if on else w.WORST_SKILL)
        skill[i] += pace * (end - skill[i])


@loop
def at_home(start: int, n: Any, word: Any, key: Any, place: Any, p: Any, seekers: Any) -> Any:
    """(b) in one block, benefit and course; those without work are put on the list of seekers."""
    found: Any = 0
    for i in range(start, min(start + BLOCK, len(p.employed))):
        off = np.uint8(p.employed[i] == 0)
        low = word[i - start] & LOW32
        moves = np.uint8(low < (ENDS_32 if p.benefit[i] != 0 else BEGINS_32))
        p.benefit[i] ^= off & moves
        seekers[n] = i
        n += np.int64(off)
        place[found] = i
        found += np.int64(off & p.group[i])
    for k in range(found):
        i = place[k]
        if (bits(key, p.hash[i]) & LOW32) < COURSE_32:
            p.language[i] += w.COURSE_GAIN * (1.0 - p.language[i])
    return n


@loop
def people(key: Any, course: Any, p: Any, seekers: Any) -> Any:
    """(a) and (b) for everybody, block by block; returns how many seek work."""
    word, may, place = np.empty(BLOCK, np.uint64), np.empty(BLOCK, np.uint8), np.empty(BLOCK + 1, np.int64)
    n: Any = 0
    for s in range(0, len(p.employed), BLOCK):
        e = min(s + BLOCK, len(p.employed))
        for i in range(e - s):
            word[i] = bits(key, p.hash[s + i])
        leave(word, may, place, p.employed[s:e], p.employer[s:e], p.tenure[s:e], p.skill[s:e], p.benefit[s:e])
        learn(p.employed[s:e], p.skill[s:e], p.language[s:e])
        n = at_home(s, n, word, course, place, p, seekers)
    return n


@loop
def posts(key: Any, e: Any, first: Any, owner: Any, bias: Any, best: Any, winner: Any, cell: Any) -> int:
    """(c), and the open posts by cell with their employer's bias; returns their number."""
    n = 0
    for c in range(len(first) - 1):
        cell[c] = n
        for j in range(first[c], first[c + 1]):
            word = bits(key, e.hash[j])
            here = np.int64(e.posts[j])
            here -= np.int64(here > 0 and (word >> S32) < LAPSES_32)
            k = 0
            while k < len(OPEN_STEPS) and OPEN_STEPS[k] <= (word & LOW32):
                k += 1
            here += k
            e.posts[j] = here
            for _ in range(here):
                owner[n], bias[n], best[n], winner[n] = j, e.bias[j], w.BAR, -1
                n += 1
    cell[len(first) - 1] = n
    return n


@loop
def apply(n: int, where: Any, noise: Any, p: Any, seekers: Any, cell: Any, bias: Any, best: Any, winner: Any) -> None:
    """(d) and the best applicant of each post: the exact noise only for who could win with the bound."""
    for q in range(n):
        i = seekers[q]
        ability, group = p.skill[i] + p.language[i], float(p.group[i])
        home, line = np.int64(p.region[i]), np.int64(p.sector[i])
        road, luck = mix(where ^ p.hash[i]), mix(noise ^ p.hash[i])
        for a in range(w.APPLICATIONS):
            word = mix(road + np.uint64(a) * STEP)
            low, second = np.int64(word & LOW16), np.int64((word >> S16) & LOW16)
            region = NEAR[np.int64(low >= w.OWN_16) + np.int64(low >= w.NEXT_16), home]
            own = second < w.SECTOR_16
            b = region * w.SECTORS + (line if own else 0)
            begin, end = cell[b], cell[b + (1 if own else w.SECTORS)]
            if begin == end:
                b = region * w.SECTORS
                begin, end = cell[b], cell[b + w.SECTORS]
                if begin == end:
                    continue
            v = begin + np.int64(((word >> S32) * np.uint64(end - begin)) >> S32)
            score = ability - bias[v] * group
            chance = mix(luck + np.uint64(a) * STEP)
            if score + NOISE_AT_MOST[np.int64(chance >> S54)] > best[v]:
                u = unit(chance)
                score += w.NOISE * math.log(u / (1.0 - u))
                if score > best[v]:
                    best[v], winner[v] = score, q * w.APPLICATIONS + a


@loop
def hire(v_count: int, key: Any, p: Any, e: Any, seekers: Any, owner: Any, winner: Any, chosen: Any, value: Any) -> int:
    """(e): each seeker takes the best offer; ``chosen`` is -1 before and after. Hired rows come first in ``winner``."""
    n = 0
    for v in range(v_count):
        code = winner[v]
        if code < 0:
            continue
        q, a = code // w.APPLICATIONS, code % w.APPLICATIONS
        i = seekers[q]
        worth = unit(mix(mix(key ^ p.hash[i]) + np.uint64(a) * STEP))
        worth += w.MATCH if e.sector[owner[v]] == p.sector[i] else 0.0
        if chosen[q] < 0:
            winner[n] = q
            n += 1
            chosen[q], value[q] = v, worth
        elif worth > value[q]:
            chosen[q], value[q] = v, worth
    for k in range(n):
        q = winner[k]
        i, boss = seekers[q], owner[chosen[q]]
        p.employed[i], p.employer[i], p.tenure[i], p.benefit[i] = 1, boss, 0, 0
        e.posts[boss] -= 1
        chosen[q] = -1
        winner[k] = i
    return n


@loop
def count(begin: Any, p: Any, hired: Any, n: int, out: Any) -> None:
    """(f): sums over each region's rows, which lie together."""
    for r in range(w.REGIONS):
        work, work_1, benefit, benefit_1 = 0, 0, 0, 0
        for i in range(begin[r], begin[r + 1]):
            work += p.employed[i]
            work_1 += p.employed[i] & p.group[i]
            benefit += p.benefit[i]
            benefit_1 += p.benefit[i] & p.group[i]
        out[r, 0, 0], out[r, 1, 0] = work - work_1, work_1
        out[r, 0, 1], out[r, 1, 1] = benefit - benefit_1, benefit_1
    for k in range(n):
        out[p.region[hired[k]], p.group[hired[k]], 2] += 1


class Market:
    """The labour market of ``number`` workers; ``step`` runs a month and gives its counts."""

    def __init__(self, number: int, seed: int = 1) -> None:
        self.state, self.seed, self.month = w.initial(number, seed), seed, 0
        people, firms = len(self.state.workers.hash), len(self.state.employers.hash)
        room = 2 * firms + 1000
        self.seekers, self.chosen = np.empty(people + 1, np.int64), np.full(people, -1, np.int64)
        self.value, self.cell = np.empty(people), np.empty(len(self.state.first), np.int64)
        self.owner, self.winner = np.empty(room, np.int64), np.empty(room, np.int64)
        self.bias, self.best = np.empty(room), np.empty(room)
        self.begin = np.searchsorted(self.state.workers.region, np.arange(w.REGIONS + 1)).astype(np.int64)

    def step(self) -> w.Array:
        """One month: employed, on benefit, hired by region and group (35 x 2 x 3)."""
        key, (p, e, first) = month_keys(self.seed, self.month), self.state
        n = people(key[Draw.WORK], key[Draw.COURSE], p, self.seekers)
        v = posts(key[Draw.POSTS], e, first, self.owner, self.bias, self.best, self.winner, self.cell)
        where, noise = key[Draw.WHERE], key[Draw.NOISE]
        apply(n, where, noise, p, self.seekers, self.cell, self.bias, self.best, self.winner)
        hired = hire(v, key[Draw.VALUE], p, e, self.seekers, self.owner, self.winner, self.chosen, self.value)
        out = np.zeros((w.REGIONS, 2, 3), np.int64)
        count(self.begin, p, self.winner, hired, out)
        self.month += 1
        return out

"""The reduced labour market in NumPy: whole columns, the best applicant by ``maximum.at``."""

from __future__ import annotations

import numpy as np

from benchmarks.peers import workload as w
from benchmarks.peers.draws import LOW16, LOW32, Draw, high_unit, month_keys, unit, words, words_n


def months_pass(p: w.Workers, key: dict[Draw, np.uint64]) -> None:
    """(a) and (b): separation, skill, language, course and benefit of everybody."""
    word = words(key[Draw.WORK], p.hash)
    working = p.employed == 1
    p.tenure[working] = np.minimum(p.tenure[working] + 1, w.LONGEST)
    rate = w.LEAVE + w.LEAVE_TENURE * p.tenure + w.LEAVE_SKILL * p.skill
    out = working & (high_unit(word) * (1.0 + np.exp(-rate)) < 1.0)
    p.employed[out], p.employer[out], p.tenure[out], p.benefit[out] = 0, -1, 0, 1
    working &= ~out
    p.language[:] += np.where(working, w.LANGUAGE_AT_WORK, w.LANGUAGE_AT_HOME) * (1.0 - p.language)
    p.skill[:] += np.where(working, w.SKILL_GAIN * (w.BEST_SKILL - p.skill), w.SKILL_LOSS * (w.WORST_SKILL - p.skill))
    low = (word & LOW32).astype(np.int64)
    change = ~working & (low < np.where(p.benefit == 1, w.ENDS_32, w.BEGINS_32))
    p.benefit[change] ^= 1
    course = np.flatnonzero(~working & (p.group == 1))
    course = course[(words(key[Draw.COURSE], p.hash[course]) & LOW32).astype(np.int64) < w.COURSE_32]
    p.language[course] += w.COURSE_GAIN * (1.0 - p.language[course])


def posts_pass(e: w.Employers, key: dict[Draw, np.uint64]) -> None:
    """(c): one post of an employer may lapse, new ones open."""
    word = words(key[Draw.POSTS], e.hash)
    e.posts[:] -= (e.posts > 0) & ((word >> np.uint64(32)).astype(np.int64) < w.LAPSES_32)
    e.posts[:] += np.searchsorted(w.OPEN_STEPS, (word & LOW32).astype(np.int64), side="right").astype(np.int16)


def lay_out(e: w.Employers, first: w.Array) -> tuple[w.Array, w.Array]:
    """Employer of each open post, and the first post of each region-sector cell."""
    total = np.concatenate(([0], np.cumsum(e.posts, dtype=np.int64)))
    return np.repeat(np.arange(len(e.posts)), e.posts), total[first]


def applications(p: w.Workers, seekers: w.Array, key: dict[Draw, np.uint64], cell: w.Array) -> tuple[w.Array, w.Array]:
    """(d): post of each application and its place in ``seekers`` x 3 (those without a post left out)."""
    word = words_n(key[Draw.WHERE], p.hash[seekers], w.APPLICATIONS)
    low, second = word & LOW16, (word >> np.uint64(16)) & LOW16
    away = np.where(low >= w.OWN_16, np.where(low < w.NEXT_16, 1, w.REGIONS - 1), 0)
    corner = (p.region[seekers].astype(np.int64)[:, None] + away) % w.REGIONS * w.SECTORS
    here = corner + p.sector[seekers].astype(np.int64)[:, None]
    own = (second < w.SECTOR_16) & (cell[here + 1] > cell[here])
    begin = np.where(own, cell[here], cell[corner])
    room = np.where(own, cell[here + 1], cell[corner + w.SECTORS]) - begin
    post = begin + (((word >> np.uint64(32)) * room.astype(np.uint64)) >> np.uint64(32)).astype(np.int64)
    sent = np.flatnonzero(room.ravel() > 0)
    return post.ravel()[sent], sent


def offers(p: w.Workers, e: w.Employers, seekers: w.Array, sent: w.Array, of: w.Array, key: np.uint64) -> w.Array:
    """(e), first half: the score of each application at the employer ``of`` its post."""
    who = seekers[sent // w.APPLICATIONS]
    noise = unit(words_n(key, p.hash[seekers], w.APPLICATIONS)).ravel()[sent]
    ability = p.skill[who] + p.language[who] - e.bias[of] * p.group[who]
    return np.asarray(ability + w.NOISE * np.log(noise / (1.0 - noise)))


def hires(s: w.State, key: dict[Draw, np.uint64]) -> w.Array:
    """(d) and (e): applications, offers and hires; returns 1 for who was hired this month."""
    p, e = s.workers, s.employers
    seekers = np.flatnonzero(p.employed == 0)
    employer, cell = lay_out(e, s.first)
    post, sent = applications(p, seekers, key, cell)
    score = offers(p, e, seekers, sent, employer[post], key[Draw.NOISE])
    best = np.full(len(employer), w.BAR)
    np.maximum.at(best, post, score)
    won = np.flatnonzero((score > w.BAR) & (score == best[post]))
    place, post = sent[won], post[won]
    row = place // w.APPLICATIONS
    who = seekers[row]
    value = unit(words_n(key[Draw.VALUE], p.hash[who], w.APPLICATIONS))[np.arange(len(who)), place % w.APPLICATIONS]
    value += w.MATCH * (e.sector[employer[post]] == p.sector[who])
    top = np.full(len(seekers), -1.0)
    np.maximum.at(top, row, value)
    takes = value == top[row]
    who, boss = who[takes], employer[post[takes]]
    p.employed[who], p.employer[who], p.tenure[who], p.benefit[who] = 1, boss, 0, 0
    np.subtract.at(e.posts, boss, 1)
    hired = np.zeros(len(p.hash), np.uint8)
    hired[who] = 1
    return hired


class Market:
    """The labour market of ``number`` workers; ``step`` runs a month and gives its counts."""

    def __init__(self, number: int, seed: int = 1) -> None:
        self.state, self.seed, self.month = w.initial(number, seed), seed, 0

    def step(self) -> w.Array:
        """One month: employed, on benefit, hired by region and group (35 x 2 x 3)."""
        key = month_keys(self.seed, self.month)
        months_pass(self.state.workers, key)
        posts_pass(self.state.employers, key)
        hired = hires(self.state, key)
        self.month += 1
        return w.count(self.state.workers, hired)

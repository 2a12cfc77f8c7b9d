"""Openings: posted and unposted, from the sector's dated series, by employer; they lapse and react to filling."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from werkagenda.agents.compiled import kernel, part, rule
from werkagenda.agents.employer_rules import OfferParams, interview_bar
from werkagenda.agents.exact import exp, log
from werkagenda.agents.kinds import AGENCIES, AGENCY, FIXED, HOSPITALITY, PERMANENT
from werkagenda.agents.people import Employers, Openings
from werkagenda.agents.resident_rules import OpeningParams
from werkagenda.agents.state import F64, I64, U8, U32
from werkagenda.model.chance import bits_n, draw
from werkagenda.model.rows import room

NOBODY = -1
"""Candidate of an opening that nobody stands for."""
HOURS = np.array([12, 16, 20, 24, 28, 32, 36, 38, 40], np.uint8)
"""Hours a week: five of part-time work, four of full-time work."""


class OpeningKeys(NamedTuple):
    """Keys of this month's decisions about openings."""

    number: np.uint64
    language: np.uint64
    skill: np.uint64
    terms: np.uint64
    posted: np.uint64
    wage: np.uint64
    lapse: np.uint64


@rule
def poisson(u: float, mean: float, none: float) -> int:
    """Number of events by inversion of one uniform; mean at most about 600; ``none``: exp(-mean)."""
    total, n, term = none, 0, none
    while u > total and n < 5000:
        n += 1
        term = term * mean / n
        total = total + term
        if term < 1e-17 and n > mean:
            break
    return n


@rule
def response(fill_rate: float, usual: float, elasticity: float) -> float:
    """Openings relative to the series when filling is easier than usual: (rate / usual)^elasticity, 0.5-1.5.

    The elasticity is not identified by any evidence; every headline sweeps it (assumption).
    """
    if usual <= 0.0 or fill_rate <= 0.0:
        return 1.0
    return min(1.5, max(0.5, exp(elasticity * log(fill_rate / usual))))


@kernel
def open_posts(
    month: int,
    count: int,
    national: F64,
    low_share: F64,
    sector_wage: F64,
    minimum: int,
    keys: OpeningKeys,
    e: Employers,
    o: Openings,
    p: OpeningParams,
    rows: U32,
    mean: F64,
    none: F64,
    opened: I64,
) -> int:
    """Append this month's openings; returns the new number of rows, -1 when there is no room.

    ``national[s]``: openings of the sector this month in the whole country (posted and unposted);
    ``low_share[s]``: share that needs little Dutch; ``sector_wage[s]``: usual wage, cents an hour;
    ``rows``, ``mean`` and ``none`` (the chance to open nothing): room for every employer.
    """
    first = count
    some = opening(national, keys.number, e, rows, mean)
    for k in range(some):
        none[k] = exp(-mean[k])
    for k in range(some):
        i = rows[k]
        number = poisson(draw(keys.number, e.hash[i]), mean[k], none[k])
        if count + number > len(o.hash):
            return -1
        for j in range(number):
            o.employer[count], o.hash[count] = i, bits_n(keys.number, e.hash[i], j + 1)
            o.region[count], o.sector[count] = e.region[i], e.sector[i]
            count += 1
        opened[e.sector[i]] += number
    for v in range(first, count):
        o.open[v], o.opened[v] = 1, month
        o.posted[v] = draw(keys.posted, o.hash[v]) >= p.unposted_share
    demands(first, count, low_share, keys, o, p)
    contracts(first, count, keys, o, p)
    wages(first, count, sector_wage, minimum, keys, o, p)
    return count


@part
def opening(national: F64, key: np.uint64, e: Employers, rows: U32, mean: F64) -> int:
    """Employers that may open something, and how many openings to expect of each; returns how many employers.

    exp(-mean) >= 1 - mean: whoever's number lies below the latter opens nothing.
    """
    n = 0
    for i in range(len(e.hash)):
        rows[n], mean[n] = i, national[e.sector[i]] * e.turnover[i]
        n += 1 if draw(key, e.hash[i]) >= 1.0 - mean[n] else 0
    return n


@part
def demands(first: int, last: int, low_share: F64, keys: OpeningKeys, o: Openings, p: OpeningParams) -> None:
    """Language threshold and skill of openings; work without any Dutch is twice as common through agencies.

    Both sides of each choice are worked out: a processor cannot foresee which one it will be.
    """
    low_skill = 1.0 - p.middle_skill_share - p.high_skill_share
    for row in range(first, last):
        u, v, low = draw(keys.language, o.hash[row]), draw(keys.skill, o.hash[row]), low_share[o.sector[row]]
        none = min(1.0, p.no_dutch_share * (2.0 if o.sector[row] == AGENCIES else 1.0))
        level = p.low_language_floor + p.low_language_span * (v - none) / (1.0 - none + 1e-12)
        little = 0.0 if v < none else level
        much = p.high_language_floor + p.high_language_span * ((u - low) / (1.0 - low))
        o.language[row] = little if u < low else much
        o.skill[row] = (u >= low) * ((v >= low_skill) + (v >= 1.0 - p.high_skill_share))


@part
def contracts(first: int, last: int, keys: OpeningKeys, o: Openings, p: OpeningParams) -> None:
    """Contract and hours of openings."""
    for row in range(first, last):
        u, sector = draw(keys.terms, o.hash[row]), o.sector[row]
        direct = PERMANENT if u < p.permanent_share else FIXED
        o.contract[row] = AGENCY if sector == AGENCIES else direct
        w = u * 1000.0
        w = w - math.floor(w)
        short = p.part_time_hospitality if sector == HOSPITALITY else p.part_time_share
        little, much = 5.0 * w / short, 5.0 + math.floor(4.0 * (w - short) / (1.0 - short))
        o.hours[row] = HOURS[int(little if w < short else much)]


@part
def wages(first: int, last: int, usual: F64, minimum: int, keys: OpeningKeys, o: Openings, p: OpeningParams) -> None:
    """Cents an hour: near the minimum where little is asked, around the sector's ``usual`` wage elsewhere."""
    for row in range(first, last):
        v, skill = draw(keys.wage, o.hash[row]), o.skill[row]
        low = minimum * (1.0 + p.low_wage_premium + p.wage_spread * v)
        high = usual[o.sector[row]] * (0.75 + 0.2 * skill) * (1.0 + p.wage_spread * (2.0 * v - 1.0))
        o.wage[row] = int(max(float(minimum), low if skill == 0 else high) + 0.5)


def lapse(month: int, count: int, key: np.uint64, o: Openings, p: OpeningParams, durations: I64) -> int:
    """Withdraw openings and close up the rows; returns the new count. Filled ones were marked closed before.

    ``durations[sector, posted, months open (0-12), 0 filled / 1 lapsed]`` counts what ended.
    """
    stay, flags = room(count), np.empty(count, np.uint8)
    left = close(month, count, key, o, p, flags, stay, room(count), durations)
    keep(left, stay, o)
    return left


@kernel
def close(
    month: int,
    count: int,
    key: np.uint64,
    o: Openings,
    p: OpeningParams,
    flags: U8,
    stay: U32,
    ended: U32,
    durations: I64,
) -> int:
    """Rows that stay open and rows that lapse, in order; counts the latter and returns how many stay."""
    for v in range(count):
        chance = p.lapse_per_month if o.posted[v] == 1 else p.unposted_lapse_per_month
        flags[v] = draw(key, o.hash[v]) < chance
    left, lapsed = 0, 0
    for v in range(count):
        stay[left] = ended[lapsed] = v
        left += o.open[v] * (1 - flags[v])
        lapsed += o.open[v] * flags[v]
    for k in range(lapsed):
        v = ended[k]
        durations[o.sector[v], o.posted[v], min(12, month - o.opened[v]), 1] += 1
    return left


@kernel
def keep(left: int, stay: U32, o: Openings) -> None:
    """Move the rows that stay to the front, in order."""
    for to in range(left):
        v = stay[to]
        o.employer[to], o.hash[to] = o.employer[v], o.hash[v]
        o.region[to], o.sector[to], o.opened[to] = o.region[v], o.sector[v], o.opened[v]
        o.posted[to], o.language[to], o.skill[to] = o.posted[v], o.language[v], o.skill[v]
        o.contract[to], o.hours[to], o.wage[to], o.open[to] = o.contract[v], o.hours[v], o.wage[v], 1


def prepare(month: int, count: int, minimum: int, e: Employers, o: Openings, p: OfferParams) -> None:
    """Reset the contest: the bar each invited applicant must pass, nobody ahead yet."""
    bars = np.empty(month + 2)
    lowered(bars, p)
    reset(month, count, minimum, bars, e, o)


@kernel
def lowered(bars: F64, p: OfferParams) -> None:
    """``bars[0]``: of an employer who does not adjust; ``bars[1 + months open]``: of one who does."""
    bars[0] = interview_bar(0.0, 0, p)
    for months in range(len(bars) - 1):
        bars[1 + months] = interview_bar(float(months), 1, p)


@kernel
def reset(month: int, count: int, minimum: int, bars: F64, e: Employers, o: Openings) -> None:
    """Write the bars; nobody stands, nothing is taken; the minimum wage may have risen since an opening opened."""
    for v in range(count):
        o.bar[v] = bars[(1 + month - o.opened[v]) * e.adjusts[o.employer[v]]]
        o.candidate[v] = o.runner_up[v] = NOBODY
        o.taken[v] = 0
        o.wage[v] = max(minimum, o.wage[v])

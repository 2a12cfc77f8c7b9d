"""Openings: posted and unposted, from the sector's dated series, by employer; they lapse and react to filling."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from werkagenda.agents.compiled import kernel, part, rule
from werkagenda.agents.employer_rules import OfferParams, interview_bar
from werkagenda.agents.exact import exp, log
from werkagenda.agents.kinds import AGENCIES, AGENCY, FIXED, HOSPITALITY, PERMANENT
from werkagenda.agents.people import Employers, Openings
from werkagenda.agents.resident_rules import OpeningParams
from werkagenda.agents.state import F64, I64
from werkagenda.model.chance import bits_n, draw

SHORT_HOURS = (12, 16, 20, 24, 28)
LONG_HOURS = (32, 36, 38, 40)


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
def poisson(u: float, mean: float) -> int:
    """Number of events by inversion of one uniform; mean at most about 600."""
    term = exp(-mean)
    total, n = term, 0
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
    opened: I64,
) -> int:
    """Append this month's openings; returns the new number of rows.

    ``national[s]``: openings of the sector this month in the whole country (posted and unposted);
    ``low_share[s]``: share that needs little Dutch; ``sector_wage[s]``: usual wage, cents an hour.
    """
    for i in range(len(e.hash)):
        s = e.sector[i]
        mean = national[s] * e.turnover[i]
        u = draw(keys.number, e.hash[i])
        if u < 1.0 - mean:  # exp(-mean) >= 1 - mean: most employers open nothing
            continue
        for k in range(poisson(u, mean)):
            if count >= len(o.hash):
                return -1
            who = bits_n(keys.number, e.hash[i], k + 1)
            o.employer[count], o.hash[count] = i, who
            o.region[count], o.sector[count], o.opened[count] = e.region[i], s, month
            o.posted[count] = 1 if draw(keys.posted, who) >= p.unposted_share else 0
            demands(count, who, low_share[s], keys, o, p)
            terms(count, who, s, sector_wage[s], minimum, keys, o, p)
            o.open[count] = 1
            opened[s] += 1
            count += 1
    return count


@part
def demands(row: int, who: np.uint64, low_share: float, keys: OpeningKeys, o: Openings, p: OpeningParams) -> None:
    """Language threshold and skill of an opening; work without any Dutch is twice as common through agencies."""
    u, v = draw(keys.language, who), draw(keys.skill, who)
    if u < low_share:
        none = min(1.0, p.no_dutch_share * (2.0 if o.sector[row] == AGENCIES else 1.0))
        level = p.low_language_floor + p.low_language_span * (v - none) / (1.0 - none + 1e-12)
        o.language[row] = 0.0 if v < none else level
        o.skill[row] = 0
        return
    part = (u - low_share) / (1.0 - low_share)
    o.language[row] = p.high_language_floor + p.high_language_span * part
    low_skill = 1.0 - p.middle_skill_share - p.high_skill_share
    o.skill[row] = 0 if v < low_skill else (1 if v < 1.0 - p.high_skill_share else 2)


@part
def terms(
    row: int, who: np.uint64, sector: int, usual: float, minimum: int, keys: OpeningKeys, o: Openings, p: OpeningParams
) -> None:
    """Contract, hours and wage: near the minimum where little is asked, around the sector's wage elsewhere."""
    u, v = draw(keys.terms, who), draw(keys.wage, who)
    if sector == AGENCIES:
        o.contract[row] = AGENCY
    else:
        o.contract[row] = PERMANENT if u < p.permanent_share else FIXED
    w = (u * 1000.0) % 1.0
    short = p.part_time_hospitality if sector == HOSPITALITY else p.part_time_share
    if w < short:
        o.hours[row] = SHORT_HOURS[int(5.0 * w / short)]
    else:
        o.hours[row] = LONG_HOURS[int(4.0 * (w - short) / (1.0 - short))]
    if o.skill[row] == 0:
        pay = minimum * (1.0 + p.low_wage_premium + p.wage_spread * v)
    else:
        pay = usual * (0.75 + 0.2 * o.skill[row]) * (1.0 + p.wage_spread * (2.0 * v - 1.0))
    o.wage[row] = int(max(float(minimum), pay) + 0.5)


@kernel
def lapse(month: int, count: int, key: np.uint64, o: Openings, p: OpeningParams, durations: I64) -> int:
    """Withdraw openings and close up the rows; returns the new count. Filled ones were marked closed before.

    ``durations[sector, posted, months open (0-12), 0 filled / 1 lapsed]`` counts what ended.
    """
    n = 0
    for v in range(count):
        if o.open[v] == 0:
            continue
        chance = p.lapse_per_month if o.posted[v] == 1 else p.unposted_lapse_per_month
        if draw(key, o.hash[v]) < chance:
            durations[o.sector[v], o.posted[v], min(12, month - o.opened[v]), 1] += 1
            continue
        if n != v:
            keep(n, v, o)
        n += 1
    return n


@part
def keep(to: int, source: int, o: Openings) -> None:
    """Move one opening's row."""
    o.employer[to], o.hash[to] = o.employer[source], o.hash[source]
    o.region[to], o.sector[to], o.opened[to] = o.region[source], o.sector[source], o.opened[source]
    o.posted[to], o.language[to], o.skill[to] = o.posted[source], o.language[source], o.skill[source]
    o.contract[to], o.hours[to], o.wage[to], o.open[to] = o.contract[source], o.hours[source], o.wage[source], 1


@kernel
def prepare(month: int, count: int, minimum: int, e: Employers, o: Openings, p: OfferParams) -> None:
    """Reset the contest: the bar each invited applicant must pass, nobody ahead yet."""
    usual = interview_bar(0.0, 0, p)
    for v in range(count):
        bar = usual
        if e.adjusts[o.employer[v]] == 1:
            bar = interview_bar(float(month - o.opened[v]), 1, p)
        o.bar[v] = o.best[v] = o.second[v] = bar
        o.best_who[v] = o.second_who[v] = 0
        o.wage[v] = max(minimum, o.wage[v])  # the minimum wage may have risen since it opened
        o.candidate[v] = o.runner_up[v] = -1
        o.taken[v] = 0

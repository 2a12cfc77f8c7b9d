"""Vacancies, posted and unposted: creation by employer from the sector series, withdrawal, response to filling."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from werkagenda.agents.compiled import inline, kernel, rule
from werkagenda.agents.employer_rules import OfferParams, interview_bar
from werkagenda.agents.exact import exp, log
from werkagenda.agents.kinds import NOBODY
from werkagenda.agents.people import Employers, Openings
from werkagenda.agents.resident_rules import OpeningParams
from werkagenda.agents.state import F64, I64, U8, U32
from werkagenda.model.labour_market.vacancy_terms import Asked, OpeningKeys, new, set_terms, terms_buffer
from werkagenda.model.random.keyed_random import bits_n, draw
from werkagenda.model.row_lists import BLOCK, buffer


class Demand(NamedTuple):
    """Employers' demand for labour in a month, by sector, and the minimum wage.

    ``openings``: vacancies of the month in the whole country, posted and unposted. ``low_share``: share that needs
    little Dutch. ``wage``: usual wage, cents an hour. ``minimum``: minimum wage, cents an hour.
    """

    openings: F64
    low_share: F64
    wage: F64
    minimum: int


class OpeningBuffers(NamedTuple):
    """Buffers of opening vacancies: employers that may open some, expected number and probability of none of each (one
    entry per employer), and ``asked`` for one block of vacancies."""

    rows: U32
    mean: F64
    none: F64
    asked: Asked


def opening_buffers(employers: int) -> OpeningBuffers:
    """Uninitialised buffers for so many employers."""
    return OpeningBuffers(buffer(employers), np.empty(employers), np.empty(employers), terms_buffer())


@rule
def poisson(u: float, mean: float, none: float) -> int:
    """Poisson draw by inversion of one uniform; mean at most about 600; ``none`` is exp(-mean)."""
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
    """Factor on vacancies when filling is easier than usual: (rate / usual)^elasticity, within 0.5-1.5.

    No evidence identifies the elasticity; every headline result is checked for its sensitivity to it (assumption).
    """
    if usual <= 0.0 or fill_rate <= 0.0:
        return 1.0
    return min(1.5, max(0.5, exp(elasticity * log(fill_rate / usual))))


@kernel
def open_posts(
    month: int,
    count: int,
    demand: Demand,
    keys: OpeningKeys,
    e: Employers,
    o: Openings,
    p: OpeningParams,
    buffers: OpeningBuffers,
    opened: I64,
) -> int:
    """Append this month's vacancies; returns the new number of rows, or -1 if the table is full.

    Adds the vacancies of each sector to ``opened``.
    """
    first = count
    rows, mean, none = buffers.rows, buffers.mean, buffers.none
    some = opening(demand.openings, keys.number, e, rows, mean)
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
    o.open[first:count] = 1
    o.opened[first:count] = month
    for begin in range(first, count, BLOCK):
        some_new = new(begin, min(count, begin + BLOCK), o)
        set_terms(some_new, demand.low_share, demand.wage, demand.minimum, keys, p, buffers.asked)
    return count


@inline
def opening(national: F64, key: np.uint64, e: Employers, rows: U32, mean: F64) -> int:
    """Employers that may open vacancies and their expected numbers; returns how many employers.

    exp(-mean) >= 1 - mean, so an employer whose draw is below 1 - mean opens nothing.
    """
    n = 0
    for i in range(len(e.hash)):
        rows[n], mean[n] = i, national[e.sector[i]] * e.turnover[i]
        n += 1 if draw(key, e.hash[i]) >= 1.0 - mean[n] else 0
    return n


def lapse(month: int, count: int, key: np.uint64, o: Openings, p: OpeningParams, durations: I64) -> int:
    """Withdraw vacancies and compact the rows; returns the new count. Filled vacancies are already marked closed.

    Adds withdrawn vacancies to ``durations[sector, posted, months open (0-12), 0 filled / 1 lapsed]``.
    """
    stay, flags = buffer(count), np.empty(count, np.uint8)
    left = close(month, count, key, o, p, flags, stay, buffer(count), durations)
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
    """Write to ``stay`` the rows that stay open and count those that lapse; returns how many stay."""
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
    """Reset the contest: set the bar of each vacancy and clear contestants."""
    bars = np.empty(month + 2)
    lowered(bars, p)
    reset(month, count, minimum, bars, e, o)


@kernel
def lowered(bars: F64, p: OfferParams) -> None:
    """Fill ``bars[0]`` (employer who does not adjust) and ``bars[1 + months open]`` (employer who does)."""
    bars[0] = interview_bar(0.0, 0, p)
    for months in range(len(bars) - 1):
        bars[1 + months] = interview_bar(float(months), 1, p)


@kernel
def reset(month: int, count: int, minimum: int, bars: F64, e: Employers, o: Openings) -> None:
    """Set bars, clear contestants and placements, and raise wages to the current minimum wage."""
    for v in range(count):
        o.bar[v] = bars[(1 + month - o.opened[v]) * e.adjusts[o.employer[v]]]
        o.candidate[v] = o.runner_up[v] = NOBODY
        o.taken[v] = 0
        o.wage[v] = max(minimum, o.wage[v])

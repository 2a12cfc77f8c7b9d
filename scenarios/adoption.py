"""Adoption of startbanen by municipalities, driven by neighbours and by their own budget.

No source gives the willingness of single municipalities. A municipality without startbanen starts at a yearly rate h:
innovation plus imitation of its labour-market region and, more weakly, of bordering regions, times a factor for its own
balance (assumption; ``balance.py``). It starts when its accumulated rate exceeds a keyed exponential draw. ``line_up``
uses this only for the order of adoption while the country follows a set curve; ``own_pace`` also for the timing. The
pilots of 2024 are visible to others from the start.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from werkagenda.agents.exact import exp, log
from werkagenda.agents.state import F64, I64
from werkagenda.evidence import places
from werkagenda.scenarios.rollout import Schedule
from werkagenda.tables.vocabulary import HISTORY_MONTHS, MONTHS

PILOT_TOWNS = ("Amsterdam", "Eindhoven", "Rotterdam", "Meierijstad", "Vught", "Boxtel", "Nuenen, Gerwen en Nederwetten")
PILOT_REGION = "Helmond-De Peel"
"""First pilots: these towns and this labour-market region (P047)."""
Bools = np.ndarray[Any, np.dtype[np.bool_]]


class Copying(NamedTuple):
    """Yearly rates: own innovation; imitation when the whole region has startbanen; weight of bordering regions."""

    innovation: float
    imitation: float
    border: float


class Adoption(NamedTuple):
    """Municipalities: share of newly housed people, pilots' coverage, and capacity of those earlier in the order.

    Outside the places to which startbanen are limited, share and coverage are 0.
    """

    weight: F64
    pilots: F64
    before: F64


def is_pilot(where: places.Places) -> Bools:
    """Boolean mask of the first pilots. Shape (342,)."""
    region = places.regions().name.index(PILOT_REGION)
    return np.asarray(np.isin(where.name, PILOT_TOWNS) | (where.region == region))


def exponential(u: F64) -> F64:
    """Convert uniform draws to exponential waiting times with rate one: -ln(1 - u)."""
    return np.array([-log(1.0 - each) for each in u.tolist()])


@cache
def _beside() -> F64:
    """1 where labour-market regions share a border. Shape (35, 35)."""
    out = np.zeros((len(places.regions().name),) * 2)
    for region, others in enumerate(places.neighbours()):
        out[region, list(others)] = 1.0
    return out


def rates(where: places.Places, have: Bools, c: Copying, factor: F64) -> F64:
    """Yearly starting rates (342): (innovation + imitation * (share + border * share around)) * factor.

    Shares are population shares with startbanen in the region and in its bordering regions.
    """
    count = len(factor)
    people = np.bincount(where.region, where.population, count)
    seen = np.bincount(where.region, where.population * have, count)
    around = (_beside() @ seen) / np.maximum(1.0, _beside() @ people)
    rate = (c.innovation + c.imitation * (seen / people + c.border * around)) * factor
    return np.asarray(rate[where.region])


def line_up(where: places.Places, waits: F64, c: Copying, factor: F64) -> I64:
    """Order of adoption: pilots by their draw, then by next start, where each start changes the rates of others."""
    have, left = is_pilot(where), waits.copy()
    pilots = np.flatnonzero(have)
    order = pilots[np.argsort(waits[pilots], kind="stable")].tolist()
    while len(order) < len(have):
        rate = rates(where, have, c, factor)
        wait = np.where(have, np.inf, left / rate)
        first = int(np.argmin(wait))
        left = left - rate * wait[first]
        have[first] = True
        order.append(first)
    return np.array(order, np.int64)


def own_pace(
    where: places.Places, waits: F64, c: Copying, factor: Callable[[int], F64], start: int = HISTORY_MONTHS
) -> I64:
    """Month in which each municipality starts, or a pilot expands, by its own clock; ``MONTHS`` if not before 2030.

    Clocks run from ``start`` on; a municipality whose wait is infinite never starts, nor is its pilot there to be seen.
    """
    have, left = is_pilot(where) & np.isfinite(waits), waits.copy()
    since = np.full(len(left), MONTHS, np.int64)
    for month in range(start, MONTHS):
        left = left - rates(where, have, c, factor(month)) / 12.0
        since[(left <= 0.0) & (since == MONTHS)] = month
        have = have | (since <= month)
    return since


def at_start(where: places.Places, pilot_share: float) -> F64:
    """Coverage before the outlook: that of the pilots. Shape (342,)."""
    return np.where(is_pilot(where), pilot_share, 0.0)


def in_order(where: places.Places, order: I64, pilot_share: float, only: Bools | None = None) -> Adoption:
    """Capacity of each municipality and of those before it in ``order``; ``only``: mask of the places."""
    people = where.population if only is None else where.population * only
    weight = people / float(people.sum())
    pilots = at_start(where, pilot_share) * (people > 0)
    capacity = (weight * (1.0 - pilots))[order]
    before = np.empty(len(weight))
    before[order] = np.concatenate([[0.0], np.cumsum(capacity)[:-1]])
    return Adoption(weight, pilots, before)


def spread(month: int, years_10_to_90: float, when: Schedule) -> float:
    """Progress from the pilots to the dose in a month of the period: a logistic curve from 0 to 1.

    (g(t) - g(0)) / (g(last) - g(0)) with g(t) = 1 / (1 + exp(-ln(81) / (12 * years) * (t - last / 2))), t and last in
    months since the start; 1 in a period of one month.
    """
    slope = log(81.0) / (12.0 * years_10_to_90)
    last = when.last - when.start
    first, end, now = (1.0 / (1.0 + exp(-slope * (t - 0.5 * last))) for t in (0, last, month - when.start))
    return (now - first) / (end - first) if last else 1.0


def covered(a: Adoption, when: Schedule, years_10_to_90: float, month: int) -> F64:
    """Coverage of each municipality (342): pilots' share, the rest filled in the order of adoption.

    The coverage of all together moves from that of the pilots to the dose along ``spread``, or is the dose of the year.
    A dose below the pilots' changes nothing.
    """
    if not when.open(month):
        return a.pilots
    start = math.fsum((a.weight * a.pilots).tolist())
    added = max(0.0, when.level(month) - start)
    if not isinstance(when.dose, tuple):
        added = added * spread(month, years_10_to_90, when)
    capacity = a.weight * (1.0 - a.pilots)
    share = np.divide(added - a.before, capacity, out=np.zeros_like(capacity), where=capacity > 0)
    return np.asarray(a.pilots + (1.0 - a.pilots) * np.clip(share, 0.0, 1.0))


def covered_own(pilots: F64, since: I64, dose: float, month: int) -> F64:
    """Coverage when municipalities decide: the dose where started, or the pilots' share if higher."""
    return np.asarray(np.maximum(pilots, dose * (since <= month)))

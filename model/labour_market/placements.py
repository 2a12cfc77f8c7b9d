"""Placements: a municipality places a person in a vacancy or an additional post for a limited time.

This module holds the mechanism: readiness and acceptance, the employer's agreement, the start of the job and the
employer's choice at the end. Instruments decide who is offered a placement, when and on which terms.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

from werkagenda.agents.attachment import AttachmentParams, stands_far
from werkagenda.agents.compiled import allocating, inline, kernel
from werkagenda.agents.employer_rules import (
    CallbackParams,
    OfferParams,
    agreement_probability,
    interview_score,
    level_for_job,
    origin_gap,
)
from werkagenda.agents.household_rules import (
    YOUNG_CHILD_MONTHS,
    LawMonth,
    TaxMonth,
    at_home,
    benefit_lost,
    cents,
    income_tax,
    month_wage,
)
from werkagenda.agents.job_search import AcceptanceParams, accept_probability, gain_share, working_costs
from werkagenda.agents.kinds import EMPLOYED, FIXED, IN_CLASS, MUNICIPAL, NEVER, PERMANENT
from werkagenda.agents.language import DUTCH_SPOKEN, IntegrationParams, class_week, crowded_out
from werkagenda.agents.participation import (
    ParticipationParams,
    care_left,
    free_for_work,
    readiness_in_dutch,
    settling_factor,
    settling_stage,
    start_probability,
)
from werkagenda.agents.people import Employers, Households, Openings, People
from werkagenda.agents.placement_rules import PlacementParams, kept_bar
from werkagenda.agents.state import F64, I64, U8, U64
from werkagenda.model.income.household_income import paid_share
from werkagenda.model.labour_market.hiring import Hires, begin, fill
from werkagenda.model.policy.levers import EmployerLevers
from werkagenda.model.random.alias import Alias, pick
from werkagenda.model.random.keyed_random import bits_n, draw, draw_n, mix, unit

MOST_CONTACTS = 20
"""Buffer size: maximum number of employers asked for one person in a month."""
DRAWS_PER_CONTACT = 8
"""Employers drawn per employer asked; most drawn employers have no work that needs little Dutch."""
PLACED, LEFT_OUT = 1, 2
"""Outcome for a person who was ready: placed, or the budget was used up (0: no employer found)."""


class Terms(NamedTuple):
    """Terms of a placement: weekly hours, months, hourly wage (cents), subsidised share of wage costs, and support.

    ``care_share``: share of child-care costs paid; ``care_help``: share of care taken over (0-1); ``pull``: factor of
    an available job on the rate of starting to search.
    """

    hours: int
    months: int
    hourly: int
    paid_share: float
    care_share: float
    care_help: float
    pull: float


class PlacementKeys(NamedTuple):
    """Random keys: ``ready`` and ``search`` change every month, ``accept``, ``agree`` and ``post`` do not."""

    ready: np.uint64
    search: np.uint64
    accept: np.uint64
    agree: np.uint64
    post: np.uint64


class Budget(NamedTuple):
    """Cost of each person's placement (cents), budget left (cents, -1: unlimited), outcome for each person."""

    price: I64
    left: int
    fate: U8


class HostCapacity(NamedTuple):
    """People in a placement at each employer now; share of low-language work open to placements; random key."""

    held: I64
    share: float
    key: np.uint64


class Hosts(NamedTuple):
    """Employers and vacancies that can host placements, and the inputs of their agreement.

    ``rows`` and ``start``: vacancies by region (``by_region``). ``low_share``: share of low-language work by sector.
    ``dutch_floor`` and ``dutch_span``: minimum Dutch of low-language work, and its range.
    """

    employers: Employers
    openings: Openings
    rows: I64
    start: I64
    alias: Alias
    low_share: F64
    dutch_floor: float
    dutch_span: float
    capacity: HostCapacity
    levers: EmployerLevers
    callback: CallbackParams


def running(entered: int, p: People) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Boolean mask: people in a placement now."""
    return np.asarray((p.subsidised[:entered] == 1) & (p.active[:entered] == 1))


def buffer(entered: int, share: float, key: np.uint64, p: People, employers: int) -> HostCapacity:
    """Current number of people in a placement at each employer, as ``HostCapacity``."""
    now = running(entered, p) & (p.state[:entered] == EMPLOYED)
    return HostCapacity(np.asarray(np.bincount(p.employer[:entered][now], minlength=employers), np.int64), share, key)


@inline
def has_capacity(at: int, r: HostCapacity, e: Employers, low_share: F64) -> bool:
    """True if an employer can take one more: fewer than floor(share * low-language share of its sector * size + u).

    ``u`` is a fixed draw of the employer, so small employers take one at a time or none (assumption).
    """
    most = math.floor(r.share * low_share[e.sector[at]] * e.size[at] + draw(r.key, e.hash[at]))
    return bool(r.held[at] < most)


@kernel
def mark_carers(rows: I64, month: int, p: People, h: Households, out: U8) -> None:
    """Set ``out`` to 1 for rows of people who are the main carer of a child under 12."""
    for k in range(len(rows)):
        i = rows[k]
        if month - h.youngest[p.household[i]] < YOUNG_CHILD_MONTHS:
            out[k] = at_home(i, p, h)[1]


def carrying(rows: I64, month: int, p: People, h: Households) -> U8:
    """1 for each row whose person is the main carer of a child under 12, otherwise 0."""
    out: U8 = np.zeros(len(rows), np.uint8)
    mark_carers(rows, month, p, h, out)
    return out


def carers(rows: I64, month: int, p: People, h: Households) -> I64:
    """The rows whose person is the main carer of a child under 12."""
    return np.asarray(rows[carrying(rows, month, p, h) == 1], np.int64)


class ReadinessInputs(NamedTuple):
    """Inputs of readiness and acceptance: law of the month, parameter groups, levers (per person).

    A placement pays for care by its own terms; ``care_help`` counts for training places.
    """

    tax: TaxMonth
    law: LawMonth
    acceptance: AcceptanceParams
    part: ParticipationParams
    integration: IntegrationParams
    held: AttachmentParams
    travel_help: F64
    care_help: F64


@inline
def readiness(i: int, month: int, left: float, terms: Terms, p: People, h: Households, w: ReadinessInputs) -> float:
    """Probability of being ready this month for a job that is available.

    Equals the probability of starting to search, without guidance and network effects, with the rate multiplied by
    ``pull``. Barriers: care and the norm (``left``), illness, age, Dutch, the first months after housing, distance from
    work, and class as far as weekly hours do not fit both.
    """
    rules = w.part
    free = free_for_work(left, p.poor_health[i], (month - p.birth[i]) / 12.0, rules)
    settled, joined = settling_stage(i, month, p, rules)
    free = free * readiness_in_dutch(i, p, rules) * settling_factor(float(settled), joined, rules)
    if p.integration[i] == IN_CLASS:
        crowded = crowded_out(class_week(p.route[i], w.integration), float(terms.hours), w.integration)
        free = free * (1.0 - (1.0 - rules.class_factor) * crowded)
    free = free * terms.pull * (w.held.start_factor if stands_far(i, month, p, h, w.held) else 1.0)
    return start_probability(free, 0.0, 0.0, p.frailty[i], rules)


@inline
def accepts(
    i: int, month: int, key: np.uint64, costs: float, terms: Terms, p: People, h: Households, w: ReadinessInputs
) -> bool:
    """True if person ``i`` accepts, by a draw that is fixed over time, from the share of the net wage kept."""
    law = w.law
    paid = month_wage(cents(terms.hourly * paid_share(month - p.birth[i], law.youth_pay)), terms.hours)
    net = float(paid - income_tax(float(paid), 1, w.tax))
    cap, free_months = float(law.disregard_cap), law.disregard_months
    lost = benefit_lost(float(h.bijstand[p.household[i]]), net, law.disregard_share, cap, free_months)
    kept = gain_share(net, lost, costs)
    return draw(key, p.hash[i]) < accept_probability(kept, p.frailty[i], w.acceptance)


@kernel
def willing(
    rows: I64,
    month: int,
    keys: PlacementKeys,
    started: F64,
    terms: Terms,
    p: People,
    h: Households,
    w: ReadinessInputs,
    out: U8,
) -> None:
    """Set ``out`` to 1 for people who are ready this month and accept.

    ``started`` is the share of the month in which the placement can start (moving house takes weeks, P050).
    """
    for k in range(len(rows)):
        i = rows[k]
        coupled, carer = at_home(i, p, h)
        years = (month - h.youngest[p.household[i]]) / 12.0
        left = care_left(i, coupled, carer, years, terms.care_help, p, w.part)
        ready = readiness(i, month, left, terms, p, h, w) * started[k]
        young = 1 if carer == 1 and years < 12.0 else 0
        costs = working_costs(young, w.travel_help[i], terms.care_share, w.acceptance)
        takes = accepts(i, month, keys.accept, costs, terms, p, h, w)
        out[k] = 1 if takes and draw(keys.ready, p.hash[i]) < ready else 0


@inline
def agrees(
    i: int,
    e: int,
    asked: float,
    key: np.uint64,
    paid: float,
    p: People,
    m: Employers,
    levers: EmployerLevers,
    c: CallbackParams,
) -> bool:
    """True if employer ``e`` takes person ``i`` proposed by the municipality for a post that requires Dutch ``asked``.

    The draw is fixed for the pair, so a repeated request gets the same answer unless the probability changes.
    """
    known, screens = max(m.experience[e], levers.known[e]), max(float(m.structured[e]), levers.structured[e])
    gap = origin_gap(m.taste[e], m.uncertainty[e], known, screens, c)
    chance = agreement_probability(level_for_job(p.language[i], asked, c), gap, paid, c)
    return unit(mix(mix(key ^ p.hash[i]) ^ m.hash[e])) < chance


@inline
def find_employer(i: int, contacts: int, keys: PlacementKeys, paid: float, p: People, hosts: Hosts) -> int:
    """Employer of the region who creates an additional post, drawn by size and low-language share; -1 if none.

    As many employers are asked as for vacancies. The post requires as much Dutch as vacancies of its kind, fixed per
    pair.
    """
    e, alias, low_share = hosts.employers, hosts.alias, hosts.low_share
    asked = 0
    for k in range(contacts * DRAWS_PER_CONTACT):
        word = bits_n(keys.search, p.hash[i], k)
        at = pick(alias.start, alias.chance, alias.other, p.region[i], word)
        if at < 0 or draw_n(keys.search, p.hash[i], 1000 + k) >= low_share[e.sector[at]]:
            continue
        if not has_capacity(at, hosts.capacity, e, low_share):
            continue
        language = hosts.dutch_floor + hosts.dutch_span * unit(mix(mix(keys.post ^ p.hash[i]) ^ e.hash[at]))
        if agrees(i, at, language, keys.agree, paid, p, e, hosts.levers, hosts.callback):
            return at
        asked += 1
        if asked == contacts:
            break
    return -1


@allocating
def by_region(count: int, regions: int, o: Openings) -> tuple[I64, I64]:
    """Vacancies that need little Dutch and no schooling: rows sorted by region, and the start of each region."""
    easy, n = np.empty(count, np.int32), 0
    for v in range(count):
        easy[n] = v
        n += (o.open[v] == 1) & (o.skill[v] == 0) & (o.language[v] < DUTCH_SPOKEN)
    start = np.zeros(regions + 1, np.int64)
    for k in range(n):
        start[o.region[easy[k]] + 1] += 1
    start = np.cumsum(start)
    at, rows = start.copy(), np.empty(n, np.int64)
    for k in range(n):
        g = o.region[easy[k]]
        rows[at[g]] = easy[k]
        at[g] += 1
    return rows, start


@inline
def find_opening(
    i: int, contacts: int, keys: PlacementKeys, paid: float, p: People, hosts: Hosts, best: U64, which: I64
) -> int:
    """First vacancy of the region, in the person's own order, whose employer has capacity and agrees; -1 if none.

    The order is by the mixed hashes of person and vacancy: each vacancy is equally likely to come first, and adding one
    does not change the order of the others. ``best`` and ``which`` are buffers of length ``MOST_CONTACTS``.
    """
    best[:] = np.uint64(0xFFFFFFFFFFFFFFFF)
    which[:] = -1
    last = min(contacts, MOST_CONTACTS) - 1
    e, o = hosts.employers, hosts.openings
    for r in range(hosts.start[p.region[i]], hosts.start[p.region[i] + 1]):
        v = hosts.rows[r]
        if o.taken[v] == 1:
            continue
        word = mix(mix(keys.search ^ p.hash[i]) ^ o.hash[v])
        if word >= best[last] or not has_capacity(o.employer[v], hosts.capacity, e, hosts.low_share):
            continue
        at = last
        while at > 0 and word < best[at - 1]:
            best[at], which[at] = best[at - 1], which[at - 1]
            at -= 1
        best[at], which[at] = word, v
    for k in range(last + 1):
        v = which[k]
        if v >= 0 and agrees(i, o.employer[v], o.language[v], keys.agree, paid, p, e, hosts.levers, hosts.callback):
            return int(v)
    return -1


@allocating
def place(
    rows: I64,
    additional: U8,
    contacts: int,
    month: int,
    keys: PlacementKeys,
    terms: Terms,
    budget: Budget,
    hosts: Hosts,
    p: People,
    t: Hires,
) -> int:
    """Place people with employers in the order of ``rows``; returns how many start.

    An additional post would not exist otherwise; other placements take a vacancy from the person who would have been
    hired. The budget closes at the first person whose placement it cannot pay for.
    """
    best, which = np.empty(MOST_CONTACTS, np.uint64), np.empty(MOST_CONTACTS, np.int64)
    e, o = hosts.employers, hosts.openings
    done, left, gone = 0, budget.left, False
    for k in range(len(rows)):
        i = rows[k]
        v = -1
        gone = gone or (left >= 0 and budget.price[k] > left)
        if gone:
            budget.fate[k] = LEFT_OUT
            continue
        if additional[k] == 1:
            at = find_employer(i, contacts, keys, terms.paid_share, p, hosts)
        else:
            v = find_opening(i, contacts, keys, terms.paid_share, p, hosts, best, which)
            at = o.employer[v] if v >= 0 else -1
        if at < 0:
            continue
        if v >= 0:
            o.taken[v] = 1
            fill(month, v, o, e, t)
        else:
            t.additional[e.sector[at]] += 1
        p.contract[i], p.hours[i], p.wage[i] = FIXED, terms.hours, terms.hourly
        begin(i, at, e.sector[at], 0, month, MUNICIPAL, p, e, t)
        p.subsidised[i], p.placed[i], p.placement_ends[i] = 1, month, month + terms.months
        hosts.capacity.held[at] += 1
        budget.fate[k] = PLACED
        left -= budget.price[k] if left >= 0 else 0
        done += 1
    return done


@kernel
def finish(
    entered: int, month: int, key: np.uint64, p: People, e: Employers, offer: OfferParams, placing: PlacementParams
) -> int:
    """End placements whose time is over; the employer keeps people who score above ``kept_bar``. Returns how many.

    The employer now knows the person, so only the taste part of the origin gap remains. Kept people have an ordinary
    job; the others lose theirs this month.
    """
    kept = 0
    for i in range(entered):
        if p.subsidised[i] == 0 or p.active[i] == 0 or p.state[i] != EMPLOYED or p.placement_ends[i] > month:
            continue
        taste = e.taste[p.employer[i]]
        score = interview_score(p.skill[i], p.language[i] - 0.5 * DUTCH_SPOKEN, taste, draw(key, p.hash[i]), offer)
        if p.contract[i] == PERMANENT or score > kept_bar(offer.noise, placing):
            p.subsidised[i], p.placement_ends[i] = 0, NEVER
            kept += 1
        else:
            p.on_notice[i] = 1
    return kept


def in_order(rows: I64, hashes: U64) -> I64:
    """Rows sorted by hashed identity, so the order does not depend on storage."""
    return np.asarray(rows[np.argsort(hashes[rows], kind="stable")], np.int64)

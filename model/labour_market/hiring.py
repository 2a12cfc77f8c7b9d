"""Offers, acceptance and hires: a vacancy offers to its best contestant, a person takes the best offer."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from werkagenda.agents.compiled import inline, kernel
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
from werkagenda.agents.kinds import (
    ASYLUM,
    CHANGER,
    CHANNELS,
    EMPLOYED,
    FRINGE,
    KINDS,
    NEVER,
    NONE,
    ORIGINS,
    OWN_GROUP,
    PERMANENT,
    STATUS,
)
from werkagenda.agents.language import DUTCH_SPOKEN
from werkagenda.agents.people import Counts, Employers, LabourMarket, Openings, People
from werkagenda.agents.resident_rules import drawn_background, screened_weights
from werkagenda.agents.state import F64, I64, U8, U32
from werkagenda.model.income.household_income import paid_share
from werkagenda.model.labour_market.application_draws import Applicants
from werkagenda.model.labour_market.job_seekers import Seekers
from werkagenda.model.labour_market.offer_choice import BestOffers
from werkagenda.model.labour_market.posts import add_staff, release_from
from werkagenda.model.policy.levers import AcceptanceLevers
from werkagenda.model.random.alias import Alias, Picks, pick_all
from werkagenda.model.random.keyed_random import bits_n, draw, draw_n, mix, unit


class HireKeys(NamedTuple):
    """Random keys of this month's decisions on offers."""

    value: np.uint64
    accept: np.uint64
    origin: np.uint64
    work_permit: np.uint64


class AcceptanceInputs(NamedTuple):
    """Inputs of a newcomer's answer to an offer: law of the month, parameters, levers (one entry per person).

    ``claimed`` is the share of the net wage paid to the reception agency by people in reception (P131).
    """

    law: LawMonth
    tax: TaxMonth
    acceptance: AcceptanceParams
    claimed: float
    levers: AcceptanceLevers


class WorkPermits(NamedTuple):
    """Share of employers who apply for a work permit without help from policy, and share of applications granted."""

    asked: float
    granted: float


class Staffing(NamedTuple):
    """Vacancies, employers, and workers without rows: their counts, and the table to draw one of them by staff."""

    openings: Openings
    employers: Employers
    counts: Counts
    alias: Alias


class Hires(NamedTuple):
    """Counters of the month, in people of the sample."""

    sector_size: I64  # 9 x 4 x (all, status holders)
    jobs: I64  # kind, origin, sector, contract, hours band, channel, first job
    residents: I64  # hired from search: size class, education, background, (number, months searched)
    changers: I64  # 1
    fringe: I64  # 35
    outsiders: I64  # size class, education, background
    durations: I64  # sector, posted, months, filled/lapsed
    displaced: I64  # who (residents, fringe, other status holders) x sector
    permits: I64  # applied for, granted
    refused: I64  # offers refused
    additional: I64  # placements in posts that would not exist otherwise, by sector


def empty_hires() -> Hires:
    """Zero-filled counters."""
    jobs = (KINDS, ORIGINS, 9, 3, 3, CHANNELS, 2)
    shapes = ((9, 4, 2), jobs, (4, 3, 3, 2), (1,), (35,), (4, 3, 3), (9, 2, 13, 2), (3, 9), (2,), (1,), (9,))
    return Hires(*(np.zeros(shape, np.int64) for shape in shapes))


@inline
def fill(month: int, v: int, o: Openings, e: Employers, t: Hires) -> None:
    """Close vacancy ``v`` as filled and count its duration."""
    o.open[v] = 0
    t.durations[o.sector[v], o.posted[v], min(12, month - o.opened[v]), 0] += 1
    t.sector_size[o.sector[v], e.size_class[o.employer[v]], 0] += 1


@inline
def takes(i: int, v: int, month: int, key: np.uint64, m: LabourMarket, inputs: AcceptanceInputs) -> bool:
    """True if newcomer ``i`` accepts the offer of vacancy ``v``.

    A worker without notice accepts if the monthly wage is at least ``better_job_ratio`` times the current one (a better
    contract counts 10% extra). Others accept by the share of the net wage kept.
    """
    p, h, o = m.people, m.households, m.openings
    law, acc, policy = inputs.law, inputs.acceptance, inputs.levers
    gross = month_wage(o.wage[v], o.hours[v])
    if p.state[i] == EMPLOYED and p.on_notice[i] == 0:
        better = float(gross) * (1.1 if o.contract[v] > p.contract[i] else 1.0)
        return better >= acc.better_job_ratio * month_wage(p.wage[i], p.hours[i])
    paid = month_wage(cents(o.wage[v] * paid_share(month - p.birth[i], law.youth_pay)), o.hours[v])
    net = float(paid - income_tax(float(paid), 1, inputs.tax))
    home = p.household[i]
    young = 1 if month - h.youngest[home] < YOUNG_CHILD_MONTHS and at_home(i, p, h)[1] == 1 else 0
    costs = working_costs(young, policy.travel_help[i], policy.care_help[i], acc)
    if p.kind[i] == ASYLUM or p.housed[i] == NEVER:
        costs = costs + net * inputs.claimed * (1.0 - policy.relief[i])
    cap, months = float(law.disregard_cap), law.disregard_months
    lost = benefit_lost(float(h.bijstand[home]), net, law.disregard_share, cap, months)
    kept = gain_share(net, lost + min(float(h.allowance[home]), net), costs)
    return unit(mix(mix(key ^ p.hash[i]) ^ o.hash[v])) < accept_probability(kept, p.frailty[i], acc)


@inline
def start_job(i: int, v: int, month: int, channel: int, p: People, o: Openings, e: Employers, t: Hires) -> None:
    """Person ``i`` starts in the post of vacancy ``v``."""
    p.contract[i], p.hours[i], p.wage[i] = o.contract[v], o.hours[v], o.wage[v]
    dutch = 1 if o.language[v] >= DUTCH_SPOKEN and channel != OWN_GROUP else 0
    begin(i, o.employer[v], o.sector[v], dutch, month, channel, p, e, t)


@inline
def begin(
    i: int, employer: int, sector: int, dutch: int, month: int, channel: int, p: People, e: Employers, t: Hires
) -> None:
    """Person ``i`` starts a job on the terms already in the row; a current job ends the same day."""
    if p.state[i] == EMPLOYED:
        e.staff_newcomers[p.employer[i]] -= 1
    first = 1 if p.first_job[i] == NEVER else 0
    p.state[i], p.reason[i], p.employer[i] = EMPLOYED, NONE, employer
    p.sector[i], p.channel[i], p.tenure[i], p.dutch_spoken[i] = sector, channel, 0, dutch
    p.on_notice[i], p.started[i], p.months_searching[i] = 0, month, 0
    p.subsidised[i], p.placement_ends[i], p.supported_until[i] = 0, NEVER, 0
    if first == 1:
        p.first_job[i] = month
    e.staff_newcomers[employer] += 1
    e.newcomers_hired[employer] += 1
    band = 0 if p.hours[i] < 20 else (1 if p.hours[i] < 32 else 2)
    t.jobs[p.kind[i], p.origin[i], sector, p.contract[i], band, channel, first] += 1
    if p.kind[i] == STATUS:
        t.sector_size[sector, e.size_class[employer], 1] += 1


@inline
def work_permit(
    i: int, permits: WorkPermits, helped: float, key: np.uint64, who: np.uint64, p: People, t: Hires
) -> bool:
    """True if no permit is needed or the employer applies for one and it is granted (C373, P124).

    ``helped`` is the share of employers who apply only with help from policy, among those who do not otherwise.
    """
    if p.kind[i] != ASYLUM:
        return True
    asked = permits.asked + (1.0 - permits.asked) * helped
    u = unit(mix(mix(key ^ p.hash[i]) ^ who))
    if u >= asked:
        return False
    t.permits[0] += 1
    if u >= asked * permits.granted:
        return False
    t.permits[1] += 1
    return True


@kernel
def hire(
    applicants: Applicants,
    month: int,
    keys: HireKeys,
    best: BestOffers,
    m: LabourMarket,
    permits: WorkPermits,
    inputs: AcceptanceInputs,
    t: Hires,
) -> None:
    """Newcomers accept or refuse their best offer."""
    p, o, e = m.people, m.openings, m.employers
    for q in range(applicants.people):
        v, i = best.chosen[q], applicants.list.who[q]
        if v < 0 or p.placed[i] == month:
            continue
        if not work_permit(i, permits, inputs.levers.permit_help[i], keys.work_permit, o.hash[v], p, t):
            continue
        if not takes(i, v, month, keys.accept, m, inputs):
            t.refused[0] += 1
            continue
        start_job(i, v, month, o.candidate[v] % 8, p, o, e, t)
        fill(month, v, o, e, t)
        best.hired[q] = 1


@kernel
def hire_others(
    offers: int,
    rows: U32,
    month: int,
    applicants: Applicants,
    best: BestOffers,
    staff: Staffing,
    who: U32,
    t: Hires,
) -> None:
    """Other job seekers take their best offer.

    ``rows`` holds the ``offers`` vacancies with an offer, in order; it is overwritten by the accepted ones. ``who`` is
    a buffer of the same length. Each step loops over all of them, so that random memory reads overlap.
    """
    people, r = applicants.people, applicants.residents
    o, e, counts = staff.openings, staff.employers, staff.counts
    n = 0
    for k in range(offers):
        v = rows[k]
        q = o.candidate[v] // 8
        rows[n], who[n] = v, q - people
        n += (q >= people) & (best.chosen[q] == v)
    for k in range(n):
        v, i = rows[k], who[k]
        size, lasting = e.size_class[o.employer[v]], np.uint8(o.contract[v] == PERMANENT)
        counts.working[o.region[v], size, r.education[i], r.background[i], lasting] += 1
        t.residents[size, r.education[i], r.background[i], 0] += 1
        t.residents[size, r.education[i], r.background[i], 1] += r.months[i]
    for k in range(n):
        r.leaves[who[k]] = best.hired[who[k] + people] = 1
    for k in range(n):
        add_staff(o.employer[rows[k]], 1 if o.contract[rows[k]] == PERMANENT else 0, 1, e)
    fill_all(n, rows, month, o, e, t)


@inline
def fill_all(count: int, rows: U32, month: int, o: Openings, e: Employers, t: Hires) -> None:
    """Like ``fill``, for the first ``count`` vacancies of ``rows``."""
    for k in range(count):
        v = rows[k]
        o.open[v] = 0
        t.durations[o.sector[v], o.posted[v], min(12, month - o.opened[v]), 0] += 1
    for k in range(count):
        t.sector_size[o.sector[rows[k]], e.size_class[o.employer[rows[k]]], 0] += 1


@inline
def join(v: int, region: int, who: int, o: Openings, e: Employers, counts: Counts) -> None:
    """A worker without a row takes the post of vacancy ``v``; ``who`` is education * 3 + background."""
    lasting = 1 if o.contract[v] == PERMANENT else 0
    add_staff(o.employer[v], lasting, 1, e)
    counts.working[region, e.size_class[o.employer[v]], who // 3, who % 3, lasting] += 1


class Rivals(NamedTuple):
    """What decides who a rival without a row is.

    ``flexible``: share of job changers who leave a flexible job; ``gap``: share of call-backs each employer withholds
    from people from outside Europe, ``european_share``: part of it for a European background; ``able[background,
    education]``: share of people outside the labour force who are not retired and have that schooling.
    """

    flexible: float
    gap: F64
    european_share: float
    able: F64


@inline
def outsider(v: int, level: int, key: np.uint64, rivals: Rivals, o: Openings, outside: I64) -> int:
    """Somebody from outside the labour force with that education takes a post; returns education * 3 + background."""
    screened, able = screened_weights(rivals.gap[o.employer[v]], rivals.european_share), rivals.able
    weights = screened[0] * able[0, level], screened[1] * able[1, level], screened[2] * able[2, level]
    background = drawn_background(draw_n(key, o.hash[v], 2), outside[0], outside[1], outside[2], weights)
    outside[background] -= 1
    return level * 3 + background


@kernel
def hire_rivals(
    count: int,
    month: int,
    keys: HireKeys,
    staff: Staffing,
    rivals: Rivals,
    rows: U32,
    origin: Picks,
    t: Hires,
) -> None:
    """Fill vacancies won by a job changer (who leaves a post in the region), the fringe or an outsider.

    ``rows`` and ``origin`` are buffers with one entry per vacancy. The employers that changers leave are looked up
    first, all at once, so that random memory reads overlap.
    """
    o, e, counts, alias = staff.openings, staff.employers, staff.counts, staff.alias
    n = 0
    for v in range(count):
        rows[n] = v
        n += (o.candidate[v] <= CHANGER) & (o.open[v] == 1)
    for k in range(n):
        origin.region[k], origin.word[k] = o.region[rows[k]], bits_n(keys.origin, o.hash[rows[k]], 1)
    pick_all(n, alias, origin)
    filled = 0
    for k in range(n):
        v, region, who, level = rows[k], origin.region[k], o.candidate[rows[k]], int(o.skill[rows[k]])
        if who == FRINGE:
            e.staff_fringe[o.employer[v]] += 1
            counts.fringe[region] += 1
            t.fringe[region] += 1
        else:
            if who == CHANGER:
                lasting = 0 if draw(keys.origin, o.hash[v]) < rivals.flexible else 1
                weights, word = screened_weights(rivals.gap[o.employer[v]], rivals.european_share), origin.word[k]
                rival = release_from(origin.employer[k], region, lasting, level, word, weights, e, counts, alias)
                if rival < 0:
                    continue
                t.changers[0] += 1
            else:
                rival = outsider(v, level, keys.origin, rivals, o, counts.outside)
                t.outsiders[e.size_class[o.employer[v]], level, rival % 3] += 1
            join(v, region, rival, o, e, counts)
        rows[filled] = v
        filled += 1
    fill_all(filled, rows, month, o, e, t)


@kernel
def count_displaced(
    count: int, month: int, people: int, rows: U32, o: Openings, s: Seekers, p: People, hired: U8, t: Hires
) -> None:
    """Count runner-ups who stay without work this month because a status holder took the post (first round only).

    Seekers below ``people`` are newcomers. ``rows`` is a buffer with one entry per vacancy.
    """
    n = 0
    for v in range(count):
        rows[n] = v
        code = o.candidate[v]
        n += (o.taken[v] == 1) | ((o.open[v] == 0) & (code >= 0) & (code < 8 * people))
    for k in range(n):
        v = rows[k]
        code, second = o.candidate[v], o.runner_up[v]
        if o.taken[v] == 1:  # a placement took the post; the best contestant is displaced
            second = code
        elif p.kind[s.who[code // 8]] != STATUS:
            continue
        if second == FRINGE:
            t.displaced[1, o.sector[v]] += 1
        elif second >= 8 * people:
            t.displaced[0, o.sector[v]] += 1 - hired[second // 8]
        elif second >= 0 and hired[second // 8] == 0 and s.on_the_job[second // 8] == 0:
            i = s.who[second // 8]
            t.displaced[2, o.sector[v]] += (p.kind[i] == STATUS) & (p.placed[i] != month)

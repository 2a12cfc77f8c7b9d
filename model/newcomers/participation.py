"""Job search of people without work: barriers, guidance, start and stop of search."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from werkagenda.agents.attachment import AttachmentParams, stands_far
from werkagenda.agents.compiled import inline, kernel, rule
from werkagenda.agents.exact import ABOVE_ROUNDING, exp
from werkagenda.agents.household_rules import at_home
from werkagenda.agents.job_search import AcceptanceParams, gain_share, working_costs
from werkagenda.agents.kinds import (
    ASYLUM,
    CARE,
    CLASS,
    DISCOURAGED,
    EXEMPT,
    HEALTH,
    IN_CLASS,
    INACTIVE,
    NEVER,
    NONE,
    RECEPTION,
    RETIRED,
    SEARCHING,
    STUDY,
    UKRAINIAN,
)
from werkagenda.agents.life import PENSION_MONTHS
from werkagenda.agents.participation import (
    SETTLED_MONTHS,
    ParticipationParams,
    age_factor,
    care_factor,
    care_left,
    encouragement_factor,
    income_factor,
    partner_works,
    readiness_in_dutch,
    reception_factor,
    settling_factor,
    settling_stage,
    start_probability,
    stop_probability,
    trap_factor,
)
from werkagenda.agents.people import Households, People
from werkagenda.agents.state import F64, U32
from werkagenda.model.parameters import AsylumParams
from werkagenda.model.random.keyed_random import draw


@rule
def hindered(
    factors: float,
    housed: int,
    in_class: int,
    care: float,
    ill: int,
    kept: float,
    tired: int,
    part: ParticipationParams,
) -> tuple[float, int]:
    """Product of the factors of class, care, health, benefit trap and discouragement, and the main barrier.

    ``factors`` is the product so far. The reason returned is the lowest factor; reception takes precedence.
    """
    reason, lowest = (NONE, 0.999) if housed == 1 else (RECEPTION, 0.0)
    if in_class == 1:
        factors = factors * part.class_factor
        if part.class_factor < lowest:
            reason, lowest = CLASS, part.class_factor
    factors = factors * care
    if care < lowest:
        reason, lowest = CARE, care
    if ill == 1:
        factors = factors * part.health_factor
        if part.health_factor < lowest:
            reason = HEALTH
    factors = factors * trap_factor(kept, part)
    if tired == 1:
        factors = factors * part.return_factor
        if reason == NONE:
            reason = DISCOURAGED
    return factors, reason


@inline
def asylum_chance(
    i: int, carer: int, years: float, age: float, p: People, part: ParticipationParams, asylum: AsylumParams
) -> float:
    """Monthly probability that an asylum seeker who may work starts to search, before encouragement."""
    chance = asylum.search_per_month * age_factor(age, part)
    if p.poor_health[i] == 1:
        chance = chance * part.health_factor
    return chance * care_factor(carer, years, part)


@inline
def wage_kept(
    i: int,
    carer: int,
    years: float,
    helped: float,
    travel_help: float,
    usual_net: float,
    p: People,
    h: Households,
    accept: AcceptanceParams,
) -> float:
    """Share of a usual net wage that the household keeps after travel, child care and benefit lost."""
    costs = working_costs(1 if carer == 1 and years < 12.0 else 0, travel_help, helped, accept)
    home = p.household[i]
    lost = min(float(h.bijstand[home]) + float(h.allowance[home]), usual_net)
    return gain_share(usual_net, lost, costs)


LEAST_FRAILTY = -6
"""Lower end of the frailty table; the table covers -6 to 6 and is unbounded outside."""


class Tables(NamedTuple):
    """Lookup tables of the month for factors shared by many people.

    ``age``: factor by months of age. ``settled``: factor by whether the person never waited in reception (0, 1) and
    months of settling. ``frailty``: upper bound of the frailty factor per unit interval from ``LEAST_FRAILTY``.
    """

    age: F64
    settled: F64
    frailty: F64


@kernel
def fill_tables(part: ParticipationParams, out: Tables) -> None:
    """Fill the tables of a month."""
    w = part.frailty_weight
    for months in range(len(out.age)):
        out.age[months] = age_factor(months / 12.0, part)
    for joined in range(2):
        for months in range(out.settled.shape[1]):
            out.settled[joined, months] = settling_factor(float(months), joined, part)
    out.frailty[:] = np.inf
    for k in range(1, len(out.frailty) - 1):
        low, high = w * (k + LEAST_FRAILTY), w * (k + LEAST_FRAILTY + 1)
        out.frailty[k] = exp(max(low, high) - 0.5 * w * w) * ABOVE_ROUNDING


def tables(part: ParticipationParams) -> Tables:
    """Tables for working ages and for all months of settling."""
    out = Tables(np.empty(PENSION_MONTHS + 1), np.empty((2, SETTLED_MONTHS + 1)), np.empty(1 - 2 * LEAST_FRAILTY))
    fill_tables(part, out)
    return out


@rule
def out_of_reach(
    u: float, factors: float, guidance: float, network: float, ceiling: float, part: ParticipationParams
) -> bool:
    """True if the draw is above any possible starting probability:

    1 - exp(-h) <= h, with h bounded by ``ceiling``.
    """
    hazard = part.start_per_month * factors * (1.0 + part.guidance_gain * guidance)
    return u >= hazard * (1.0 + part.network_gain * network) * ceiling


@inline
def starts(
    u: float, factors: float, guidance: float, network: float, frailty: float, part: ParticipationParams, table: Tables
) -> bool:
    """True if the draw is below the starting probability, which is computed only if the bound allows it."""
    k = min(max(int(frailty - LEAST_FRAILTY), 0), len(table.frailty) - 1)
    if out_of_reach(u, factors, guidance, network, table.frailty[k], part):
        return False
    return u < start_probability(factors, guidance, network, frailty, part)


@inline
def goes_on(
    i: int, month: int, u: float, p: People, h: Households, part: ParticipationParams, a: AttachmentParams
) -> bool:
    """True if a searcher continues; people who stand far from work stop sooner."""
    stop = stop_probability(float(p.months_searching[i]), part)
    if u < stop:
        return False
    return u >= stop + a.stop_per_month or not stands_far(i, month, p, h, a)


@kernel
def search_on(
    searching: U32,
    month: int,
    key: np.uint64,
    p: People,
    h: Households,
    part: ParticipationParams,
    a: AttachmentParams,
) -> None:
    """One more month of search, or its end."""
    for k in range(len(searching)):
        i = searching[k]
        p.months_searching[i] += 1
        if p.studying[i] == 1 or not goes_on(i, month, draw(key, p.hash[i]), p, h, part, a):
            p.state[i] = INACTIVE
            tired = p.months_searching[i] >= part.discouraged_after_months
            p.reason[i] = STUDY if p.studying[i] == 1 else (DISCOURAGED if tired else NONE)
            p.months_searching[i] = 0


class Search(NamedTuple):
    """Inputs of starting to search that are not personal.

    ``usual_net``: net monthly wage of 32 hours at the minimum wage (cents). ``desks``: share of reception centres with
    a work desk. ``finding``: recent job-finding rate of others. ``network``: one entry per origin. Levers:
    ``care_help``, ``travel_help`` (0 none - 1 all), ``encourage`` (0 and up), ``sooner`` (months earlier that asylum
    seekers may work).
    """

    usual_net: float
    desks: float
    finding: float
    network: F64
    care_help: F64
    travel_help: F64
    encourage: F64
    sooner: F64


class SearchRules(NamedTuple):
    """Parameters of starting to search."""

    part: ParticipationParams
    attachment: AttachmentParams
    acceptance: AcceptanceParams
    asylum: AsylumParams


@inline
def settled(i: int, month: int, table: Tables, p: People, part: ParticipationParams) -> float:
    """Settling factor of a housed person."""
    months, joined = settling_stage(i, month, p, part)
    factor: float = table.settled[joined, months]
    return factor


@kernel
def take_part(
    idle: U32,
    month: int,
    key: np.uint64,
    s: Search,
    table: Tables,
    p: People,
    h: Households,
    rules: SearchRules,
) -> None:
    """Decide which people of the rows ``idle`` start to search, and record the barrier of the others."""
    part, a, accept, asylum = rules.part, rules.attachment, rules.acceptance, rules.asylum
    encouraged = encouragement_factor(s.finding, part)
    for r in range(len(idle)):
        i = idle[r]
        if p.reason[i] == RETIRED:
            continue
        if p.studying[i] == 1:
            p.reason[i] = STUDY
            continue
        coupled, carer = at_home(i, p, h)
        years, old = (month - h.youngest[p.household[i]]) / 12.0, month - p.birth[i]
        u = draw(key, p.hash[i])
        if p.kind[i] == ASYLUM:
            p.reason[i] = RECEPTION
            if month - p.arrival[i] < asylum.permit_delay_months - s.sooner[i]:
                continue
            chance = asylum_chance(i, carer, years, old / 12.0, p, part, asylum) * (1.0 + s.encourage[i])
            begins = u < chance and (u < chance * a.start_factor or not stands_far(i, month, p, h, a))
        else:
            tired, housed = 1 if p.reason[i] == DISCOURAGED else 0, 1 if p.housed[i] != NEVER else 0
            stage = settled(i, month, table, p, part) if housed == 1 else reception_factor(s.desks, part)
            care = care_left(i, coupled, carer, years, s.care_help[i], p, part)
            kept = wage_kept(i, carer, years, s.care_help[i], s.travel_help[i], s.usual_net, p, h, accept)
            factors = encouraged * readiness_in_dutch(i, p, part) * table.age[old]
            in_class = 1 if p.integration[i] == IN_CLASS else 0
            factors, reason = hindered(factors * stage, housed, in_class, care, p.poor_health[i], kept, tired, part)
            home = p.household[i]
            factors = factors * income_factor(float(h.counted[home]), float(h.norm[home]), part)
            if p.worked_months[i] > 0:
                factors = factors * part.work_memory
            factors = factors * (1.0 + s.encourage[i])
            guided, known = p.guidance[i], s.network[p.origin[i]] + part.partner_network * partner_works(i, p, h)
            begins = starts(u, factors, guided, known, p.frailty[i], part, table)
            if begins or reason == NONE:
                far = stands_far(i, month, p, h, a)
                if begins and far:
                    begins = starts(u, factors * a.start_factor, guided, known, p.frailty[i], part, table)
                reason = EXEMPT if reason == NONE and (far or old >= 744) else reason
            p.reason[i] = reason
        if begins:
            p.state[i], p.months_searching[i], p.reason[i] = SEARCHING, 0, NONE


@kernel
def share_guidance(
    entered: int, adults: U32, guidance: F64, partner_works: float, reach: F64, p: People, h: Households
) -> None:
    """Set the guidance of each adult: the municipality's share for people on bijstand, less for others.

    ``reach`` is a lever (0-1): how far people not on bijstand are treated as if they were.
    """
    p.guidance[:entered] = 0.0
    for k in range(len(adults)):
        i = adults[k]
        share = guidance[p.municipality[i]]
        without = partner_works + (1.0 - partner_works) * reach[i]
        attention = share if h.bijstand[p.household[i]] > 0 else share * without
        client = (p.housed[i] != NEVER) & (p.kind[i] != ASYLUM) & (p.kind[i] != UKRAINIAN)
        p.guidance[i] = attention if client else 0.0

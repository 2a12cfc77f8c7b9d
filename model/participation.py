"""Who among the people without work searches: what holds them back, guidance, starting and stopping."""

from __future__ import annotations

import numpy as np

from werkagenda.agents.compiled import kernel, part, rule
from werkagenda.agents.job_search import AcceptanceParams, gain_share
from werkagenda.agents.kinds import (
    ASYLUM,
    CARE,
    CHILD,
    CLASS,
    DISCOURAGED,
    EMPLOYED,
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
)
from werkagenda.agents.participation import (
    ParticipationParams,
    age_factor,
    care_factor,
    encouragement_factor,
    is_carer,
    language_factor,
    reception_factor,
    settling_factor,
    start_probability,
    stop_probability,
    trap_factor,
)
from werkagenda.agents.people import Households, People
from werkagenda.agents.state import F64, I32
from werkagenda.model.chance import draw
from werkagenda.model.parameters import AsylumParams

OUTSIDE_PARTNER = 0.4
"""Skill and language that a partner outside the table is taken to have (assumption)."""


@rule
def carer_of(partner: int, outside: int, sex: int, norm: int, mine: float, theirs: float) -> int:
    """1 when an adult carries the care in the household (see the rule ``is_carer``).

    ``partner`` is 1 with a partner in the country, ``outside`` 1 with a partner outside the table; ``mine``
    and ``theirs`` are skill plus language, which stand for the wage each could earn.
    """
    if partner == 1:
        return is_carer(sex, norm, mine, theirs, 0)
    if outside == 1:
        return is_carer(sex, norm, mine, OUTSIDE_PARTNER, 0)
    return 1


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
    """What holds somebody back: the factors so far times those of class, care, health, benefit lost and
    discouragement, and the reason that weighs most (reception before all)."""
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


@part
def at_home(i: int, p: People, h: Households) -> tuple[int, int]:
    """Whether somebody has a partner, in the table or outside it, and whether they carry the care (0 or 1 each)."""
    home = p.household[i]
    other = h.adult_b[home] if h.adult_a[home] == i else h.adult_a[home]
    partner = 1 if h.adult_b[home] >= 0 and p.active[other] == 1 else 0
    theirs = p.skill[other] + p.language[other] if partner == 1 else 0.0
    outside = h.outside_income[home]
    carer = carer_of(partner, outside, p.sex[i], p.norm_carer[i], p.skill[i] + p.language[i], theirs)
    return 1 if partner == 1 or outside == 1 else 0, carer


@part
def search_on(i: int, key: np.uint64, p: People, part: ParticipationParams) -> None:
    """Another month of searching, or its end."""
    p.months_searching[i] += 1
    if p.studying[i] == 1 or draw(key, p.hash[i]) < stop_probability(float(p.months_searching[i]), part):
        p.state[i] = INACTIVE
        tired = p.months_searching[i] >= part.discouraged_after_months
        p.reason[i] = STUDY if p.studying[i] == 1 else (DISCOURAGED if tired else NONE)
        p.months_searching[i] = 0


@part
def asylum_chance(
    i: int, carer: int, years: float, age: float, p: People, part: ParticipationParams, asylum: AsylumParams
) -> float:
    """Monthly probability that an asylum seeker who may work starts to search, before encouragement."""
    chance = asylum.search_per_month * age_factor(age, part)
    if p.poor_health[i] == 1:
        chance = chance * part.health_factor
    return chance * care_factor(carer, years, part)


@part
def care_left(
    i: int, coupled: int, carer: int, years: float, helped: float, p: People, part: ParticipationParams
) -> float:
    """Factor of care, or of the care norm where no child asks for care, less what is taken over (``helped``, 0-1)."""
    care = care_factor(carer, years, part)
    if care == 1.0 and carer == 1 and coupled == 1 and p.norm_carer[i] == 1:
        care = part.norm_factor
    return care + (1.0 - care) * helped


@part
def wage_kept(
    i: int,
    carer: int,
    years: float,
    helped: float,
    usual_net: float,
    p: People,
    h: Households,
    accept: AcceptanceParams,
) -> float:
    """Share of a usual net wage that the household keeps after travel, child care and benefit lost."""
    costs = accept.travel_eur_per_month * 100.0
    if carer == 1 and years < 12.0:
        costs = costs + (1.0 - helped) * accept.childcare_eur_per_month * 100.0
    return gain_share(usual_net, min(float(h.bijstand[p.household[i]]), usual_net), costs)


@kernel
def take_part(
    entered: int,
    month: int,
    start_key: np.uint64,
    stop_key: np.uint64,
    usual_net: float,
    desks: float,
    finding: float,
    network: F64,
    care_help: F64,
    encourage: F64,
    sooner: F64,
    p: People,
    h: Households,
    part: ParticipationParams,
    accept: AcceptanceParams,
    asylum: AsylumParams,
) -> None:
    """One month of starting and stopping to search.

    ``usual_net`` is the net month wage of 32 hours at the minimum wage (cents), ``desks`` the share of reception
    centres with a work desk, ``finding`` the recent job finding of others, ``network`` one entry an
    origin, ``care_help`` (0 none - 1 all care taken over) ``encourage`` (0 and up) and
    ``sooner`` (months earlier that asylum seekers may work) levers.
    """
    encouraged = encouragement_factor(finding, part)
    for i in range(entered):
        if p.active[i] == 0 or p.reason[i] == CHILD or p.reason[i] == RETIRED or p.state[i] == EMPLOYED:
            continue
        if p.state[i] == SEARCHING:
            search_on(i, stop_key, p, part)
            continue
        if p.studying[i] == 1:
            p.reason[i] = STUDY
            continue
        coupled, carer = at_home(i, p, h)
        years, age = (month - h.youngest[p.household[i]]) / 12.0, (month - p.birth[i]) / 12.0
        if p.kind[i] == ASYLUM:
            p.reason[i] = RECEPTION
            if month - p.arrival[i] < asylum.permit_delay_months - sooner[i]:
                continue
            chance = asylum_chance(i, carer, years, age, p, part, asylum) * (1.0 + encourage[i])
        else:
            tired, housed = 1 if p.reason[i] == DISCOURAGED else 0, 1 if p.housed[i] != NEVER else 0
            stage = settling_factor(float(month - p.housed[i]), part) if housed == 1 else reception_factor(desks, part)
            care = care_left(i, coupled, carer, years, care_help[i], p, part)
            kept = wage_kept(i, carer, years, care_help[i], usual_net, p, h, accept)
            factors = encouraged * language_factor(p.language[i], part) * age_factor(age, part)
            in_class = 1 if p.integration[i] == IN_CLASS else 0
            factors, reason = hindered(factors * stage, housed, in_class, care, p.poor_health[i], kept, tired, part)
            if p.worked_months[i] > 0:
                factors = factors * part.work_memory
            factors = factors * (1.0 + encourage[i])
            p.reason[i] = EXEMPT if age >= 62.0 and reason == NONE else reason
            chance = start_probability(factors, p.guidance[i], network[p.origin[i]], p.frailty[i], part)
        if draw(start_key, p.hash[i]) < chance:
            p.state[i], p.months_searching[i], p.reason[i] = SEARCHING, 0, NONE


@kernel
def share_guidance(
    entered: int, adults: I32, guidance: F64, partner_works: float, reach: F64, p: People, h: Households
) -> None:
    """Attention each adult gets this month: the municipality's share for who is on bijstand, less for others.

    ``reach`` is a lever: how far somebody who is not on bijstand counts as if they were (0-1).
    """
    p.guidance[:entered] = 0.0
    for k in range(len(adults)):
        i = adults[k]
        share = guidance[p.municipality[i]]
        without = partner_works + (1.0 - partner_works) * reach[i]
        attention = share if h.bijstand[p.household[i]] > 0 else share * without
        p.guidance[i] = attention if (p.housed[i] != NEVER) & (p.kind[i] != ASYLUM) else 0.0

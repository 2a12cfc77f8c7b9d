"""Rules of job search: sending applications and accepting offers."""

from __future__ import annotations

from typing import NamedTuple

from werkagenda.agents.compiled import rule
from werkagenda.agents.exact import exp, log

USUAL_STRENGTH = 0.3
"""Strength of a network at which the share of own-language employers is ``own_group_share`` (normalisation)."""


class SearchParams(NamedTuple):
    """Parameters ``search.*``."""

    applications_per_month: float
    resident_applications_per_month: float
    own_share: float
    network_share: float
    own_group_share: float
    own_group_until: float
    own_group_network: float
    own_group_hospitality: float
    agency_share: float
    municipality_share: float
    resident_network_share: float
    resident_agency_share: float
    own_region_share: float
    low_skill_reach: float
    network_memory: float
    frailty_weight: float
    on_the_job_per_month: float
    duration_decay_per_month: float
    duration_floor: float
    reception_share: float
    placed_factor: float


class AcceptanceParams(NamedTuple):
    """Parameters ``acceptance.*``."""

    travel_eur_per_month: float
    childcare_eur_per_month: float
    midpoint: float
    spread: float
    frailty_weight: float
    better_job_ratio: float


@rule
def send_probability(months: float, frailty: float, p: SearchParams) -> float:
    """Probability that one of the monthly applications is sent.

    Falls with months of search towards a floor (direction LM298) and rises with frailty: max(floor, exp(-decay *
    months)) * exp(w * frailty - w^2 / 2), at most 1.
    """
    w = p.frailty_weight
    remaining = max(p.duration_floor, exp(-p.duration_decay_per_month * months))
    return min(1.0, remaining * exp(w * frailty - 0.5 * w * w))


@rule
def own_group_part(language: float, strength: float, p: SearchParams) -> float:
    """Part of a newcomer's applications that goes to employers or crews of the own language (S089-S091, LM305).

    own_group_share * max(0, 1 - language / own_group_until) * min(2, (strength / 0.3)^own_group_network)

    ``strength`` (0-1): people from the same country who have been here for years (profiles.csv, ``network``); 0.3 is
    about that of a newcomer of 2014, a normalisation. Sizes are assumptions.
    """
    if strength <= 0.0:
        return 0.0
    known = min(2.0, exp(p.own_group_network * log(strength / USUAL_STRENGTH)))
    return p.own_group_share * max(0.0, 1.0 - language / p.own_group_until) * known


@rule
def gain_share(net_wage: float, benefit_lost: float, costs: float) -> float:
    """Share of the net wage that the household keeps:

    (net - benefit lost - costs) / net, at least -1; -1 without wage.
    """
    if net_wage <= 0.0:
        return -1.0
    return max(-1.0, (net_wage - benefit_lost - costs) / net_wage)


@rule
def working_costs(young: int, travel_help: float, care_help: float, p: AcceptanceParams) -> float:
    """Monthly costs of working in cents: travel, and child care for the main carer of a child under 12.

    ``young`` is 1 for such a carer. ``travel_help`` and ``care_help`` are the shares of each cost paid by policy (0-1).
    """
    costs = (1.0 - travel_help) * p.travel_eur_per_month * 100.0
    if young == 1:
        costs = costs + (1.0 - care_help) * p.childcare_eur_per_month * 100.0
    return costs


@rule
def accept_probability(kept: float, frailty: float, p: AcceptanceParams) -> float:
    """Probability of accepting an offer: 1 / (1 + exp(-(kept - midpoint + w * frailty) / spread)) (assumption)."""
    z = (kept - p.midpoint + p.frailty_weight * frailty) / p.spread
    return 1.0 / (1.0 + exp(-z))


@rule
def offer_value(month_wage: float, contract: int, u: float) -> float:
    """Value of an offer for ranking, euros a month: wage, a premium for longer contracts, and idiosyncratic taste.

    value = month_wage * (1 + 0.05 * contract) * (0.9 + 0.2 u); contract 0 agency, 1 fixed, 2 permanent.
    """
    return month_wage * (1.0 + 0.05 * contract) * (0.9 + 0.2 * u)

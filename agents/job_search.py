"""How people look for work and what they accept."""

from __future__ import annotations

from typing import NamedTuple

from werkagenda.agents.compiled import rule
from werkagenda.agents.exact import exp


class SearchParams(NamedTuple):
    """Entries ``search.*``."""

    applications_per_month: float
    resident_applications_per_month: float
    own_share: float
    network_share: float
    agency_share: float
    municipality_share: float
    resident_network_share: float
    resident_agency_share: float
    own_region_share: float
    low_skill_reach: float
    network_hospitality: float
    network_memory: float
    frailty_weight: float
    on_the_job_per_month: float
    duration_decay_per_month: float
    duration_floor: float
    reception_share: float
    placed_factor: float


class AcceptanceParams(NamedTuple):
    """Entries ``acceptance.*``."""

    travel_eur_per_month: float
    childcare_eur_per_month: float
    midpoint: float
    spread: float
    frailty_weight: float
    better_job_ratio: float


@rule
def send_probability(months: float, frailty: float, p: SearchParams) -> float:
    """Probability that one of the monthly applications is sent.

    Falls with months of search towards a floor (LM298, direction) and rises with the frailty:
    max(floor, exp(-decay * months)) * exp(w * frailty - w^2 / 2), at most 1.
    """
    w = p.frailty_weight
    tired = max(p.duration_floor, exp(-p.duration_decay_per_month * months))
    return min(1.0, tired * exp(w * frailty - 0.5 * w * w))


@rule
def gain_share(net_wage: float, benefit_lost: float, costs: float) -> float:
    """Share of the net wage that the household keeps: (net - benefit lost - costs) / net, at least -1, and -1 without
    a wage."""
    if net_wage <= 0.0:
        return -1.0
    return max(-1.0, (net_wage - benefit_lost - costs) / net_wage)


@rule
def working_costs(young: int, travel_help: float, care_help: float, p: AcceptanceParams) -> float:
    """What working costs in cents a month: travel, and child care for who carries the care of a child under 12
    (``young`` 1), less the parts of each that are taken over (0-1)."""
    costs = (1.0 - travel_help) * p.travel_eur_per_month * 100.0
    if young == 1:
        costs = costs + (1.0 - care_help) * p.childcare_eur_per_month * 100.0
    return costs


@rule
def accept_probability(kept: float, frailty: float, p: AcceptanceParams) -> float:
    """Probability to accept an offer: 1 / (1 + exp(-(kept - midpoint + w * frailty) / spread)) (assumption)."""
    z = (kept - p.midpoint + p.frailty_weight * frailty) / p.spread
    return 1.0 / (1.0 + exp(-z))


@rule
def offer_value(month_wage: float, contract: int, u: float) -> float:
    """Worth of an offer to rank several: euros a month, more for a lasting contract, a little taste.

    value = month_wage * (1 + 0.05 * contract) * (0.9 + 0.2 u); contract 0 agency, 1 fixed, 2 permanent.
    """
    return month_wage * (1.0 + 0.05 * contract) * (0.9 + 0.2 * u)

"""Municipal balance of a placement: benefit saved minus own costs, by labour-market region and month.

Bijstand is paid from a budget whose surplus the municipality keeps (P080, P081 for the norms). The balance per
placement and month is the benefit saved minus the municipality's share of wage subsidy, case-manager hours and child
care. Its effect on adoption has not been measured (``startbanen.balance_weight``).
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from werkagenda.agents.exact import exp
from werkagenda.agents.household_rules import LawMonth, benefit, cents, counted_income, income_tax, month_wage
from werkagenda.agents.kinds import FIXED, REGIONS
from werkagenda.agents.state import F64
from werkagenda.model.state import State


class Mix(NamedTuple):
    """Households on bijstand per region (35): share of couples, share with a child under 12."""

    couples: F64
    parents: F64


class Monthly(NamedTuple):
    """Cents per placement and month: refunded wage costs, hours, child care of a parent."""

    wages: float
    hours: float
    care: float


def mix_of(w: State) -> Mix:
    """Current household mix of status holders on benefit; one household of the national mix is added to each region."""
    p, h = w.people, w.households
    rows = np.flatnonzero(h.bijstand > 0)
    a, b = h.adult_a[rows], h.adult_b[rows]
    first = (a >= 0) & (p.active[a] == 1) & (p.household[a] == rows)
    second = (b >= 0) & (p.active[b] == 1)
    region = p.region[np.where(first, a, b)][first | second]
    facts = (first & second, w.month - h.youngest[rows] < 144)
    return Mix(*(_shares(region, fact[first | second]) for fact in facts))


def _shares(region: np.ndarray[Any, Any], fact: np.ndarray[Any, Any]) -> F64:
    country = int(fact.sum()) / max(1, len(fact))
    return np.asarray(
        (np.bincount(region[fact], minlength=REGIONS) + country) / (np.bincount(region, minlength=REGIONS) + 1)
    )


def monthly(month: int, hourly: int, terms: Any, numbers: Any, w: State) -> Monthly:
    """Monthly cost of a placement on these terms, in cents, without intake interviews."""
    gross, prices = month_wage(hourly, terms.hours_per_week), w.law.prices(month, w.p.money)
    wages = gross * (1.0 + w.law.contribution(month, FIXED)) * terms.wage_subsidy_share
    hours = numbers.hours_per_month * terms.hours_paid_share * prices.guidance_eur_per_hour * 100.0
    care = numbers.care_eur_per_month * w.law.price_index(month)
    return Monthly(wages, hours, terms.care_help_share * care * 100.0)


def saved(norm: int, net: int, months: int, law: LawMonth) -> float:
    """Benefit saved per placement and month in cents: norm minus what remains beside the wage, averaged over
    ``months``.
    """
    free = law.disregard_share, law.disregard_cap, law.disregard_months
    left = sum(benefit(norm, counted_income(net, 0, tenure, *free)) for tenure in range(months))
    return norm - left / months


def factor(month: int, terms: Any, numbers: Any, mix: Mix, w: State) -> F64:
    """Balance factor of each region: exp(weight * (benefit saved - own costs) / 1000 euros) per placement and month.

    Benefit saved weights single people and couples by the region's mix. Own costs are the part not paid by the state.
    """
    hourly = cents(float(w.law.minimum[month]) * (1.0 + terms.pay_above_minimum_share))
    law, gross = w.law.benefits(month), month_wage(hourly, terms.hours_per_week)
    net = gross - income_tax(float(gross), 1, w.law.tax(month))
    single, couple = (saved(norm, net, terms.months, law) for norm in (law.single, law.couple))
    cost = monthly(month, hourly, terms, numbers, w)
    out = np.empty(REGIONS)
    for region, (couples, parents) in enumerate(zip(mix.couples.tolist(), mix.parents.tolist(), strict=True)):
        own = (1.0 - terms.state_share) * (cost.wages + cost.hours + cost.care * parents)
        gained = single + (couple - single) * couples - own
        out[region] = exp(numbers.balance_weight * gained / 100_000.0)
    return out

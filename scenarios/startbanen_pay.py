"""Costs of startbanen: hours, wage subsidy, child care, and the expected cost of a placement at its start."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from werkagenda.agents.household_rules import cents
from werkagenda.agents.kinds import AGENCY, FIXED, PERMANENT
from werkagenda.agents.state import F64, I64, zeros
from werkagenda.model import row_lists
from werkagenda.model.labour_market import placements
from werkagenda.model.recording import employer_counts
from werkagenda.model.state import State
from werkagenda.scenarios import balance, child_care
from werkagenda.scenarios.headings import CHILD_CARE
from werkagenda.tables import flows
from werkagenda.tables.flows import Flow, Heading

WAGES = Heading("wage subsidy", "loonkostensubsidie", place=11)
HOURS = Heading("placement guidance", "begeleiding startbanen", place=12)
PRICES = (
    Flow(flows.TOWN, flows.EMPLOYER, WAGES),
    Flow(flows.TOWN, flows.SERVICE, HOURS),
    Flow(flows.TOWN, flows.SERVICE, CHILD_CARE),
)
"""Payments by the municipality: wage subsidy, case-manager hours, child care."""
BUDGETS = tuple(Flow(flows.STATE, flows.TOWN, heading) for heading in (WAGES, HOURS, CHILD_CARE))
"""Payments by the state to the municipality for each."""
FLOWS = (*PRICES, *BUDGETS, child_care.BENEFIT)

CONTRACTS = (AGENCY, FIXED, PERMANENT)
"""Contract types in code order."""


def hours(w: State, numbers: Any) -> F64:
    """Case-manager hours by municipality (342), for the sample: running placements, and offers of last month."""
    p, n, t = w.people, w.entered, w.month
    placed = zeros(len(w.towns))
    employer_counts.placed(n, p, w.flags, w.row_buffers[row_lists.FIRST], placed)
    new = np.bincount(p.municipality[:n][p.offered[:n] == t - 1], minlength=len(w.towns))
    return np.asarray(numbers.hours_per_month * placed + numbers.start_hours * new, float)


def prices(w: State, rows: I64, hourly: int, terms: Any, numbers: Any) -> I64:
    """Expected cost of each placement in cents: months * (refunded wage costs + hours + child care of a parent)."""
    cost = balance.monthly(w.month, hourly, terms, numbers, w)
    parent = placements.carrying(rows, w.month, w.people, w.households)
    each = [cents(terms.months * (cost.wages + cost.hours + care)) for care in (0.0, cost.care)]
    return np.array(each, np.int64)[parent]


def pay(w: State, terms: Any, numbers: Any) -> None:
    """Post case-manager hours, wage subsidy and child care, the state's share, and the child-care benefit."""
    p, n = w.people, w.entered
    placed = placements.running(n, p)
    costs = [1.0 + w.law.contribution(w.month, contract) for contract in CONTRACTS]
    jobs = zip(p.gross[:n][placed].tolist(), p.contract[:n][placed].tolist(), strict=True)
    wages = sum(cents(gross * costs[contract] * terms.wage_subsidy_share) for gross, contract in jobs)
    paid_hours = math.fsum(hours(w, numbers).tolist()) * terms.hours_paid_share
    guidance = cents(paid_hours * w.prices().guidance_eur_per_hour * 100.0)
    parents = placements.carers(np.flatnonzero(placed), w.month, p, w.households)
    place = numbers.care_eur_per_month * w.law.price_index(w.month)
    care = cents(float(len(parents)) * terms.care_help_share * place * 100.0)
    for price, budget, amount in zip(PRICES, BUDGETS, (wages, guidance, care), strict=True):
        w.ledger.pay(w.month, price, amount)
        w.ledger.pay(w.month, budget, cents(amount * terms.state_share))
    w.ledger.pay(w.month, child_care.BENEFIT, cents(child_care.benefits(w, parents) * terms.care_help_share))

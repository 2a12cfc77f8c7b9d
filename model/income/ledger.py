"""Double-entry ledger in whole cents: payments between parties this month, for the newcomers of the sample."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from werkagenda.agents.compiled import inline, kernel, rule
from werkagenda.agents.household_rules import cents
from werkagenda.agents.kinds import (
    ASYLUM,
    CHILD,
    EMPLOYED,
    FAMILY,
    IN_CLASS,
    NEVER,
    PERMANENT,
    ROUTE_EDUCATION,
    ROUTE_Z,
)
from werkagenda.agents.language import IntegrationParams, fined
from werkagenda.agents.people import People
from werkagenda.agents.state import F64, I64
from werkagenda.model.income.household_income import contribution
from werkagenda.model.parameters import MoneyParams
from werkagenda.tables.flows import OWN, Flow, headings
from werkagenda.tables.vocabulary import PAYERS

STATE, TOWN, INSURER, RECEPTION, EMPLOYER, PERSON, COURSE, TAX, SERVICE = range(len(PAYERS))
"""Indices of the parties, in the order of vocabulary.PAYERS."""
(
    I_BIJSTAND,
    I_INSURANCE,
    I_STUDENT,
    I_WAGES,
    I_CONTRIBUTIONS,
    I_TAX,
    I_GUIDANCE,
    I_COURSE,
    I_RECEPTION,
    I_OWN,
    I_FINE,
    I_BUDGET,
    I_OVERHEAD,
    I_ALLOWANCE,
) = range(len(OWN))
"""Positions of the model's own headings, in the order of tables.flows.OWN; those of instruments follow."""

FLOWS = (
    (TOWN, PERSON, I_BIJSTAND),
    (INSURER, PERSON, I_INSURANCE),
    (STATE, PERSON, I_STUDENT),
    (EMPLOYER, PERSON, I_WAGES),
    (EMPLOYER, INSURER, I_CONTRIBUTIONS),
    (PERSON, TAX, I_TAX),
    (STATE, TOWN, I_GUIDANCE),
    (TOWN, COURSE, I_COURSE),
    (STATE, RECEPTION, I_RECEPTION),
    (PERSON, RECEPTION, I_OWN),
    (PERSON, STATE, I_FINE),
    (TOWN, PERSON, I_ALLOWANCE),
)
"""Payer, payee and heading of every flow that exists without policy."""

PASSED_ON = ((STATE, TOWN, I_COURSE), (TOWN, SERVICE, I_GUIDANCE), (STATE, TOWN, I_ALLOWANCE))
"""Pass-through flows of the same amount.

The state pays for courses that municipalities buy (P071, P074) and pays them back the allowance of Ukrainians;
municipalities pay guidance funds to service providers.
"""
OWN_COURSE = len(OWN)
"""Index of the last sum: courses that people pay themselves."""
PAID_ALONE = (PERSON, COURSE, I_COURSE)
"""Payer, payee and heading of that sum."""
BUDGET = (STATE, TOWN, I_BUDGET)
"""The state's budget for bijstand."""
DECLARED = (*FLOWS, *PASSED_ON, PAID_ALONE, BUDGET)
"""All flows that exist without policy."""

OUTSIDE = (EMPLOYER, PERSON, COURSE, SERVICE)
"""Payees outside the public sector."""
PAY_OUT = (STATE, TOWN, RECEPTION)
"""Public payers of policy. Transfers between them are not counted, so that spending is counted once."""


@rule
def course_price(route: int, m: MoneyParams) -> float:
    """Price of an hour of class in euros.

    Z route (P068, P071), education route (P069, P072), otherwise a group lesson (P144).
    """
    if route == ROUTE_Z:
        return m.z_route_eur_per_hour
    return m.education_route_eur_per_hour if route == ROUTE_EDUCATION else m.course_eur_per_hour


class Prices(NamedTuple):
    """Prices of the month: reception place (cents a month), employer contributions (shares of the wage), guidance
    hours.

    ``permanent`` and ``flexible``: contributions by contract; ``need_hours``: case-manager hours per person and month.
    """

    bed: int
    permanent: float
    flexible: float
    need_hours: float


@kernel
def add_up(
    entered: int,
    month: int,
    p: People,
    m: MoneyParams,
    integ: IntegrationParams,
    law: Prices,
    relief: F64,
    out: I64,
) -> None:
    """Sum every heading over the people of the sample (cents).

    Wages and contributions: newcomers' jobs. Tax: these and their insurance. Guidance: hours times price. Reception:
    cost of everybody in reception; workers there pay an own contribution less the lever ``relief``. A class hour costs
    the price of its route. Family migrants pay for class themselves: a municipality receives about 600 euros for one
    against 13,000 for a status holder (P074; that it buys them no course at all is an assumption). People whose term
    ends without enough effort pay a fine.
    """
    out[:] = 0
    _benefits(entered, p, law.bed, out)
    _wages(entered, p, law, m.own_contribution_share, relief, out)
    _guidance(entered, p, law.need_hours, m.guidance_eur_per_hour * 100.0, out)
    _classes(entered, month, p, m, integ, out)


@inline
def _benefits(entered: int, p: People, bed: int, out: I64) -> None:
    beds, bijstand, insurance, student = 0, 0, 0, 0
    for i in range(entered):
        here = p.active[i] == 1
        adult = here & (p.reason[i] != CHILD)
        beds += here & (p.housed[i] == NEVER)
        bijstand += adult * p.bijstand[i]
        insurance += adult * p.ui_cents[i]
        student += adult * p.student_cents[i]
    out[I_RECEPTION], out[I_BIJSTAND], out[I_INSURANCE], out[I_STUDENT] = beds * bed, bijstand, insurance, student


@inline
def _wages(entered: int, p: People, law: Prices, own: float, relief: F64, out: I64) -> None:
    wages, net, paid, given, insured = 0, 0, 0, 0, 0
    for i in range(entered):
        works = (p.active[i] == 1) & (p.state[i] == EMPLOYED) & (p.reason[i] != CHILD)
        wages += works * p.gross[i]
        net += works * p.net[i]
        paid += works * cents(p.gross[i] * (law.permanent if p.contract[i] == PERMANENT else law.flexible))
        insured += ((p.active[i] == 1) & (p.reason[i] != CHILD)) * (p.ui_cents[i] - p.ui_net[i])
    for i in range(entered):
        works = (p.active[i] == 1) & (p.state[i] == EMPLOYED) & (p.reason[i] != CHILD)
        received = (p.kind[i] == ASYLUM) | (p.housed[i] == NEVER)
        given += (works & received) * contribution(p.net[i], own * (1.0 - relief[i]))
    out[I_WAGES], out[I_TAX], out[I_CONTRIBUTIONS], out[I_OWN] = wages, wages - net + insured, paid, given


@inline
def _guidance(entered: int, p: People, need_hours: float, hour: float, out: I64) -> None:
    given = 0
    for i in range(entered):
        guided = (p.active[i] == 1) & (p.reason[i] != CHILD) & (p.state[i] != EMPLOYED) & (p.guidance[i] > 0.0)
        given += guided * cents(p.guidance[i] * need_hours * hour)
    out[I_GUIDANCE] = given


@inline
def _classes(entered: int, month: int, p: People, m: MoneyParams, integ: IntegrationParams, out: I64) -> None:
    bought, own, fines = 0, 0, 0
    for i in range(entered):
        here = (p.active[i] == 1) & (p.reason[i] != CHILD)
        price = here * cents(p.class_hours[i] * 100.0 * course_price(p.route[i], m))
        own += price * (p.kind[i] == FAMILY)
        bought += price * (p.kind[i] != FAMILY)
    for i in range(entered):
        in_class = (p.active[i] == 1) & (p.reason[i] != CHILD) & (p.integration[i] == IN_CLASS)
        fines += in_class & fined(p.route[i], month - p.housed[i], p.attended[i], integ)
    out[OWN_COURSE], out[I_COURSE], out[I_FINE] = own, bought, fines * cents(m.integration_fine_eur * 100.0)


class LedgerProblem(ValueError):
    """A payment that no instrument of the run has declared."""


class Ledger:
    """Cents by month, payer, payee and heading; ``flows`` are those declared by the instruments of the run."""

    def __init__(self, months: int, flows: Sequence[Flow] = ()) -> None:
        self.headings, self.declared = headings(flows), frozenset(flows)
        self.at = {heading.name: position for position, heading in enumerate(self.headings)}
        self.cents: I64 = np.zeros((months, len(PAYERS), len(PAYERS), len(self.headings)), np.int64)

    @property
    def policy(self) -> slice:
        """Slice of the instruments' headings; payments under them incur overhead."""
        return slice(len(OWN), len(self.headings))

    def post(self, month: int, payer: int, payee: int, heading: int, amount: int) -> None:
        """Add an amount, by indices. It is the payer's outgoing and the payee's incoming payment."""
        self.cents[month, payer, payee, heading] += amount

    def pay(self, month: int, flow: Flow, amount: int) -> None:
        """Add an amount to a flow that an instrument declares. Raises LedgerProblem if none does."""
        self.post(month, *self.indices(flow), amount)

    def indices(self, flow: Flow) -> tuple[int, int, int]:
        """Indices of payer, payee and heading of a declared flow. Raises LedgerProblem for other flows."""
        if flow not in self.declared:
            raise LedgerProblem(f"'{flow.heading.name}' from {flow.payer} to {flow.payee}: no instrument declares it")
        return PAYERS.index(flow.payer), PAYERS.index(flow.payee), self.at[flow.heading.name]

    def paid(self, flow: Flow) -> I64:
        """Cents of a declared flow by month (a view)."""
        payer, payee, heading = self.indices(flow)
        return self.cents[:, payer, payee, heading]

    def close_month(self, month: int, totals: I64) -> None:
        """Post the sums of ``add_up``."""
        for payer, payee, heading in (*FLOWS, *PASSED_ON):
            self.post(month, payer, payee, heading, int(totals[heading]))
        self.post(month, *PAID_ALONE, int(totals[OWN_COURSE]))

    def reassign(self, month: int, heading: int, flow: Flow, amount: int) -> None:
        """Move part of a heading of the model to an instrument's flow."""
        payer, payee, own = self.indices(flow)
        self.cents[month, payer, payee, heading] -= amount
        self.cents[month, payer, payee, own] += amount

    def give_budget(self, month: int) -> None:
        """Post the state's bijstand budget: one twelfth of what municipalities paid in the previous year.

        In the first year it equals current payments. Municipalities therefore keep savings until the budget adjusts
        (P091; that it adjusts after one calendar year is an assumption).
        """
        paid = self.cents[:, TOWN, PERSON, I_BIJSTAND]
        first = (month // 12 - 1) * 12
        amount = int(paid[month]) if first < 0 else int(paid[first : first + 12].sum()) // 12
        self.post(month, *BUDGET, amount)

    def add_overhead(self, month: int, share: float) -> None:
        """Post the overhead of policy: a share of its payments outside the public sector, paid by the state."""
        outside = self.cents[month][:, OUTSIDE][list(PAY_OUT)][:, :, self.policy].sum()
        self.post(month, STATE, SERVICE, I_OVERHEAD, cents(float(outside) * share))

    def balance(self, month: int) -> F64:
        """Receipts minus payments, by party; sums to zero."""
        flows = self.cents[month].sum(axis=2)
        return np.asarray(flows.sum(axis=0) - flows.sum(axis=1), float)

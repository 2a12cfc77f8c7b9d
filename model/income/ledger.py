"""Double entry in whole cents: who pays whom for what this month, for the newcomers of the sample."""

from __future__ import annotations

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
from werkagenda.tables.vocabulary import INSTRUMENTS, PAYERS

STATE, TOWN, INSURER, RECEPTION, EMPLOYER, PERSON, COURSE, TAX, SERVICE = range(9)
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
    I_SUBSIDY,
    I_WAGE_SUBSIDY,
    I_PLACEMENT,
    I_CHILD_CARE,
    I_OUTREACH,
    I_FINE,
    I_WOMEN,
    I_DESKS,
    I_AT_WORK,
    I_ALLIANCE,
    I_CASELOAD,
    I_FAMILY,
    I_BUDGET,
    I_OVERHEAD,
) = range(24)
"""Positions in vocabulary.PAYERS and vocabulary.INSTRUMENTS."""

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
)
"""Payer, payee and instrument of every flow that needs no policy, in the order of the instruments."""

PASSED_ON = ((STATE, TOWN, I_COURSE), (TOWN, SERVICE, I_GUIDANCE))
"""Flows of the same amount beside them: the state pays the courses that the municipality buys (P071, P074); what it
gives for guidance goes to who gives it."""
OWN_COURSE = len(INSTRUMENTS)
"""Last place of the sums: courses that people pay themselves."""
PAID_ALONE = (PERSON, COURSE, I_COURSE)
"""Payer, payee and instrument of that place."""
BUDGET = (STATE, TOWN, I_BUDGET)
"""The state's budget for bijstand."""
DECLARED = (*FLOWS, *PASSED_ON, PAID_ALONE, BUDGET)
"""Every way along which money goes without policy."""

POLICY = (
    I_SUBSIDY,
    I_WAGE_SUBSIDY,
    I_PLACEMENT,
    I_CHILD_CARE,
    I_OUTREACH,
    I_WOMEN,
    I_DESKS,
    I_AT_WORK,
    I_ALLIANCE,
    I_CASELOAD,
    I_FAMILY,
)
"""Instruments of policy: carrying them out costs overhead."""
OUTSIDE = (EMPLOYER, PERSON, COURSE, SERVICE)
"""Payees outside the public sector."""
PAY_OUT = (STATE, TOWN, RECEPTION)
"""Who pays them for policy; what one of these gives another is counted once, where it leaves."""


def check_words() -> None:
    """The positions above are those of the vocabulary."""
    if (len(PAYERS), len(INSTRUMENTS)) != (9, 24) or PAYERS[TAX] != "tax authority":
        raise ValueError("ledger positions differ from the vocabulary")


@rule
def course_price(route: int, m: MoneyParams) -> float:
    """Euros for an hour of class: the Z route has cheap hours of participation (P068, P071), the education route its
    own price (P069, P072), else a group lesson (P144)."""
    if route == ROUTE_Z:
        return m.z_route_eur_per_hour
    return m.education_route_eur_per_hour if route == ROUTE_EDUCATION else m.course_eur_per_hour


class Prices(NamedTuple):
    """A person in reception, cents a month; employers' contributions on lasting and flexible contracts, shares of the
    wage; case-manager hours that a person needs a month."""

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
    """Sum every instrument over the people of the sample (cents).

    Wages and contributions concern newcomers' jobs only, tax these and their insurance; guidance is hours given times
    the price; reception is the cost of everybody in reception, wages there pay an own contribution less the ``relief``.
    A class hour has the price of its route; family migrants pay it themselves, since a municipality gets some 600 euros
    for one against 13,000 for a status holder (P074; that it buys them no course at all is an assumption); who ends the
    term without enough effort pays a fine.
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


class Ledger:
    """Cents by month, payer, payee and instrument; instruments of policy post their own entries."""

    def __init__(self, months: int) -> None:
        self.cents: I64 = np.zeros((months, len(PAYERS), len(PAYERS), len(INSTRUMENTS)), np.int64)

    def post(self, month: int, payer: int, payee: int, instrument: int, amount: int) -> None:
        """Enter an amount once; the payer's outgoing is the payee's incoming."""
        self.cents[month, payer, payee, instrument] += amount

    def close_month(self, month: int, totals: I64) -> None:
        """Enter the sums of ``add_up``."""
        for payer, payee, instrument in (*FLOWS, *PASSED_ON):
            self.post(month, payer, payee, instrument, int(totals[instrument]))
        self.post(month, *PAID_ALONE, int(totals[OWN_COURSE]))

    def reassign(self, month: int, payer: int, payee: int, between: tuple[int, int], amount: int) -> None:
        """Call part of what was entered under the first instrument by the second's name."""
        self.cents[month, payer, payee, between[0]] -= amount
        self.cents[month, payer, payee, between[1]] += amount

    def give_budget(self, month: int) -> None:
        """The state's budget for bijstand: the month's part of what municipalities paid the year before.

        In the first year what they pay now. So savings are the municipality's until the budget follows (P091; that it
        follows after a calendar year is an assumption).
        """
        paid = self.cents[:, TOWN, PERSON, I_BIJSTAND]
        first = (month // 12 - 1) * 12
        amount = int(paid[month]) if first < 0 else int(paid[first : first + 12].sum()) // 12
        self.post(month, *BUDGET, amount)

    def add_overhead(self, month: int, share: float) -> None:
        """Carrying out policy: a share of what it pays outside the public sector this month, paid by the state."""
        outside = self.cents[month][:, OUTSIDE][list(PAY_OUT)][:, :, POLICY].sum()
        self.post(month, STATE, SERVICE, I_OVERHEAD, cents(float(outside) * share))

    def balance(self, month: int) -> F64:
        """Received less paid, by party (sums to zero)."""
        flows = self.cents[month].sum(axis=2)
        return np.asarray(flows.sum(axis=0) - flows.sum(axis=1), float)

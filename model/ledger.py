"""Double entry in whole cents: who pays whom for what this month, for the newcomers of the sample."""

from __future__ import annotations

import numpy as np

from werkagenda.agents.compiled import kernel
from werkagenda.agents.household_rules import cents
from werkagenda.agents.kinds import ASYLUM, CHILD, EMPLOYED, NEVER
from werkagenda.agents.people import People
from werkagenda.agents.state import F64, I64
from werkagenda.model.income import contribution
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
) = range(15)
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
)
"""Payer, payee and instrument of every flow that needs no policy, in the order of the instruments."""


def check_words() -> None:
    """The positions above are those of the vocabulary."""
    if (len(PAYERS), len(INSTRUMENTS)) != (9, 15) or PAYERS[TAX] != "tax authority":
        raise ValueError("ledger positions differ from the vocabulary")


@kernel
def add_up(entered: int, p: People, m: MoneyParams, contributions: float, need_hours: float, out: I64) -> None:
    """Sum every instrument over the people of the sample (cents).

    Wages, tax and contributions concern newcomers' jobs only; guidance is hours given times the price;
    reception is the cost price of everybody in reception, wages there pay an own contribution.
    """
    out[:] = 0
    hour, lesson = m.guidance_eur_per_hour * 100.0, m.course_eur_per_hour * 100.0
    bed = cents(m.reception_eur_per_month * 100.0)
    for i in range(entered):
        if p.active[i] == 0:
            continue
        if p.housed[i] == NEVER:
            out[I_RECEPTION] += bed
        if p.reason[i] == CHILD:
            continue
        out[I_BIJSTAND] += p.bijstand[i]
        out[I_INSURANCE] += p.ui_cents[i]
        out[I_STUDENT] += p.student_cents[i]
        if p.state[i] == EMPLOYED:
            out[I_WAGES] += p.gross[i]
            out[I_TAX] += p.gross[i] - p.net[i]
            out[I_CONTRIBUTIONS] += cents(p.gross[i] * contributions)
            if p.kind[i] == ASYLUM or p.housed[i] == NEVER:
                out[I_OWN] += contribution(p.net[i], m.own_contribution_share)
        if p.guidance[i] > 0.0 and p.state[i] != EMPLOYED:
            out[I_GUIDANCE] += cents(p.guidance[i] * need_hours * hour)
        if p.class_hours[i] > 0:
            out[I_COURSE] += cents(p.class_hours[i] * lesson)


class Ledger:
    """Cents by month, payer, payee and instrument; instruments of policy post their own entries."""

    def __init__(self, months: int) -> None:
        self.cents: I64 = np.zeros((months, len(PAYERS), len(PAYERS), len(INSTRUMENTS)), np.int64)

    def post(self, month: int, payer: int, payee: int, instrument: int, amount: int) -> None:
        """Enter an amount once; the payer's outgoing is the payee's incoming."""
        self.cents[month, payer, payee, instrument] += amount

    def close_month(self, month: int, totals: I64) -> None:
        """Enter the sums of ``add_up``."""
        for payer, payee, instrument in FLOWS:
            self.post(month, payer, payee, instrument, int(totals[instrument]))

    def balance(self, month: int) -> F64:
        """Received less paid, by party (sums to zero)."""
        flows = self.cents[month].sum(axis=2)
        return np.asarray(flows.sum(axis=0) - flows.sum(axis=1), float)

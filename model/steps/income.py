"""Verbs of the month that concern money: what people live on, and the ledger."""

from __future__ import annotations

from werkagenda.agents.kinds import EMPLOYED
from werkagenda.agents.state import zeros
from werkagenda.model import row_lists
from werkagenda.model.income import bijstand, household_income, ledger
from werkagenda.model.state import State


def receive_income(w: State) -> None:
    """Wages, tax, insurance and student finance; then bijstand by household; then each adult's main source."""
    t, p, h = w.month, w.people, w.households
    law, tax = w.law.benefits(t), w.law.tax(t)
    buffer = w.row_buffers[row_lists.FIRST]
    household_income.draw_insurance(w.entered, t, law.student, p, w.p.income)
    household_income.earn(
        buffer[: row_lists.in_state(w.adults, EMPLOYED, p, buffer)], tax, p, w.p.income, household_income.pay_buffer()
    )
    limit = bijstand.sharing_months(t, w.p.income.sharing_age)
    bijstand.count_sharers(w.adults, t, limit, p, h)
    bijstand.support(w.entered, w.adults, t, limit, law, p, h, w.p.income, w.claims, bijstand.norms_buffer())
    household_income.attribute(w.entered, p)


def close_ledger(w: State) -> None:
    """Every flow of the month enters once, with who pays and who receives."""
    totals = zeros(ledger.OWN_COURSE + 1)
    share, hours = w.p.income.employer_contribution_share, w.p.municipality.need_hours_per_month
    relief = w.hooks.lever["relief"]
    ledger.add_up(w.entered, w.month, w.people, w.p.money, w.p.integration, share, hours, relief, totals)
    w.ledger.close_month(w.month, totals)
    w.hooks.act("money", w)
    w.ledger.give_budget(w.month)
    w.ledger.add_overhead(w.month, w.p.money.overhead_share)

"""Steps of the month for money: household income and the ledger."""

from __future__ import annotations

from werkagenda.agents.household_rules import cents
from werkagenda.agents.kinds import EMPLOYED
from werkagenda.agents.state import whole_sum, zeros
from werkagenda.model import row_lists
from werkagenda.model.income import allowance, bijstand, household_income, ledger
from werkagenda.model.state import State


def receive_income(w: State) -> None:
    """Compute wages, tax, insurance and student finance, then bijstand by household (Ukrainians: the allowance), then
    main income sources."""
    t, p, h = w.month, w.people, w.households
    law, tax = w.law.benefits(t), w.law.tax(t)
    buffer = w.row_buffers[row_lists.FIRST]
    household_income.draw_insurance(w.entered, t, law.student, tax, p, w.p.income)
    employed = buffer[: row_lists.in_state(w.adults, EMPLOYED, p, buffer)]
    household_income.earn(employed, t, law, tax, p, household_income.pay_buffer())
    household_income.remember_work(w.entered, t, p, w.p.income)
    bijstand.count_sharers(w.adults, t, law.sharing_months, p, h)
    bijstand.support(w.entered, w.adults, t, law, p, h, w.claims, bijstand.norms_buffer())
    allowance.allow(w.adults, w.priced(cents(w.p.ukrainians.allowance_eur * 100.0)), p, h)
    household_income.attribute(w.entered, p, h)


def close_ledger(w: State) -> None:
    """Post all payments of the month."""
    totals = zeros(ledger.OWN_COURSE + 1)
    t, hours, relief = w.month, w.p.municipality.need_hours_per_month, w.hooks.lever["relief"]
    prices = ledger.Prices(w.law.reception(t), *w.law.contributions(t), hours)
    ledger.add_up(w.entered, t, w.people, w.prices(), w.p.integration, prices, relief, totals)
    totals[ledger.I_ALLOWANCE] = whole_sum(w.households.allowance)
    w.ledger.close_month(w.month, totals)
    w.hooks.act("money", w)
    w.ledger.give_budget(w.month)
    w.ledger.add_overhead(w.month, w.p.money.overhead_share)

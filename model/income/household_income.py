"""Monthly income: wages and tax, unemployment insurance, student finance, bijstand, reception allowance."""

from __future__ import annotations

from typing import NamedTuple

from werkagenda.agents.compiled import inline, inlined, kernel, rule
from werkagenda.agents.household_rules import (
    IncomeParams,
    LawMonth,
    TaxMonth,
    cents,
    income_tax,
    insurance,
    month_wage,
)
from werkagenda.agents.kinds import (
    ALLOWANCE,
    BIJSTAND,
    CHILD,
    EMPLOYED,
    NEVER,
    NO_INCOME,
    STUDENT,
    UNEMPLOYMENT,
    WAGE,
)
from werkagenda.agents.people import Households, People
from werkagenda.agents.state import F64, I64, U32, table
from werkagenda.model.row_lists import BLOCK

wage_of, tax_of = inlined(month_wage), inlined(income_tax)


class Pay(NamedTuple):
    """A block of workers: hourly wage and weekly hours; gross and net wage of the month. Cents."""

    hourly: I64
    hours: I64
    gross: I64
    net: I64


def pay_buffer() -> Pay:
    """Buffer for one block."""
    return table(Pay, BLOCK)


@kernel
def earn(employed: U32, month: int, law: LawMonth, tax: TaxMonth, p: People, pay: Pay) -> None:
    """Set gross and net wage of the rows ``employed``; ``pay`` is a buffer for one block."""
    for begin in range(0, len(employed), BLOCK):
        some = employed[begin : begin + BLOCK]
        for k in range(len(some)):
            i = some[k]
            pay.hourly[k], pay.hours[k] = cents(p.wage[i] * paid_share(month - p.birth[i], law.youth_pay)), p.hours[i]
        for k in range(len(some)):  # vectorised
            gross = wage_of(pay.hourly[k], pay.hours[k])
            pay.gross[k] = gross
            pay.net[k] = gross - tax_of(float(gross), 1, tax)
        for k in range(len(some)):
            p.gross[some[k]], p.net[some[k]] = pay.gross[k], pay.net[k]


@inline
def paid_share(months: int, youth_pay: F64) -> float:
    """Share of a post's wage paid at an age in months (``LawMonth.youth_pay``)."""
    return youth_pay[min(len(youth_pay) - 1, max(0, months // 12))] if months // 12 < len(youth_pay) else 1.0


@kernel
def remember_work(entered: int, month: int, p: People, inc: IncomeParams) -> None:
    """Update the work history used by unemployment insurance.

    Work in each of the last eight months (one bit each), hours of the calendar year, and years with enough hours (one
    bit each, the latest lowest).
    """
    last = month % 12 == 11
    for i in range(entered):
        works = (p.active[i] == 1) & (p.state[i] == EMPLOYED)
        p.work_bits[i] = ((p.work_bits[i] << 1) | works) & 255
        hours = p.year_hours[i] + works * (p.hours[i] * 52 // 12)
        p.paid_years[i] = (p.paid_years[i] << 1) | (hours >= inc.ui_hours_per_year) if last else p.paid_years[i]
        p.year_hours[i] = 0 if last else hours


@kernel
def draw_insurance(entered: int, month: int, student: int, tax: TaxMonth, p: People, inc: IncomeParams) -> None:
    """Set each adult's net unemployment insurance and student finance (``student`` cents); reset wages.

    A new job ends the insurance.
    """
    for i in range(entered):
        adult, works, left = (p.active[i] == 1) & (p.reason[i] != CHILD), p.state[i] == EMPLOYED, p.ui_left[i]
        p.gross[i] = p.net[i] = 0
        gross = 0 if works | (left <= 0) else insurance(p.insured[i], month - p.lost[i], inc)
        p.ui_cents[i] = gross if adult else p.ui_cents[i]
        p.ui_left[i] = left if not adult else (0 if works else left - (left > 0))
        young = (month - p.birth[i]) / 12.0 < inc.student_age_limit
        p.student_cents[i] = student if adult & (p.studying[i] == 1) & (not works) & young else 0
    for i in range(entered):
        insured = p.ui_cents[i]
        p.ui_net[i] = 0 if insured == 0 else insured - income_tax(float(insured), 0, tax)


@kernel
def attribute(entered: int, p: People, h: Households) -> None:
    """Set the main source of income of each adult."""
    for i in range(entered):
        given = (p.housed[i] == NEVER) | (h.allowance[p.household[i]] > 0)
        source = main_source(p.net[i], p.ui_net[i], p.student_cents[i], p.bijstand[i], given)
        p.income[i] = source if (p.active[i] == 1) & (p.reason[i] != CHILD) else NO_INCOME


@rule
def main_source(net: int, insurance: int, student: int, bijstand: int, allowance: bool) -> int:
    """Largest income source of the month; the allowance, in reception or of Ukrainians, without other income."""
    best, source = bijstand, BIJSTAND
    if bijstand == 0:
        source = ALLOWANCE if allowance else NO_INCOME
    if student > best:
        best, source = student, STUDENT
    if insurance > best:
        best, source = insurance, UNEMPLOYMENT
    if net > best:
        source = WAGE
    return source


@rule
def contribution(net: int, share: float) -> int:
    """Own contribution to reception costs from earnings, cents (P131)."""
    return cents(net * share)

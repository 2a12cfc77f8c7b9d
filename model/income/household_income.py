"""What everybody lives on this month: wages and tax, insurance, student finance, household bijstand, reception."""

from __future__ import annotations

from typing import NamedTuple

from werkagenda.agents.compiled import inlined, kernel, rule
from werkagenda.agents.household_rules import (
    IncomeParams,
    cents,
    income_tax,
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
from werkagenda.agents.people import People
from werkagenda.agents.state import I64, U32, table
from werkagenda.model.income.statutory_amounts import TaxMonth
from werkagenda.model.row_lists import BLOCK

wage_of, tax_of = inlined(month_wage), inlined(income_tax)


class Pay(NamedTuple):
    """Wage an hour and hours of a block of workers, and what they earn in the month."""

    hourly: I64
    hours: I64
    gross: I64
    net: I64


def pay_buffer() -> Pay:
    """Room for a block."""
    return table(Pay, BLOCK)


@kernel
def earn(employed: U32, tax: TaxMonth, p: People, inc: IncomeParams, pay: Pay) -> None:
    """Wage and net wage of the rows ``employed``; ``pay``: buffer for a block."""
    for begin in range(0, len(employed), BLOCK):
        some = employed[begin : begin + BLOCK]
        for k in range(len(some)):
            pay.hourly[k], pay.hours[k] = p.wage[some[k]], p.hours[some[k]]
        for k in range(len(some)):  # side by side: vectorised
            gross = wage_of(pay.hourly[k], pay.hours[k])
            pay.gross[k] = gross
            pay.net[k] = gross - tax_of(float(gross), tax.rate, tax.general_max, tax.labour_max, inc)
        for k in range(len(some)):
            p.gross[some[k]], p.net[some[k]] = pay.gross[k], pay.net[k]


@kernel
def draw_insurance(entered: int, month: int, student: int, p: People, inc: IncomeParams) -> None:
    """Each adult's insurance after a job, which a new one ends, and student finance (``student`` cents); no wage."""
    for i in range(entered):
        adult, works, left = (p.active[i] == 1) & (p.reason[i] != CHILD), p.state[i] == EMPLOYED, p.ui_left[i]
        p.gross[i] = p.net[i] = 0
        p.ui_cents[i] = 0 if adult & (works | (left <= 0)) else p.ui_cents[i]
        p.ui_left[i] = left if not adult else (0 if works else left - (left > 0))
        young = (month - p.birth[i]) / 12.0 < inc.student_age_limit
        p.student_cents[i] = student if adult & (p.studying[i] == 1) & (not works) & young else 0


@kernel
def attribute(entered: int, p: People) -> None:
    """The main source of income of each adult."""
    for i in range(entered):
        source = main_source(p.net[i], p.ui_cents[i], p.student_cents[i], p.bijstand[i], p.housed[i])
        p.income[i] = source if (p.active[i] == 1) & (p.reason[i] != CHILD) else NO_INCOME


@rule
def main_source(net: int, insurance: int, student: int, bijstand: int, housed: int) -> int:
    """The largest source of the month; in reception without wage, the allowance."""
    best, source = bijstand, BIJSTAND
    if bijstand == 0:
        source = ALLOWANCE if housed == NEVER else NO_INCOME
    if student > best:
        best, source = student, STUDENT
    if insurance > best:
        best, source = insurance, UNEMPLOYMENT
    if net > best:
        source = WAGE
    return source


@rule
def contribution(net: int, share: float) -> int:
    """Own contribution to reception from earnings, cents (P131)."""
    return cents(net * share)

"""What everybody lives on this month: wages and tax, insurance, student finance, household bijstand, reception."""

from __future__ import annotations

from typing import NamedTuple

from werkagenda.agents.compiled import kernel, laid, part, rule
from werkagenda.agents.household_rules import (
    IncomeParams,
    benefit,
    cents,
    counted_income,
    income_tax,
    month_wage,
    norm,
)
from werkagenda.agents.kinds import (
    ALLOWANCE,
    BIJSTAND,
    CHILD,
    EMPLOYED,
    NEVER,
    NO_INCOME,
    RETIRED,
    STUDENT,
    UNEMPLOYMENT,
    WAGE,
)
from werkagenda.agents.people import Households, People
from werkagenda.agents.state import I64, U32, table
from werkagenda.model.hiring import TaxMonth
from werkagenda.model.rows import BLOCK

wage_of, tax_of = laid(month_wage), laid(income_tax)
SHARING_FROM_27 = 108
"""January 2023: housemates count from 27 instead of 21 (P096)."""


class LawMonth(NamedTuple):
    """Amounts in law of one month, whole cents a month."""

    single: int
    couple: int
    youth: int
    student: int
    disregard_share: float
    disregard_cap: int


class Pay(NamedTuple):
    """Wage an hour and hours of a block of workers, and what they earn in the month."""

    hourly: I64
    hours: I64
    gross: I64
    net: I64


def room_to_pay() -> Pay:
    """Room for a block."""
    return table(Pay, BLOCK)


@kernel
def earn(employed: U32, tax: TaxMonth, p: People, inc: IncomeParams, pay: Pay) -> None:
    """Wage and net wage of the rows ``employed``; ``pay``: room for a block."""
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


@part
def own_income(i: int, law: LawMonth, p: People, inc: IncomeParams) -> int:
    """Income of one adult that is set against the household's norm, cents."""
    other = p.ui_cents[i] + p.student_cents[i]
    return counted_income(p.net[i], other, p.tenure[i], law.disregard_share, law.disregard_cap, inc)


@kernel
def count_sharers(adults: U32, month: int, age_limit: float, p: People, h: Households) -> None:
    """Adults of ``age_limit`` or older in each dwelling, kept at the household that holds it."""
    h.sharers[:] = 0
    limit = 252 if month < SHARING_FROM_27 else int(age_limit * 12.0)
    for k in range(len(adults)):
        i = adults[k]
        h.sharers[h.dwelling[p.household[i]]] += (p.housed[i] != NEVER) & (month - p.birth[i] >= limit)


@part
def heads(i: int, p: People, h: Households) -> tuple[bool, bool]:
    """Whether the first and the second adult of somebody's household live in it, for the one who speaks for it.

    That is the first adult, or the second without one; (no, no) for who does not speak for it.
    """
    k = p.household[i]
    a, b = h.adult_a[k], h.adult_b[k]
    if a == i:
        return True, bool(b >= 0 and p.active[b] == 1)
    has_a = a >= 0 and p.active[a] == 1 and p.household[a] == k
    return False, bool(b == i and not has_a)


@kernel
def support(adults: U32, month: int, law: LawMonth, p: People, h: Households, inc: IncomeParams) -> None:
    """Bijstand of each household: norm less counted income, for housed adults under pension age who claim it."""
    h.norm[:] = 0
    h.counted[:] = 0
    h.bijstand[:] = 0
    limit = 252 if month < SHARING_FROM_27 else int(inc.sharing_age * 12.0)
    for r in range(len(adults)):
        one = adults[r]
        has_a, has_b = heads(one, p, h)
        if not has_a | has_b:
            continue
        k = p.household[one]
        if (p.housed[one] == NEVER) | (p.reason[one] == RETIRED):
            continue
        couple = 1 if has_a and has_b else 0
        counted = own_income(one, law, p, inc)
        adults_here = 1 if month - p.birth[one] >= limit else 0
        if couple == 1:
            counted += own_income(h.adult_b[k], law, p, inc)
            adults_here += 1 if month - p.birth[h.adult_b[k]] >= limit else 0
        h.counted[k] = counted
        others = max(0, h.sharers[h.dwelling[k]] - adults_here)
        h.norm[k] = norm(couple, (month - p.birth[one]) / 12.0, others, law.single, law.couple, law.youth)
        student_alone = (couple == 0) & (p.studying[one] == 1)
        if not ((h.outside_income[k] == 1) | (h.non_take_up[k] == 1) | student_alone):
            h.bijstand[k] = benefit(h.norm[k], counted)


@kernel
def share_benefit(households: int, p: People, h: Households) -> None:
    """Half of a household's benefit to each of two adults in the country, the odd cent to the second; all to one."""
    p.bijstand[:] = 0
    p.partial[:] = 0
    for k in range(households):
        if h.bijstand[k] == 0:
            continue
        a, b = h.adult_a[k], h.adult_b[k]
        has_a, has_b = a >= 0 and p.active[a] == 1, b >= 0 and p.active[b] == 1
        half, partial = h.bijstand[k] // 2, 1 if h.counted[k] > 0 else 0
        if has_a and p.reason[a] != CHILD:
            p.bijstand[a], p.partial[a] = half if has_b else h.bijstand[k], partial
        if has_b and p.reason[b] != CHILD:
            p.bijstand[b], p.partial[b] = h.bijstand[k] - (half if has_a else 0), partial


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

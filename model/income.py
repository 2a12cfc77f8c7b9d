"""What everybody lives on this month: wages and tax, insurance, student finance, household bijstand, reception."""

from __future__ import annotations

from typing import NamedTuple

from werkagenda.agents.compiled import kernel, part, rule
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
from werkagenda.model.hiring import TaxMonth

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


@kernel
def earn(entered: int, month: int, law: LawMonth, tax: TaxMonth, p: People, inc: IncomeParams) -> None:
    """Each adult's own money: wage and net wage, insurance after a job, student finance."""
    for i in range(entered):
        p.gross[i] = p.net[i] = p.student_cents[i] = 0
        if p.active[i] == 0 or p.reason[i] == CHILD:
            continue
        if p.state[i] == EMPLOYED:
            gross = month_wage(p.wage[i], p.hours[i])
            p.gross[i] = gross
            p.net[i] = gross - income_tax(float(gross), tax.rate, tax.general_max, tax.labour_max, inc)
            p.ui_left[i] = 0
            p.ui_cents[i] = 0
        elif p.ui_left[i] > 0:
            p.ui_left[i] -= 1
        else:
            p.ui_cents[i] = 0
        if p.studying[i] == 1 and p.state[i] != EMPLOYED and (month - p.birth[i]) / 12.0 < inc.student_age_limit:
            p.student_cents[i] = law.student


@part
def own_income(i: int, law: LawMonth, p: People, inc: IncomeParams) -> int:
    """Income of one adult that is set against the household's norm, cents."""
    other = p.ui_cents[i] + p.student_cents[i]
    return counted_income(p.net[i], other, p.tenure[i], law.disregard_share, law.disregard_cap, inc)


@kernel
def count_sharers(entered: int, month: int, age_limit: float, p: People, h: Households) -> None:
    """Adults of ``age_limit`` or older in each dwelling, kept at the household that holds it."""
    h.sharers[:] = 0
    limit = 252 if month < SHARING_FROM_27 else int(age_limit * 12.0)
    for i in range(entered):
        if p.active[i] == 1 and p.housed[i] != NEVER and month - p.birth[i] >= limit:
            h.sharers[h.dwelling[p.household[i]]] += 1


@kernel
def support(households: int, month: int, law: LawMonth, p: People, h: Households, inc: IncomeParams) -> None:
    """Bijstand of each household: norm less counted income, for housed adults under pension age who claim it."""
    limit = 252 if month < SHARING_FROM_27 else int(inc.sharing_age * 12.0)
    for k in range(households):
        h.norm[k] = h.counted[k] = h.bijstand[k] = 0
        a, b = h.adult_a[k], h.adult_b[k]
        has_a = a >= 0 and p.active[a] == 1 and p.household[a] == k
        has_b = b >= 0 and p.active[b] == 1
        if not has_a and not has_b:
            continue
        one = a if has_a else b
        if p.housed[one] == NEVER or p.reason[one] == CHILD or p.reason[one] == RETIRED:
            continue
        couple = 1 if has_a and has_b else 0
        adults = 0
        counted = 0
        if has_a:
            counted += own_income(a, law, p, inc)
            adults += 1 if month - p.birth[a] >= limit else 0
        if has_b:
            counted += own_income(b, law, p, inc)
            adults += 1 if month - p.birth[b] >= limit else 0
        h.counted[k] = counted
        others = max(0, h.sharers[h.dwelling[k]] - adults)
        h.norm[k] = norm(couple, (month - p.birth[one]) / 12.0, others, law.single, law.couple, law.youth)
        student_alone = couple == 0 and p.studying[one] == 1
        if h.outside_income[k] == 1 or h.non_take_up[k] == 1 or student_alone:
            continue
        h.bijstand[k] = benefit(h.norm[k], counted)


@kernel
def attribute(entered: int, p: People, h: Households) -> None:
    """Each adult's part of the benefit, whether it is partial, and the main source of income."""
    for i in range(entered):
        p.bijstand[i] = 0
        p.partial[i] = 0
        p.income[i] = NO_INCOME
        if p.active[i] == 0 or p.reason[i] == CHILD:
            continue
        k = p.household[i]
        if h.bijstand[k] > 0:
            a, b = h.adult_a[k], h.adult_b[k]
            both = a >= 0 and b >= 0 and p.active[a] == 1 and p.active[b] == 1
            share = h.bijstand[k] // 2 if both else h.bijstand[k]
            p.bijstand[i] = h.bijstand[k] - share if both and i == b else share
            p.partial[i] = 1 if h.counted[k] > 0 else 0
        p.income[i] = main_source(p.net[i], p.ui_cents[i], p.student_cents[i], p.bijstand[i], p.housed[i])


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

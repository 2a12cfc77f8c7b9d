"""What a household lives on: net wages, unemployment insurance, student finance, household bijstand.

All amounts are whole cents a month; the one rounding is half up (``cents``).
"""

from __future__ import annotations

import math
from typing import NamedTuple

from werkagenda.agents.compiled import inline, rule
from werkagenda.agents.participation import is_carer
from werkagenda.agents.people import Households, People

OUTSIDE_PARTNER = 0.4
"""Skill and language that a partner outside the table is taken to have (assumption)."""


class IncomeParams(NamedTuple):
    """Entries ``income.*``."""

    general_credit_from_eur: float
    general_credit_fall: float
    labour_credit_first_eur: float
    labour_credit_second_eur: float
    labour_credit_first_share: float
    labour_credit_from_eur: float
    labour_credit_fall: float
    employer_contribution_share: float
    ui_replacement_share: float
    ui_needed_months: float
    ui_base_months: float
    ui_months_per_year: float
    disregard_months: float
    non_take_up_share: float
    student_age_limit: float
    sharing_age: float


@rule
def cents(amount: float) -> int:
    """Whole cents, half up."""
    return int(math.floor(amount + 0.5))


@rule
def labour_credit(year_income: float, maximum: float, p: IncomeParams) -> float:
    """Labour tax credit in cents a year: piecewise linear through the published kinks (P112, P113).

    0 at 0, first_share * max at the first kink, max at the second, falling by ``labour_credit_fall``
    above ``labour_credit_from``; the build-up percentages were not seen (assumption).
    """
    first, second = p.labour_credit_first_eur * 100.0, p.labour_credit_second_eur * 100.0
    if year_income <= first:
        return maximum * p.labour_credit_first_share * year_income / first
    if year_income <= second:
        part = (year_income - first) / (second - first)
        return maximum * (p.labour_credit_first_share + (1.0 - p.labour_credit_first_share) * part)
    return max(0.0, maximum - p.labour_credit_fall * max(0.0, year_income - p.labour_credit_from_eur * 100.0))


@rule
def income_tax(gross: float, rate: float, general_max: float, labour_max: float, p: IncomeParams) -> int:
    """Wage tax of a month in cents: the year's tax on twelve such months after credits, over twelve.

    max(0, rate * y - general credit(y) - labour credit(y)) / 12 with y = 12 * gross (law_amounts.csv); the general
    credit is max(0, general_max - general_credit_fall * max(0, y - general_credit_from)).
    """
    year = 12.0 * gross
    general = general_max - p.general_credit_fall * max(0.0, year - p.general_credit_from_eur * 100.0)
    tax = rate * year - max(0.0, general) - labour_credit(year, labour_max, p)
    return cents(max(0.0, tax) / 12.0)


@rule
def month_wage(hourly: int, hours: int) -> int:
    """Gross wage of a month in cents: hourly * hours * 52 / 12."""
    return cents(hourly * hours * 52.0 / 12.0)


@rule
def norm(couple: int, age: float, sharers: int, single_norm: int, couple_norm: int, youth_norm: int) -> int:
    """Bijstand norm of a household in cents (P080, P081, P096).

    Under 21 without partner: the youth norm. Otherwise with ``sharers`` other adults in the dwelling each
    adult has (40% + 30% n) / n of the couple's norm, n being all adults of the dwelling; without sharers the
    single or couple norm.
    """
    if couple == 0 and age < 21.0:
        return youth_norm
    if sharers <= 0:
        return couple_norm if couple == 1 else single_norm
    own = 2 if couple == 1 else 1
    n = own + sharers
    return cents(own * couple_norm * (0.4 + 0.3 * n) / n)


@rule
def counted_income(net_wage: int, other: int, tenure: int, share: float, cap: int, p: IncomeParams) -> int:
    """Income set against the norm: net wage less the disregard in the first months, plus other income.

    disregard = min(cap, share * net wage) while tenure < disregard_months (P097).
    """
    free = 0
    if tenure < p.disregard_months:
        free = min(cap, cents(share * net_wage))
    return net_wage - free + other


@rule
def benefit(norm_cents: int, counted: int) -> int:
    """Bijstand of the household: max(0, norm - counted)."""
    return max(0, norm_cents - counted)


@rule
def insurance_months(worked_months: int, p: IncomeParams) -> int:
    """Months of unemployment insurance after a job: none below ``ui_needed_months`` of work, else the base
    plus ``ui_months_per_year`` for each full year worked."""
    if worked_months < p.ui_needed_months:
        return 0
    return int(p.ui_base_months + p.ui_months_per_year * math.floor(worked_months / 12.0))


@rule
def carer_of(partner: int, outside: int, sex: int, norm: int, mine: float, theirs: float) -> int:
    """1 when an adult carries the care in the household (see the rule ``is_carer``).

    ``partner`` is 1 with a partner in the country, ``outside`` 1 with a partner outside the table; ``mine``
    and ``theirs`` are skill plus language, which stand for the wage each could earn.
    """
    if partner == 1:
        return is_carer(sex, norm, mine, theirs, 0)
    if outside == 1:
        return is_carer(sex, norm, mine, OUTSIDE_PARTNER, 0)
    return 1


@inline
def at_home(i: int, p: People, h: Households) -> tuple[int, int]:
    """Whether somebody has a partner, in the table or outside it, and whether they carry the care (0 or 1 each)."""
    home = p.household[i]
    other = h.adult_b[home] if h.adult_a[home] == i else h.adult_a[home]
    partner = 1 if h.adult_b[home] >= 0 and p.active[other] == 1 else 0
    theirs = p.skill[other] + p.language[other] if partner == 1 and p.norm_carer[i] == 0 else 0.0  # the norm asks none
    outside = h.outside_income[home]
    carer = carer_of(partner, outside, p.sex[i], p.norm_carer[i], p.skill[i] + p.language[i], theirs)
    return 1 if partner == 1 or outside == 1 else 0, carer

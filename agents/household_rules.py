"""Household income: net wages, unemployment insurance, student finance, bijstand (social assistance).

All amounts are whole cents a month, rounded half up (``cents``).
"""

from __future__ import annotations

import math
from typing import NamedTuple

from werkagenda.agents.compiled import inline, rule
from werkagenda.agents.participation import is_carer
from werkagenda.agents.people import Households, People
from werkagenda.agents.state import F64

OUTSIDE_PARTNER = 0.4
"""Skill plus language assumed for a partner who has no row in the table (assumption)."""
HOLIDAY = 0.08
"""Holiday allowance as a share of the wage (law.holiday_allowance_share_wage), paid monthly in the model."""

YOUNG_CHILD_MONTHS = 144
"""Age below which a child needs care while the main carer works: 12 years."""


class IncomeParams(NamedTuple):
    """Parameters ``income.*``."""

    ui_replacement_first: float
    ui_replacement_share: float
    ui_first_months: float
    ui_needed_months: float
    ui_base_months: float
    ui_months_per_year: float
    ui_years_needed: float
    ui_hours_per_year: float
    ui_full_years: float
    ui_later_share: float
    non_take_up_share: float
    student_age_limit: float


class TaxMonth(NamedTuple):
    """Income tax and tax credits in force in a month, for yearly income: cents and shares (law_amounts.csv).

    The first bracket ends at ``first_end``. The general credit falls above ``general_from``. The labour credit is built
    up at three rates and falls above ``labour_from``.
    """

    first_rate: float
    first_end: float
    second_rate: float
    general_max: float
    general_from: float
    general_fall: float
    labour_rate_1: float
    labour_kink_1: float
    labour_rate_2: float
    labour_kink_2: float
    labour_rate_3: float
    labour_max: float
    labour_from: float
    labour_fall: float


class LawMonth(NamedTuple):
    """Statutory amounts of a month (law_amounts.csv).

    Norms and student finance in cents a month; the earnings disregard as a share, with a cap in cents a month and a
    duration in months; age in months from which housemates share costs; share of the adult minimum wage by age in years
    up to 22.
    """

    single: int
    couple: int
    parent: int
    youth: int
    student: int
    disregard_share: float
    disregard_cap: int
    disregard_months: int
    sharing_months: int
    youth_pay: F64


@rule
def cents(amount: float) -> int:
    """Round to whole cents, half up."""
    return int(math.floor(amount + 0.5))


@rule
def labour_credit(year_income: float, t: TaxMonth) -> float:
    """Labour tax credit in cents a year.

    Built up at three rates between its kinks, at most ``labour_max``, minus ``labour_fall`` of earnings above
    ``labour_from``.
    """
    credit = t.labour_rate_1 * min(year_income, t.labour_kink_1)
    credit += t.labour_rate_2 * max(0.0, min(year_income, t.labour_kink_2) - t.labour_kink_1)
    credit += t.labour_rate_3 * max(0.0, year_income - t.labour_kink_2)
    return max(0.0, min(credit, t.labour_max) - t.labour_fall * max(0.0, year_income - t.labour_from))


@rule
def income_tax(gross: float, works: int, t: TaxMonth) -> int:
    """Income tax of a month in cents: tax on twelve such months after credits, divided by twelve.

    max(0, first_rate * min(y, end) + second_rate * max(0, y - end) - general credit(y) - labour credit(y)) / 12 with y
    = 12 * gross. The labour credit applies to wages (``works`` 1), not to insurance benefits (0). The general credit is
    max(0, general_max - general_fall * max(0, y - general_from)). Not modelled: its floor of 2014 and 2015 (incomes
    above 36,000 euros) and brackets above the second.
    """
    year = 12.0 * gross
    tax = t.first_rate * min(year, t.first_end) + t.second_rate * max(0.0, year - t.first_end)
    tax -= max(0.0, t.general_max - t.general_fall * max(0.0, year - t.general_from))
    if works == 1:
        tax -= labour_credit(year, t)
    return cents(max(0.0, tax) / 12.0)


@rule
def month_wage(hourly: int, hours: int) -> int:
    """Gross monthly wage in cents including holiday allowance: hourly * hours * 52 / 12 * 1.08.

    Bijstand norms include holiday pay as well, so both amounts are comparable.
    """
    return cents(hourly * hours * 52.0 / 12.0 * (1.0 + HOLIDAY))


@rule
def norm(couple: int, age: float, sharers: int, single_norm: int, couple_norm: int, youth_norm: int) -> int:
    """Bijstand norm of a household in cents (P080, P081, P096).

    Under 21 without partner: the youth norm. With ``sharers`` other adults in the dwelling each adult gets (40% + 30%
    n) / n of the couple's norm, n = all adults of the dwelling. Without sharers: the single or couple norm.
    ``single_norm`` is the single-parent norm where there is a child: 90% of the couple's norm until 2014, equal to that
    of a single person from 2015. Cost sharing starts in 2015 (law.cost_sharing_age). Not modelled: the half-year
    transition for benefits that were running then.
    """
    if couple == 0 and age < 21.0:
        return youth_norm
    if sharers <= 0:
        return couple_norm if couple == 1 else single_norm
    own = 2 if couple == 1 else 1
    n = own + sharers
    return cents(own * couple_norm * (0.4 + 0.3 * n) / n)


@rule
def counted_income(net_wage: int, other: int, tenure: int, share: float, cap: int, months: int) -> int:
    """Income deducted from the norm: net wage minus the disregard in the first months, plus other income.

    disregard = min(cap, share * net wage) in the first ``months`` of a job (P097; 15% for twelve months in the later
    law, P098). The law grants it once per benefit spell; the model once per job (assumption).
    """
    free = 0
    if tenure < months:
        free = min(cap, cents(share * net_wage))
    return net_wage - free + other


@rule
def benefit_lost(bijstand: float, net_wage: float, share: float, cap: float, months: int) -> float:
    """Bijstand lost because of a wage, cents a month: min(bijstand, net wage - disregard).

    The disregard is its mean over the first year of work: min(cap, share * net wage) * min(1, months / 12). That people
    look one year ahead is an assumption.
    """
    free = min(cap, share * net_wage) * min(1.0, months / 12.0)
    return min(bijstand, net_wage - free)


@rule
def benefit(norm_cents: int, counted: int) -> int:
    """Bijstand of the household: max(0, norm - counted)."""
    return max(0, norm_cents - counted)


@rule
def care_benefit(hours: float, youngest_age: float, own_share: float, daycare: float, after_school: float) -> int:
    """Child-care benefit of a month in whole cents, for one child at the maximum hourly price.

    (1 - own share) * price * min(230, link * hours worked * 52 / 12). Under 4 years: day care, 1.4 hours of care per
    hour of work. From 4 to 12: after-school care, 0.7 hours. None from 12 (law_amounts.csv; the statutory maximum of
    2012-2022 is taken as usual use; that one child is in care is an assumption). Prices in cents an hour.
    """
    if youngest_age >= 12.0:
        return 0
    price, link = (daycare, 1.4) if youngest_age < 4.0 else (after_school, 0.7)
    return cents((1.0 - own_share) * price * min(230.0, link * hours * 52.0 / 12.0))


@rule
def insurance_months(recent_months: int, recent_years: int, years: int, p: IncomeParams) -> int:
    """Duration of unemployment insurance after a job in months (law.ww_*).

    0 if fewer than ``ui_needed_months`` of the last eight months were worked (26 of the last 36 weeks). Otherwise at
    least ``ui_base_months``. With 208 paid hours in ``ui_years_needed`` of the last five calendar years: one month per
    such year in ``years``, half a month per year beyond ten. Nobody who came after 2013 reaches the maximum of 24
    months.
    """
    if recent_months < p.ui_needed_months:
        return 0
    if recent_years < p.ui_years_needed:
        return int(p.ui_base_months)
    full = min(float(years), p.ui_full_years)
    months = p.ui_months_per_year * (full + p.ui_later_share * (years - full))
    return int(max(p.ui_base_months, math.floor(months)))


@rule
def insurance(insured: int, months: int, p: IncomeParams) -> int:
    """Gross insurance benefit of a month in cents: a share of ``insured``, higher in the first ``ui_first_months``."""
    share = p.ui_replacement_first if months < p.ui_first_months else p.ui_replacement_share
    return cents(share * insured)


@rule
def ones(bits: int) -> int:
    """Number of bits set among the lowest sixteen."""
    n = 0
    for k in range(16):
        n += (bits >> k) & 1
    return n


@rule
def carer_of(partner: int, outside: int, sex: int, norm: int, mine: float, theirs: float) -> int:
    """1 if an adult is the main carer of the household (rule ``is_carer``).

    ``partner`` is 1 with a partner in the country, ``outside`` 1 with an earning partner without a row. ``mine`` and
    ``theirs`` are skill plus language, a proxy for potential wages.
    """
    if partner == 1:
        return is_carer(sex, norm, mine, theirs, 0)
    if outside == 1:
        return is_carer(sex, norm, mine, OUTSIDE_PARTNER, 0)
    return 1


@inline
def at_home(i: int, p: People, h: Households) -> tuple[int, int]:
    """Returns (1 if the person has a partner, with or without a row, else 0; 1 if they are the main carer, else 0)."""
    home = p.household[i]
    other = h.adult_b[home] if h.adult_a[home] == i else h.adult_a[home]
    partner = 1 if h.adult_b[home] >= 0 and p.active[other] == 1 else 0
    asks = partner == 1 and p.norm_carer[i] == 0  # under the norm wages do not matter
    theirs = float(p.skill[other] + p.language[other]) if asks else 0.0
    outside = int(h.outside_income[home])
    carer = carer_of(partner, outside, p.sex[i], p.norm_carer[i], p.skill[i] + p.language[i], theirs)
    return 1 if partner == 1 or outside == 1 else 0, carer

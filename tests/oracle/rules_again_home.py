"""Rules of households, language and life, written a second time (see ``again``)."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from oracle.again import Rounded, again, line


@again("household_rules")
def cents(amount: float) -> Rounded:
    return Rounded(amount)


@again("household_rules")
def labour_credit(year_income: float, maximum: float, p: Any) -> float:
    points = [(0.0, 0.0), (p.labour_credit_first_eur, p.labour_credit_first_share), (p.labour_credit_second_eur, 1.0)]
    built = maximum * line(year_income / 100, points)
    falls_from = 100 * max(
        p.labour_credit_from_eur, 0.0 if year_income > 100 * p.labour_credit_second_eur else math.inf
    )
    over = max(0.0, year_income - falls_from)
    return max(0.0, built - p.labour_credit_fall * over)


@again("household_rules")
def income_tax(gross: float, rate: float, general_max: float, labour_max: float, p: Any) -> Rounded:
    year = gross * 12
    general = max(0.0, general_max - p.general_credit_fall * max(0.0, year - 100 * p.general_credit_from_eur))
    return Rounded(max(0.0, math.fsum([rate * year, -general, -labour_credit(year, labour_max, p)])) / 12)


@again("household_rules")
def month_wage(hourly: int, hours: int) -> Rounded:
    return Rounded(hourly * hours * 52, 12)


@again("household_rules")
def norm(couple: int, age: float, sharers: int, single_norm: int, couple_norm: int, youth_norm: int) -> Rounded:
    adults = 1 + couple + max(0, sharers)
    if not couple and age < 21:
        return Rounded(youth_norm)
    if adults == 1 + couple:
        return Rounded((single_norm, couple_norm)[couple])
    each = (Fraction(4, 10) + Fraction(3, 10) * adults) / adults * couple_norm
    return Rounded(each * (1 + couple))


@again("household_rules")
def counted_income(net_wage: int, other: int, tenure: int, share: float, cap: int, p: Any) -> Rounded:
    free = min(Fraction(cap), Fraction(share) * net_wage) if tenure < p.disregard_months else Fraction(0)
    return Rounded(net_wage + other - math.floor(free + Fraction(1, 2)))


@again("household_rules")
def benefit(norm_cents: int, counted: int) -> int:
    return norm_cents - counted if counted < norm_cents else 0


@again("household_rules")
def insurance_months(worked_months: int, p: Any) -> int:
    full_years = worked_months // 12
    return int(p.ui_base_months + p.ui_months_per_year * full_years) if worked_months >= p.ui_needed_months else 0


@again("language")
def class_gain(education: int, age: float, hours: float, p: Any) -> float:
    rate = (p.gain_low, p.gain_middle, p.gain_high)[education] / 100
    return rate * hours * max(0.4, 1 - p.age_penalty * max(0.0, age - 25))


@again("language")
def work_gain(hours: float, dutch_spoken: int, vocational: float, p: Any) -> float:
    return (p.work_gain_other, p.work_gain_dutch)[dutch_spoken] * min(20.0, hours) / 20 * (1 + vocational)


@again("language")
def new_level(level: float, gain: float, p: Any) -> float:
    return level + gain * max(0.0, p.ceiling - level) / p.ceiling


@again("language")
def class_hours_of_month(week_hours: float, work_hours: float, p: Any) -> float:
    return 4.33 * max(week_hours / 4, min(week_hours, p.work_class_week_hours - work_hours))


@again("language")
def combined_hours(hours: float, week_hours: float, combined: float) -> float:
    return (1 - combined) * hours + combined * 4.33 * week_hours


@again("language")
def language_share(route: int, p: Any) -> float:
    return (1.0, 1.0, 1.0, p.z_language_share, p.education_language_share)[route]


@again("language")
def fined(route: int, months_housed: int, attended: int, p: Any) -> int:
    over = months_housed == int(p.delay_2021_months + p.term_months)
    return int(route >= 2 and over and attended < p.effort_hours)


@again("language")
def exam_probability(level: float, needed: float, p: Any) -> float:
    return 0.0 if level < needed else p.exam_pass_per_month


@again("life")
def monthly(per_year: float) -> float:
    return 1 - (1 - per_year) ** (1 / 12)


@again("life")
def departure_probability(family: int, employed: int, p: Any) -> float:
    chance = monthly((p.departure_per_year, p.departure_family_per_year)[family])
    return min(1.0, chance * (1.0, p.departure_work_factor)[employed])


@again("life")
def birth_probability(age: float, months_together: float, p: Any) -> float:
    if not 18 <= age < 45 or months_together > p.births_until_months:
        return 0.0
    return line(age, [(35.0, 1.0), (45.0, 0.0)]) * monthly(p.birth_per_year)


@again("life")
def study_start_probability(age: float, language: float, p: Any) -> float:
    able = language >= p.study_language and age < 40
    return able * (p.study_start_young if age < 23 else line(age, [(23.0, p.study_start_older), (40.0, 0.0)]))

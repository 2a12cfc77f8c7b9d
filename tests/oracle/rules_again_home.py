"""Rules of households, language and life, written a second time (see ``again``)."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from oracle.again import Rounded, again, between, line


@again("household_rules")
def cents(amount: float) -> Rounded:
    return Rounded(amount)


@again("household_rules")
def labour_credit(year_income: float, t: Any) -> float:
    ends = [0.0, t.labour_kink_1, t.labour_kink_2, math.inf]
    rates = [t.labour_rate_1, t.labour_rate_2, t.labour_rate_3]
    parts = [rate * (year_income - low) for rate, low in zip(rates, ends, strict=False) if year_income > low]
    beyond = [rate * (year_income - high) for rate, high in zip(rates, ends[1:], strict=True) if year_income > high]
    over = max(0.0, year_income - t.labour_from)
    return max(0.0, min(t.labour_max, math.fsum(parts) - math.fsum(beyond)) - t.labour_fall * over)


@again("household_rules")
def income_tax(gross: float, works: int, t: Any) -> Rounded:
    year = gross * 12
    above = max(0.0, year - t.first_end)
    general = max(0.0, t.general_max - t.general_fall * max(0.0, year - t.general_from))
    credits_ = [-general, -labour_credit(year, t) if works else 0.0]
    return Rounded(max(0.0, math.fsum([t.first_rate * (year - above), t.second_rate * above, *credits_])) / 12)


@again("household_rules")
def month_wage(hourly: int, hours: int) -> Rounded:
    return Rounded(Fraction(hourly * hours * 52 * 108, 1200))


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
def counted_income(net_wage: int, other: int, tenure: int, share: float, cap: int, months: int) -> Rounded:
    free = min(Fraction(cap), Fraction(share) * net_wage) if tenure < months else Fraction(0)
    return Rounded(net_wage + other - math.floor(free + Fraction(1, 2)))


@again("household_rules")
def benefit(norm_cents: int, counted: int) -> int:
    return norm_cents - counted if counted < norm_cents else 0


@again("household_rules")
def care_benefit(hours: float, youngest_age: float, own_share: float, daycare: float, after_school: float) -> Rounded:
    price, link = [(daycare, 1.4), (after_school, 0.7), (0.0, 0.0)][(youngest_age >= 4) + (youngest_age >= 12)]
    return Rounded(math.prod([price, 1 - own_share, min(230.0, link * hours * 52 / 12)]))


@again("household_rules")
def benefit_lost(bijstand: float, net_wage: float, share: float, cap: float, months: int) -> float:
    kept = min(cap, share * net_wage) * (months / 12 if months < 12 else 1)
    return min(bijstand, net_wage - kept)


@again("household_rules")
def insurance_months(recent_months: int, recent_years: int, years: int, p: Any) -> int:
    if recent_months < p.ui_needed_months:
        return 0
    weighted = [1.0 if k < p.ui_full_years else p.ui_later_share for k in range(years)]
    by_years = math.floor(p.ui_months_per_year * sum(weighted)) if recent_years >= p.ui_years_needed else 0
    return int(max(by_years, p.ui_base_months))


@again("household_rules")
def insurance(insured: int, months: int, p: Any) -> Rounded:
    return Rounded((p.ui_replacement_share if months >= p.ui_first_months else p.ui_replacement_first) * insured)


@again("household_rules")
def ones(bits: int) -> int:
    return bin(bits & 0xFFFF).count("1")


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
def class_week(route: int, p: Any) -> float:
    return (p.hours_2021_per_week, p.hours_2013_per_week)[route == 1]


@again("language")
def crowded_out(week_hours: float, work_hours: float, p: Any) -> float:
    if week_hours == 0:
        return 0.0
    return between((week_hours - p.work_class_week_hours + work_hours) / week_hours, 0, 1)


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
def study_start_probability(age: float, language: float, education: int, p: Any) -> float:
    able = language >= p.study_language and age < 40
    older = line(age, [(23.0, p.study_start_older), (40.0, 0.0)]) * math.exp(p.study_schooling) ** (education - 1)
    return able * (p.study_start_young if age < 23 else min(1.0, older))


@again("household_rules")
def carer_of(partner: int, outside: int, sex: int, norm: int, mine: float, theirs: float) -> int:
    if not (partner or outside):
        return 1
    other = theirs if partner else 0.4
    woman = int(sex == 0)
    return woman if norm or mine == other else int(mine < other)

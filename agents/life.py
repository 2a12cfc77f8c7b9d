"""Life events that do not depend on work: departure, illness, births, study."""

from __future__ import annotations

from typing import NamedTuple

from werkagenda.agents.compiled import rule
from werkagenda.agents.exact import exp, log

ADULT_MONTHS, PENSION_MONTHS = 216, 804
"""Age of majority (18 years) and retirement age (67 years), in months."""


class LifeParams(NamedTuple):
    """Parameters ``life.*``."""

    departure_per_year: float
    departure_family_per_year: float
    departure_work_factor: float
    move_per_year: float
    fall_ill_per_year: float
    recover_per_year: float
    wait_illness: float
    birth_per_year: float
    births_until_months: float
    study_start_young: float
    study_start_older: float
    study_schooling: float
    study_months: float
    study_language: float
    study_quit_per_month: float


@rule
def monthly(per_year: float) -> float:
    """Monthly probability equivalent to a yearly one: 1 - (1 - q)^(1/12)."""
    return 1.0 - exp(log(1.0 - per_year) / 12.0)


@rule
def departure_probability(family: int, employed: int, p: LifeParams) -> float:
    """Monthly probability of leaving the country (C386, C403); times ``departure_work_factor`` if employed."""
    chance = monthly(p.departure_family_per_year if family == 1 else p.departure_per_year)
    return min(1.0, chance * p.departure_work_factor) if employed == 1 else chance


@rule
def birth_probability(age: float, months_together: float, p: LifeParams) -> float:
    """Monthly probability of a birth in a couple whose woman is 18 to 44 (assumption).

    Monthly equivalent of ``birth_per_year``, falling linearly to 0 between ages 35 and 45; 0 after
    ``births_until_months``.
    """
    if age < 18.0 or age >= 45.0 or months_together > p.births_until_months:
        return 0.0
    fade = 1.0 if age < 35.0 else (45.0 - age) / 10.0
    return monthly(p.birth_per_year) * fade


@rule
def study_start_probability(age: float, language: float, education: int, p: LifeParams) -> float:
    """Monthly probability of starting full-time study (C132-C146, C155).

    ``study_start_young`` under 23, then ``study_start_older`` * (40 - age) / 17 * exp(study_schooling * (education -
    1)), at most 1; 0 from 40 on or below ``study_language``. People with more schooling study on: diplomas are not
    recognised and higher education is open to them (size an assumption).
    """
    if language < p.study_language or age >= 40.0:
        return 0.0
    if age < 23.0:
        return p.study_start_young
    return min(1.0, p.study_start_older * max(0.0, (40.0 - age) / 17.0) * exp(p.study_schooling * (education - 1)))

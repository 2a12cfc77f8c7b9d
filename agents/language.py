"""Growth of a newcomer's Dutch in class, at work and in daily life. Level 0-1: A1 .2, A2 .4, B1 .6."""

from __future__ import annotations

from typing import NamedTuple

from werkagenda.agents.compiled import rule
from werkagenda.agents.kinds import ROUTE_2013, ROUTE_EDUCATION, ROUTE_NONE, ROUTE_Z

DUTCH_SPOKEN = 0.35
"""Language threshold of a job from which Dutch is spoken at work; jobs below it are open to the fringe."""


class LanguageParams(NamedTuple):
    """Parameters ``language.*``; units and sources are in the evidence registry."""

    gain_low: float
    gain_middle: float
    gain_high: float
    age_penalty: float
    work_gain_dutch: float
    work_gain_other: float
    daily_gain: float
    ceiling: float
    waiting_gain: float
    home_gain: float


@rule
def class_gain(education: int, age: float, hours: float, p: LanguageParams) -> float:
    """Level gained by ``hours`` of class (P068, P015, C342-C347; assumption).

    gain = g(education) / 100 * hours * max(0.4, 1 - age_penalty * max(0, age - 25)); age in years.
    """
    rate = p.gain_low
    if education == 1:
        rate = p.gain_middle
    elif education == 2:
        rate = p.gain_high
    slow = 1.0 - p.age_penalty * max(0.0, age - 25.0)
    return rate * 0.01 * hours * max(0.4, slow)


@rule
def work_gain(hours: float, dutch_spoken: int, vocational: float, p: LanguageParams) -> float:
    """Level gained by a month at work, proportional to hours up to 20 a week (sign P014; assumption).

    gain = rate * min(1, hours / 20) * (1 + vocational); vocational is the relative gain by vocational Dutch (0: none).
    """
    rate = p.work_gain_dutch if dutch_spoken == 1 else p.work_gain_other
    return rate * min(1.0, hours / 20.0) * (1.0 + vocational)


@rule
def new_level(level: float, gain: float, p: LanguageParams) -> float:
    """Level after a gain that shrinks near the ceiling: level + gain * (1 - level / ceiling); unchanged above it."""
    headroom = 1.0 - level / p.ceiling
    if headroom <= 0.0:
        return level
    return level + gain * headroom


class IntegrationParams(NamedTuple):
    """Parameters ``integration.*``: civic integration under the Acts of 2013 and 2021."""

    delay_2013_months: float
    delay_2021_months: float
    hours_2013_per_week: float
    hours_2021_per_week: float
    exam_level: float
    exam_level_z: float
    exam_pass_per_month: float
    waiver_after_months: float
    waiver_per_month: float
    education_route_share: float
    work_class_week_hours: float
    z_language_share: float
    education_language_share: float
    z_route_hours: float
    term_months: float
    effort_hours: float


@rule
def class_hours_of_month(week_hours: float, work_hours: float, p: IntegrationParams) -> float:
    """Class hours in a month next to work: work and class together at most 38 hours a week (P049; assumption).

    hours = 4.33 * max(0.25 * week_hours, min(week_hours, work_class_week_hours - work_hours))
    """
    hours = max(0.25 * week_hours, min(week_hours, p.work_class_week_hours - work_hours))
    return 4.33 * hours


@rule
def class_week(route: int, p: IntegrationParams) -> float:
    """Class hours a week under the Act of the route."""
    return p.hours_2013_per_week if route == ROUTE_2013 else p.hours_2021_per_week


@rule
def crowded_out(week_hours: float, work_hours: float, p: IntegrationParams) -> float:
    """Share of weekly class hours that does not fit next to ``work_hours`` (P049; assumption).

    max(0, class + work - work_class_week_hours) / class, at most 1; 0 without class.
    """
    over = week_hours + work_hours - p.work_class_week_hours
    if over <= 0.0 or week_hours <= 0.0:
        return 0.0
    return min(1.0, over / week_hours)


@rule
def combined_hours(hours: float, week_hours: float, combined: float) -> float:
    """Class hours in a month when a share ``combined`` (0-1) of the hours lost to work is taught at work.

    hours + combined * (4.33 * week_hours - hours) (assumption)
    """
    return hours + combined * (4.33 * week_hours - hours)


@rule
def language_share(route: int, p: IntegrationParams) -> float:
    """Share of class hours spent on language; the rest is participation or school subjects (P068, P069)."""
    if route == ROUTE_Z:
        return p.z_language_share
    return p.education_language_share if route == ROUTE_EDUCATION else 1.0


@rule
def fined(route: int, months_housed: int, attended: int, p: IntegrationParams) -> int:
    """1 in the month in which the term of the Act of 2021 ends for a person in class with too little effort.

    The term starts with the duty, half a year after housing (P067). Whoever attended ``effort_hours`` gets an extension
    instead (assumption).
    """
    liable = (route != ROUTE_NONE) & (route != ROUTE_2013) & (attended < p.effort_hours)
    return 1 if liable & (months_housed == int(p.delay_2021_months + p.term_months)) else 0


@rule
def exam_probability(level: float, needed: float, p: IntegrationParams) -> float:
    """Monthly probability of passing the last exam once the level is reached (C342-C348; assumption)."""
    return p.exam_pass_per_month if level >= needed else 0.0

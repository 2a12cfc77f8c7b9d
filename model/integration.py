"""Civic integration and language; study, health and births."""

from __future__ import annotations

import numpy as np

from werkagenda.agents.compiled import kernel, rule
from werkagenda.agents.kinds import (
    ASYLUM,
    CHILD,
    EMPLOYED,
    FEMALE,
    HIGH,
    IN_CLASS,
    LOW,
    MIDDLE,
    NEVER,
    NONE,
    NOT_STARTED,
    PASSED,
    RETIRED,
    ROUTE_2013,
    ROUTE_B1,
    ROUTE_EDUCATION,
    ROUTE_NONE,
    ROUTE_Z,
    WAIVED,
)
from werkagenda.agents.language import (
    IntegrationParams,
    LanguageParams,
    class_gain,
    class_hours_of_month,
    combined_hours,
    exam_probability,
    language_share,
    new_level,
    work_gain,
)
from werkagenda.agents.life import LifeParams, birth_probability, monthly, study_start_probability
from werkagenda.agents.people import Households, People
from werkagenda.agents.state import F64
from werkagenda.model.chance import draw

ACT_2021 = 96
"""First month of the Civic Integration Act 2021: January 2022."""


@rule
def choose_route(permit: int, education: int, age: float, u: float, p: IntegrationParams) -> int:
    """Route of who becomes obliged: one under the Act of 2013; under the Act of 2021 education route for the
    young (so that the expected share results), Z route for older people of low schooling, else B1."""
    if permit < ACT_2021:
        return ROUTE_2013
    if age < 28.0 and u < 2.2 * p.education_route_share:
        return ROUTE_EDUCATION
    if education == LOW and age >= 28.0:
        return ROUTE_Z
    return ROUTE_B1


@rule
def needed_level(route: int, p: IntegrationParams) -> float:
    """Level asked at the last exam: A1 on the Z route (or its hours done, P068), else A2 (B1 may be scaled down)."""
    return p.exam_level_z if route == ROUTE_Z else p.exam_level


@kernel
def attend_class(
    entered: int,
    month: int,
    start_key: np.uint64,
    exam_key: np.uint64,
    waiver_key: np.uint64,
    vocational: F64,
    combined: F64,
    p: People,
    lang: LanguageParams,
    integ: IntegrationParams,
) -> None:
    """A month of class, work and life in Dutch; exams and waivers. ``vocational`` and ``combined`` are
    levers (one a person)."""
    for i in range(entered):
        p.class_hours[i] = 0
        if p.active[i] == 0 or p.reason[i] == RETIRED or p.housed[i] == NEVER:
            continue
        if p.reason[i] == CHILD:
            p.language[i] = new_level(p.language[i], 0.012, lang)
            continue
        age = (month - p.birth[i]) / 12.0
        if p.integration[i] == NOT_STARTED:
            if p.route[i] == ROUTE_NONE:
                p.route[i] = choose_route(p.permit[i], p.education[i], age, draw(start_key, p.hash[i]), integ)
            late = integ.delay_2013_months if p.route[i] == ROUTE_2013 else integ.delay_2021_months
            if month - p.housed[i] >= late:
                p.integration[i] = IN_CLASS
        gain = lang.daily_gain
        if p.studying[i] == 1:
            gain = gain + 0.008
        if p.integration[i] == IN_CLASS:
            week = integ.hours_2013_per_week if p.route[i] == ROUTE_2013 else integ.hours_2021_per_week
            hours = combined_hours(class_hours_of_month(week, float(p.hours[i]), integ), week, combined[i])
            p.class_hours[i] = int(hours + 0.5)
            p.attended[i] += p.class_hours[i]
            p.class_months[i] += 1
            gain = gain + class_gain(p.education[i], age, hours * language_share(p.route[i], integ), lang)
            ready = 1 if p.route[i] == ROUTE_Z and p.attended[i] >= integ.z_route_hours else 0
            level = needed_level(p.route[i], integ) if ready == 0 else 0.0
            if draw(exam_key, p.hash[i]) < exam_probability(p.language[i], level, integ):
                p.integration[i] = PASSED
            elif (
                p.class_months[i] >= integ.waiver_after_months and draw(waiver_key, p.hash[i]) < integ.waiver_per_month
            ):
                p.integration[i] = WAIVED
        if p.state[i] == EMPLOYED:
            gain = gain + work_gain(float(p.hours[i]), p.dutch_spoken[i], vocational[i], lang)
        p.language[i] = new_level(p.language[i], gain, lang)


@kernel
def study(
    entered: int, month: int, start_key: np.uint64, end_key: np.uint64, internship: F64, p: People, life: LifeParams
) -> None:
    """Starting, finishing and leaving full-time education; ``internship`` is a lever (part of leaving prevented)."""
    for i in range(entered):
        if p.active[i] == 0 or p.kind[i] == ASYLUM or p.reason[i] == CHILD or p.housed[i] == NEVER:
            continue
        if p.studying[i] == 1:
            p.study_months[i] += 1
            if p.study_months[i] >= life.study_months:
                p.studying[i] = 0
                p.education[i] = max(p.education[i], MIDDLE) if p.education[i] < HIGH else HIGH
                p.reason[i] = NONE
            elif draw(end_key, p.hash[i]) < life.study_quit_per_month * (1.0 - internship[i]):
                p.studying[i] = 0
                p.reason[i] = NONE
        elif p.state[i] != EMPLOYED:
            age = (month - p.birth[i]) / 12.0
            if draw(start_key, p.hash[i]) < study_start_probability(age, p.language[i], life):
                p.studying[i], p.study_months[i] = 1, 0


@kernel
def health_and_births(
    entered: int, month: int, health_key: np.uint64, birth_key: np.uint64, p: People, h: Households, life: LifeParams
) -> int:
    """Falling ill, recovering; births in couples (a child matters as care, not as a row). Returns births."""
    born = 0
    ill, well = monthly(life.fall_ill_per_year), monthly(life.recover_per_year)
    most = monthly(life.birth_per_year)
    for i in range(entered):
        if p.active[i] == 0 or p.reason[i] == CHILD:
            continue
        u = draw(health_key, p.hash[i])
        if p.poor_health[i] == 1:
            if u < well:
                p.poor_health[i] = 0
        elif u < ill:
            p.poor_health[i] = 1
        home = p.household[i]
        a, b = h.adult_a[home], h.adult_b[home]
        if p.sex[i] != FEMALE or (b < 0 and h.outside_income[home] == 0):
            continue
        partner = b if a == i else a
        if b >= 0 and p.active[partner] == 0:
            continue
        if month - h.youngest[home] < 15:
            continue
        u = draw(birth_key, p.hash[i])
        if u >= most:  # no birth is likelier
            continue
        if u < birth_probability((month - p.birth[i]) / 12.0, float(month - p.arrival[i]), life):
            h.youngest[home] = month
            born += 1
    return born

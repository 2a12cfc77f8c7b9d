"""Civic integration and language; study, health and births."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from werkagenda.agents.compiled import inline, inlined, kernel, rule
from werkagenda.agents.exact import ABOVE_ROUNDING, exp
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
    class_week,
    combined_hours,
    exam_probability,
    language_share,
    new_level,
    work_gain,
)
from werkagenda.agents.life import LifeParams, birth_probability, monthly, study_start_probability
from werkagenda.agents.people import Households, People
from werkagenda.agents.state import F64, U8, U32
from werkagenda.model.policy.levers import ClassLevers
from werkagenda.model.random.keyed_random import draw
from werkagenda.model.row_lists import flagged

at_work, after = inlined(work_gain), inlined(new_level)
LIVES, LEARNS = 1, 2
"""Flags of housed people below retirement age: no civic integration this month; civic integration in progress."""
STUDY_GAIN, CHILD_GAIN = 0.008, 0.012
"""Level gained per month by students in addition to daily life, and by children at school (assumptions)."""
YOUNG_MONTHS = 276
"""Age in months below which starting a study is common: 23 years (see ``study_start_probability``)."""
ACT_2021 = 96
"""First month of the Civic Integration Act 2021 (January 2022), as a month index."""


@rule
def choose_route(permit: int, education: int, age: float, u: float, p: IntegrationParams) -> int:
    """Route of a person who becomes obliged to integrate.

    One route under the Act of 2013. Under the Act of 2021: education route for young people (at a rate that gives the
    expected share), Z route for older people with low schooling, otherwise B1.
    """
    if permit < ACT_2021:
        return ROUTE_2013
    if age < 28.0 and u < 2.2 * p.education_route_share:
        return ROUTE_EDUCATION
    if education == LOW and age >= 28.0:
        return ROUTE_Z
    return ROUTE_B1


@rule
def needed_level(route: int, p: IntegrationParams) -> float:
    """Level required at the last exam: A1 on the Z route (or its hours completed, P068), otherwise A2."""
    return p.exam_level_z if route == ROUTE_Z else p.exam_level


@inline
def learn_in_class(
    i: int,
    month: int,
    exam_key: np.uint64,
    waiver_key: np.uint64,
    combined: float,
    p: People,
    lang: LanguageParams,
    integ: IntegrationParams,
) -> float:
    """One month of class with exam or waiver; returns the level gained."""
    week = class_week(p.route[i], integ)
    hours = combined_hours(class_hours_of_month(week, float(p.hours[i]), integ), week, combined)
    p.class_hours[i] = int(hours + 0.5)
    p.attended[i] += p.class_hours[i]
    p.class_months[i] += 1
    ready = 1 if p.route[i] == ROUTE_Z and p.attended[i] >= integ.z_route_hours else 0
    level = needed_level(p.route[i], integ) if ready == 0 else 0.0
    if draw(exam_key, p.hash[i]) < exam_probability(p.language[i], level, integ):
        p.integration[i] = PASSED
    elif p.class_months[i] >= integ.waiver_after_months and draw(waiver_key, p.hash[i]) < integ.waiver_per_month:
        p.integration[i] = WAIVED
    age = (month - p.birth[i]) / 12.0
    return class_gain(p.education[i], age, hours * language_share(p.route[i], integ), lang)


@inline
def begin_class(i: int, month: int, start_key: np.uint64, p: People, integ: IntegrationParams) -> None:
    """Assign the route; class begins some months after housing."""
    if p.route[i] == ROUTE_NONE:
        age = (month - p.birth[i]) / 12.0
        p.route[i] = choose_route(p.permit[i], p.education[i], age, draw(start_key, p.hash[i]), integ)
    late = integ.delay_2013_months if p.route[i] == ROUTE_2013 else integ.delay_2021_months
    if month - p.housed[i] >= late:
        p.integration[i] = IN_CLASS


@inline
def daily(i: int, p: People, h: Households, lang: LanguageParams) -> float:
    """Level gained in a month of daily life, more beside study and with a partner who lived here already."""
    home = lang.home_gain if h.outside_income[p.household[i]] == 1 else 0.0
    return lang.daily_gain + home + (STUDY_GAIN if p.studying[i] == 1 else 0.0)


class ClassKeys(NamedTuple):
    """Random keys of this month's decisions about civic integration."""

    route: np.uint64
    exam: np.uint64
    waiver: np.uint64


@kernel
def attend_class(
    entered: int,
    month: int,
    keys: ClassKeys,
    levers: ClassLevers,
    p: People,
    h: Households,
    lang: LanguageParams,
    integ: IntegrationParams,
    flags: U8,
    rows: U32,
) -> None:
    """One month of class, work and daily life in Dutch for housed people below retirement age; exams and waivers.

    People without a job have no hours and gain
    nothing at work. People with civic integration in progress are processed one by one, the others in a vectorised
    loop. ``flags`` and ``rows`` are buffers with one entry per person.
    """
    p.class_hours[:entered] = 0
    for i in range(entered):
        counts = (p.active[i] == 1) & (p.reason[i] != RETIRED) & (p.housed[i] != NEVER)
        flags[i] = counts * (1 + ((p.integration[i] <= IN_CLASS) & (p.reason[i] != CHILD)))
    live_on(entered, levers.vocational, p, h, lang, flags)
    for i in range(entered):
        flags[i] = flags[i] == LEARNS
    for k in range(flagged(entered, flags, rows)):
        i = rows[k]
        gain = daily(i, p, h, lang)
        if p.integration[i] == NOT_STARTED:
            begin_class(i, month, keys.route, p, integ)
        if p.integration[i] == IN_CLASS:
            gain = gain + learn_in_class(i, month, keys.exam, keys.waiver, levers.combined[i], p, lang, integ)
        gain = gain + work_gain(float(p.hours[i]), p.dutch_spoken[i], levers.vocational[i], lang)
        p.language[i] = new_level(p.language[i], gain, lang)


@kernel
def live_on(entered: int, vocational: F64, p: People, h: Households, lang: LanguageParams, flags: U8) -> None:
    """Language gain from daily life, study and work for people with flag ``LIVES``; children gain at school."""
    for i in range(entered):
        gain = daily(i, p, h, lang)
        gain = gain + at_work(float(p.hours[i]), p.dutch_spoken[i], vocational[i], lang)
        level = after(p.language[i], CHILD_GAIN if p.reason[i] == CHILD else gain, lang)
        p.language[i] = level if flags[i] == LIVES else p.language[i]


@kernel
def may_start(entered: int, month: int, key: np.uint64, p: People, life: LifeParams, flags: U8) -> None:
    """Set ``flags`` to 1 for people whose draw is below the maximum probability of starting a study at their age."""
    older = life.study_start_older * exp(life.study_schooling) * ABOVE_ROUNDING
    for i in range(entered):
        most = life.study_start_young if month - p.birth[i] < YOUNG_MONTHS else older
        flags[i] = draw(key, p.hash[i]) < most


@kernel
def start_study(selected: U32, month: int, key: np.uint64, p: People, life: LifeParams) -> None:
    """Housed adults of the rows ``selected`` without a job start full-time education."""
    for k in range(len(selected)):
        i = selected[k]
        if p.active[i] == 0 or p.kind[i] == ASYLUM or p.reason[i] == CHILD or p.housed[i] == NEVER:
            continue
        if p.studying[i] == 1 or p.state[i] == EMPLOYED:
            continue
        age = (month - p.birth[i]) / 12.0
        if draw(key, p.hash[i]) < study_start_probability(age, p.language[i], p.education[i], life):
            p.studying[i], p.study_months[i] = 1, 0


@kernel
def go_on_studying(students: U32, end_key: np.uint64, internship: F64, p: People, life: LifeParams) -> None:
    """One month of full-time education: completion and dropout.

    ``internship`` is a lever (share of dropout prevented).
    """
    for k in range(len(students)):
        i = students[k]
        if p.active[i] == 0 or p.kind[i] == ASYLUM or p.reason[i] == CHILD or p.housed[i] == NEVER:
            continue
        p.study_months[i] += 1
        if p.study_months[i] >= life.study_months:
            p.studying[i] = 0
            p.education[i] = max(p.education[i], MIDDLE) if p.education[i] < HIGH else HIGH
            p.reason[i] = NONE
        elif draw(end_key, p.hash[i]) < life.study_quit_per_month * (1.0 - internship[i]):
            p.studying[i] = 0
            p.reason[i] = NONE


@inline
def together(i: int, p: People, h: Households) -> bool:
    """True if a person has a partner in the country, or an earning partner without a row."""
    home = p.household[i]
    a, b = h.adult_a[home], h.adult_b[home]
    if b < 0:
        return bool(h.outside_income[home] != 0)
    return bool(p.active[b if a == i else a] != 0)


@kernel
def fall_ill_or_recover(selected: U32, key: np.uint64, p: People, life: LifeParams) -> None:
    """Adults of the rows ``selected`` fall ill or recover."""
    ill, well = monthly(life.fall_ill_per_year), monthly(life.recover_per_year)
    for k in range(len(selected)):
        i = selected[k]
        if p.active[i] == 0 or p.reason[i] == CHILD:
            continue
        if draw(key, p.hash[i]) < (well if p.poor_health[i] == 1 else ill):
            p.poor_health[i] = 1 - p.poor_health[i]


@kernel
def bear(selected: U32, month: int, key: np.uint64, p: People, h: Households, life: LifeParams) -> int:
    """Births in couples of the women among the rows ``selected``; returns births.

    A child counts as care and has no row of its own.
    """
    born = 0
    for k in range(len(selected)):
        i = selected[k]
        if p.active[i] == 0 or p.reason[i] == CHILD or p.sex[i] != FEMALE or not together(i, p, h):
            continue
        age, so_long = (month - p.birth[i]) / 12.0, float(month - p.arrival[i])
        if month - h.youngest[p.household[i]] < 15 or draw(key, p.hash[i]) >= birth_probability(age, so_long, life):
            continue
        h.youngest[p.household[i]] = month
        born += 1
    return born

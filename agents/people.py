"""Columns of people, households, other job seekers, employers and openings.

One row per newcomer from arrival on (status holders with families, asylum seekers in reception, family migrants). A
person who has left keeps the row with ``active`` 0. Rules are in ``participation``, ``language``, ``job_search``,
``life``.
"""

from __future__ import annotations

from typing import NamedTuple

from werkagenda.agents.state import F64, I8, I16, I32, I64, U8, U16, U32, U64


class People(NamedTuple):
    """Columns of newcomers. Months are indices (0 = January 2014, NEVER = not yet); money in whole cents."""

    id: U64
    hash: U64
    active: U8
    kind: U8  # STATUS, ASYLUM, FAMILY, UKRAINIAN
    household: I32
    home: I32  # household of their own, for children once they turn 18
    member: U8  # 0 root, 1 partner, 2 and up children
    sex: U8
    origin: U8
    birth: I16
    education: U8
    poor_health: U8
    headscarf: U8
    norm_carer: U8  # 1: follows the care norm (whatever the wages)
    frailty: F64  # standard normal, persistent
    attachment: F64  # rank between 0 (far from work) and 1, persistent
    skill: F64
    region: I8
    municipality: I16
    arrival: I16
    permit: I16
    decision: I16  # month of a refusal, NEVER when a permit is coming
    housed: I16
    # labour market
    state: U8  # INACTIVE, SEARCHING, EMPLOYED
    reason: U8
    intent: F64  # keyed uniform draw that decides take-up of a benefit
    months_searching: I16
    guidance: F64  # share of needed case-manager attention received this month
    worked_months: I16
    first_job: I16
    # language and class
    language: F64
    route: U8
    integration: U8
    class_months: I16
    class_hours: I16  # this month
    attended: I16  # class hours so far
    studying: U8
    study_months: I16
    # job
    employer: I32
    contract: U8
    hours: U8  # a week
    wage: I32  # cents an hour
    tenure: I16
    channel: U8
    sector: I8
    dutch_spoken: U8
    subsidised: U8
    on_notice: U8
    started: I16
    lost: I16  # month the last job ended
    # placements by policy
    applied: I16  # month of the first bijstand after housing
    offered: I16  # month a placement was first offered
    placed: I16  # month the (last) placement began
    placement_ends: I16  # first month after the placement
    supported_until: I16  # first month after guidance at work that a subsidy pays for; 0 without
    gross: I32  # cents this month
    net: I32
    # income
    work_bits: U8  # worked in each of the last eight months, the last one in the lowest bit
    year_hours: I16  # worked this calendar year
    paid_years: U16  # calendar years with enough hours for insurance, the last one in the lowest bit
    insured: I32  # monthly wage on which insurance is based, cents
    ui_left: I16
    ui_cents: I32  # insurance of the month before tax
    ui_net: I32
    income: U8
    bijstand: I32  # this person's share of the household's benefit, cents
    partial: U8
    student_cents: I32


class Adults(NamedTuple):
    """Adults in the country at the end of a month; rebuilt every month.

    ``row`` lists them. The other columns have one entry per person who has entered, because computing them for
    everybody in vectorised form is faster than gathering the listed rows.
    """

    row: U32  # of People; unsigned, so that no loop asks whether it counts from the end
    group: U8  # (kind * 2 + sex) * ORIGINS + origin
    standing: U8  # bits: see ``newcomer_counts``
    code: U16  # scratch column


class Households(NamedTuple):
    """Columns of households: at most two adult partners, and children until they turn 18."""

    id: U64
    hash: U64
    adult_a: I32
    adult_b: I32  # -1 without partner
    children: I16  # under 18 at home who came along or followed
    youngest: I16  # birth month of the youngest child, -NEVER when none
    dwelling: I32  # household whose dwelling is shared (itself when not)
    outside_income: U8  # a partner outside the table earns (family migrants)
    non_take_up: U8
    norm: I32  # cents a month
    bijstand: I32
    allowance: I32  # of Ukrainians, cents a month
    counted: I32  # income set against the norm
    sharers: I16  # other adults of 27 or older in the dwelling


class Residents(NamedTuple):
    """Other job seekers: one row each while they search; counted without a row when they work."""

    id: U64
    hash: U64
    region: I8
    sex: U8
    education: U8
    background: U8  # Dutch, European, from outside Europe
    from_job: U8
    skill: F64
    months: I16
    leaves: U8


class Employers(NamedTuple):
    """Columns of employers with two or more people; rows in order of id, never moved."""

    id: U64
    hash: U64
    region: I8
    sector: U8
    size_class: U8
    size: F64  # people at full staff, the weight of its openings
    turnover: F64  # expected openings a month per unit of the sector's series
    taste: F64  # share of call-backs withheld from origin
    uncertainty: F64  # share withheld from uncertainty before experience
    structured: U8
    adjusts: U8  # lowers its bar for vacancies that stay open
    obeys: U8  # an agency that obeys discriminatory requests
    mentor: U8
    charter: U8
    experience: F64  # 0..1
    staff_flexible: I32
    staff_permanent: I32
    staff_fringe: I32
    staff_newcomers: I32
    newcomers_hired: I32  # this month


class Openings(NamedTuple):
    """Vacancies: appended when opened, compacted when filled or withdrawn."""

    employer: I32
    hash: U64
    region: I8
    sector: U8
    opened: I16
    posted: U8
    language: F64  # threshold
    skill: U8
    contract: U8
    hours: U8
    wage: I32
    open: U8
    taken: U8  # filled this month by a placement
    # this month's contest
    bar: F64
    best: F64
    best_who: U64
    candidate: I32
    second: F64
    second_who: U64
    runner_up: I32


class LabourMarket(NamedTuple):
    """Tables of both sides of the labour market, for kernels that start or end jobs of newcomers."""

    people: People
    households: Households
    employers: Employers
    openings: Openings


class Counts(NamedTuple):
    """Other people who have no row, as counts.

    ``working[region, size class of the employer, education, background, contract (flexible, permanent)]``; ``outside``
    the labour force by background; the fringe at work by region.
    """

    working: I64
    outside: I64
    fringe: I64

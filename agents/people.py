"""Columns of people, households, other job seekers, employers and openings.

One row per newcomer from arrival on (status holders with families, asylum seekers in reception, family migrants). A
person who has left keeps the row with ``active`` 0. Rules are in ``participation``, ``language``, ``job_search``,
``life``. The comment on a column says ``[unit] meaning``; ``docs/odd.md`` is made from it. Units: ``code`` (a whole
number of ``agents.kinds``, its label in ``tables.vocabulary``), ``month`` (an index, 0 = January 2014, ``NEVER`` = not
yet), ``row`` (of another table), ``bits``, ``0/1`` (no, yes), ``0-1`` (a share or level).
"""

from __future__ import annotations

from typing import NamedTuple

from werkagenda.agents.state import F64, I8, I16, I32, I64, U8, U16, U32, U64


class People(NamedTuple):
    """Columns of newcomers. Months are indices (0 = January 2014, NEVER = not yet); money in whole cents."""

    id: U64  # [id] structured id: kind, month of entry, cell, number in the cell
    hash: U64  # [bits] hashed id, the key of every draw
    active: U8  # [0/1] lives in the country
    kind: U8  # [code] STATUS, ASYLUM, FAMILY or UKRAINIAN
    household: I32  # [row] household
    home: I32  # [row] household of their own, for children once they turn 18
    member: U8  # [code] 0 first of the family, 1 partner, 2 and up children
    sex: U8  # [code] FEMALE or MALE
    origin: U8  # [code] country of origin, in the order of NEWCOMER_ORIGINS
    birth: I16  # [month] of birth; before 2014 negative
    education: U8  # [code] schooling: LOW, MIDDLE or HIGH
    poor_health: U8  # [0/1] in poor health
    headscarf: U8  # [0/1] wears a headscarf
    norm_carer: U8  # [0/1] lives in a couple that follows the care norm (whatever the wages)
    frailty: F64  # [number] standard normal, for life: a high value means more search, acceptance and lasting jobs
    attachment: F64  # [0-1] rank for life; who lies below the share of people like them stands far from work
    skill: F64  # [number] normal around 0 with deviation 0.5, which training raises
    region: I8  # [code] labour-market region (0-34)
    municipality: I16  # [row] municipality
    arrival: I16  # [month] of arrival in the country
    permit: I16  # [month] of the permit
    decision: I16  # [month] of a refusal, NEVER when a permit is coming
    housed: I16  # [month] of housing in a municipality
    # labour market
    state: U8  # [code] INACTIVE, SEARCHING or EMPLOYED
    reason: U8  # [code] why somebody does not search, in the order of REASONS
    intent: F64  # [0-1] uniform draw for life; no rule reads it
    months_searching: I16  # [months] of this search
    guidance: F64  # [0-1] share of needed case-manager attention received this month
    worked_months: I16  # [months] worked so far
    first_job: I16  # [month] of the first job
    # language and class
    language: F64  # [0-1] level of Dutch: A1 0.2, A2 0.4, B1 0.6
    route: U8  # [code] route of civic integration, in the order of ROUTES
    integration: U8  # [code] NOT_STARTED, IN_CLASS, PASSED or WAIVED
    class_months: I16  # [months] in class so far
    class_hours: I16  # [hours] of class this month
    attended: I16  # [hours] of class so far
    studying: U8  # [0/1] in full-time education
    study_months: I16  # [months] of the last study
    # job
    employer: I32  # [row] employer, -1 without a job
    contract: U8  # [code] AGENCY, FIXED or PERMANENT
    hours: U8  # [hours a week] of work, 0 without a job
    wage: I32  # [cents an hour] gross
    tenure: I16  # [months] in this job
    channel: U8  # [code] how the job was found: OWN, NETWORK, AGENT, MUNICIPAL or OWN_GROUP
    sector: I8  # [code] of the job, in the order of SECTORS
    dutch_spoken: U8  # [0/1] Dutch is spoken at work
    subsidised: U8  # [0/1] the job is a placement by policy
    on_notice: U8  # [0/1] the job ends this month, after a move from reception
    started: I16  # [month] the job began
    lost: I16  # [month] the last job ended
    # placements by policy
    applied: I16  # [month] of the first bijstand after housing
    offered: I16  # [month] a placement was first offered
    placed: I16  # [month] the (last) placement began
    placement_ends: I16  # [month] first one after the placement
    supported_until: I16  # [month] first one after guidance at work that a subsidy pays for; 0 without
    gross: I32  # [cents a month] wage
    net: I32  # [cents a month] wage after tax
    # income
    work_bits: U8  # [bits] worked in each of the last eight months, the last one in the lowest bit
    year_hours: I16  # [hours] worked this calendar year
    paid_years: U16  # [bits] calendar years with enough hours for insurance, the last one in the lowest bit
    insured: I32  # [cents a month] wage on which insurance is based
    ui_left: I16  # [months] of unemployment insurance left
    ui_cents: I32  # [cents a month] unemployment insurance before tax
    ui_net: I32  # [cents a month] unemployment insurance after tax
    income: U8  # [code] main source: NO_INCOME, WAGE, UNEMPLOYMENT, STUDENT, BIJSTAND or ALLOWANCE
    bijstand: I32  # [cents a month] this person's share of the household's benefit
    partial: U8  # [0/1] the household has bijstand beside other income
    student_cents: I32  # [cents a month] student finance


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

    id: U64  # [id] structured id
    hash: U64  # [bits] hashed id, the key of every draw
    adult_a: I32  # [row] first adult, -1 without
    adult_b: I32  # [row] partner, -1 without
    children: I16  # [persons] under 18 at home who came along or followed
    youngest: I16  # [month] birth of the youngest child, -NEVER when none
    dwelling: I32  # [row] household whose dwelling is shared (itself when not)
    outside_income: U8  # [0/1] a partner without a row earns (family migrants)
    non_take_up: U8  # [0/1] does not claim bijstand
    norm: I32  # [cents a month] bijstand norm
    bijstand: I32  # [cents a month] benefit
    allowance: I32  # [cents a month] of Ukrainians
    counted: I32  # [cents a month] income set against the norm
    sharers: I16  # [persons] other adults in the dwelling old enough to share costs


class Residents(NamedTuple):
    """Other job seekers: one row each while they search; counted without a row when they work."""

    id: U64  # [id] structured id
    hash: U64  # [bits] hashed id, the key of every draw
    region: I8  # [code] labour-market region (0-34)
    sex: U8  # [code] FEMALE or MALE
    education: U8  # [code] schooling: LOW, MIDDLE or HIGH
    background: U8  # [code] Dutch, European or from outside Europe
    from_job: U8  # [0/1] came from a job, not from outside the labour force
    skill: F64  # [number] normal around 0
    months: I16  # [months] of search
    leaves: U8  # [0/1] hired this month, the row is removed


class Employers(NamedTuple):
    """Columns of employers with two or more people; rows in order of id, never moved."""

    id: U64  # [id] structured id
    hash: U64  # [bits] hashed id, the key of every draw
    region: I8  # [code] labour-market region (0-34)
    sector: U8  # [code] in the order of SECTORS
    size_class: U8  # [code] in the order of SIZE_CLASSES
    size: F64  # [persons] at full staff, the weight of its openings
    turnover: F64  # [share] expected openings a month per opening of its sector in the country
    taste: F64  # [0-1] share of call-backs withheld from origin whatever is known
    uncertainty: F64  # [0-1] share withheld for want of knowing, before experience
    structured: U8  # [0/1] selects in a structured way
    adjusts: U8  # [0/1] lowers its bar for vacancies that stay open
    obeys: U8  # [0/1] an agency that obeys discriminatory requests
    mentor: U8  # [0/1] nothing sets or reads it
    charter: U8  # [0/1] signed the diversity charter
    experience: F64  # [0-1] with newcomers
    staff_flexible: I32  # [persons] other people on flexible contracts
    staff_permanent: I32  # [persons] other people on permanent contracts
    staff_fringe: I32  # [persons] pupils and EU workers
    staff_newcomers: I32  # [persons] newcomers
    newcomers_hired: I32  # [persons] this month


class Openings(NamedTuple):
    """Vacancies: appended when opened, compacted when filled or withdrawn."""

    employer: I32  # [row] employer
    hash: U64  # [bits] hashed employer and number, the key of every draw
    region: I8  # [code] labour-market region (0-34)
    sector: U8  # [code] in the order of SECTORS
    opened: I16  # [month] of opening
    posted: U8  # [0/1] advertised
    language: F64  # [0-1] level of Dutch asked
    skill: U8  # [code] schooling asked: LOW, MIDDLE or HIGH
    contract: U8  # [code] AGENCY, FIXED or PERMANENT
    hours: U8  # [hours a week] of work
    wage: I32  # [cents an hour] gross
    open: U8  # [0/1] neither filled nor withdrawn
    taken: U8  # [0/1] filled this month by a placement
    # this month's contest
    bar: F64  # [score] least score this month
    best: F64  # [score] of the best contestant this month
    best_who: U64  # [bits] hashed id of the best contestant, for ties
    candidate: I32  # [row] the best contestant: person, job seeker or a code without a row
    second: F64  # [score] of the runner-up
    second_who: U64  # [bits] hashed id of the runner-up, for ties
    runner_up: I32  # [row] the runner-up


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

    working: I64  # [persons] at work by region, size class, schooling, background and contract (flexible, permanent)
    outside: I64  # [persons] outside the labour force, by background
    fringe: I64  # [persons] pupils and EU workers at work, by region

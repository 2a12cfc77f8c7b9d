"""Job separations, permanent contracts, and the start of unemployment insurance."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from werkagenda.agents.attachment import AttachmentParams, stands_far
from werkagenda.agents.compiled import inline, inlined, kernel
from werkagenda.agents.employer_rules import JobParams, end_probability, permanent_probability
from werkagenda.agents.household_rules import YOUNG_CHILD_MONTHS, IncomeParams, at_home, cents, insurance_months, ones
from werkagenda.agents.kinds import ASYLUM, EXEMPT, IN_CLASS, INACTIVE, NONE, PERMANENT, SEARCHING
from werkagenda.agents.participation import ParticipationParams, care_left, free_for_work
from werkagenda.agents.people import Households, LabourMarket, People
from werkagenda.agents.placement_rules import PlacementParams, searches_on
from werkagenda.agents.state import F64, I64, U8, U32, U64, table
from werkagenda.model.labour_market.posts import release
from werkagenda.model.random.keyed_random import draw, draw_n
from werkagenda.model.row_lists import BLOCK

end, stay = inlined(end_probability), inlined(permanent_probability)
FULL_HOURS, HOURS_STEP = 36, 4
"""Hours a week up to which part-time work grows, and by how many at a time."""
ENDS, LASTS = 1, 2
"""Outcome drawn for a job this month: it ends, or becomes permanent."""


class Jobs(NamedTuple):
    """Inputs of separation and contract decisions for a block of jobs."""

    hash: U64
    contract: U8
    tenure: F64
    language: F64
    frailty: F64
    support: F64
    on_notice: U8
    outcome: U8  # ENDS, LASTS or 0


class JobKeys(NamedTuple):
    """Random keys of this month's decisions about newcomers' jobs."""

    end: np.uint64
    contract: np.uint64


class MinimumWage(NamedTuple):
    """Minimum wage of the month in cents an hour, and its ratio to that of the month before (1: no rise)."""

    hourly: int
    rise: float


class JobRules(NamedTuple):
    """Parameters of jobs and of what follows their end: insurance, and whether the person searches on."""

    jobs: JobParams
    income: IncomeParams
    part: ParticipationParams
    placement: PlacementParams
    attachment: AttachmentParams


def buffer() -> Jobs:
    """Buffer for one block."""
    return table(Jobs, BLOCK)


@kernel
def continue_jobs(
    workers: U32,
    month: int,
    minimum: MinimumWage,
    keys: JobKeys,
    support: F64,
    m: LabourMarket,
    rules: JobRules,
    job: Jobs,
    ended: I64,
) -> None:
    """One month of every newcomer's job: pay, which follows the minimum wage, hours, separation, permanent contract.

    ``workers``: rows of people with a job. ``support``: lever per person (0 none). ``job``: buffer for one block. Adds
    ended jobs to ``ended[kind, contract]``.
    """
    p, jobs = m.people, rules.jobs
    growth = 1.0 + jobs.wage_growth_per_year / 12.0
    for i in workers:
        p.tenure[i] += 1
        p.worked_months[i] += 1
        p.wage[i] = max(minimum.hourly, cents(p.wage[i] * minimum.rise * growth))
    for begin in range(0, len(workers), BLOCK):
        some = workers[begin : begin + BLOCK]
        for k in range(len(some)):
            i = some[k]
            job.hash[k], job.contract[k] = p.hash[i], p.contract[i]
            job.tenure[k], job.on_notice[k] = p.tenure[i], p.on_notice[i]
            job.language[k], job.frailty[k], job.support[k] = p.language[i], p.frailty[i], support[i]
        for k in range(len(some)):  # vectorised
            tenure, contract = job.tenure[k], job.contract[k]
            ends = end(contract, tenure, job.language[k], job.frailty[k], job.support[k], jobs)
            lasts = stay(tenure, contract, jobs)
            selected, stays = draw(keys.end, job.hash[k]) < ends, draw(keys.contract, job.hash[k]) < lasts
            job.outcome[k] = ENDS if (job.on_notice[k] == 1) | selected else (LASTS if stays else 0)
        for k in range(len(some)):
            i = some[k]
            if job.outcome[k] != ENDS and draw_n(keys.contract, p.hash[i], 1) < jobs.hours_growth_per_month:
                work_more(i, month, p, m.households)
            if job.outcome[k] == LASTS:
                p.contract[i] = PERMANENT
            elif job.outcome[k] == ENDS:
                placed = p.subsidised[i]
                end_job(i, month, keys.end, m, rules, ended)
                if placed == 1 and p.state[i] == SEARCHING:
                    search_or_leave(i, month, keys.end, p, m.households, rules)


@inline
def work_more(i: int, month: int, p: People, h: Households) -> None:
    """A part-time worker works ``HOURS_STEP`` hours a week more, up to ``FULL_HOURS`` (C126, C127).

    Not beside class, which leaves no time, not in a placement, whose hours are fixed, and not the main carer of a child
    under 12 (assumptions).
    """
    if p.hours[i] >= FULL_HOURS or p.integration[i] == IN_CLASS or p.subsidised[i] == 1 or p.studying[i] == 1:
        return
    if month - h.youngest[p.household[i]] < YOUNG_CHILD_MONTHS and at_home(i, p, h)[1] == 1:
        return
    p.hours[i] = min(FULL_HOURS, p.hours[i] + HOURS_STEP)


@inline
def end_job(i: int, month: int, key: np.uint64, m: LabourMarket, rules: JobRules, ended: I64) -> None:
    """End a job now, or give notice for next month. People who then stand far from work do not search."""
    p, inc = m.people, rules.income
    if p.on_notice[i] == 0 and draw_n(key, p.hash[i], 1) < rules.jobs.notice_share:
        p.on_notice[i] = 1
        return
    ended[p.kind[i], p.contract[i]] += 1
    recent, years = ones(p.work_bits[i]), ones(p.paid_years[i])
    p.ui_left[i] = 0 if p.kind[i] == ASYLUM else insurance_months(recent, ones(p.paid_years[i] & 31), years, inc)
    p.insured[i] = p.gross[i]
    release(i, p, m.employers)
    p.lost[i], p.months_searching[i] = month, 0
    far = stands_far(i, month, p, m.households, rules.attachment)
    p.state[i], p.reason[i] = (INACTIVE, EXEMPT) if far else (SEARCHING, NONE)


@inline
def search_or_leave(i: int, month: int, key: np.uint64, p: People, h: Households, rules: JobRules) -> None:
    """A person whose placement ended without a job searches on or leaves the labour force."""
    part = rules.part
    coupled, carer = at_home(i, p, h)
    years, age = (month - h.youngest[p.household[i]]) / 12.0, (month - p.birth[i]) / 12.0
    left = care_left(i, coupled, carer, years, 0.0, p, part)
    if draw_n(key, p.hash[i], 2) >= searches_on(free_for_work(left, p.poor_health[i], age, part), rules.placement):
        p.state[i] = INACTIVE

"""Jobs go on, end, or become permanent; unemployment insurance starts."""

from __future__ import annotations

import numpy as np

from werkagenda.agents.compiled import kernel, part
from werkagenda.agents.employer_rules import JobParams, end_probability, permanent_probability
from werkagenda.agents.household_rules import IncomeParams, cents, insurance_months, month_wage
from werkagenda.agents.kinds import ASYLUM, NONE, PERMANENT, SEARCHING
from werkagenda.agents.people import Employers, People
from werkagenda.agents.state import F64, I64, U8, U32
from werkagenda.model.arrivals import release
from werkagenda.model.chance import draw, draw_n

ENDS, LASTS = 1, 2
"""What is drawn for a job this month: it ends, or becomes permanent."""


@kernel
def continue_jobs(
    workers: U32,
    month: int,
    minimum: int,
    rise: float,
    end_key: np.uint64,
    contract_key: np.uint64,
    support: F64,
    p: People,
    e: Employers,
    jobs: JobParams,
    inc: IncomeParams,
    flags: U8,
    ended: I64,
) -> None:
    """A month of every newcomer's job. ``workers``: rows of who has one; ``rise`` is the month's rise of the minimum
    wage (1 = none), which pay follows; ``support`` is a lever (one a person, 0 none); ``flags``: room for every worker.
    ``ended[kind, contract]`` counts ends."""
    growth = 1.0 + jobs.wage_growth_per_year / 12.0
    for i in workers:
        p.tenure[i] += 1
        p.worked_months[i] += 1
        p.wage[i] = max(minimum, cents(p.wage[i] * rise * growth))
    for k in range(len(workers)):
        i = workers[k]
        ends = end_probability(p.contract[i], float(p.tenure[i]), p.language[i], p.frailty[i], support[i], jobs)
        lasts = permanent_probability(float(p.tenure[i]), p.contract[i], jobs)
        struck, stays = draw(end_key, p.hash[i]) < ends, draw(contract_key, p.hash[i]) < lasts
        flags[k] = ENDS if p.on_notice[i] == 1 or struck else (LASTS if stays else 0)
    for k in range(len(workers)):
        if flags[k] == LASTS:
            p.contract[workers[k]] = PERMANENT
        elif flags[k] == ENDS:
            end_job(workers[k], month, end_key, p, e, jobs, inc, ended)


@part
def end_job(
    i: int, month: int, key: np.uint64, p: People, e: Employers, jobs: JobParams, inc: IncomeParams, ended: I64
) -> None:
    """A job ends: at once, or next month for who is told before."""
    if p.on_notice[i] == 0 and draw_n(key, p.hash[i], 1) < jobs.notice_share:
        p.on_notice[i] = 1
        return
    ended[p.kind[i], p.contract[i]] += 1
    p.ui_left[i] = 0 if p.kind[i] == ASYLUM else insurance_months(p.worked_months[i], inc)
    p.ui_cents[i] = cents(inc.ui_replacement_share * month_wage(p.wage[i], p.hours[i]))
    release(i, p, e)
    p.state[i], p.reason[i], p.months_searching[i], p.lost[i] = SEARCHING, NONE, 0, month

"""Jobs go on, end, or become permanent; unemployment insurance starts."""

from __future__ import annotations

import numpy as np

from werkagenda.agents.compiled import kernel
from werkagenda.agents.employer_rules import JobParams, end_probability, permanent_probability
from werkagenda.agents.household_rules import IncomeParams, cents, insurance_months, month_wage
from werkagenda.agents.kinds import ASYLUM, EMPLOYED, NONE, PERMANENT, SEARCHING
from werkagenda.agents.people import Employers, People
from werkagenda.agents.state import F64, I64
from werkagenda.model.arrivals import release
from werkagenda.model.chance import draw, draw_n


@kernel
def continue_jobs(
    entered: int,
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
    ended: I64,
) -> None:
    """A month of every newcomer's job. ``rise`` is the month's rise of the minimum wage (1 = none), which pay
    follows; ``support`` is a lever (one a person, 0 none). ``ended[kind, contract]`` counts ends."""
    growth = 1.0 + jobs.wage_growth_per_year / 12.0
    for i in range(entered):
        if p.active[i] == 0 or p.state[i] != EMPLOYED:
            continue
        p.tenure[i] += 1
        p.worked_months[i] += 1
        p.wage[i] = max(minimum, cents(p.wage[i] * rise * growth))
        ends = p.on_notice[i] == 1
        if not ends:
            chance = end_probability(p.contract[i], float(p.tenure[i]), p.language[i], p.frailty[i], support[i], jobs)
            if draw(end_key, p.hash[i]) < chance:
                if draw_n(end_key, p.hash[i], 1) < jobs.notice_share:
                    p.on_notice[i] = 1
                else:
                    ends = True
            elif draw(contract_key, p.hash[i]) < permanent_probability(float(p.tenure[i]), p.contract[i], jobs):
                p.contract[i] = PERMANENT
        if ends:
            ended[p.kind[i], p.contract[i]] += 1
            p.ui_left[i] = 0 if p.kind[i] == ASYLUM else insurance_months(p.worked_months[i], inc)
            p.ui_cents[i] = cents(inc.ui_replacement_share * month_wage(p.wage[i], p.hours[i]))
            release(i, p, e)
            p.state[i], p.reason[i], p.months_searching[i], p.lost[i] = SEARCHING, NONE, 0, month

"""Parameters of other people: job seekers have rows, workers are counts, a fringe fills low-language vacancies."""

from __future__ import annotations

from typing import NamedTuple


class ResidentParams(NamedTuple):
    """Parameters ``residents.*``."""

    exit_per_month: float
    from_job_share: float
    from_flexible_share: float
    migrant_share: float
    education_low: float
    education_middle: float
    flexible_share: float
    initial_employment_share: float
    other_exit_per_month: float
    to_permanent_per_month: float
    skill_spread: float


class RivalParams(NamedTuple):
    """Parameters ``rivals.*``: competitors without a row."""

    job_changers_per_opening: float
    changer_advantage: float
    outsiders_per_opening: float
    unposted_factor: float
    fringe_share: float
    fringe_exit_per_month: float
    fringe_initial_share: float


class OpeningParams(NamedTuple):
    """Parameters ``openings.*``."""

    unposted_share: float
    lapse_per_month: float
    unposted_lapse_per_month: float
    vacancy_response: float
    response_memory_months: float
    no_dutch_share: float
    low_language_floor: float
    low_language_span: float
    high_language_floor: float
    high_language_span: float
    middle_skill_share: float
    high_skill_share: float
    permanent_share: float
    part_time_share: float
    part_time_hospitality: float
    wage_spread: float
    low_wage_premium: float
    initial_months: float

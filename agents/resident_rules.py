"""Parameters and rules of other people: job seekers have rows, workers are counts, a fringe fills low-language jobs."""

from __future__ import annotations

from typing import NamedTuple

from werkagenda.agents.compiled import rule
from werkagenda.agents.kinds import DUTCH, EUROPEAN

Weights = tuple[float, float, float]
"""A weight for each background."""


class ResidentParams(NamedTuple):
    """Parameters ``residents.*``."""

    exit_per_month: float
    from_job_share: float
    from_flexible_share: float
    education_low: float
    education_middle: float
    flexible_share: float
    initial_employment_share: float
    other_exit_per_month: float
    to_permanent_per_month: float
    permanent_ratio: float
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


@rule
def background_weight(background: int, european_share: float) -> float:
    """What an employer withholds from a background, relative to one from outside Europe: 0 from a Dutch one (LM222)."""
    if background == DUTCH:
        return 0.0
    return european_share if background == EUROPEAN else 1.0


@rule
def permanent_weights(ratio: float, european_share: float) -> Weights:
    """Relative hazard of a permanent contract by background; the European one loses ``european_share`` of what people
    from outside Europe lose (LM735; assumption).
    """
    return 1.0, 1.0 - european_share * (1.0 - ratio), ratio


@rule
def screened_weights(gap: float, european_share: float) -> Weights:
    """Weights of rivals without a row at an employer that withholds ``gap`` of the call-backs: they are screened like
    those who apply (assumption).
    """
    return 1.0, 1.0 - european_share * gap, 1.0 - gap


@rule
def drawn_background(u: float, dutch: int, european: int, other: int, weights: Weights) -> int:
    """Background of one of these people, with probability in proportion to number times weight; ``u`` is uniform."""
    a, b, c = dutch * weights[0], european * weights[1], other * weights[2]
    x = u * (a + b + c)
    found = (1 if x >= a else 0) + (1 if x >= a + b else 0)
    if found == 2 and other == 0:  # rounding, or no weight at all
        found = 1
    if found == 1 and european == 0:
        found = 0
    if found == 0 and dutch == 0:
        found = 1 if european > 0 else 2
    return found

"""Attachment to work: which people without a job stand far from the labour market (mover-stayer model)."""

from __future__ import annotations

from typing import NamedTuple

from werkagenda.agents.compiled import inline, rule
from werkagenda.agents.exact import exp
from werkagenda.agents.household_rules import at_home
from werkagenda.agents.kinds import NEVER
from werkagenda.agents.life import ADULT_MONTHS
from werkagenda.agents.people import Households, People


class AttachmentParams(NamedTuple):
    """Parameters ``attachment.*``.

    All but ``start_factor`` and ``stop_per_month`` are log odds of standing far from work.
    """

    base: float
    age_per_decade: float
    low_schooling: float
    poor_health: float
    idle_per_year: float
    idle_from_years: float
    idle_until_years: float
    lost_job: float
    at_home: float
    start_factor: float
    stop_per_month: float


@rule
def years_idle(month: int, adult: int, housed: int, lost: int, studied: int) -> float:
    """Years without work.

    Counted from the latest of housing, the 18th birthday and the end of the last job, minus the months of the last
    study. All arguments are month indices except ``studied`` (months). ``housed`` or ``lost`` later than ``month``
    means that it has not happened. Returns 0 before housing: people in reception do not count as idle.
    """
    if housed > month:
        return 0.0
    since = max(adult, housed)
    if lost <= month:
        since = max(since, lost)
    return max(0.0, month - since - studied) / 12.0


@rule
def far_share(
    age: float, education: int, ill: int, idle: float, left_job: int, norm_carer: int, p: AttachmentParams
) -> float:
    """Share of people with these traits who stand far from work (0-1): they rarely start to search and soon stop.

    x = base + age_per_decade * (age - 30) / 10 + low_schooling * [low] + poor_health * [ill]
       + idle_per_year * max(0, min(idle, until) - from) + lost_job * [left_job] + at_home * [norm_carer];
    share = 1 / (1 + exp(-x))

    ``age`` and ``idle`` in years; ``norm_carer`` is 1 for the carer in a couple that follows the care norm. Every
    person has a fixed rank between 0 and 1 and stands far from work while that rank is below the share, so the same
    people stay out month after month. This is a mover-stayer distribution whose boundary moves with age, illness, years
    without work and marriage. Sizes are assumptions. Directions: waivers and exemptions of 19 to 21% (C343, C351), poor
    health (C360-C364), call-backs that fall with time out of work (LM298), 64% of those who leave work leave the labour
    force (LM106, LM107), partners who stay at home (C072, C074), half of a cohort at work after ten years (C387).
    """
    x = p.base + p.age_per_decade * (age - 30.0) / 10.0
    if education == 0:
        x = x + p.low_schooling
    if ill == 1:
        x = x + p.poor_health
    x = x + p.idle_per_year * max(0.0, min(idle, p.idle_until_years) - p.idle_from_years)
    if left_job == 1:
        x = x + p.lost_job
    if norm_carer == 1:
        x = x + p.at_home
    return 1.0 / (1.0 + exp(-x))


@inline
def stands_far(i: int, month: int, p: People, h: Households, a: AttachmentParams) -> bool:
    """True if person ``i``, who has no job, stands far from work this month (rule ``far_share``)."""
    adult = p.birth[i] + ADULT_MONTHS
    idle = years_idle(month, adult, p.housed[i], p.lost[i], p.study_months[i])
    left = 1 if p.lost[i] != NEVER else 0
    age = (month - p.birth[i]) / 12.0
    coupled, carer = at_home(i, p, h)
    settled = coupled * carer * p.norm_carer[i]
    far: bool = p.attachment[i] < far_share(age, p.education[i], p.poor_health[i], idle, left, settled, a)
    return far

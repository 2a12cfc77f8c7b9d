"""Rules of employers: call-backs, interviews, ends and extensions of contracts, learning from hires."""

from __future__ import annotations

from typing import NamedTuple

from werkagenda.agents.compiled import rule
from werkagenda.agents.exact import exp, log


class CallbackParams(NamedTuple):
    """Parameters ``callback.*``."""

    dutch: float
    ratio: float
    european_share: float
    taste_share: float
    taste_spread: float
    small_firm_factor: float
    no_dutch_relief: float
    language_none: float
    language_a1: float
    language_a2: float
    language_b1: float
    headscarf_factor: float
    structured_effect: float
    experience_effect: float
    network_factor: float
    municipality_factor: float
    agency_factor: float
    obey_share: float
    obey_factor: float


class OfferParams(NamedTuple):
    """Parameters ``offer.*``."""

    given_callback: float
    noise: float
    pass_through: float
    language_weight: float
    skill_weight: float
    adjust_share: float
    adjust_after_months: float
    adjust_step: float


class JobParams(NamedTuple):
    """Parameters ``jobs.*``: how contracts end and become permanent, per month."""

    end_agency: float
    end_fixed: float
    end_permanent: float
    tenure_half_months: float
    language_protection: float
    frailty_weight: float
    notice_share: float
    to_permanent: float
    permanent_after_months: float
    wage_growth_per_year: float
    hours_growth_per_month: float
    usual_entry_thousand: float
    cycle_agency: float
    cycle_fixed: float


class LearningParams(NamedTuple):
    """Parameters ``learning.*``."""

    gain_per_hire: float
    peer_weight: float
    forget_per_month: float
    initial_share: float
    structured_share: float
    charter_share: float


@rule
def language_callback(language: float, p: CallbackParams) -> float:
    """Factor on call-backs by language level, linear between none (0), A1 (.2), A2 (.4), B1 (.6) and full (.8).

    Levels .3/.6/.9 at A1/A2/B1 are assumptions based on LM240.
    """
    if language <= 0.2:
        return p.language_none + (p.language_a1 - p.language_none) * language / 0.2
    if language <= 0.4:
        return p.language_a1 + (p.language_a2 - p.language_a1) * (language - 0.2) / 0.2
    if language <= 0.6:
        return p.language_a2 + (p.language_b1 - p.language_a2) * (language - 0.4) / 0.2
    if language <= 0.8:
        return p.language_b1 + (1.0 - p.language_b1) * (language - 0.6) / 0.2
    return 1.0


@rule
def level_for_job(language: float, asked: float, p: CallbackParams) -> float:
    """Language level as the employer perceives it: little Dutch weighs less where the job asks almost none.

    level = language + max(0, relief - asked). C374 and C375 show that jobs without Dutch exist; the size is an
    assumption.
    """
    return language + max(0.0, p.no_dutch_relief - asked)


@rule
def origin_gap(taste: float, uncertainty: float, experience: float, structured: float, p: CallbackParams) -> float:
    """Share of call-backs withheld because of origin (LM223, LM231, LM253, LM255-LM256).

    gap = taste + uncertainty * (1 - experience_effect * experience) * (1 - structured_effect * structured), within
    0-0.95. Experience and structured selection replace first impressions by information, so they reduce the part due to
    uncertainty and do not change taste (assumption; direction LM231, LM253, LM256).
    """
    known = (1.0 - p.experience_effect * experience) * (1.0 - p.structured_effect * structured)
    gap = taste + uncertainty * known
    return min(0.95, max(0.0, gap))


@rule
def callback_probability(language: float, gap: float, contact: float, channel: float, p: CallbackParams) -> float:
    """Probability that an application leads to an invitation (base rate: LM240).

    p = dutch * language_factor * (1 - gap) * contact * channel, at most 0.98. ``contact`` is the headscarf factor in
    jobs with customer contact (LM243), otherwise 1.
    """
    chance = p.dutch * language_callback(language, p) * (1.0 - gap) * contact * channel
    return min(0.98, chance)


@rule
def highest_callback(channel: float, p: CallbackParams) -> float:
    """Upper bound of ``callback_probability`` for a channel, over all levels of Dutch, gaps and jobs.

    p = dutch * max(1, language levels) * max(1, headscarf factor) * channel * (1 + 1e-12 for rounding), at most 0.98
    """
    language = max(1.0, p.language_none, p.language_a1, p.language_a2, p.language_b1)
    return min(0.98, p.dutch * language * max(1.0, p.headscarf_factor) * channel * (1.0 + 1e-12))


@rule
def agreement_probability(language: float, gap: float, paid_share: float, p: CallbackParams) -> float:
    """Probability that an employer accepts a person proposed by a case manager.

    p = dutch * f * (1 - gap) * municipality_factor, at most 0.98, with f = language_factor + (1 - language_factor) *
    paid_share: the paid share of the wage compensates that part of the penalty for little Dutch (assumption).
    """
    known = language_callback(language, p)
    chance = p.dutch * (known + (1.0 - known) * paid_share) * (1.0 - gap) * p.municipality_factor
    return min(0.98, chance)


@rule
def interview_bar(months_open: float, adjusts: int, p: OfferParams) -> float:
    """Minimum score of an invited applicant.

    bar = noise * ln((1 - q) / q) with q = ``given_callback`` (quantile of the logistic noise). Employers who adjust
    lower it by ``adjust_step`` per month open beyond ``adjust_after_months`` (LM196).
    """
    bar = p.noise * log((1.0 - p.given_callback) / p.given_callback)
    if adjusts == 1 and months_open > p.adjust_after_months:
        bar = bar - p.adjust_step * (months_open - p.adjust_after_months)
    return bar


@rule
def interview_score(skill: float, language_surplus: float, gap: float, u: float, p: OfferParams) -> float:
    """Score of an invited applicant from skill, surplus language, noise and the origin gap carried over to offers
    (LM261).

    score = skill_weight * skill + language_weight * min(0.3, max(0, surplus)) + noise * ln(u / (1 - u)) - pass_through
    * gap
    """
    surplus, luck = min(0.3, max(0.0, language_surplus)), log(u / (1.0 - u))
    return p.skill_weight * skill + p.language_weight * surplus + p.noise * luck - p.pass_through * gap


@rule
def end_probability(
    contract: int, tenure: float, language: float, frailty: float, support: float, p: JobParams
) -> float:
    """Monthly probability that a newcomer's job ends (C117, C118, LM106-LM116; assumption).

    base(contract) * (0.6 + 0.8 / (1 + tenure / half)) * (1 - protection * min(1, language / .6)) * exp(-w * frailty -
    w^2 / 2) * (1 - support), at most 1. ``support`` (0-1) is set by instruments.
    """
    base = p.end_agency
    if contract == 1:
        base = p.end_fixed
    elif contract == 2:
        base = p.end_permanent
    w = p.frailty_weight
    shape = 0.6 + 0.8 / (1.0 + tenure / p.tenure_half_months)
    hazard = base * shape * (1.0 - p.language_protection * min(1.0, language / 0.6))
    return min(1.0, hazard * exp(-w * frailty - 0.5 * w * w) * (1.0 - support))


@rule
def cyclical_rate(base: float, entry: float, elasticity: float, p: JobParams) -> float:
    """Monthly job separation rate given the state of the economy: base * (entry / usual_entry)^elasticity, at most 1.

    ``entry``: thousand persons a month who become unemployed (economy.csv). Agency work reacts with ``cycle_agency``,
    fixed terms with ``cycle_fixed``; permanent jobs do not react (assumption).
    """
    return min(1.0, base * exp(elasticity * log(entry / p.usual_entry_thousand)))


@rule
def permanent_probability(tenure: float, contract: int, p: JobParams) -> float:
    """Monthly probability that a fixed-term contract becomes permanent after ``permanent_after_months``.

    Agency contracts have half that probability (C117; assumption).
    """
    if contract == 2 or tenure < p.permanent_after_months:
        return 0.0
    return p.to_permanent if contract == 1 else 0.5 * p.to_permanent


@rule
def new_experience(experience: float, hires: int, peers: float, p: LearningParams) -> float:
    """Employer's experience with newcomers (0-1) after a month.

    e' = e + (1 - e) * (1 - exp(-gain * hires)) + peer_weight * max(0, peers - e) - forget * e. ``peers`` is the mean
    experience in the same sector and region (assumption; direction LM193, P157).
    """
    gained = (1.0 - experience) * (1.0 - exp(-p.gain_per_hire * hires)) if hires > 0 else 0.0
    level = experience + gained + p.peer_weight * max(0.0, peers - experience) - p.forget_per_month * experience
    return min(1.0, max(0.0, level))

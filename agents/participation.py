"""Whether a newcomer without work searches: first what holds them back, then a monthly chance to start."""

from __future__ import annotations

from typing import NamedTuple

from werkagenda.agents.compiled import rule
from werkagenda.agents.exact import exp, log


class ParticipationParams(NamedTuple):
    """Entries ``participation.*``; factors multiply the monthly rate of starting to search."""

    start_per_month: float
    class_factor: float
    reception_factor: float
    reception_desk_gain: float
    encouragement: float
    usual_finding: float
    care_young_factor: float
    care_school_factor: float
    norm_factor: float
    health_factor: float
    language_reach: float
    language_floor: float
    settling_months: float
    age_slope: float
    guidance_gain: float
    network_gain: float
    trap_weight: float
    frailty_weight: float
    stop_per_month: float
    discouraged_after_months: float
    discouraged_per_month: float
    return_factor: float
    care_norm_share: float
    work_memory: float


@rule
def language_factor(language: float, p: ParticipationParams) -> float:
    """Readiness from language: floor + (1 - floor) * min(1, language / reach) (assumption)."""
    return p.language_floor + (1.0 - p.language_floor) * min(1.0, language / p.language_reach)


@rule
def settling_factor(months_housed: float, p: ParticipationParams) -> float:
    """The first months go to the house, papers and school: 1 - exp(-(months + 0.5) / settling_months)
    (assumption)."""
    return 1.0 - exp(-(months_housed + 0.5) / p.settling_months)


@rule
def reception_factor(desks: float, p: ParticipationParams) -> float:
    """Starting from reception: rare, more with a work desk in the centre (P128, C079; size an assumption).

    reception_factor + reception_desk_gain * desks; ``desks`` is the share of centres that have one.
    """
    return p.reception_factor + p.reception_desk_gain * desks


@rule
def encouragement_factor(finding: float, p: ParticipationParams) -> float:
    """People look for work when they see others find it: (finding / usual_finding)^encouragement, 0.3 to 3; 1 when
    nobody finds any.

    ``finding`` is the recent monthly job finding of other searchers (direction LM304; size an assumption).
    """
    if finding <= 0.0:
        return 1.0
    return min(3.0, max(0.3, exp(p.encouragement * log(finding / p.usual_finding))))


@rule
def age_factor(age: float, p: ParticipationParams) -> float:
    """Older people start less: exp(-age_slope * max(0, age - 30)), age in years (assumption)."""
    return exp(-p.age_slope * max(0.0, age - 30.0))


@rule
def care_factor(carer: int, youngest_age: float, p: ParticipationParams) -> float:
    """The main carer of a child under 4, or under 12, starts less; youngest_age in years, 99 for none."""
    if carer == 0 or youngest_age >= 12.0:
        return 1.0
    return p.care_young_factor if youngest_age < 4.0 else p.care_school_factor


@rule
def trap_factor(gain_share: float, p: ParticipationParams) -> float:
    """Work that leaves the household little better off draws less: max(0, 1 - weight * (1 - gain_share)).

    ``gain_share`` is the share of a usual net wage that the household keeps after benefit lost (0-1).
    """
    return max(0.0, 1.0 - p.trap_weight * (1.0 - gain_share))


@rule
def start_probability(factors: float, guidance: float, network: float, frailty: float, p: ParticipationParams) -> float:
    """Monthly probability to start searching.

    h = start_per_month * factors * (1 + guidance_gain * guidance) * (1 + network_gain * network)
        * exp(frailty_weight * frailty - frailty_weight^2 / 2);  probability = 1 - exp(-h)
    """
    w = p.frailty_weight
    hazard = p.start_per_month * factors * (1.0 + p.guidance_gain * guidance)
    hazard = hazard * (1.0 + p.network_gain * network) * exp(w * frailty - 0.5 * w * w)
    return 1.0 - exp(-hazard)


@rule
def stop_probability(months_searching: float, p: ParticipationParams) -> float:
    """Monthly probability to stop searching: a base, and discouragement after long search (assumption)."""
    if months_searching >= p.discouraged_after_months:
        return p.stop_per_month + p.discouraged_per_month
    return p.stop_per_month


@rule
def is_carer(sex: int, norm: int, own_wage: float, partner_wage: float, single: int) -> int:
    """1 for the parent who carries the care.

    A single parent does. In a couple it is the one with the lower potential wage, unless the couple
    follows the explicit care norm (then the woman), and at equal wages the woman: the only places where sex enters
    participation.
    """
    if single == 1:
        return 1
    if norm == 1:
        return 1 if sex == 0 else 0
    if own_wage == partner_wage:
        return 1 if sex == 0 else 0
    return 1 if own_wage < partner_wage else 0


@rule
def free_for_work(
    care: float, care_help: float, norm: int, young: int, ill: int, age: float, p: ParticipationParams
) -> float:
    """What holds somebody back from a job on the table: care less the help given, the care norm, illness, age.

    (care + (1 - care) * care_help) * [norm_factor] * [health_factor] * age_factor; ``care`` is the factor of
    ``care_factor``, ``care_help`` the part of the care that is taken over (0-1); the norm counts where no young child
    asks for care, age in years (the factors of taking part; assumption).
    """
    free = care + (1.0 - care) * care_help
    if norm == 1 and young == 0:
        free = free * p.norm_factor
    if ill == 1:
        free = free * p.health_factor
    return free * age_factor(age, p)

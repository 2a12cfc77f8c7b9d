"""Whether a newcomer without work searches: first what holds them back, then a monthly chance to start."""

from __future__ import annotations

from typing import NamedTuple

from werkagenda.agents.compiled import inline, rule
from werkagenda.agents.exact import exp, log
from werkagenda.agents.people import People

LINEAR = 0.0
"""Code of ``care_relief``; any other is geometric."""
SMALLER, PRODUCT = 0.0, 1.0
"""Codes of ``norm_link``; any other leaves the norm out where a young child asks for care."""


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
    care_relief: float
    norm_link: float


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
def relieved_care(care: float, care_help: float, p: ParticipationParams) -> float:
    """The factor ``care`` (0-1) when a part of the care is taken over (``care_help``, 0-1; 0 changes nothing).

    Shape by the code ``care_relief``: 0 linear, care + (1 - care) * help; 1 geometric, care^(1 - help): each further
    part taken over raises the rate of starting to search by the same proportion (a structural choice; assumption).
    """
    if care_help <= 0.0 or care >= 1.0:
        return care
    if p.care_relief == LINEAR:
        return care + (1.0 - care) * care_help
    if care <= 0.0 or care_help >= 1.0:
        return 1.0 if care_help >= 1.0 else 0.0
    return exp((1.0 - care_help) * log(care))


@rule
def care_and_norm(care: float, care_help: float, norm: int, p: ParticipationParams) -> float:
    """Factor of care and the care norm: two constraints, and a child-care place lifts the first only.

    ``care`` is the factor of ``care_factor``, ``norm`` 1 for a carer in a couple that follows the norm, with young
    children or without. How they combine is the code ``norm_link``: 0 the smaller of relieved care and ``norm_factor``;
    1 their product; 2 the norm counts only where no young child asks for care, so that help lifts it too (a structural
    choice; assumption, E003, E006 and E009 for the first).
    """
    relieved = relieved_care(care, care_help, p)
    if norm == 0:
        return relieved
    if p.norm_link == SMALLER:
        return min(relieved, p.norm_factor)
    if p.norm_link == PRODUCT or care == 1.0:
        return relieved * p.norm_factor
    return relieved


@rule
def free_for_work(care_left: float, ill: int, age: float, p: ParticipationParams) -> float:
    """What holds back from a job on the table: what care and the norm leave, illness, age.

    care_left * [health_factor] * age_factor; ``care_left`` is the factor of ``care_and_norm``, age in years (the
    factors of taking part; assumption).
    """
    free = care_left * p.health_factor if ill == 1 else care_left
    return free * age_factor(age, p)


@inline
def care_left(
    i: int, coupled: int, carer: int, years: float, helped: float, p: People, part: ParticipationParams
) -> float:
    """Factor of care, of which ``helped`` (0-1) is taken over, and of the norm, for search and placements alike."""
    norm = 1 if carer == 1 and coupled == 1 and p.norm_carer[i] == 1 else 0
    return care_and_norm(care_factor(carer, years, part), helped, norm, part)

"""Participation: barriers to job search and the monthly probability of starting to search."""

from __future__ import annotations

from typing import NamedTuple

from werkagenda.agents.compiled import inline, rule
from werkagenda.agents.exact import exp, log
from werkagenda.agents.kinds import EMPLOYED, IN_CLASS
from werkagenda.agents.people import Households, People

LINEAR = 0.0
"""Code of ``care_relief`` for linear relief; any other value means geometric."""
SETTLED_MONTHS = 240
"""Months of settling after which nothing changes any more."""
SMALLER, PRODUCT = 0.0, 1.0
"""Codes of ``norm_link``; with any other value the norm is ignored where a young child needs care."""


class ParticipationParams(NamedTuple):
    """Parameters ``participation.*``; factors multiply the monthly rate of starting to search."""

    start_per_month: float
    class_factor: float
    reception_factor: float
    reception_desk_gain: float
    encouragement: float
    usual_finding: float
    care_young_factor: float
    care_school_factor: float
    care_habit: float
    norm_factor: float
    health_factor: float
    language_reach: float
    language_floor: float
    language_floor_free: float
    settling_months: float
    settling_joined: float
    known_after_months: float
    age_slope: float
    guidance_gain: float
    network_gain: float
    partner_network: float
    trap_weight: float
    frailty_weight: float
    stop_per_month: float
    discouraged_after_months: float
    discouraged_per_month: float
    return_factor: float
    care_norm_share: float
    worked_schooling: float
    norm_worked_factor: float
    work_memory: float
    care_relief: float
    norm_link: float
    income_effect: float


@rule
def language_factor(language: float, free: int, p: ParticipationParams) -> float:
    """Readiness from language: floor + (1 - floor) * min(1, language / reach) (assumption).

    The floor is ``language_floor``, or ``language_floor_free`` for a person without a duty of civic integration
    (``free`` 1: passed, waived, or never under the duty): municipalities let the others learn Dutch first, work later.
    """
    floor = p.language_floor_free if free == 1 else p.language_floor
    return floor + (1.0 - floor) * min(1.0, language / p.language_reach)


@rule
def settling_factor(months_settled: float, joined: int, p: ParticipationParams) -> float:
    """Factor for the first months after housing: 1 - exp(-(months + 0.5) / constant) (assumption).

    The time constant is ``settling_months``, times ``settling_joined`` for a person who never waited in reception
    (``joined`` 1): they move into a home that is already there or find their own way from the first day, and have no
    years of waiting behind them. ``months_settled`` comes from the rule of that name.
    """
    constant = p.settling_months * p.settling_joined if joined == 1 else p.settling_months
    return 1.0 - exp(-(months_settled + 0.5) / constant)


@rule
def months_settled(month: int, housed: int, arrival: int, permit: int, p: ParticipationParams) -> int:
    """Months that count for settling: since housing, plus those in the country before the permit beyond
    ``known_after_months``, at most ``SETTLED_MONTHS`` in total.

    A person who had lived here for years when the permit came (long or repeated procedures, C018) knows the
    country, its offices and people already; the first ``known_after_months`` of waiting count for nothing (assumption).
    All arguments are month indices.
    """
    before = max(0, permit - arrival - int(p.known_after_months))
    return min(SETTLED_MONTHS, month - housed + before)


@rule
def reception_factor(desks: float, p: ParticipationParams) -> float:
    """Factor on starting to search from reception, higher with work desks in the centres (P128, C079; size assumed).

    reception_factor + reception_desk_gain * desks; ``desks`` is the share of centres with a desk.
    """
    return p.reception_factor + p.reception_desk_gain * desks


@rule
def encouragement_factor(finding: float, p: ParticipationParams) -> float:
    """Encouraged-worker effect: (finding / usual_finding)^encouragement, within 0.3-3; 1 if ``finding`` is 0.

    ``finding`` is the recent monthly job-finding rate of other searchers (direction LM304; size an assumption).
    """
    if finding <= 0.0:
        return 1.0
    return min(3.0, max(0.3, exp(p.encouragement * log(finding / p.usual_finding))))


@rule
def age_factor(age: float, p: ParticipationParams) -> float:
    """Factor by age in years: exp(-age_slope * max(0, age - 30)) (assumption)."""
    return exp(-p.age_slope * max(0.0, age - 30.0))


@rule
def care_factor(carer: int, youngest_age: float, p: ParticipationParams) -> float:
    """Factor for the main carer of a child under 4, or under 12. ``youngest_age`` in years, 99 without child."""
    if carer == 0 or youngest_age >= 12.0:
        return 1.0
    return p.care_young_factor if youngest_age < 4.0 else p.care_school_factor


@rule
def practised_care(care: float, practised: int, p: ParticipationParams) -> float:
    """Care factor of a person who does not follow the care norm (``practised`` 1): care^(1 - care_habit).

    Who is used to combining work and care, alone or as a couple, arranges it sooner (assumption).
    """
    if practised == 0 or care >= 1.0 or care <= 0.0:
        return care
    return exp((1.0 - p.care_habit) * log(care))


@rule
def trap_factor(gain_share: float, p: ParticipationParams) -> float:
    """Benefit-trap factor: max(0, 1 - weight * (1 - gain_share)).

    ``gain_share`` is the share of a usual net wage that the household keeps after benefit lost (0-1).
    """
    return max(0.0, 1.0 - p.trap_weight * (1.0 - gain_share))


@rule
def income_factor(income: float, norm: float, p: ParticipationParams) -> float:
    """Factor for household income above the social minimum: (norm / income)^income_effect, 1 up to the norm.

    ``income``: household income from wages and insurance; ``norm``: social minimum of such a household; both in cents a
    month. A person with a working partner has no duty to seek work, and a person on unemployment insurance can wait
    (direction: labour supply falls with other income; size an assumption, zero is in the range).
    """
    if income <= norm or norm <= 0.0:
        return 1.0
    return exp(p.income_effect * log(norm / income))


@rule
def start_probability(factors: float, guidance: float, network: float, frailty: float, p: ParticipationParams) -> float:
    """Monthly probability of starting to search.

    h = start_per_month * factors * (1 + guidance_gain * guidance) * (1 + network_gain * network)
       * exp(frailty_weight * frailty - frailty_weight^2 / 2);  probability = 1 - exp(-h)
    """
    w = p.frailty_weight
    hazard = p.start_per_month * factors * (1.0 + p.guidance_gain * guidance)
    hazard = hazard * (1.0 + p.network_gain * network) * exp(w * frailty - 0.5 * w * w)
    return 1.0 - exp(-hazard)


@rule
def stop_probability(months_searching: float, p: ParticipationParams) -> float:
    """Monthly probability of giving up search: a base rate plus discouragement after long search (assumption)."""
    if months_searching >= p.discouraged_after_months:
        return p.stop_per_month + p.discouraged_per_month
    return p.stop_per_month


@rule
def is_carer(sex: int, norm: int, own_wage: float, partner_wage: float, single: int) -> int:
    """1 for the parent who is the main carer.

    A single parent is. In a couple it is the woman if the couple follows the care norm or if potential wages are equal,
    otherwise the partner with the lower potential wage. Only here does sex enter participation.
    """
    if single == 1:
        return 1
    if norm == 1:
        return 1 if sex == 0 else 0
    if own_wage == partner_wage:
        return 1 if sex == 0 else 0
    return 1 if own_wage < partner_wage else 0


@rule
def worked_before_share(usual: float, education: int, p: ParticipationParams) -> float:
    """Share of women of a schooling level (0 low, 1 middle, 2 high) who worked before they migrated.

    odds = usual / (1 - usual) * exp(worked_schooling * (education - 1)); ``usual`` (below 1) is the share at middle
    schooling where they grew up (profiles.csv, ``women_worked``; sizes are assumptions).
    """
    odds = usual / (1.0 - usual) * exp(p.worked_schooling * (education - 1))
    return odds / (1.0 + odds)


@rule
def norm_share(worked: int, p: ParticipationParams) -> float:
    """Share of couples that follow the care norm, by whether the woman worked before she migrated.

    care_norm_share if she did not; care_norm_share * norm_worked_factor if she did. The norm belongs to what a couple
    is used to and not to a reason of migration, so it holds alike for refugees, family migrants and Ukrainians
    (assumption; factor 1: her own history makes no difference).
    """
    return p.care_norm_share * p.norm_worked_factor if worked == 1 else p.care_norm_share


@rule
def relieved_care(care: float, care_help: float, p: ParticipationParams) -> float:
    """Care factor (0-1) after a share ``care_help`` (0-1) of the care is taken over.

    The code ``care_relief`` sets the shape: 0 linear, care + (1 - care) * help; 1 geometric, care^(1 - help), so equal
    steps of help raise the rate of starting to search by equal proportions (structural choice; assumption).
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
    """Combined factor of care and the care norm; child care relieves the care part.

    ``care`` comes from ``care_factor``. ``norm`` is 1 for a carer in a couple that follows the norm. The code
    ``norm_link`` sets the combination: 0 the smaller of relieved care and ``norm_factor``; 1 their product; 2 the norm
    counts only where no young child needs care, so help lifts it too (structural choice; assumption, E003, E006 and
    E009 for 0).
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
    """Availability for an immediate job: care_left * [health_factor if ill] * age_factor (assumption).

    ``care_left`` comes from ``care_and_norm``; age in years.
    """
    free = care_left * p.health_factor if ill == 1 else care_left
    return free * age_factor(age, p)


@inline
def readiness_in_dutch(i: int, p: People, part: ParticipationParams) -> float:
    """Language factor of a person, by their level and whether a duty of civic integration is still open."""
    return language_factor(p.language[i], 1 if p.integration[i] > IN_CLASS else 0, part)


@inline
def partner_works(i: int, p: People, h: Households) -> int:
    """1 if the person's partner has a job here, in the table or outside it, otherwise 0."""
    home = p.household[i]
    other = h.adult_b[home] if h.adult_a[home] == i else h.adult_a[home]
    works = other >= 0 and h.adult_b[home] >= 0 and p.active[other] == 1 and p.state[other] == EMPLOYED
    return 1 if works or h.outside_income[home] == 1 else 0


@inline
def settling_stage(i: int, month: int, p: People, part: ParticipationParams) -> tuple[int, int]:
    """Months of settling of a housed person (``months_settled``), and 1 if they never lived in reception, else 0."""
    months = months_settled(month, p.housed[i], p.arrival[i], p.permit[i], part)
    return months, 1 if p.housed[i] <= p.arrival[i] else 0


@inline
def care_left(
    i: int, coupled: int, carer: int, years: float, helped: float, p: People, part: ParticipationParams
) -> float:
    """Factor of care and norm when a share ``helped`` (0-1) of care is taken over; used for search and placements."""
    norm = 1 if carer == 1 and coupled == 1 and p.norm_carer[i] == 1 else 0
    care = practised_care(care_factor(carer, years, part), 1 - p.norm_carer[i], part)
    return care_and_norm(care, helped, norm, part)

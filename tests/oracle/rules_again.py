"""Rules of employers, of looking for work and of taking part, written a second time (see ``again``)."""

from __future__ import annotations

import math
from typing import Any

from oracle.again import again, between, line, persistent


@again("attachment")
def years_idle(month: int, adult: int, housed: int, lost: int, studied: int) -> float:
    begun = [adult, housed, *([lost] if lost <= month else [])]
    return max(0, month - max(begun) - studied) / 12 if housed <= month else 0.0


@again("attachment")
def far_share(age: float, education: int, ill: int, idle: float, left_job: int, norm_carer: int, p: Any) -> float:
    years = max(0.0, min(idle, p.idle_until_years) - p.idle_from_years)
    odds = [p.base, p.age_per_decade * (age - 30) / 10, p.idle_per_year * years]
    odds += [p.low_schooling * (education == 0), p.poor_health * ill, p.lost_job * left_job, p.at_home * norm_carer]
    return 0.5 + 0.5 * math.tanh(math.fsum(odds) / 2)


@again("employer_rules")
def cyclical_rate(base: float, entry: float, elasticity: float, p: Any) -> float:
    return min(1.0, base * (entry / p.usual_entry_thousand) ** elasticity)


@again("employer_rules")
def language_callback(language: float, p: Any) -> float:
    levels = [(0.0, p.language_none), (0.2, p.language_a1), (0.4, p.language_a2), (0.6, p.language_b1), (0.8, 1.0)]
    return line(language, levels)


@again("employer_rules")
def level_for_job(language: float, asked: float, p: Any) -> float:
    return language if asked >= p.no_dutch_relief else language + p.no_dutch_relief - asked


@again("employer_rules")
def origin_gap(taste: float, uncertainty: float, experience: float, structured: float, p: Any) -> float:
    left = [1 - p.experience_effect * experience, 1 - p.structured_effect * structured]
    return between(taste + math.prod(left) * uncertainty, 0, 0.95)


@again("employer_rules")
def callback_probability(language: float, gap: float, contact: float, channel: float, p: Any) -> float:
    return min(0.98, math.prod([channel, contact, 1 - gap, language_callback(language, p), p.dutch]))


@again("employer_rules")
def highest_callback(channel: float, p: Any) -> float:
    levels = [1, p.language_none, p.language_a1, p.language_a2, p.language_b1]
    return min(0.98, math.prod([channel, max(p.headscarf_factor, 1), max(levels), p.dutch, 1 + 1e-12]))


@again("employer_rules")
def agreement_probability(language: float, gap: float, paid_share: float, p: Any) -> float:
    weak = 1 - language_callback(language, p)
    return min(0.98, math.prod([1 - weak * (1 - paid_share), 1 - gap, p.municipality_factor, p.dutch]))


@again("employer_rules")
def interview_bar(months_open: float, adjusts: int, p: Any) -> float:
    late = max(0.0, months_open - p.adjust_after_months) * adjusts
    return -p.noise * math.log(p.given_callback / (1 - p.given_callback)) - late * p.adjust_step


@again("employer_rules")
def interview_score(skill: float, language_surplus: float, gap: float, u: float, p: Any) -> float:
    parts = [p.skill_weight * skill, p.language_weight * between(language_surplus, 0, 0.3), -p.pass_through * gap]
    return math.fsum([*parts, p.noise * (math.log(u) - math.log(1 - u))])


@again("employer_rules")
def end_probability(contract: int, tenure: float, language: float, frailty: float, support: float, p: Any) -> float:
    base = (p.end_agency, p.end_fixed, p.end_permanent)[contract]
    settled = 0.6 + 0.8 * p.tenure_half_months / (p.tenure_half_months + tenure)
    spoken = 1 - p.language_protection * between(language / 0.6, 0, 1)
    return min(1.0, math.prod([base, settled, spoken, persistent(p.frailty_weight, -frailty), 1 - support]))


@again("employer_rules")
def permanent_probability(tenure: float, contract: int, p: Any) -> float:
    share = (0.5, 1.0, 0.0)[contract]
    return share * p.to_permanent * (tenure >= p.permanent_after_months)


@again("employer_rules")
def new_experience(experience: float, hires: int, peers: float, p: Any) -> float:
    taught = 1 - math.prod([math.exp(-p.gain_per_hire)] * hires)
    gains = [taught * (1 - experience), p.peer_weight * max(peers - experience, 0)]
    return between(math.fsum([experience, *gains, -p.forget_per_month * experience]), 0, 1)


@again("job_search")
def send_probability(months: float, frailty: float, p: Any) -> float:
    kept = max(p.duration_floor, math.exp(-p.duration_decay_per_month * months))
    return min(1.0, kept * persistent(p.frailty_weight, frailty))


@again("job_search")
def own_group_part(language: float, strength: float, p: Any) -> float:
    lacking = 1 - between(language / p.own_group_until, 0, 1)
    known = (strength / 0.3) ** p.own_group_network if strength > 0 else 0.0
    return math.prod([p.own_group_share, lacking, min(known, 2.0)])


@again("job_search")
def gain_share(net_wage: float, benefit_lost: float, costs: float) -> float:
    return -1.0 if net_wage <= 0 else max(-1.0, 1 - benefit_lost / net_wage - costs / net_wage)


@again("job_search")
def working_costs(young: int, travel_help: float, care_help: float, p: Any) -> float:
    care = p.childcare_eur_per_month * (1.0 - care_help) if young else 0.0
    return 100.0 * (p.travel_eur_per_month * (1.0 - travel_help) + care)


@again("job_search")
def accept_probability(kept: float, frailty: float, p: Any) -> float:
    z = (kept + p.frailty_weight * frailty - p.midpoint) / p.spread
    return (1 + math.tanh(z / 2)) / 2


@again("job_search")
def offer_value(month_wage: float, contract: int, u: float) -> float:
    return math.prod([month_wage, (1.0, 1.05, 1.1)[contract], 0.9 + u / 5])


@again("participation")
def language_factor(language: float, free: int, p: Any) -> float:
    floor = (p.language_floor, p.language_floor_free)[free]
    return line(language, [(0.0, floor), (p.language_reach, 1.0)])


@again("participation")
def practised_care(care: float, practised: int, p: Any) -> float:
    return care ** (1 - p.care_habit * practised)


@again("participation")
def settling_factor(months_settled: float, joined: int, p: Any) -> float:
    return -math.expm1(-(months_settled + 0.5) / (p.settling_months * (p.settling_joined if joined else 1.0)))


@again("participation")
def months_settled(month: int, housed: int, arrival: int, permit: int, p: Any) -> int:
    waited = permit - arrival - math.floor(p.known_after_months)
    return min(240, month - housed + (waited if waited > 0 else 0))


@again("participation")
def worked_before_share(usual: float, education: int, p: Any) -> float:
    log_odds = math.log(usual / (1.0 - usual)) + p.worked_schooling * (education - 1)
    return 1.0 / (1.0 + math.exp(-log_odds))


@again("participation")
def norm_share(worked: int, p: Any) -> float:
    return float(p.care_norm_share * (p.norm_worked_factor if worked else 1.0))


@again("participation")
def reception_factor(desks: float, p: Any) -> float:
    return desks * p.reception_desk_gain + p.reception_factor


@again("participation")
def encouragement_factor(finding: float, p: Any) -> float:
    return between((finding / p.usual_finding) ** p.encouragement, 0.3, 3.0) if finding > 0 else 1.0


@again("participation")
def age_factor(age: float, p: Any) -> float:
    return 1.0 if age <= 30 else math.exp(p.age_slope * (30 - age))


@again("participation")
def care_factor(carer: int, youngest_age: float, p: Any) -> float:
    if not carer:
        return 1.0
    return [p.care_young_factor, p.care_school_factor, 1.0][(youngest_age >= 4) + (youngest_age >= 12)]


@again("participation")
def trap_factor(gain_share: float, p: Any) -> float:
    return max(0.0, 1 - p.trap_weight + p.trap_weight * gain_share)


@again("participation")
def income_factor(income: float, norm: float, p: Any) -> float:
    return (norm / income) ** p.income_effect if income > norm > 0 else 1.0


@again("participation")
def start_probability(factors: float, guidance: float, network: float, frailty: float, p: Any) -> float:
    rate = [p.start_per_month, factors, 1 + p.guidance_gain * guidance, 1 + p.network_gain * network]
    return -math.expm1(-math.prod(rate) * persistent(p.frailty_weight, frailty))


@again("participation")
def stop_probability(months_searching: float, p: Any) -> float:
    return math.fsum([p.stop_per_month, p.discouraged_per_month * (months_searching >= p.discouraged_after_months)])


@again("participation")
def is_carer(sex: int, norm: int, own_wage: float, partner_wage: float, single: int) -> int:
    woman = int(sex == 0)
    if single:
        return 1
    if norm or own_wage == partner_wage:
        return woman
    return int(own_wage < partner_wage)


@again("household_rules")
def carer_of(partner: int, outside: int, sex: int, norm: int, mine: float, theirs: float) -> int:
    return is_carer(sex, norm, mine, theirs if partner else 0.4, int(not (partner or outside)))


@again("participation")
def relieved_care(care: float, care_help: float, p: Any) -> float:
    linear = 1 - (1 - care) * (1 - care_help)
    return linear if p.care_relief == 0 else care ** (1 - care_help)


@again("participation")
def care_and_norm(care: float, care_help: float, norm: int, p: Any) -> float:
    both = [relieved_care(care, care_help, p), p.norm_factor if norm else 1.0]
    if p.norm_link == 0:
        return min(both)
    return both[0] if p.norm_link == 2 and care < 1 else math.prod(both)


@again("participation")
def free_for_work(care_left: float, ill: int, age: float, p: Any) -> float:
    return math.prod([care_left, p.health_factor if ill else 1.0, age_factor(age, p)])


@again("placement_rules")
def kept_bar(noise: float, p: Any) -> float:
    return -noise * (math.log(p.kept_share) - math.log1p(-p.kept_share))


@again("placement_rules")
def searches_on(free: float, p: Any) -> float:
    return (p.searches_on_share, 1.0, 0.0, p.searches_on_share * free)[int(p.after)]


@again("resident_rules")
def background_weight(background: int, european_share: float) -> float:
    return (0.0, european_share, 1.0)[background]


@again("resident_rules")
def permanent_weights(ratio: float, european_share: float) -> tuple[float, ...]:
    return 1.0, 1.0 + european_share * (ratio - 1.0), ratio


@again("resident_rules")
def screened_weights(gap: float, european_share: float) -> tuple[float, ...]:
    return tuple(1.0 - gap * background_weight(k, european_share) for k in range(3))


@again("resident_rules")
def drawn_background(u: float, dutch: int, european: int, other: int, weights: Any) -> int:
    people = dutch, european, other
    parts = [number * weight for number, weight in zip(people, weights, strict=True)]
    shares = [math.fsum(parts[: k + 1]) for k in range(3)]
    found = sum(u * shares[2] >= shares[k] for k in range(2))
    order = {0: (0, 1, 2), 1: (1, 0, 2), 2: (2, 1, 0)}[found]
    return next((k for k in order if people[k] > 0), 2)

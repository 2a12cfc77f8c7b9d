"""Health, births, study, class, guidance and taking part."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from oracle.luck import draw

from werkagenda.agents import attachment, job_search, language, life, participation
from werkagenda.agents.compiled import plain
from werkagenda.agents.kinds import (
    CARE,
    CLASS,
    DISCOURAGED,
    EXEMPT,
    FEMALE,
    HEALTH,
    HIGH,
    IN_CLASS,
    INACTIVE,
    LOW,
    MIDDLE,
    NEVER,
    NONE,
    NOT_STARTED,
    PASSED,
    RECEPTION,
    ROUTE_2013,
    ROUTE_B1,
    ROUTE_EDUCATION,
    ROUTE_NONE,
    ROUTE_Z,
    SEARCHING,
    STUDY,
    UKRAINIAN,
    WAIVED,
)
from werkagenda.model.random.keyed_random import Decision

if TYPE_CHECKING:
    from oracle.country import Oracle
    from oracle.things import Person

monthly, birth_probability = plain(life.monthly), plain(life.birth_probability)
study_start = plain(life.study_start_probability)
new_level, class_gain, work_gain = plain(language.new_level), plain(language.class_gain), plain(language.work_gain)
hours_of_month, exam_probability = plain(language.class_hours_of_month), plain(language.exam_probability)
combined = plain(language.combined_hours)
is_carer, care_factor = plain(participation.is_carer), plain(participation.care_factor)
gain_share = plain(job_search.gain_share)


def grow_and_ail(c: Oracle) -> None:
    """Illness and recovery, births in couples, then full-time study."""
    t = c.month
    health, birth = c.luck(Decision.HEALTH_CHANGE, t), c.luck(Decision.BIRTH, t)
    ill, well = monthly(c.p.life.fall_ill_per_year), monthly(c.p.life.recover_per_year)
    for person in c.here():
        if person.is_child:
            continue
        u = draw(health, person.hash)
        if person.poor_health == 1:
            person.poor_health = 0 if u < well else 1
        else:
            person.poor_health = 1 if u < ill else 0
        if _gives_birth(c, person, birth):
            person.household.youngest = t
    c.act("study")
    start, end = c.luck(Decision.STUDY_START, t), c.luck(Decision.STUDY_END, t)
    for person in c.here():
        if not (person.seeks_asylum or person.is_child or person.in_reception):
            _study(c, person, start, end)


def _gives_birth(c: Oracle, person: Person, key: int) -> bool:
    home = person.household
    if person.sex != FEMALE or c.month - home.youngest < 15:
        return False
    if home.adult_b is None and home.outside_income == 0:
        return False
    if home.adult_b is not None and person.partner() is None:
        return False
    together = float(c.month - person.arrival)
    return draw(key, person.hash) < birth_probability(person.years_old(c.month), together, c.p.life)


def _study(c: Oracle, person: Person, start: int, end: int) -> None:
    law = c.p.life
    if person.studying == 1:
        person.study_months += 1
        done = person.study_months >= law.study_months
        if done and person.education < MIDDLE:
            person.education = MIDDLE
        elif done and person.education > HIGH:
            person.education = HIGH
        if done or draw(end, person.hash) < law.study_quit_per_month * (1.0 - person.lever["internship"]):
            person.studying, person.reason = 0, NONE
    elif not person.works and draw(start, person.hash) < study_start(
        person.years_old(c.month), person.language, person.education, law
    ):
        person.studying, person.study_months = 1, 0


def attend_classes(c: Oracle) -> None:
    """Class, exams and waivers; Dutch from class, study, work and daily life."""
    c.act("class")
    t = c.month
    keys = c.luck(Decision.ROUTE), c.luck(Decision.EXAM, t), c.luck(Decision.WAIVER, t)
    for person in c.entered:
        person.class_hours = 0
        if not person.here or person.retired or person.in_reception:
            continue
        gain = 0.012 if person.is_child else _month_of_dutch(c, person, keys)
        person.language = new_level(person.language, gain, c.p.language)


def _month_of_dutch(c: Oracle, person: Person, keys: tuple[int, int, int]) -> float:
    rules, t, old_act = c.p.integration, c.month, False
    if person.integration == NOT_STARTED:
        if person.route == ROUTE_NONE:
            person.route = _route(c, person, draw(keys[0], person.hash))
        old_act = person.route == ROUTE_2013
        if t - person.housed >= (rules.delay_2013_months if old_act else rules.delay_2021_months):
            person.integration = IN_CLASS
    home = c.p.language.home_gain if person.household.outside_income == 1 else 0.0
    gain = c.p.language.daily_gain + home + (0.008 if person.studying == 1 else 0.0)
    if person.integration == IN_CLASS:
        gain = gain + _class(c, person, keys)
    if person.works:
        gain = gain + work_gain(float(person.hours), person.dutch_spoken, person.lever["vocational"], c.p.language)
    return gain


def _route(c: Oracle, person: Person, u: float) -> int:
    age = person.years_old(c.month)
    if person.permit < 96:
        return ROUTE_2013
    if age < 28.0:
        return ROUTE_EDUCATION if u < 2.2 * c.education_share() else ROUTE_B1
    return ROUTE_Z if person.education == LOW else ROUTE_B1


def _class(c: Oracle, person: Person, keys: tuple[int, int, int]) -> float:
    rules = c.p.integration
    week = plain(language.class_week)(person.route, rules)
    hours = combined(hours_of_month(week, float(person.hours), rules), week, person.lever["combined"])
    person.class_hours = int(hours + 0.5)
    person.attended += person.class_hours
    person.class_months += 1
    needed = rules.exam_level_z if person.route == ROUTE_Z else rules.exam_level
    if person.route == ROUTE_Z and person.attended >= rules.z_route_hours:
        needed = 0.0
    if draw(keys[1], person.hash) < exam_probability(person.language, needed, rules):
        person.integration = PASSED
    elif person.class_months >= rules.waiver_after_months and draw(keys[2], person.hash) < rules.waiver_per_month:
        person.integration = WAIVED
    share = plain(language.language_share)(person.route, rules)
    return class_gain(person.education, person.years_old(c.month), hours * share, c.p.language)


def guide(c: Oracle) -> None:
    """Case managers share their hours: a budget by the caseload of two years, a need by that of last month."""
    t, m = c.month, c.p.municipality
    hours = m.hours_per_client * math.prod([1.0 + m.capacity_growth_per_year] * (t // 12))
    if t >= m.dedicated_from_month:
        hours *= m.dedicated_factor
    here, used = [0.0] * 35, [0.0] * 35
    for town in c.towns:
        town.remember(t)
        here[town.region] += town.caseload
        used[town.region] += town.usual
    for town in c.towns:
        share = town.usual / used[town.region] if used[town.region] > 0 else 0.0
        clients = c.scale * town.caseload + (1.0 - c.scale) * here[town.region] * share
        town.capacity, town.need = town.usual * hours, clients * m.need_hours_per_month
        town.extra = 0.0
        town.guidance = town.attention(0.0)
    c.act("guidance")
    for person in c.entered:
        person.guidance = 0.0
        client = not (person.in_reception or person.seeks_asylum or person.kind == UKRAINIAN or person.is_child)
        if person.here and client:
            share = c.towns[person.municipality].guidance
            without = m.partner_works_factor + (1.0 - m.partner_works_factor) * person.lever["reach"]
            person.guidance = share if person.household.bijstand > 0 else share * without


def carries_care(person: Person) -> int:
    """1 for who carries the care; a partner outside the table counts with 0.4 for skill and Dutch."""
    partner, mine = person.partner(), person.skill + person.language
    if partner is not None:
        return is_carer(person.sex, person.norm_carer, mine, partner.skill + partner.language, 0)
    if person.household.outside_income == 1:
        return is_carer(person.sex, person.norm_carer, mine, 0.4, 0)
    return 1


def care_and_norm(c: Oracle, person: Person, help_: float) -> float:
    """Factor of care, of which a part is taken over, and of the norm of couples who follow it."""
    part, carer, home = c.p.participation, carries_care(person), person.household
    care = care_factor(carer, (c.month - home.youngest) / 12.0, part)
    care = plain(participation.practised_care)(care, int(person.norm_carer == 0), part)
    coupled = person.partner() is not None or home.outside_income == 1
    norm = int(carer == 1 and coupled and person.norm_carer == 1)
    left: float = plain(participation.care_and_norm)(care, help_, norm, part)
    return left


def free_for_a_job(c: Oracle, person: Person, help_: float) -> float:
    """What care, the norm, illness and age leave of a person's time for a job."""
    left, age = care_and_norm(c, person, help_), person.years_old(c.month)
    free: float = plain(participation.free_for_work)(left, person.poor_health, age, c.p.participation)
    return free


def far_from_work(c: Oracle, person: Person) -> bool:
    """Whether somebody without work stands far from it: a lasting place under the share of people like this."""
    t = c.month
    coupled = person.partner() is not None or person.household.outside_income == 1
    settled = int(coupled and carries_care(person) == 1 and person.norm_carer == 1)
    idle = plain(attachment.years_idle)(t, person.birth + 216, person.housed, person.lost, person.study_months)
    facts = person.years_old(t), person.education, person.poor_health, idle, int(person.lost != NEVER), settled
    return bool(person.attachment < plain(attachment.far_share)(*facts, c.p.attachment))


def take_part_or_not(c: Oracle) -> None:
    """Adults without work stop or start to search."""
    t = c.month
    start, stop = c.luck(Decision.SEARCH_START, t), c.luck(Decision.SEARCH_STOP, t)
    encouraged = plain(participation.encouragement_factor)(c.finding, c.p.participation)
    usual = c.law.usual_net(t)
    for person in c.here():
        if person.is_child or person.retired or person.works:
            continue
        if person.searches:
            _maybe_stop(c, person, stop)
        elif person.studying == 1:
            person.reason = STUDY
        else:
            chance = _asylum_start(c, person) if person.seeks_asylum else _start(c, person, encouraged, usual)
            if draw(start, person.hash) < chance:
                person.state, person.months_searching, person.reason = SEARCHING, 0, NONE


def _maybe_stop(c: Oracle, person: Person, key: int) -> None:
    part = c.p.participation
    person.months_searching += 1
    studies = person.studying == 1
    chance = plain(participation.stop_probability)(float(person.months_searching), part)
    if far_from_work(c, person):
        chance += c.p.attachment.stop_per_month
    if studies or draw(key, person.hash) < chance:
        tired = person.months_searching >= part.discouraged_after_months
        person.state, person.months_searching = INACTIVE, 0
        person.reason = STUDY if studies else DISCOURAGED if tired else NONE


def _asylum_start(c: Oracle, person: Person) -> float:
    part, t = c.p.participation, c.month
    person.reason = RECEPTION
    if t - person.arrival < c.p.asylum.permit_delay_months - person.lever["sooner"]:
        return 0.0
    chance = c.p.asylum.search_per_month * plain(participation.age_factor)(person.years_old(t), part)
    if person.poor_health == 1:
        chance *= part.health_factor
    chance = chance * care_factor(carries_care(person), (t - person.household.youngest) / 12.0, part)
    chance = chance * (1.0 + person.lever["encourage"])
    return chance * c.p.attachment.start_factor if far_from_work(c, person) else chance


def in_dutch(c: Oracle, person: Person) -> float:
    """What a level of Dutch lets of the readiness to search; more where no duty is open."""
    free = int(person.integration not in (NOT_STARTED, IN_CLASS))
    factor: float = plain(participation.language_factor)(person.language, free, c.p.participation)
    return factor


def settling(c: Oracle, person: Person) -> float:
    """Settling factor of a housed person."""
    part = c.p.participation
    months = plain(participation.months_settled)(c.month, person.housed, person.arrival, person.permit, part)
    factor: float = plain(participation.settling_factor)(float(months), int(person.housed <= person.arrival), part)
    return factor


def _start(c: Oracle, person: Person, encouraged: float, usual: float) -> float:
    """Monthly chance to start; sets the reason that weighs most."""
    part, t, home = c.p.participation, c.month, person.household
    age, carer, years = person.years_old(t), carries_care(person), (t - home.youngest) / 12.0
    tired = person.reason == DISCOURAGED
    if person.in_reception:
        desks = min(1.0, max(0.0, (t - 72) / 38.0))
        stage = plain(participation.reception_factor)(desks, part)
    else:
        stage = settling(c, person)
    care = care_and_norm(c, person, person.lever["care_help"])
    help_ = person.lever["travel_help"], person.lever["care_help"]
    costs = plain(job_search.working_costs)(int(carer == 1 and years < 12.0), *help_, c.work_costs())
    kept = gain_share(usual, min(float(home.bijstand + home.allowance), usual), costs)
    factors = encouraged * in_dutch(c, person)
    factors = factors * plain(participation.age_factor)(age, part) * stage
    hurdles = [(CLASS, part.class_factor)] if person.integration == IN_CLASS else []
    hurdles.append((CARE, care))
    hurdles += [(HEALTH, part.health_factor)] if person.poor_health == 1 else []
    reason, least = (RECEPTION, 0.0) if person.in_reception else (NONE, 0.999)
    for why, factor in hurdles:
        factors = factors * factor
        if factor < least:
            reason, least = why, factor
    factors = factors * plain(participation.trap_factor)(kept, part)
    if tired:
        factors = factors * part.return_factor
        reason = DISCOURAGED if reason == NONE else reason
    factors = factors * plain(participation.income_factor)(float(home.counted), float(home.norm), part)
    if person.worked_months > 0:
        factors = factors * part.work_memory
    factors = factors * (1.0 + person.lever["encourage"])
    partner = person.partner()
    known = part.partner_network * int(home.outside_income == 1 or (partner is not None and partner.works))
    far = far_from_work(c, person)
    person.reason = EXEMPT if (far or age >= 62.0) and reason == NONE else reason
    if far:
        factors = factors * c.p.attachment.start_factor
    chance: float = plain(participation.start_probability)(
        factors, person.guidance, c.network[person.origin] + known, person.frailty, part
    )
    return chance

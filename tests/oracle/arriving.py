"""Coming and growing up, leaving, permits, houses: the first four verbs after the start of a month."""

from __future__ import annotations

import math
from bisect import bisect_right
from typing import TYPE_CHECKING

from oracle.luck import draw

from werkagenda.agents import life
from werkagenda.agents.compiled import plain
from werkagenda.agents.kinds import CHILD, FAMILY, NEVER, NONE, PASSED, RECEPTION, RETIRED, STATUS, UKRAINIAN
from werkagenda.evidence import series
from werkagenda.model.random.keyed_random import Decision

if TYPE_CHECKING:
    from oracle.country import Oracle
    from oracle.things import Person

departure_probability, monthly = plain(life.departure_probability), plain(life.monthly)


def arrive(c: Oracle) -> None:
    """Everybody whose month has come enters; then children of 18 become adults."""
    t = c.month
    while c.waiting and c.waiting[0].arrival <= t:
        person = c.waiting.popleft()
        c.entered.append(person)
        _enter(person, t)
    for person in c.here():
        if person.is_child and person.months_old(t) >= 216:
            _grow_up(person)


def _enter(person: Person, t: int) -> None:
    home = person.household
    sponsor = home.adult_a
    if person.member > 0 and (sponsor is None or not sponsor.here):
        person.permit = NEVER
        return
    person.active = 1
    if person.member == 0:
        home.adult_a = person
        if person.kind in (FAMILY, UKRAINIAN):
            person.reason = NONE
        return
    assert sponsor is not None
    person.municipality, person.region = sponsor.municipality, sponsor.region
    if person.kind == STATUS:
        person.housed = NEVER if sponsor.in_reception else t
    if person.member > 1:
        home.children += 1
        home.youngest = max(home.youngest, person.birth)
        return
    home.adult_b = person
    if person.reason != CHILD:
        person.reason = RECEPTION if person.in_reception else NONE


def _grow_up(person: Person) -> None:
    person.reason = RECEPTION if person.in_reception else NONE
    school = person.kind != UKRAINIAN and person.arrival - person.birth < 192  # which took the place of class
    if school:
        person.integration = PASSED
    if person.member > 1:
        person.household.children -= 1
        person.household = person.home
        person.home.adult_a = person


def leave_country(c: Oracle) -> None:
    """Refused people leave some months after the decision, others by household; at 67 people retire."""
    t, key = c.month, c.luck(Decision.DEPARTURE, c.month)
    stay = int(c.p.asylum.after_refusal_months)
    leaving = [person for person in c.here() if _leaves(c, person, key, stay)]
    for person in leaving:
        person.stop_working()
        person.active = 0
    for person in c.here():
        if not person.retired and person.months_old(t) >= 804:
            person.stop_working()
            person.reason = RETIRED


def _leaves(c: Oracle, person: Person, key: int, stay: int) -> bool:
    if person.seeks_asylum:
        return bool(person.decision != NEVER and c.month >= person.decision + stay)
    home = person.household
    works = any(adult is not None and adult.works for adult in (home.adult_a, home.adult_b))
    chance = departure_probability(int(person.kind == FAMILY), int(works), c.p.life)
    return draw(key, home.hash) < chance


def decide_permits(c: Oracle) -> None:
    """Asylum seekers whose permit month has come hold status from now on."""
    for person in c.here():
        if person.seeks_asylum and person.permit <= c.month:
            person.kind = STATUS


def house_people(c: Oracle) -> None:
    """Households with a permit leave reception; some housed households move."""
    t = c.month
    rate = float(series.housing_rate_per_month()[t])
    key = c.luck(Decision.HOUSING, t)
    for person in c.here():
        if person.seeks_asylum or not person.in_reception:
            continue
        head = person.household.adult_a or person
        first, known = person.household.adult_a, math.floor(c.p.participation.known_after_months)
        stayed = first is not None and first.permit - first.arrival > known
        luck = stayed or draw(key, person.household.dwelling.hash) < min(0.95, rate * c.speed[person.origin])
        if head.permit < t and luck:
            person.housed = t
            if person.reason == RECEPTION:
                person.reason = NONE
            if person.works and not stayed and draw(key, person.hash, 1) < c.p.asylum.job_lost_at_housing:
                person.on_notice = 1
    _move(c, c.luck(Decision.MOVE, t), c.luck(Decision.MOVE_TO, t))


def _move(c: Oracle, whether: int, where: int) -> None:
    chance = monthly(c.p.life.move_per_year)
    for person in c.here():
        if person.in_reception or draw(whether, person.household.hash) >= chance:
            continue
        at = min(bisect_right(c.population_cumulative, draw(where, person.household.hash)), len(c.towns) - 1)
        person.municipality, person.region = at, c.towns[at].region

"""What the next month knows of this one, and counts of the month for the comparison."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from oracle.things import neutral

from werkagenda.tables.vocabulary import HISTORY_MONTHS

if TYPE_CHECKING:
    from oracle.country import Oracle
    from oracle.things import Person


def start_month(c: Oracle) -> None:
    """Levers to neutral; with the outlook begin the assumptions made for it."""
    for person in c.people:
        person.lever = neutral("people")
    for employer in c.employers:
        employer.lever = neutral("employers")
    if c.month == HISTORY_MONTHS and c.outlook is not None:
        c.p = c.outlook
        c.hold_back()


def record_month(c: Oracle) -> None:
    """First bijstand after housing, caseloads, networks, how easily others find work."""
    t = c.month
    adults, employed = [0] * 10, [0] * 10
    c.sector_newcomers = [0] * 9
    for town in c.towns:
        town.caseload = town.placements = 0
    for person in c.here():
        _note_application(person, t)
        c.towns[person.municipality].placements += person.subsidised
        if not person.is_adult(t):
            continue
        adults[person.origin] += 1
        employed[person.origin] += person.works
        if person.works and not person.retired:
            c.sector_newcomers[person.sector] += 1
        if person.holds_status and not person.in_reception and person.bijstand > 0 and not person.works:
            c.towns[person.municipality].caseload += 1
    for origin in range(10):
        share = float(employed[origin]) / float(adults[origin]) if adults[origin] else 0.0
        c.network[origin] = c.network_strength[origin] * share
    others = list(c.residents)
    finding = float(sum(other.leaves for other in others)) / max(1, len(others))
    c.finding = finding if t == 0 else 0.8 * c.finding + 0.2 * finding
    c.counted = headcount(c)


def _note_application(person: Person, t: int) -> None:
    """The month of the first bijstand is the month of housing, or none."""
    grown = person.is_adult(t) and not person.is_child
    if person.housed == t and person.holds_status and person.bijstand > 0 and grown:
        person.applied = t


def headcount(c: Oracle) -> Counter[tuple[int, int, int, str]]:
    """People by kind, sex, origin and indicator of the table ``monthly`` (those that the comparison checks)."""
    out: Counter[tuple[int, int, int, str]] = Counter()
    for person in c.here():
        cell = person.kind, person.sex, person.origin
        out[(*cell, "persons")] += 1
        if not person.is_adult(c.month):
            continue
        benefit = person.bijstand > 0 or person.ui_cents > 0
        home = person.household
        facts = {
            "adults": True,
            "employed": person.works,
            "regular_employed": person.works and person.subsidised == 0,
            "subsidised_employed": person.works and person.subsidised == 1,
            "searching": person.searches,
            "inactive": not person.works and not person.searches,
            "on_benefit": benefit,
            "on_bijstand": person.bijstand > 0,
            "partial_benefit": person.bijstand > 0 and person.partial == 1,
            "unemployment_insurance": person.ui_cents > 0,
            "benefit_households": home.bijstand > 0 and (home.adults_here()[0] or home.adult_b) is person,
        }
        for name, true in facts.items():
            out[(*cell, name)] += int(true)
        out[(*cell, "benefit_euros")] += person.bijstand + person.ui_cents
        out[(*cell, "bijstand_euros")] += person.bijstand
        out[(*cell, "wage_euros")] += person.gross if person.works else 0
    return out

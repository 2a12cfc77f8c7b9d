"""The ten measures together: who is in what in the month just run, and what each of it costs, worked out again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import every
import numpy as np
from every import Choices
from positions import (
    I_AT_WORK,
    I_CASELOAD,
    I_CHILD_CARE,
    I_DESKS,
    I_FAMILY,
    I_PLACEMENT,
    I_SUBSIDY,
    I_TRAINING,
    I_WAGE_SUBSIDY,
    I_WOMEN,
)

from werkagenda.agents.household_rules import cents
from werkagenda.agents.kinds import CHILD, EMPLOYED, FAMILY, FEMALE, NEVER
from werkagenda.evidence.subsidy import rules
from werkagenda.model.country import Country
from werkagenda.model.income.ledger import COURSE, I_COURSE, I_GUIDANCE, PERSON, course_price
from werkagenda.model.labour_market.placements import carers
from werkagenda.model.state import State

ALL: Choices = {
    "startbanen": {"dose": 1.0, "years_10_to_90": 0.5},
    "sowis": {"dose": 10.0},
    "bias": {"dose": 1.0},
    "women": {"dose": 1.0, "care_share": 1.0},
    "reception": {"dose": 1.0},
    "vocational": {"dose": 1.0},
    "alliance": {"dose": 1.0},
    "caseload": {"dose": 1.0},
    "family": {"dose": 1.0},
    "training": {"dose": 1.0},
}
"""The whole letter at its largest, so that few people of a small country meet often."""
PROGRAMMES = (("course", "vocational"), ("programme", "women"), ("newcomer", "family"), ("training", "training"))
"""Groups of people who take part in something, and the instrument that marks them."""
Rows = dict[str, np.ndarray]
Entry = tuple[str, int, int]


def policies(made: Country) -> dict[str, Any]:
    """The instruments by name."""
    return {each.name: each for each in made.state.hooks.instruments}


def groups(w: State, each: dict[str, Any]) -> Rows:
    """Rows of people: guided at work for the employer subsidy, in a course at work, in a placement, in the programme
    for women, in the one for family migrants, in a training, helped by a desk in reception."""
    p, n, t = w.people, w.entered, w.month - 1
    works = (p.active[:n] == 1) & (p.state[:n] == EMPLOYED)
    told = p.supported_until[:n]
    rows = {
        "subsidy": works & (told > t) & (told <= t + rules().guided_months),
        "placement": (p.active[:n] == 1) & (p.subsidised[:n] == 1),
        "desk": w.hooks.lever["permit_help"][:n] > 0.0,
    }
    for name, of in PROGRAMMES:
        marks = each[of].marks
        rows[name] = (marks["joined"][:n] <= t) & (marks["until"][:n] > t)
    return {name: np.flatnonzero(mask) for name, mask in rows.items()}


def posted(w: State, *names: int) -> int:
    """Cents that leave the public sector this month under names of the ledger."""
    return sum(int(every.outside(w, slice(w.month - 1, w.month), k)[0]) for k in names)


def costs(w: State, each: dict[str, Any], rows: Rows) -> Iterator[Entry]:
    """What is paid this month, and what the people of the month cost by the rules, each of them once."""
    yield from hours(w, each["startbanen"], rows)
    yield from care(w, each, rows)
    yield from lessons(w, each["vocational"], rows)
    p, n, t = w.people, w.entered, w.month - 1
    start, women, family = each["startbanen"], each["women"], each["family"]
    costs = [(1.0 + w.law.contribution(t, kind)) * start.choices.wage_subsidy_share for kind in range(3)]
    jobs = zip(p.gross[rows["placement"]].tolist(), p.contract[rows["placement"]].tolist(), strict=True)
    yield "wages", posted(w, I_WAGE_SUBSIDY), sum(cents(g * costs[kind]) for g, kind in jobs)
    new = int((women.marks["offered"][:n] == t).sum())
    yield "women", posted(w, I_WOMEN), new * women.prices[0] + len(rows["programme"]) * women.prices[1]
    yield "family", posted(w, I_FAMILY), int((family.marks["joined"][:n] == t).sum()) * family.price
    yield "training", posted(w, I_TRAINING), sum(trained(w, each["training"], rows["training"]))
    yield "desks", posted(w, I_DESKS), len(rows["desk"]) * each["reception"].price
    granted = np.flatnonzero(p.supported_until[:n] == t + 1 + rules().guided_months)
    people = np.unique(p.employer[granted], return_counts=True)[1]
    yield "subsidy", posted(w, I_SUBSIDY), sum(rules().amounts_eur[k] * 100 for k in people.tolist())


def trained(w: State, policy: Any, rows: np.ndarray) -> Iterator[int]:
    """Cents of this month for each of those in a training: the form, and the course in employee skills beside it."""
    for form in policy.marks["form"][rows].tolist():
        yield sum(_now(w, each[form]) for each in (policy.euros, policy.skills))


def _now(w: State, amount: int) -> int:
    """A price in cents of January 2025 in the month just run."""
    return cents(amount * w.law.price_index(w.month - 1))


def hours(w: State, start: Any, rows: Rows) -> Iterator[Entry]:
    """Hours of case managers: ordinary and intensive ones for who has no work, others for placements and offers."""
    p, n, t = w.people, w.entered, w.month - 1
    price = w.law.prices(t, w.p.money).guidance_eur_per_hour * 100.0
    mask = (p.active[:n] == 1) & (p.reason[:n] != CHILD) & (p.state[:n] != EMPLOYED)
    given = p.guidance[:n][mask]
    owed = sum(cents(g * w.p.municipality.need_hours_per_month * price) for g in given.tolist() if g)
    yield "guidance", posted(w, I_GUIDANCE, I_CASELOAD), owed
    yield "attention above the need", int((given > 1.0).sum()), 0
    offers = int((p.offered[:n] == t - 1).sum())
    whole = start.numbers.hours_per_month * len(rows["placement"]) + start.numbers.start_hours * offers
    yield "placements", posted(w, I_PLACEMENT), cents(whole * start.choices.hours_paid_share * price)


def care(w: State, each: dict[str, Any], rows: Rows) -> Iterator[Entry]:
    """Child care of who carries it and works: in a placement on its terms, else from the programme for women."""
    p, n, t, women, start = w.people, w.entered, w.month - 1, each["women"], each["startbanen"]
    works = np.flatnonzero((p.active[:n] == 1) & (p.state[:n] == EMPLOYED))
    parents = carers(works, t, p, w.households)
    placed = np.isin(parents, rows["placement"])
    others = parents[~placed & (women.marks["care"][parents] > t)]
    covered = others[(women.marks["offered"][others] != NEVER) & (p.sex[others] == FEMALE)]
    paid, full = posted(w, I_CHILD_CARE), start.numbers.care_eur_per_month * w.law.price_index(t) * 100.0
    yield "care", paid, cents(placed.sum() * start.choices.care_help_share * full) + len(covered) * women.prices[2]
    yield "care above its price", max(0, paid - int(len(parents) * full)), 0


def lessons(w: State, course: Any, rows: Rows) -> Iterator[Entry]:
    """Hours of class at the price of their route, by who pays; courses at work, what class at work costs more."""
    p, n, t = w.people, w.entered, w.month - 1
    adults = np.flatnonzero((p.active[:n] == 1) & (p.reason[:n] != CHILD) & (p.class_hours[:n] > 0))
    bills = {True: 0, False: 0}
    for i in adults:
        price = course_price(int(p.route[i]), w.law.prices(t, w.p.money))
        bills[bool(p.kind[i] == FAMILY)] += cents(p.class_hours[i] * 100.0 * price)
    yield "class", posted(w, I_COURSE), bills[False]
    yield "class of family migrants", int(w.ledger.cents[t, PERSON, COURSE, I_COURSE]), bills[True]
    both = w.hooks.lever["combined"][:n] > 0.0
    yield "at work", posted(w, I_AT_WORK), int(np.dot([len(rows["course"]), both.sum()], course.prices))
    yield "class at work beside no course", int(np.isin(np.flatnonzero(both), rows["course"], invert=True).sum()), 0

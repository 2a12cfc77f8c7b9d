"""Vocational Dutch and class at work: who takes part, what it teaches and costs, how it ends before its time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from countries import different, everything
from outlooks import SCALE, Outlook, instruments, priced, small
from positions import I_AT_WORK

from werkagenda.agents.kinds import EMPLOYED, FAMILY, IN_CLASS, NEVER, STATUS
from werkagenda.model import checkpoint
from werkagenda.model.country import Country
from werkagenda.model.income.ledger import COURSE, SERVICE, STATE, TOWN
from werkagenda.scenarios import vocational
from werkagenda.scenarios.budget import FIELDS
from werkagenda.scenarios.rollout import START
from werkagenda.tables.vocabulary import HISTORY_MONTHS

FIRST = START + 1 - HISTORY_MONTHS


@pytest.fixture(scope="module")
def broad(outlook: Outlook) -> Country:
    """Offered to all, family migrants too, after three years; read only."""
    return outlook(36, vocational={"dose": 1.0, "family_migrants": True})


def policy(made: Country) -> vocational.Vocational:
    each = next(i for i in made.state.hooks.instruments if i.name == "vocational")
    assert isinstance(each, vocational.Vocational)
    return each


def uptake(made: Country, name: str) -> np.ndarray:
    return np.asarray(made.state.hooks.memories()["vocational.uptake"][:, FIELDS.index(name)])


def sharp(kept: Path, months: int, choices: dict[str, Any], **numbers: float) -> Country:
    """An outlook with other numbers of the instrument."""
    changes = {f"vocational__{name}": value for name, value in numbers.items()}
    made = checkpoint.restore(small(), kept, instruments({"vocational": choices}, **changes))
    made.run(HISTORY_MONTHS + months)
    return made


def test_a_higher_dose_reaches_more_of_the_same_people(outlook: Outlook) -> None:
    before: set[int] = set()
    paid = -1
    for dose in (0.0, 0.25, 0.5, 1.0):
        made = outlook(FIRST, vocational={"dose": dose})
        now = set(np.flatnonzero(policy(made).marks["offered"] != NEVER).tolist())
        euros = int(uptake(made, "cents").sum())
        assert before <= now and euros >= paid
        before, paid = now, euros
    assert len(before) > 3


def test_only_who_may_joins_and_only_once(outlook: Outlook) -> None:
    """At work, twelve hours, in class or below B1, one course, nobody whose guidance the subsidy pays for."""
    made = outlook(24, vocational={"dose": 1.0}, sowis={"dose": 5.0})
    m, p, seen = policy(made).marks, made.state.people, 0
    for _ in range(20):
        language, had = p.language.copy(), m["joined"] != NEVER
        made.step()
        t, new = made.month - 1, np.flatnonzero(m["joined"] == made.month - 1)
        seen += len(new)
        assert not had[new].any() and (p.kind[new] == STATUS).all() and (m["until"][new] == t + 12).all()
        assert ((language[new] < 0.6) | (p.integration[new] >= IN_CLASS)).all()
        still = new[(p.state[new] == EMPLOYED) & (p.started[new] < t)]
        assert (p.hours[still] >= 12).all() and (p.employer[still] == m["at"][still]).all()
    assert seen > 20


def test_no_month_is_paid_twice(outlook: Outlook) -> None:
    """While the subsidy pays for somebody's guidance no course of theirs runs from the month after on."""
    made, taken_over = outlook(18, vocational={"dose": 1.0}, sowis={"dose": 10.0}), 0
    p, m = made.state.people, policy(made).marks
    for _ in range(40):
        guided = (p.supported_until > made.month) & (p.state == EMPLOYED)
        running = (m["joined"] < made.month) & (m["until"] > made.month)
        made.step()
        taken_over += int((guided & running).sum())
        assert not (guided & (m["joined"] <= made.month - 1) & (m["until"] > made.month - 1)).any()
    assert taken_over > 0


def test_a_course_ends_with_the_job(broad: Country) -> None:
    """Some end before their time; whoever takes part works where the course began (or lost the job this month)."""
    each, w = policy(broad), broad.state
    m, p = each.marks, w.people
    begun = m["joined"] < broad.month - 12
    early = begun & (m["until"] < m["joined"] + 12)
    assert 0.1 < early.sum() / begun.sum() < 0.9
    rows = each.taking_part(w)
    gone = (p.state[rows] != EMPLOYED) | (p.employer[rows] != m["at"][rows])
    assert len(rows) > 30 and gone.mean() < 0.3
    assert {STATUS, FAMILY} == set(p.kind[np.flatnonzero(begun)].tolist())


def test_what_is_paid_is_what_runs_and_never_more_than_was_committed(broad: Country) -> None:
    cents, each = broad.state.ledger.cents[: broad.month, ..., I_AT_WORK], policy(broad)
    course = cents[:, STATE, SERVICE]
    assert (course == uptake(broad, "running")[: broad.month] * priced(broad, each.euros[0])).all()
    assert (cents[:, STATE, TOWN] == cents[:, TOWN, COURSE]).all() and cents[:, TOWN, COURSE].any()
    paid = int(course.sum() + cents[:, TOWN, COURSE].sum())
    assert 0.4 * uptake(broad, "cents").sum() < paid < uptake(broad, "cents").sum()
    assert (uptake(broad, "started").sum()) == (each.marks["joined"] != NEVER).sum()


def test_an_envelope_is_never_passed_and_who_is_left_out_is_told(outlook: Outlook) -> None:
    euros = 1_500_000.0
    made = outlook(36, vocational={"dose": 1.0, "envelope_eur": euros})
    for first in range(HISTORY_MONTHS, made.month, 12):
        year, limit = slice(first, first + 12), euros * 100 * SCALE
        assert uptake(made, "cents")[year].sum() <= limit
        out = np.flatnonzero(uptake(made, "left_out")[year])
        assert not len(out) or not uptake(made, "cents")[year][int(out[0]) + 1 :].any()
    assert uptake(made, "left_out").sum() > 0 < uptake(made, "cents").sum()


def test_courses_teach_dutch_and_nothing_else_moves(kept: Path) -> None:
    """With no strength and no class at work everything stays as it was but the bill; with it people speak better."""
    numbers = {"employer_share": 1.0, "agency_factor": 1.0}
    none = sharp(kept, 24, {"dose": 1.0, "combined_share": 0.0}, strength=0.0, **numbers)
    full = sharp(kept, 24, {"dose": 1.0, "combined_share": 1.0}, strength=1.5, **numbers)
    plain = sharp(kept, 24, {})
    assert different(everything(plain), everything(none)) == ["ledger"]
    took = np.flatnonzero(policy(none).marks["joined"] < none.month - 6)
    better = full.state.people.language[took] - none.state.people.language[took]
    assert len(took) > 20 and (better > 0).mean() > 0.5 and better.mean() > 0.005


def test_class_at_work_gives_back_hours(kept: Path) -> None:
    """Combined trajectories: nobody who takes part has fewer class hours, some have more."""
    numbers = {"employer_share": 1.0, "agency_factor": 1.0, "strength": 0.0}
    made = sharp(kept, FIRST, {"dose": 1.0, "combined_share": 1.0}, **numbers)
    plain = sharp(kept, FIRST, {"dose": 1.0, "combined_share": 0.0}, **numbers)
    rows = policy(made).taking_part(made.state)
    both = rows[policy(made).marks["combines"][rows] == 1]
    more = made.state.people.class_hours[both] - plain.state.people.class_hours[both]
    assert len(both) and (more >= 0).all() and more.max() > 10


def test_agencies_agree_less(kept: Path) -> None:
    """A factor of zero: no course at a temporary-work agency."""
    made = sharp(kept, 24, {"dose": 1.0}, agency_factor=0.0)
    at = policy(made).marks["at"]
    assert len(at[at >= 0]) > 20 and (made.state.employers.sector[at[at >= 0]] != 6).all()


def test_dose_zero_is_no_instrument_bit_for_bit(kept: Path) -> None:
    with_it = checkpoint.restore(small(), kept, instruments({"vocational": {"months": 3, "family_migrants": True}}))
    bare = checkpoint.restore(small(), kept, [each for each in instruments({}) if each.name != "vocational"])
    for made in (with_it, bare):
        made.run(HISTORY_MONTHS + 20)
    assert not different(everything(with_it), everything(bare))
    assert with_it.tables()["uptake"].equals(bare.tables()["uptake"])

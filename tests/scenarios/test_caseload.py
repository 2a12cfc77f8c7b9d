"""Guidance and caseload: which municipalities, how many hours, who pays, what is left when hours are no shortage."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from countries import different, everything, parameters
from outlooks import SCALE, Outlook, instruments, small
from positions import I_CASELOAD

from werkagenda.agents.household_rules import cents
from werkagenda.agents.kinds import CHILD, EMPLOYED
from werkagenda.agents.municipality_rules import guidance_share
from werkagenda.model import checkpoint
from werkagenda.model.country import Country
from werkagenda.model.income.ledger import I_GUIDANCE, SERVICE, STATE, TOWN
from werkagenda.scenarios import caseload
from werkagenda.scenarios.budget import FIELDS
from werkagenda.scenarios.rollout import START, Schedule
from werkagenda.tables.vocabulary import HISTORY_MONTHS, MONTHS

FIRST = START + 1 - HISTORY_MONTHS
Scarce = Callable[..., Country]


@pytest.fixture(scope="module")
def scarce(kept: Path) -> Scarce:
    """Makes an outlook in which municipalities have an eighth of the hours: some 180 clients a manager."""

    def make(months: int, changes: dict[str, float] | None = None, **choices: Any) -> Country:
        later = parameters(**{"municipality__hours_per_client": 0.5, **(changes or {})})
        others = {"startbanen": choices.pop("startbanen", {})}
        made = checkpoint.restore(replace(small(), outlook=later), kept, instruments({"caseload": choices, **others}))
        made.run(HISTORY_MONTHS + months)
        return made

    return make


@pytest.fixture(scope="module")
def full(scarce: Scarce) -> Country:
    """For all clients, nearly half way; read only."""
    return scarce(30, dose=1.0)


def policy(made: Country) -> caseload.Caseload:
    each = next(i for i in made.state.hooks.instruments if i.name == "caseload")
    assert isinstance(each, caseload.Caseload)
    return each


def uptake(made: Country, name: str) -> np.ndarray:
    return np.asarray(made.state.hooks.memories()["caseload.uptake"][:, FIELDS.index(name)])


def test_municipalities_join_in_order_up_to_the_dose(full: Country) -> None:
    """Shares of the people: evenly from July 2025 to the dose; a higher dose covers the same ones and more."""
    each, lower = policy(full), np.zeros(len(full.state.places))
    for dose in (0.1, 0.35, 0.5, 1.0):
        each.schedule = Schedule(dose)
        now = each.coverage(MONTHS - 1)
        assert (now >= lower).all() and ((now > 0.0) & (now < 1.0)).sum() <= 1
        assert math.isclose((now * each.weight).sum(), dose)
        assert not each.coverage(START - 1).any()
        assert math.isclose((each.coverage(START) * each.weight).sum(), dose / (MONTHS - START))
        lower = now


def test_a_higher_dose_reaches_more_and_commits_more(scarce: Scarce) -> None:
    """In the first month: hours and euros rise with the dose, and nobody gets less attention."""
    before, paid = np.zeros(len(policy(scarce(0)).weight)), -1
    for dose in (0.0, 0.25, 0.5, 1.0):
        made = scarce(FIRST, dose=dose)
        now, euros = made.state.guidance.copy(), int(uptake(made, "cents").sum())
        assert (now >= before).all() and euros >= paid
        before, paid = now, euros
    assert paid > 0


def test_managers_come_over_months(scarce: Scarce) -> None:
    """Each month a part of the vacancies is filled; who is no longer needed goes at once."""
    each = policy(scarce(0, dose=1.0))
    lacking = np.full(len(each.weight), 60.0)
    hired = []
    for _ in range(12):
        each.memory["hired"][:] = each.hire(lacking)
        hired.append(float(each.memory["hired"][0]))
    assert math.isclose(hired[0], 10.0) and math.isclose(hired[1], 10.0 + 50.0 / 6.0) and 52.0 < hired[-1] < 60.0
    assert (each.hire(lacking / 4.0) == 15.0).all()


def test_hours_rise_to_those_of_the_caseload_and_no_further(scarce: Scarce, full: Country) -> None:
    """50 clients a manager: attention rises towards one. 100: half of the need. Ordinary numbers: nothing is bought."""
    half, ordinary = (scarce(30, dose=1.0, clients_per_manager=number) for number in (100.0, 250.0))
    joined = policy(full).coverage(full.month - 7) == 1.0
    shares = [made.state.guidance[joined].mean() for made in (ordinary, half, full)]
    assert shares[0] < shares[1] < 0.65 < shares[2] <= 1.0
    towns = half.state.towns
    assert all(t.guidance <= max(0.5, t.capacity_hours / t.need_hours) + 1e-9 for t in towns if t.need_hours > 0.0)
    assert uptake(ordinary, "cents").sum() < 0.05 * uptake(half, "cents").sum()


def test_where_hours_are_enough_nothing_is_bought(outlook: Outlook) -> None:
    """In the baseline most municipalities have the hours of 50 clients a manager and all have those of 100."""
    made, plain = (outlook(FIRST + 12, caseload=c) for c in ({"dose": 1.0, "clients_per_manager": 150.0}, {}))
    assert uptake(made, "reached").sum() > 0 == uptake(made, "started").sum()
    assert not different(everything(plain), everything(made))


def test_the_money_is_that_of_the_hours_and_is_paid_once(scarce: Scarce) -> None:
    """Guidance and this policy together are the hours given at their price; the town pays what the state does not."""
    made = scarce(30, dose=0.7, state_share=0.25)
    w = made.state
    p, n, flows = w.people, w.entered, w.ledger.cents[made.month - 1]
    rows = np.flatnonzero((p.active[:n] == 1) & (p.reason[:n] != CHILD) & (p.state[:n] != EMPLOYED))
    hour = w.law.prices(made.month - 1, w.p.money).guidance_eur_per_hour * 100.0
    whole = sum(cents(float(g) * w.p.municipality.need_hours_per_month * hour) for g in p.guidance[rows])
    paid, committed = int(flows[TOWN, SERVICE, I_CASELOAD]), uptake(made, "cents")[made.month - 1]
    assert flows[TOWN, SERVICE, I_GUIDANCE] + paid == whole == flows[STATE, TOWN, I_GUIDANCE] + paid
    assert flows[STATE, TOWN, I_CASELOAD] == cents(paid * 0.25) and 0.8 * committed < paid <= committed
    paid_all = w.ledger.cents[:, TOWN, SERVICE, I_CASELOAD]
    assert (paid_all <= uptake(made, "cents")).all() and not paid_all[:START].any()


def test_an_envelope_is_spent_evenly_and_never_passed(scarce: Scarce) -> None:
    euros = 3_000_000.0
    made = scarce(40, dose=1.0, envelope_eur=euros)
    paid, out = uptake(made, "cents"), uptake(made, "left_out")
    for first in range(HISTORY_MONTHS, made.month, 12):
        year = slice(first, first + 12)
        assert paid[year].sum() <= euros * 100 * SCALE
        assert out[year].sum() <= 1.5 * made.state.caseload.sum()
    assert out.any() and (paid[HISTORY_MONTHS + 30 : made.month] > 0.05 * euros * 100 * SCALE).all()
    free = scarce(40, dose=1.0)
    assert paid.sum() < uptake(free, "cents").sum() and not uptake(free, "left_out").any()
    cut = policy(made).memory["refused"] != 32000
    assert not cut[policy(made).order[0]] and cut.any()


def test_startbanen_take_from_what_is_there_after_hiring(scarce: Scarce) -> None:
    """Their unpaid hours are missing from the raised hours; what is left is the share that clients get."""
    terms = {"dose": 1.0, "years_10_to_90": 1.0, "hours_paid_share": 0.0}
    made = scarce(36, dose=1.0, startbanen=terms)
    both = 0
    for town in made.state.towns:
        left = town.capacity_hours + town.extra_hours - town.taken_hours
        assert town.guidance == made.state.guidance[town.index] == guidance_share(max(0.0, left), town.need_hours)
        assert town.without_more() <= town.guidance
        both += town.extra_hours > 0.0 < town.taken_hours
    paid = made.state.ledger.cents[made.month - 1, TOWN, SERVICE, I_CASELOAD]
    assert both > 5 and 0 < paid <= uptake(made, "cents")[made.month - 1]


def test_guidance_works_through_search_and_the_municipality_only(scarce: Scarce) -> None:
    """Without an effect on searching and without its channel: attention and its bill move and nothing else."""
    nothing = {"participation__guidance_gain": 0.0, "search__municipality_share": 0.0}
    moved = different(everything(scarce(24, nothing)), everything(scarce(24, nothing, dose=1.0)))
    assert set(moved) == {"ledger", "guidance", "people.guidance"}


def test_dose_zero_is_no_instrument_bit_for_bit(kept: Path) -> None:
    """With dose zero and without the instrument: state, record and tables are the same."""
    choices = {"caseload": {"envelope_eur": 1e6, "clients_per_manager": 20.0, "state_share": 0.0}}
    with_it = checkpoint.restore(small(), kept, instruments(choices))
    bare = checkpoint.restore(small(), kept, [each for each in instruments({}) if each.name != "caseload"])
    for made in (with_it, bare):
        made.run(HISTORY_MONTHS + 20)
    assert not different(everything(with_it), everything(bare))
    assert with_it.tables()["uptake"].equals(bare.tables()["uptake"])

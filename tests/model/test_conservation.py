"""People, posts, openings and euros: no world creates or loses one, and a planted loss is found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from countries import country, entries
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from werkagenda.agents.kinds import EMPLOYED
from werkagenda.model.country import Country
from werkagenda.model.income.ledger import DECLARED
from werkagenda.model.parameters import FIELDS
from werkagenda.model.state import State
from werkagenda.model.steps import invariants
from werkagenda.model.steps.invariants import AccountsProblem, check
from werkagenda.tables.vocabulary import MONTHS


def ranges() -> dict[str, tuple[float, float]]:
    """Low and high of every parameter that has a range."""
    names = [(g, f) for g, fields in FIELDS.items() for f in fields]
    found = {f"{g}__{f}": entries()[f"{g}.{f}"] for g, f in names}
    return {name: (float(e.low), float(e.high)) for name, e in found.items() if e.low is not None and e.low < e.high}


@st.composite
def stress(draw: Any) -> dict[str, float]:
    """Every parameter somewhere in its range, one in three at an end of it."""
    out = {}
    for name, (low, high) in ranges().items():
        place = draw(st.sampled_from([0.0, 0.5, 1.0]) | st.floats(0.0, 1.0))
        out[name] = low + (high - low) * place
    return out


def posts_by_employer(w: State) -> None:
    """Each employer has as many newcomers as newcomers say they work there (the account only adds up all)."""
    n = w.entered
    works = (w.people.active[:n] == 1) & (w.people.state[:n] == EMPLOYED)
    rows = np.bincount(w.people.employer[:n][works], minlength=len(w.employers.id))
    assert np.array_equal(rows, w.employers.staff_newcomers)


def money_by_person(w: State) -> None:
    """What the ledger says persons receive and pay is what they received and paid."""
    n, p = w.entered, w.people
    here = p.active[:n] == 1
    cents = w.ledger.cents[w.month - 1].sum(axis=(0, 1))
    for instrument, column in ((0, p.bijstand), (1, p.ui_cents), (2, p.student_cents), (3, p.gross)):
        assert int(column[:n][here].sum(dtype=np.int64)) == int(cents[instrument])
    taxed = (p.gross[:n] - p.net[:n]) + (p.ui_cents[:n] - p.ui_net[:n])
    assert int(taxed[here].sum(dtype=np.int64)) == int(cents[5])
    assert (p.net[:n] <= p.gross[:n]).all() and (p.net[:n] >= 0).all()


def openings_by_row(w: State) -> None:
    """The record's openings are the rows that are open."""
    assert int(w.openings.open[: w.open_n].sum()) == int(w.record["market"][w.month - 1, 3])


@given(stress(), st.sampled_from(["central", "recession", "tight"]), st.sampled_from(["central", "high", "low"]))
@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_accounts_close_under_any_parameters(changes: dict[str, float], economy: str, inflow: str) -> None:
    """Worlds at the ends of what the evidence allows: every account of every month closes, by employer and person."""
    made = country(0, economy=economy, inflow=inflow, **changes)
    for _ in range(14):
        made.step()
        posts_by_employer(made.state)
        money_by_person(made.state)
        openings_by_row(made.state)


def test_accounts_close_through_the_outlook() -> None:
    """All 192 months of a shock: a recession with a high inflow."""
    made = country(MONTHS, 0.005, economy="recession", inflow="high")
    posts_by_employer(made.state)
    money_by_person(made.state)
    came, left, stock = made.state.record["people"].T
    assert np.array_equal(np.cumsum(came - left), stock) and stock[-1] > 300


def first(mask: Any) -> int:
    return int(np.flatnonzero(mask)[0])


def lose_a_post(w: State) -> None:
    w.employers.staff_flexible[first(w.employers.staff_flexible > 0)] -= 1


def lose_a_newcomers_post(w: State) -> None:
    w.employers.staff_newcomers[first(w.employers.staff_newcomers > 0)] -= 1


def gain_a_fringe_post(w: State) -> None:
    w.employers.staff_fringe[0] += 1


def lose_a_counted_worker(w: State) -> None:
    w.counts.working[0, 0, 0, 0, 1] -= 1


def lose_a_person(w: State) -> None:
    n = w.entered
    w.people.active[first((w.people.active[:n] == 1) & (w.people.state[:n] != EMPLOYED))] = 0
    w.record["people"][w.month, 2] = w.in_country()


def lose_an_opening(w: State) -> None:
    w.record["market"][w.month, 3] -= 1


def hire_without_opening(w: State) -> None:
    w.hires.residents[0, 0, 0, 0] += 1


def pay_without_household(w: State) -> None:
    w.ledger.post(w.month, 1, 5, 0, 100)


def owe_workers(w: State) -> None:
    w.employers.staff_flexible[0] = -1


def move_a_post_to_another_region(w: State) -> None:
    w.employers.staff_flexible[first(w.employers.staff_flexible > 0)] -= 1
    w.employers.staff_flexible[-1] += 1


@pytest.fixture
def at_the_check(monkeypatch: pytest.MonkeyPatch) -> Country:
    """A country in which somebody works, stopped where the accounts of a month are checked."""
    made = country(18)
    monkeypatch.setattr(invariants, "check", lambda w: None)
    made.step()
    made.state.month -= 1
    check(made.state)
    return made


PLANTED = (
    lose_a_post,
    lose_a_newcomers_post,
    gain_a_fringe_post,
    lose_a_counted_worker,
    lose_a_person,
    lose_an_opening,
    hire_without_opening,
    pay_without_household,
    owe_workers,
    move_a_post_to_another_region,
)


@pytest.mark.parametrize("plant", PLANTED, ids=lambda f: f.__name__)
def test_a_planted_error_is_found(at_the_check: Country, plant: Callable[[State], None]) -> None:
    """The world of this month with one thing taken out of an account."""
    plant(at_the_check.state)
    with pytest.raises(AccountsProblem, match="2015-07"):
        check(at_the_check.state)


def test_a_lost_post_stops_the_run() -> None:
    """The check runs in the month itself, not only when asked."""
    made = country(3)
    lose_a_post(made.state)
    with pytest.raises(AccountsProblem, match="other people who work"):
        made.step()


def test_nothing_is_entered_outside_the_declared_flows(two_years: Country) -> None:
    """Payer, payee and instrument of every entry without policy are declared; nobody pays themselves."""
    cube = two_years.state.ledger.cents.sum(axis=0)
    used = {(int(a), int(b), int(c)) for a, b, c in np.argwhere(cube)}
    assert used <= {*DECLARED} and all(a != b for a, b, _ in DECLARED)
    assert two_years.state.ledger.cents.min() >= 0

"""Where policy may act: refused when it asks for what does not exist, bit-equal to none at dose zero."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from countries import Policy, country, different, different_tables, everything, setup, state

from werkagenda.agents.kinds import INACTIVE
from werkagenda.model.country import Country
from werkagenda.model.policy.hooks import LEVERS, POINTS, HookProblem, Instrument

MONTHS = 26


@pytest.fixture(scope="module")
def plain() -> Country:
    """No instrument."""
    return country(MONTHS)


def test_what_does_not_exist_is_refused_all_at_once() -> None:
    """Two instruments with three mistakes: one message names each."""
    wrong = Policy(name="first", levers=("care_hlep", "support"), points=("offers", "dinner"))
    other = Policy(name="second", levers=("prayer",), points=())
    with pytest.raises(HookProblem) as caught:
        Country(setup(), [other, wrong])
    text = str(caught.value)
    assert all(word in text for word in ("first", "'care_hlep'", "'dinner'", "second", "'prayer'"))
    assert "'support'" not in text and "'offers'" not in text


def test_a_policy_is_an_instrument() -> None:
    assert isinstance(Policy(), Instrument)


def test_an_instrument_at_dose_zero_is_no_instrument(plain: Country) -> None:
    """Called at every point of every month, contributing the neutral element to every lever: no bit moves."""
    calls: list[int] = []

    def neutral(w: Any) -> None:
        calls.append(w.month)
        for name, (_, element) in LEVERS.items():
            lever = w.hooks.move(name)
            if element == 0.0:
                lever += 0.0
            else:
                lever *= 1.0

    dosed = country(MONTHS, instruments=[Policy(neutral, levers=tuple(LEVERS), points=POINTS)])
    assert len(calls) == MONTHS * len(POINTS)
    assert not different(everything(plain), everything(dosed))
    assert not different_tables(plain.tables(), dosed.tables())


def test_points_come_in_the_month_s_order() -> None:
    """An instrument at every point is called in the order in which POINTS names them."""
    seen: list[str] = []

    class Watcher(Policy):
        def act(self, point: str, world: Any) -> None:
            seen.append(point)

    country(2, instruments=[Watcher(points=POINTS)])
    assert seen == [*POINTS, *POINTS]


def test_instruments_act_in_the_order_of_their_names() -> None:
    """Handed over in two orders: the same world (an addition after a product is not a product after an addition)."""
    seen: list[str] = []

    def make(name: str) -> Policy:
        return Policy(lambda w: seen.append(name), name=name)

    country(1, instruments=[make("b"), make("a"), make("c")])
    assert seen == ["a", "b", "c"]


def test_contributions_end_with_the_month() -> None:
    """A lever that is added to every month never holds more than one month's contribution."""
    highest: list[float] = []

    def add(w: Any) -> None:
        lever = w.hooks.move("support")
        lever += 0.1
        highest.append(float(lever.max()))

    made = country(5, instruments=[Policy(add, levers=("support",), points=("contracts",))])
    assert np.allclose(highest, 0.1)
    made.state.hooks.reset()
    for name, (_, element) in LEVERS.items():
        assert (made.state.hooks.lever[name] == element).all()


def test_a_lever_is_written_through_its_door_only() -> None:
    """What rules read refuses to be written, and nobody may move what no instrument says it moves."""
    ports = Country(setup(), [Policy(levers=("support",))]).state.hooks
    with pytest.raises(ValueError, match="read-only"):
        ports.lever["support"][:] = 1.0
    with pytest.raises(HookProblem, match="'relief'"):
        ports.move("relief")
    ports.move("support")[:] = 1.0
    assert (ports.lever["support"] == 1.0).all()


def set_lever(name: str, value: float, points: tuple[str, ...]) -> Policy:
    """An instrument that sets a lever for everybody."""
    return Policy(lambda w: w.hooks.move(name).fill(value), levers=(name,), points=points)


REACHED = [
    ("care_help", 1.0),
    ("support", 0.9),
    ("structured", 1.0),
    ("vocational", 1.0),
]


@pytest.mark.parametrize(("name", "value"), REACHED)
def test_a_lever_that_moves_changes_the_world(plain: Country, name: str, value: float) -> None:
    """An instrument that sets one lever, at every point of the month: what the rules give is another world."""
    dosed = country(MONTHS, instruments=[set_lever(name, value, POINTS)])
    assert different(everything(plain), everything(dosed))


OFTEN = {
    "acceptance__travel_eur_per_month": 400.0,
    "asylum__employer_applies_24_weeks": 0.1,
    "asylum__search_per_month": 0.9,
    "callback__obey_share": 1.0,
    "life__study_quit_per_month": 0.3,
}
"""Parameters that make frequent what is rare in a small world."""


@pytest.fixture(scope="module")
def busy() -> Country:
    """No instrument, rare things frequent."""
    return country(MONTHS, **OFTEN)


@pytest.mark.parametrize("name", LEVERS)
def test_a_rule_reads_every_lever(busy: Country, name: str) -> None:
    """Set at every point of every month: a lever that no rule reads would change nothing."""
    value = {"sooner": 3.0, "compliant": 1.0}.get(name, 0.9)
    other = country(MONTHS, instruments=[set_lever(name, value, POINTS)], **OFTEN)
    assert different(everything(busy), everything(other))


def help_with_care(w: Any) -> None:
    """All care taken over in the 97th month."""
    if w.month == 96:
        w.hooks.move("care_help").fill(1.0)


def test_care_help_stops_nobody() -> None:
    """All care taken over for one month: people start to search because of it, and nobody stops."""
    plain = country(97, 0.1)
    helped = country(97, 0.1, instruments=[Policy(help_with_care, levers=("care_help",), points=POINTS)])
    n = plain.state.entered
    before, after = plain.state.people.state[:n], helped.state.people.state[:n]
    assert (before < after).any() and not ((before > after) & (after == INACTIVE)).any()


def test_structured_selection_means_more_callbacks_for_who_is_held_back(plain: Country) -> None:
    """Everybody selects in a structured way and all of the gap is uncertainty that this removes: no gap is left."""
    numbers = {"callback__taste_share": 0.0, "callback__structured_effect": 1.0, "callback__obey_factor": 0.0}
    fair = country(MONTHS, instruments=[set_lever("structured", 1.0, ("guidance",))], **numbers)
    applications = fair.state.record["audit"].sum(axis=(0, 1, 2))
    assert applications[0, 0] == applications[1, 0] and applications[0, 1] == applications[1, 1] > 0
    biased = plain.state.record["audit"].sum(axis=(0, 1, 2))
    assert biased[1, 1] < biased[0, 1]


def test_taste_is_left_when_selection_is_structured() -> None:
    """All of the gap is taste: structured selection moves nobody."""
    plain, fair = (
        country(6, instruments=[set_lever("structured", dose, ("guidance",))], callback__taste_share=1.0)
        for dose in (0.0, 1.0)
    )
    assert not different(state(plain), state(fair))

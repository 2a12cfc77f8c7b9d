"""The rounding rule: parts add up, nothing moves by a whole step, tables add up both ways."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from werkagenda.analysis import rounding

FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
CLOSE = 1.0 + 2 * rounding.SAME
euros = st.floats(-3e9, 3e9, allow_nan=False).filter(lambda x: x == 0 or abs(x) > 1e-3)
tables = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(euros, min_size=width, max_size=width), min_size=1, max_size=6)
)


def whole(values: object, size: float) -> None:
    """Every value is a multiple of the step."""
    scaled = np.asarray(values, float) / size
    assert np.abs(scaled - np.round(scaled)).max(initial=0.0) < 1e-6


@FEW
@given(st.lists(euros, max_size=12), st.sampled_from((1.0, 1e3, 1e6)))
def test_parts_sum_to_the_nearest_total_and_move_less_than_a_step(values: list[float], size: float) -> None:
    found = rounding.parts(values, size)
    whole(found, size)
    assert round(math.fsum(found) / size) == pytest.approx(math.fsum(values) / size, abs=0.5 + 1e-3)
    assert all(abs(a - b) < CLOSE * size for a, b in zip(found, values, strict=True))


@FEW
@given(st.lists(st.integers(-(10**6), 10**6), max_size=12), st.sampled_from((1.0, 100.0, 1e4)))
def test_what_is_a_multiple_stays(values: list[int], size: float) -> None:
    given_values = [value * size for value in values]
    assert rounding.parts(given_values, size) == pytest.approx(given_values)


@FEW
@given(tables, st.sampled_from((1.0, 1e3, 1e6)))
def test_tables_add_up_both_ways(values: list[list[float]], size: float) -> None:
    table = np.array(values)
    found = rounding.cells(table, size)
    whole(found, size)
    assert np.abs(found - table).max() < CLOSE * size
    for axis in (0, 1):
        assert np.abs(found.sum(axis=axis) - table.sum(axis=axis)).max() < CLOSE * size
    assert abs(found.sum() - table.sum()) <= (0.5 + 1e-3) * size


PARTIES = ("state", "town", "agency", "person", "employer")
edges = st.lists(st.tuples(st.sampled_from(PARTIES), st.sampled_from(PARTIES), euros), min_size=1, max_size=25)


@FEW
@given(edges.map(lambda found: [each for each in found if each[0] != each[1]]), st.sampled_from((1.0, 1e4, 1e6)))
def test_flows_add_up_to_balances_of_parties(found: list[tuple[str, str, float]], size: float) -> None:
    payers, payees, values = ([each[k] for each in found] for k in range(3))
    public = PARTIES[:3]
    rounded = rounding.flows(np.array(values), payers, payees, size, public)
    whole(rounded, size)
    assert all(abs(a - b) < CLOSE * size for a, b in zip(rounded, values, strict=True))
    balance = dict.fromkeys(PARTIES, 0.0)
    exact = dict(balance)
    for payer, payee, value, shown in zip(payers, payees, values, rounded, strict=True):
        for kept, euros_ in ((balance, shown), (exact, value)):
            kept[str(payer)] += float(euros_)
            kept[str(payee)] -= float(euros_)
    assert all(abs(balance[name] - exact[name]) < CLOSE * size for name in PARTIES)
    assert abs(sum(balance[name] - exact[name] for name in public)) < CLOSE * size
    assert abs(sum(balance.values())) < 1e-3 * size


def test_the_largest_remainder_is_rounded_up_and_the_first_of_equals() -> None:
    assert rounding.parts([0.4, 0.3, 0.3], 1.0) == [1.0, 0.0, 0.0]
    assert rounding.parts([1.5, 1.5], 1.0) == [2.0, 1.0]
    assert rounding.parts([-0.4, -0.3, -0.3], 1.0) == [-1.0, 0.0, 0.0]
    assert rounding.parts([], 1.0) == []


def test_payers_of_a_scenario_sum_to_zero_as_printed() -> None:
    """Five parties whose changes cancel, in millions of euros."""
    changes = [101.26e6, -40.44e6, -30.34e6, -20.24e6, -10.24e6]
    size = rounding.step(changes)
    assert size == 1e6
    shown = [rounding.more(value / 1e6, size / 1e6) for value in rounding.parts(changes, size)]
    assert shown == ["+101", "−41", "−30", "−20", "−10"]


@pytest.mark.parametrize(
    ("value", "size", "said"),
    [(1240.0, 10.0, "+1,240"), (-3.1, 0.1, "−3.1"), (0.0, 0.1, "0"), (0.05, 0.01, "+0.05"), (-2e-9, 1.0, "0")],
)
def test_text_has_the_decimals_of_the_step(value: float, size: float, said: str) -> None:
    assert rounding.more(value, size) == said


def test_the_step_leaves_three_digits_of_the_largest() -> None:
    assert [rounding.step([x]) for x in (224e6, -1.2, 0.0, math.nan)] == [1e6, 0.01, 1.0, 1.0]

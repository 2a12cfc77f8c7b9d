"""Ratios of paired means: by hand, against chance, and silent where the denominator may be zero."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from werkagenda.analysis.comparison.discounting import discount_factor
from werkagenda.analysis.comparison.paired_statistics import (
    NO_GAIN,
    NOT_RECORDED,
    ONE_REPLICATE,
    RESOLVED,
    UNRESOLVED,
    cost_ratio,
)


def test_both_ends_solve_the_equation_that_defines_them() -> None:
    top, bottom = np.array([10.0, 12.0, 11.0, 13.0]), np.array([5.0, 4.0, 6.0, 5.0])
    found = cost_ratio(top, bottom)
    assert found["verdict"] == RESOLVED
    assert found["value"] == pytest.approx(11.5 / 5.0)
    for end in (found["low"], found["high"]):
        rest = top - end * bottom
        assert abs(rest.mean()) == pytest.approx(stats.t.ppf(0.975, 3) * rest.std(ddof=1) / 2)
    assert found["low"] < found["value"] < found["high"]


def test_a_constant_number_gives_the_interval_of_the_mean() -> None:
    top = np.array([10.0, 12.0, 14.0])
    found = cost_ratio(top, np.array([2.0, 2.0, 2.0]))
    half = stats.t.ppf(0.975, 2) * 2.0 / math.sqrt(3) / 2.0
    assert (found["low"], found["value"], found["high"]) == pytest.approx((6.0 - half, 6.0, 6.0 + half))


def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    noise = np.random.default_rng(1)
    held = []
    for _ in range(2000):
        shock = noise.normal(size=4)
        found = cost_ratio(100 + 10 * shock + noise.normal(size=4), 20 + 2 * shock + noise.normal(size=4))
        held.append(found["verdict"] != RESOLVED or found["low"] <= 5.0 <= found["high"])
    assert 0.935 < np.mean(held) < 0.965


def test_a_number_that_may_be_zero_has_no_ratio() -> None:
    top = np.array([10.0, 10.0, 10.0])
    assert cost_ratio(top, np.array([-1.0, 1.0, 1.5]))["verdict"] == UNRESOLVED
    assert cost_ratio(top, np.zeros(3))["verdict"] == UNRESOLVED
    lost = cost_ratio(top, np.array([-5.0, -5.1, -4.9]))
    assert lost["verdict"] == NO_GAIN
    assert math.isnan(lost["value"])
    assert lost["number"] == pytest.approx(-5.0)


def test_one_replicate_has_a_value_without_an_interval() -> None:
    found = cost_ratio(np.array([10.0]), np.array([4.0]))
    assert (found["verdict"], found["value"]) == (ONE_REPLICATE, 2.5)
    assert math.isnan(found["low"])
    assert cost_ratio(np.array([10.0]), np.array([-4.0]))["verdict"] == UNRESOLVED
    assert cost_ratio(np.array([10.0, 11.0]), None)["verdict"] == NOT_RECORDED


def test_a_euro_loses_worth_with_time_and_prices() -> None:
    assert discount_factor(0, 0.0225, 0.02) == pytest.approx(1.04295 ** (-1 / 24))
    assert discount_factor(12, 0.0225, 0.02) == pytest.approx(1.04295 ** (-25 / 24))
    assert discount_factor(59, 0.0, 0.0) == 1.0

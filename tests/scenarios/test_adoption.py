"""The spread of startbanen over municipalities: from the pilots to the dose, at a speed, and never back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from outlooks import Outlook

from werkagenda.evidence import places
from werkagenda.scenarios import adoption
from werkagenda.tables.vocabulary import HISTORY_MONTHS, MONTHS

WHERE = places.municipalities()
U = np.linspace(0.999, 0.001, len(WHERE))
ORDER = adoption.in_order(WHERE, U, 0.2)
WEIGHT = WHERE.population / WHERE.population.sum()
MONTH = st.integers(HISTORY_MONTHS, MONTHS - 1)
DOSE = st.floats(0.0, 1.0)


def country_share(dose: float, month: int, years: float = 3.0) -> float:
    return float((WEIGHT * adoption.covered(ORDER, dose, years, month)).sum())


def test_pilots_hold_an_eighth_of_the_population() -> None:
    pilots = adoption.is_pilot(WHERE)
    assert 0.11 < WEIGHT[pilots].sum() < 0.15
    assert {"Amsterdam", "Rotterdam", "Eindhoven", "Helmond", "Someren", "Vught"} <= {
        name for name, is_one in zip(WHERE.name, pilots, strict=True) if is_one
    }


def test_dose_zero_and_a_dose_below_the_pilots_change_nothing() -> None:
    for dose in (0.0, 0.01):
        for month in (100, HISTORY_MONTHS, MONTHS - 1):
            assert (adoption.covered(ORDER, dose, 3.0, month) == ORDER.pilots).all()


@pytest.mark.parametrize("dose", [0.1, 0.25, 0.5, 1.0])
@pytest.mark.parametrize("years", [0.5, 3.0, 10.0])
def test_the_dose_is_reached_at_the_end(dose: float, years: float) -> None:
    assert country_share(dose, MONTHS - 1, years) == pytest.approx(dose, abs=1e-9)
    assert country_share(dose, HISTORY_MONTHS, years) == pytest.approx(float((WEIGHT * ORDER.pilots).sum()), abs=1e-12)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(MONTH, MONTH, DOSE, DOSE, st.floats(0.5, 10.0))
def test_coverage_grows_with_time_and_with_the_dose_everywhere(
    a: int, b: int, low: float, high: float, years: float
) -> None:
    early, late = sorted((a, b))
    low, high = sorted((low, high))
    assert (adoption.covered(ORDER, low, years, early) <= adoption.covered(ORDER, high, years, early) + 1e-12).all()
    assert (adoption.covered(ORDER, high, years, early) <= adoption.covered(ORDER, high, years, late) + 1e-12).all()


def test_nearness_decides_who_is_next() -> None:
    """Pilots are full before the first other one starts; the last to start lie farthest away."""
    covered = adoption.covered(ORDER, 0.5, 3.0, MONTHS - 1)
    pilots, steps = adoption.is_pilot(WHERE), adoption.steps_away(WHERE)
    assert (covered[pilots] == 1.0).all()
    assert steps[(covered > 0.0) & ~pilots].max() <= steps[covered == 0.0].min()


def test_a_faster_spread_is_ahead_in_the_middle_and_equal_at_the_ends() -> None:
    middle = (HISTORY_MONTHS + MONTHS) // 2 + 8
    assert country_share(0.5, middle, 1.0) > country_share(0.5, middle, 8.0)


def test_the_country_offers_to_the_share_it_covers(outlook: Outlook) -> None:
    """Of the people who asked in the last months of 2029, about the dose was offered a startbaan."""
    made = outlook(60, startbanen={"dose": 0.6, "years_10_to_90": 1.0})
    p, n = made.world.people, made.world.entered
    late = (p.applied[:n] >= 168) & (p.applied[:n] < 191)
    share = float((p.offered[:n][late] <= 191).mean())
    assert late.sum() > 500
    assert abs(share - 0.6) < 4.0 * (0.24 / late.sum()) ** 0.5 + 0.05

"""The spread of startbanen over municipalities: from the pilots to the dose, at a speed, and never back."""

from __future__ import annotations

import numpy as np
import pytest
from countries import different, everything
from hypothesis import given, settings
from hypothesis import strategies as st
from outlooks import Outlook

from werkagenda.evidence import places
from werkagenda.model.country import Country
from werkagenda.scenarios import adoption
from werkagenda.scenarios.rollout import Schedule
from werkagenda.tables.vocabulary import HISTORY_MONTHS, MONTHS

WHERE = places.municipalities()
WAITS = adoption.exponential(np.random.default_rng(1).random(len(WHERE)))
COPY = adoption.Copying(0.05, 0.4, 0.5)
EQUAL = np.ones(35)
LINE = adoption.line_up(WHERE, WAITS, COPY, EQUAL)
ORDER = adoption.in_order(WHERE, LINE, 0.2)
WEIGHT = WHERE.population / WHERE.population.sum()
MONTH = st.integers(HISTORY_MONTHS, MONTHS - 1)
DOSE = st.floats(0.0, 1.0)


def covered(dose: float, years: float, month: int) -> np.ndarray:
    """Coverage by municipality over the whole outlook."""
    return adoption.covered(ORDER, Schedule(dose, HISTORY_MONTHS), years, month)


def country_share(dose: float, month: int, years: float = 3.0) -> float:
    return float((WEIGHT * covered(dose, years, month)).sum())


def test_pilots_hold_an_eighth_of_the_population() -> None:
    pilots = adoption.is_pilot(WHERE)
    assert 0.11 < WEIGHT[pilots].sum() < 0.15
    assert {"Amsterdam", "Rotterdam", "Eindhoven", "Helmond", "Someren", "Vught"} <= {
        name for name, is_one in zip(WHERE.name, pilots, strict=True) if is_one
    }


def test_dose_zero_and_a_dose_below_the_pilots_change_nothing() -> None:
    for dose in (0.0, 0.01):
        for month in (100, HISTORY_MONTHS, MONTHS - 1):
            assert (covered(dose, 3.0, month) == ORDER.pilots).all()


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
    assert (covered(low, years, early) <= covered(high, years, early) + 1e-12).all()
    assert (covered(high, years, early) <= covered(high, years, late) + 1e-12).all()


def test_everybody_is_in_line_once_and_pilots_first() -> None:
    pilots = adoption.is_pilot(WHERE)
    assert sorted(LINE.tolist()) == list(range(len(WHERE)))
    assert pilots[LINE[: pilots.sum()]].all()
    reached = covered(0.5, 3.0, MONTHS - 1)
    assert (reached[pilots] == 1.0).all()
    assert set(LINE[np.flatnonzero(reached[LINE] > 0.0)]) == set(LINE[: int((reached > 0.0).sum())])


def place_in_line(copying: adoption.Copying, where: np.ndarray, factor: np.ndarray = EQUAL) -> float:
    """Mean place of some municipalities that are no pilots, over a dozen draws."""
    rows = np.flatnonzero(where & ~adoption.is_pilot(WHERE))
    places_, u = [], np.random.default_rng(2)
    for _ in range(12):
        line = adoption.line_up(WHERE, adoption.exponential(u.random(len(WHERE))), copying, factor)
        places_.append(np.argsort(line)[rows].mean())
    return float(np.mean(places_))


def test_who_sees_startbanen_around_comes_sooner() -> None:
    """Towns in the regions of the pilots come before the others when people copy, and not when nobody does."""
    near = np.isin(WHERE.region, WHERE.region[adoption.is_pilot(WHERE)])
    ahead = place_in_line(COPY, ~near) - place_in_line(COPY, near)
    alone = adoption.Copying(0.05, 0.0, 0.5)
    assert ahead > 20.0 > abs(place_in_line(alone, ~near) - place_in_line(alone, near))


def test_regions_that_gain_more_come_sooner() -> None:
    factor = np.where(np.arange(35) < 17, 1.5, 1.0)
    assert place_in_line(COPY, WHERE.region < 17, factor) < place_in_line(COPY, WHERE.region < 17) - 10.0


def own_share(copying: adoption.Copying, factor: float, month: int) -> float:
    """Share of the population where startbanen have started at their own pace."""
    since = adoption.own_pace(WHERE, WAITS, copying, lambda _: EQUAL * factor)
    return float(WEIGHT[since <= month].sum())


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.floats(0.005, 0.2), st.floats(0.0, 1.5), st.floats(0.0, 1.0), st.floats(0.3, 3.0))
def test_each_rate_brings_everybody_forward(innovation: float, imitation: float, border: float, factor: float) -> None:
    """More innovation, imitation, weight of neighbours or balance: no municipality starts later."""
    base = adoption.Copying(innovation, imitation, border)
    more = [(base._replace(**{name: getattr(base, name) + 0.1}), factor) for name in base._fields] + [
        (base, factor + 0.2)
    ]
    since = adoption.own_pace(WHERE, WAITS, base, lambda _: EQUAL * factor)
    for copying, gain in more:
        assert (adoption.own_pace(WHERE, WAITS, copying, lambda _, gain=gain: EQUAL * gain) <= since).all()


def test_own_pace_is_an_s_or_a_curve_that_flattens() -> None:
    """With copying the middle years bring more than the first and the last; without, ever fewer are left."""
    ends = range(HISTORY_MONTHS + 11, MONTHS, 12)
    copied = np.diff([0.0, *(own_share(COPY, 1.0, month) for month in ends)])
    assert copied[1:3].max() > copied[0] and copied[1:3].max() > copied[-1]
    assert (
        own_share(COPY, 1.8, MONTHS - 1)
        > own_share(COPY, 1.0, MONTHS - 1)
        > own_share(adoption.Copying(0.05, 0.0, 0.5), 1.0, MONTHS - 1)
    )


def test_own_pace_covers_the_dose_and_never_less_than_the_pilots() -> None:
    pilots = adoption.at_start(WHERE, 0.2)
    since = adoption.own_pace(WHERE, WAITS, COPY, lambda _: EQUAL)
    assert (adoption.covered_own(pilots, since, 0.0, MONTHS - 1) == pilots).all()
    low, high = (adoption.covered_own(pilots, since, dose, 160) for dose in (0.3, 0.6))
    assert (low >= pilots).all() and (high >= low).all() and (high[since <= 160] == 0.6).all()
    assert (adoption.covered_own(pilots, since, 0.6, 180) >= high).all()


def test_a_faster_spread_is_ahead_in_the_middle_and_equal_at_the_ends() -> None:
    middle = (HISTORY_MONTHS + MONTHS) // 2 + 8
    assert country_share(0.5, middle, 1.0) > country_share(0.5, middle, 8.0)


def test_the_country_offers_to_the_share_it_covers(outlook: Outlook) -> None:
    """Of the people who asked in the last months of 2029, about the dose was offered a startbaan."""
    made = outlook(60, startbanen={"dose": 0.6, "years_10_to_90": 1.0})
    p, n = made.state.people, made.state.entered
    late = (p.applied[:n] >= 168) & (p.applied[:n] < 191)
    share = float((p.offered[:n][late] <= 191).mean())
    assert late.sum() > 500
    assert abs(share - 0.6) < 4.0 * (0.24 / late.sum()) ** 0.5 + 0.05


def coverage(made: Country, month: int = MONTHS - 1) -> float:
    """Share of the country that startbanen cover in a month."""
    mine = next(each for each in made.state.hooks.instruments if each.name == "startbanen")
    return float((WEIGHT * mine.towns.coverage(month)).sum())  # type: ignore[attr-defined]


def test_what_the_state_leaves_to_pay_slows_the_spread(outlook: Outlook) -> None:
    """Own pace: the smaller the state's share the fewer start; the wage subsidy that a town pays itself slows too."""
    own = {"dose": 1.0, "pace": "own"}
    ends = [coverage(outlook(1, startbanen={**own, "state_share": share})) for share in (0.0, 0.5, 1.0)]
    assert ends == sorted(ends) and ends[2] - ends[0] > 0.05
    dear = coverage(outlook(1, startbanen={**own, "state_share": 0.0, "wage_subsidy_share": 1.0}))
    assert dear < ends[0]


def test_lessons_speed_copying_up(outlook: Outlook) -> None:
    own = {"dose": 1.0, "pace": "own"}
    curves = [outlook(1, startbanen={**own, "lessons": share}) for share in (0.0, 1.0)]
    assert coverage(curves[1], 160) > coverage(curves[0], 160)


def test_the_order_of_towns_is_the_same_for_every_dose(outlook: Outlook) -> None:
    """Set pace: what covers a town at a lower dose covers it at a higher one, in the country itself."""
    shares = []
    for dose in (0.3, 0.6, 0.9):
        made = outlook(1, startbanen={"dose": dose})
        mine = next(each for each in made.state.hooks.instruments if each.name == "startbanen")
        shares.append(mine.towns.coverage(MONTHS - 1))  # type: ignore[attr-defined]
    assert (shares[0] <= shares[1]).all() and (shares[1] <= shares[2]).all()


def test_own_pace_with_dose_zero_is_the_baseline_bit_for_bit(outlook: Outlook) -> None:
    plain = outlook(8)
    dosed = outlook(8, startbanen={"dose": 0.0, "pace": "own", "lessons": 1.0})
    assert not different(everything(plain), everything(dosed))

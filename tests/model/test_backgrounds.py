"""Other people by background: published levels at the start, nobody lost, and who gets work when employers withhold."""

from __future__ import annotations

import numpy as np
import pytest
from countries import country, different, everything, parameters
from hypothesis import given, settings
from hypothesis import strategies as st

from werkagenda.agents.compiled import plain
from werkagenda.agents.kinds import DUTCH, EUROPEAN, NON_EUROPEAN, UKRAINIAN
from werkagenda.agents.resident_rules import drawn_background, permanent_weights, screened_weights
from werkagenda.evidence.backgrounds import backgrounds
from werkagenda.model.country import Country
from werkagenda.model.labour_market.search import gap_towards
from werkagenda.tables.vocabulary import BACKGROUND_CLASSES, BACKGROUND_INDICATORS

QUICK = settings(max_examples=200, deadline=None, derandomize=True)
NUMBERS = st.integers(0, 10**6)
WEIGHTS = st.tuples(*[st.floats(0.05, 1.0)] * 3)
MONTHS, SCALE = 36, 0.02
P = parameters()


@pytest.fixture(scope="module")
def start() -> Country:
    """January 2014; read only."""
    return country(0, scale=0.1)


@pytest.fixture(scope="module")
def usual() -> Country:
    """Three years by the registry; read only."""
    return country(MONTHS, scale=SCALE)


def at_work(made: Country) -> np.ndarray:
    """Other people at work by background and contract, at the end of the run."""
    return np.asarray(made.state.counts.working.sum(axis=(0, 1, 2)))


def mean(made: Country, indicator: str, level: str = "all") -> np.ndarray:
    """Monthly mean of an indicator by background, in the country."""
    frame = made.tables()["backgrounds"].to_pandas()
    rows = frame[(frame["indicator"] == indicator) & (frame["level"] == level)]
    return rows.groupby("background")["value"].mean().loc[list(BACKGROUND_CLASSES)].to_numpy()


def unemployment(made: Country) -> np.ndarray:
    """Mean unemployment rate by background."""
    searching = mean(made, "searching")
    return searching / (searching + mean(made, "employed"))


def test_the_start_has_the_published_shares(start: Country) -> None:
    """Employed 6,641 / 780 / 782 and unemployed 430 / 74 / 155 thousand in 2014 (LM416-LM418, LM437-LM446)."""
    w, work = start.state, at_work(start).sum(axis=1)
    assert work / work.sum() == pytest.approx(np.array([6641, 780, 782]) / 8203, abs=0.003)
    searching = np.bincount(w.residents.background[: w.residents_n], minlength=3)
    assert searching / searching.sum() == pytest.approx(np.array([430, 74, 155]) / 659, abs=0.01)
    assert w.counts.outside / work == pytest.approx([2914 / 6641, 392 / 780, 479 / 782], abs=0.001)


def test_the_start_differs_in_contract_and_schooling(start: Country) -> None:
    work = at_work(start)
    flexible = work[:, 0] / work.sum(axis=1)
    assert flexible / flexible[DUTCH] == pytest.approx([1.0, 1.19, 1.5], abs=0.02)
    levels = start.state.counts.working.sum(axis=(0, 1, 4))
    assert (levels / levels.sum(axis=0))[0] == pytest.approx([0.192, 0.265, 0.270], abs=0.01)


def test_population_grows_as_dated() -> None:
    """Western background 1,246 to 1,323 thousand in four years; of the growth outside Europe 40% without newcomers."""
    growth = backgrounds().growth
    assert growth[0] == pytest.approx([1.0, 1.0, 1.0])
    assert growth[48, 1:] == pytest.approx([1323 / 1246, 1.0 + 0.4 * 180 / 1416])
    assert growth[48, 0] == pytest.approx(1.0, abs=0.003) and growth[-1, 0] < growth[120, 0] < growth[48, 0]


def test_nobody_is_lost_and_nobody_appears(usual: Country) -> None:
    """People by background at the end are those of the start and the growth, in the record of every month."""
    w, r = usual.state, usual.state.record
    working = r["others_work"][:MONTHS].sum(axis=(1, 2, 4))
    now = working + r["others_search"][:MONTHS].sum(axis=1) + r["others_outside"][:MONTHS]
    assert np.array_equal(now, w.others_by_month[:MONTHS])
    assert np.array_equal(working.sum(axis=1), r["working"][:MONTHS, 0])
    assert np.array_equal(
        r["others_search"][:MONTHS].sum(axis=(1, 2)), r["residents"][:MONTHS, :, :, 0].sum(axis=(1, 2))
    )
    hired = r["others_hired"][:MONTHS, ..., 0].sum(axis=(1, 2))
    by_two = np.stack([hired[:, DUTCH], hired[:, EUROPEAN] + hired[:, NON_EUROPEAN]], axis=1)
    assert np.array_equal(by_two, r["residents"][:MONTHS, :, :, 1].sum(axis=1)) and hired.min() > 0


def test_size_class_and_contract_of_counts_are_those_of_employers(usual: Country) -> None:
    w, e = usual.state, usual.state.employers
    for k, staff in enumerate((e.staff_flexible, e.staff_permanent)):
        expected = np.zeros(w.counts.working.shape[:2], np.int64)
        np.add.at(expected, (e.region, e.size_class), staff)
        assert np.array_equal(w.counts.working[..., k].sum(axis=(2, 3)), expected)


def test_the_table_adds_up(usual: Country) -> None:
    frame = usual.tables()["backgrounds"].to_pandas()
    assert set(frame["indicator"]) == set(BACKGROUND_INDICATORS) and (frame["value"] >= 0).all()
    sums = frame.groupby(["month", "background", "indicator", "dimension"])["value"].sum().unstack("dimension")
    for dimension in ("education", "size_class"):
        known = sums[sums[dimension].notna()]
        assert len(known) and known[dimension].to_numpy() == pytest.approx(known["all"].to_numpy())


@QUICK
@given(st.floats(1e-9, 1.0 - 1e-9), NUMBERS, NUMBERS, NUMBERS, WEIGHTS)
def test_a_background_is_drawn_from_those_who_are_there(
    u: float, dutch: int, european: int, other: int, weights: tuple[float, float, float]
) -> None:
    numbers = dutch, european, other
    if sum(numbers) > 0:
        assert numbers[plain(drawn_background)(u, *numbers, weights)] > 0


def test_backgrounds_are_drawn_by_number_times_weight() -> None:
    u = (np.arange(10_000) + 0.5) / 10_000
    found = np.bincount([drawn_background(float(x), 50, 30, 20, (1.0, 0.5, 0.25)) for x in u], minlength=3)
    assert found / 10_000 == pytest.approx(np.array([50, 15, 5]) / 70, abs=1e-3)


def test_weights_fall_with_the_gap_and_the_european_share() -> None:
    assert screened_weights(0.3, 0.5) == pytest.approx((1.0, 0.85, 0.7))
    assert permanent_weights(0.6, 0.5) == pytest.approx((1.0, 0.8, 0.6))
    gaps = [gap_towards(each, 0.1, 0.2, 0.0, 0.0, 1, P.callback) for each in (DUTCH, EUROPEAN, NON_EUROPEAN)]
    assert gaps[0] == 0.0 and gaps[1] == pytest.approx(P.callback.european_share * gaps[2]) and gaps[2] > 0.3


def test_ukrainians_apply_with_a_european_background() -> None:
    w = country(106, scale=0.01).state
    ukrainian = w.people.kind[w.applicants.list.who[: w.applicants.people]] == UKRAINIAN
    found = w.applicants.list.background[: w.applicants.people]
    assert ukrainian.sum() > 5 and (found[ukrainian] == EUROPEAN).all() and (found[~ukrainian] == NON_EUROPEAN).all()


def test_without_a_gap_the_difference_in_unemployment_shrinks(usual: Country) -> None:
    """Employers who withhold nothing: fewer from outside Europe search, more of the others."""
    fair = country(MONTHS, scale=SCALE, callback__ratio=1.0, callback__obey_share=0.0)
    before, after = unemployment(usual), unemployment(fair)
    assert after[NON_EUROPEAN] < before[NON_EUROPEAN] and after[DUTCH] > before[DUTCH]
    rate, old_rate = (mean(made, "callbacks") / mean(made, "applications") for made in (fair, usual))
    assert rate / rate[DUTCH] == pytest.approx(1.0, abs=0.03)
    assert old_rate[NON_EUROPEAN] < old_rate[EUROPEAN] < old_rate[DUTCH]


def test_the_gap_that_remains_comes_from_contracts_schooling_and_age(usual: Country) -> None:
    """Unemployment outside Europe is more than 1.5 times that of the Dutch background; months searched are longer."""
    rate = unemployment(usual)
    assert 1.5 < rate[NON_EUROPEAN] / rate[DUTCH] < 3.5 and rate[DUTCH] < rate[EUROPEAN] < rate[NON_EUROPEAN]
    searched = mean(usual, "months_searched") / mean(usual, "hires")
    assert searched[DUTCH] < searched[NON_EUROPEAN]


def test_equal_chances_of_a_permanent_contract_raise_the_permanent_share(usual: Country) -> None:
    equal = country(MONTHS, scale=SCALE, residents__permanent_ratio=1.0)
    before, after = (at_work(made)[:, 1] / at_work(made).sum(axis=1) for made in (usual, equal))
    assert after[NON_EUROPEAN] > before[NON_EUROPEAN] and after[DUTCH] < before[DUTCH]


def test_the_european_share_alone_moves_the_european_background(usual: Country) -> None:
    worse = country(MONTHS, scale=SCALE, callback__european_share=1.0)
    assert unemployment(worse)[EUROPEAN] > unemployment(usual)[EUROPEAN]
    assert different(everything(worse), everything(usual))

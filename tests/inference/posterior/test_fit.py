"""The whole fit on a simulator whose posterior is known: waves, sample, weights, page, recovery, screening."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))
import linear_simulator as synthetic

from werkagenda.inference.posterior import recovery, results, screening, waves, weighting
from werkagenda.inference.posterior.simulate import quiet
from werkagenda.inference.posterior.store import opened
from werkagenda.problems import BadInput

SEEN = np.array([0.9, -0.1, 0.8, 0.7])
NOISE = 0.05


def task(folder: Path, simulator: synthetic.Linear | None = None, seen: np.ndarray = SEEN) -> waves.Task:
    space = synthetic.space()
    store = opened(folder, ("test",), space.names, synthetic.TARGETS)
    made = simulator or synthetic.Linear(NOISE)
    return waves.Task(space, synthetic.observed(seen), made, store, 1, 1, quiet)


@pytest.fixture(scope="module")
def fit(tmp_path_factory: pytest.TempPathFactory) -> tuple[waves.Task, list[waves.Wave], weighting.Sample]:
    this = task(tmp_path_factory.mktemp("fit"))
    found = waves.matched(this, 2, 40)
    return this, found, weighting.sampled(this, found, 200)


Fit = tuple[waves.Task, list[waves.Wave], weighting.Sample]


def test_the_sample_has_the_exact_posterior(fit: Fit) -> None:
    this, _, sample = fit
    mean, covariance = synthetic.exact(SEEN, this.observed.covariance + NOISE**2 * np.eye(4))
    values = this.space.values(sample.points)[:, :2]
    spread = np.sqrt(np.diag(covariance))
    assert sample.weights @ values == pytest.approx(mean, abs=3 * spread.max() / np.sqrt(sample.effective_size))
    deviation = np.sqrt(sample.weights @ (values - sample.weights @ values) ** 2)
    assert deviation == pytest.approx(spread, rel=0.25)
    idle = sample.points[:, 2]
    assert idle.mean() == pytest.approx(0.5, abs=0.1) and idle.std() == pytest.approx(12**-0.5, rel=0.2)


def test_weights_and_checks(fit: Fit) -> None:
    this, found, sample = fit
    assert sample.weights.sum() == pytest.approx(1.0) and sample.effective_size > 100
    assert np.sqrt((sample.misses**2).mean()) == pytest.approx(1.0, abs=0.25)
    assert results.warnings(this, found, sample) == []


def test_waves_keep_the_truth_and_rule_out_the_rest(fit: Fit) -> None:
    this, found, _ = fit
    assert 0.0 < found[1].remaining <= found[0].remaining < 0.6
    mean, _ = synthetic.exact(SEEN, this.observed.covariance)
    from scipy.stats import norm

    near = np.array([[*norm.cdf(mean), 0.5]])
    far = np.array([[0.999, 0.001, 0.5]])
    assert waves.worst(this, found, near)[0] < waves.LIMIT < waves.worst(this, found, far)[0]
    left = waves.remaining_points(this, found, 50, 9)
    assert left.shape == (50, 3) and (waves.worst(this, found, left) <= waves.LIMIT).all()


def test_the_second_largest_decides() -> None:
    assert list(waves.judged(np.array([[9.0, 1.0, 2.5], [4.0, 3.5, 0.0]]))) == [2.5, 3.5]
    assert list(waves.judged(np.array([[9.0]]))) == [9.0]


def test_a_small_remainder_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waves, "TRIED", 512)
    this = task(tmp_path)
    this = replace(this, observed=synthetic.observed(np.array([2.52, -0.62, 1.9, 1.66]), 0.04, 0.04))
    found = waves.matched(this, 2, 40)
    assert found[0].remaining < 40 / 512
    assert (waves.worst(this, found, waves.remaining_points(this, found, 60, 3)) <= waves.LIMIT).all()


def test_when_nothing_meets_the_targets_the_targets_are_named(tmp_path: Path) -> None:
    this = task(tmp_path, seen=np.array([5.0, 9.0, -9.0, 7.0]))
    with pytest.raises(BadInput) as bad:
        waves.matched(this, 2, 40)
    assert "every point is ruled out" in bad.value.problems[0] and "(one)" in bad.value.problems[0]


def test_a_fit_begun_again_is_the_same(fit: Fit) -> None:
    this, found, sample = fit
    again = waves.matched(this, 2, 40)
    assert again[-1].emulators.kernels == found[-1].emulators.kernels
    assert (weighting.sampled(this, again, 200).weights == sample.weights).all()


def test_weights_mend_an_emulator_that_is_wrong(tmp_path: Path) -> None:
    """A curved simulator after one small wave: the weighted mean lies nearer to the answer than the chains' own; where
    the weights are worth few draws the emulators take up the direct runs and the chains are run again."""
    this = task(tmp_path, synthetic.Linear(NOISE, bend=1.5))
    found = waves.matched(this, 1, 12)
    sample, _ = weighting.once(this, found, 150, this.seed)
    values = this.space.values(sample.points)
    fine = waves.matched(this, 3, 60)
    chains = weighting.chains(this, fine, 5)
    best = this.space.values(chains.flat).mean(axis=0)[:2]
    before, after = values.mean(axis=0)[:2], (sample.weights @ values)[:2]
    assert np.abs(after - best).sum() < 0.7 * np.abs(before - best).sum()
    assert sample.effective_size < 75
    again = weighting.sampled(this, found, 150)
    assert again.effective_size >= 75
    assert (again.weights @ this.space.values(again.points))[:2] == pytest.approx(best, abs=0.1)


def test_known_values_are_recovered_at_the_nominal_rate(fit: Fit) -> None:
    this, found, _ = fit
    made = recovery.recovered(this, found, 100)
    table = made.coverage()
    assert len(table) == 9 and table["holds"].sum() >= 8
    assert (made.histogram()["p_uniform"] > 0.001).all()
    assert made.histogram().loc[0, [f"tenth_{n}" for n in range(1, 11)]].sum() == 100


def test_intervals_that_are_too_narrow_show(fit: Fit) -> None:
    this, found, _ = fit
    narrow = replace(this, observed=synthetic.observed(SEEN, 0.02, 0.02))
    figures = recovery._figures
    try:
        recovery._figures = lambda _task, wave, points, chance: figures(this, wave, points, chance)  # type: ignore[assignment]
        table = recovery.recovered(narrow, found, 60).coverage()
    finally:
        recovery._figures = figures
    told = table[table["parameter"] != "g.idle"]
    assert not told["holds"].any() and (told["covered"] < told["level"]).all()


def test_tables_and_page(fit: Fit) -> None:
    this, found, sample = fit
    table = results.parameters(this, sample).set_index("parameter")
    assert table.loc["g.a", "ratio"] < 0.4 and table.loc["g.idle", "ratio"] == pytest.approx(1.0, abs=0.2)
    assert table.loc["g.a", "prior_high"] == pytest.approx(1.96, abs=0.01)
    far = results.fit(this, sample)
    assert (far["low"] < far["high"]).all() and (far["gap"].abs() < 2).all()
    page = results.page(this, found, sample)
    assert "Not narrowed (ratio above 0.9): g.idle" in page and "| t4 |" in page
    drawn = results.draws(this, sample)
    assert drawn["point"].sum() == 1 and drawn["weight"].sum() == pytest.approx(1.0)


def test_screening_finds_what_moves_a_target_and_the_noise_floor(tmp_path: Path) -> None:
    found = screening.screened(task(tmp_path), 8, 10)
    assert found.kept[:2] in (["g.a", "g.b"], ["g.b", "g.a"])
    assert "g.idle" not in found.kept or found.table.set_index("parameter").loc["g.idle", "score"] < 2 * found.floor
    assert 0.0 < found.floor < 0.5 * found.table["score"].max()


def test_screening_keeps_at_most_so_many(tmp_path: Path) -> None:
    assert len(screening.screened(task(tmp_path), 4, 1).kept) == 1


def test_candidates_are_parameters_of_histories() -> None:
    names = screening.candidates()
    assert "search.applications_per_month" in names and not any(name.startswith("startbanen.") for name in names)

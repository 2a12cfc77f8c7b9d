"""Draws of a study weighed by realised figures: known likelihoods, updated effects, what is said of few draws."""

from __future__ import annotations

from pathlib import Path

import made_draws as made
import numpy as np
import pytest

from werkagenda.analysis.language import language
from werkagenda.analysis.monitor import table, weights
from werkagenda.analysis.monitor.figures_file import Realised, read
from werkagenda.evidence import target_errors
from werkagenda.evidence.registry import targets

DRAWS = 80


def figure(tmp_path: Path, value: float) -> Realised:
    path = tmp_path / "figures.csv"
    path.write_text(f"indicator,date,value\nemployed,2027-12,{value}\n", encoding="utf-8")
    return read(path, "2029-12").figures[0]


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study: 40% at work plus 5 points a unit of `women.care_help`, an effect of 300 plus 100 a unit."""
    values = made.inputs(DRAWS)
    care = values["women.care_help"].to_numpy()
    frame = made.frame(values, {("startbanen_breed", "regular_employed", "2029"): 300 + 100 * care}, noise=5.0)
    (tmp_path / "comparison").mkdir()
    frame.to_parquet(tmp_path / "comparison" / "draws.parquet")
    for number in range(1, DRAWS + 1):
        (tmp_path / "runs" / f"draw-{number:05d}" / "baseline").mkdir(parents=True)
    shares = 0.4 + 0.05 * care
    monkeypatch.setattr(weights, "levels", lambda places, _: (shares[: len(places), None], np.array([1e-6])))
    return tmp_path


def test_likelihoods_of_one_figure() -> None:
    one = next(each for each in targets() if each.id == "C088")
    family = target_errors.family(one)
    error = float(np.hypot(family.sampling, family.discrepancy_of(one)))
    values = one.value + error * np.array([[0.0], [1.0], [2.0]])
    found = weights.importance(values, np.zeros(1), [one])
    assert found.sum() == pytest.approx(1.0)
    assert found / found[0] == pytest.approx(np.exp([0.0, -0.5, -2.0]))


def test_a_figure_above_the_baseline_moves_effect_and_input(study: Path, tmp_path: Path) -> None:
    found = weights.updated(study / "comparison", [figure(tmp_path, 50)])
    assert found is not None and found.weights.sum() == pytest.approx(1.0)
    assert 5 < found.effective_size < DRAWS
    (row,) = found.effects.to_dict("records")
    assert row["median_after"] > row["median_before"] + 30
    assert row["high_after"] - row["low_after"] < row["high_before"] - row["low_before"]
    assert found.inputs["input"].iloc[0] == "women.care_help" and found.inputs["shift"].iloc[0] > weights.MOVED


def test_what_is_said(study: Path, tmp_path: Path) -> None:
    found = weights.updated(study / "comparison", [figure(tmp_path, 41)])
    assert found is not None
    lines = list(table.updated_lines(found, language("en")))
    assert lines[0].startswith("Draws of the study after the figures (1): 80 draws are worth")
    assert "regular work in 2029" in lines[1]
    far = weights.updated(study / "comparison", [figure(tmp_path, 95)])
    assert far is not None
    assert list(table.updated_lines(far, language("nl")))[1].startswith("Zo weinig dat effecten niet")


def test_a_study_without_draws_or_without_its_runs(study: Path, tmp_path: Path) -> None:
    figures = [figure(tmp_path, 41)]
    assert weights.updated(study, figures) is None
    (study / "runs" / "draw-00001" / "baseline").rmdir()
    assert weights.updated(study / "comparison", figures) is None


def test_levels_of_figures_that_a_run_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    found = {Path("a"): (0.4, 0.01), Path("b"): (0.5, np.nan), Path("c"): None}
    monkeypatch.setattr(weights.fans, "of_run", lambda place, _: (found[place], "", 100.0))
    values, chance = weights.levels(list(found), list(targets())[:1])
    assert values[:2, 0] == pytest.approx([0.4, 0.5]) and np.isnan(values[2, 0])
    assert chance == pytest.approx([1e-4])

"""Figures as the posterior predicts them: quantiles with stated errors, the page, wrong input."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from werkagenda.evidence import posterior, stamp, target_errors
from werkagenda.evidence.registry import targets
from werkagenda.inference import predictive

NAME = "search.applications_per_month"


def sample(weights: list[float], model: str = "") -> posterior.Posterior:
    now = stamp.current()
    found = stamp.Stamp(model or now.model, now.evidence)
    return posterior.Posterior(found, "run", np.array(weights), 0, {NAME: np.arange(2.0, 2.0 + len(weights))})


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """A simulator in which every figure is a tenth of the parameter; C001 has no value."""

    def values(self: predictive.Figures, given: dict[str, float], _seed: int) -> dict[str, float]:
        return {name: float("nan") if name == "C001" else given[NAME] / 10 for name in self.names}

    monkeypatch.setattr(predictive.Figures, "__call__", values)


@pytest.mark.usefixtures("plain")
def test_draws_follow_the_weights_and_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posterior, "on_file", lambda: sample([0.75, 0.25]))
    found = predictive.predicted(40, 0.05, 1, tmp_path)
    column = found.values[:, [each.id for each in found.targets].index("C002")]
    assert sorted(column) == pytest.approx([0.2] * 30 + [0.3] * 10)
    monkeypatch.setattr(predictive.Figures, "__call__", None)
    again = predictive.predicted(40, 0.05, 1, tmp_path)
    assert np.array_equal(found.values, again.values, equal_nan=True)


def test_intervals_hold_draws_and_stated_errors() -> None:
    one = next(each for each in targets() if each.id == "C002")
    family = target_errors.family(one)
    error = np.hypot(family.sampling, family.discrepancy_of(one))
    spread = np.random.default_rng(1).normal(0.3, 0.05, 400)
    low, middle, high = predictive.Predicted((one,), spread[:, None]).quantiles[0]
    assert (high - low) / 2 == pytest.approx(1.96 * np.hypot(error, 0.05), rel=0.1)
    assert middle == pytest.approx(0.3, abs=0.01)


@pytest.mark.usefixtures("plain")
def test_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posterior, "on_file", lambda: sample([0.5, 0.5]))
    page = tmp_path / "page.md"
    assert predictive.main(["--draws", "20", "--folder", str(tmp_path), "--output", str(page)]) == 0
    text = page.read_text(encoding="utf-8")
    assert "## Held out" in text and "| C002 |" in text and "| C001 |" not in text
    rows = [line for line in text.split("## Fitted")[0].splitlines() if line.startswith("| C")]
    told = int(text.split("## Held out\n\n")[1].split(" ")[0])
    assert told == sum(line.endswith("|  |") for line in rows) and 0 < told < len(rows)


def test_no_valid_posterior(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(posterior, "on_file", lambda: sample([1.0], model="other"))
    assert predictive.main(["--folder", str(tmp_path / "new"), "--output", str(tmp_path / "page.md")]) == 2
    assert "stale" in capsys.readouterr().err and not (tmp_path / "new").exists()
    with pytest.raises(SystemExit) as stop:
        predictive.main(["--draws", "3"])
    assert stop.value.code == 2

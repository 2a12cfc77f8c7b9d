"""Trials inside the model: what a file may say, who takes part, and the path beside the published one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from werkagenda import config_store
from werkagenda.agents.kinds import NEVER
from werkagenda.inference.trials import __main__ as command
from werkagenda.inference.trials import page, results, simulate, specification
from werkagenda.inference.trials.specification import Trial

SMALL: dict[str, Any] = {
    "title": "t",
    "description": "d",
    "population": {"kinds": ["status holders"], "age_from": 18, "age_to": 64},
    "enrol_months": 3,
    "enrolled_share": 1.0,
    "treatment": {"training": {"dose": {"2025": 1.0}, "start": "2025-01"}},
    "horizons": [0, 6, 12],
    "published": [{"evidence": "P004", "months": 12, "effect": 15.0, "low": 10.0, "high": 20.0, "sign": "positive"}],
    "differs": "x",
}


def made(**changes: Any) -> Trial:
    """The small trial with some values changed."""
    trial, wrong = specification.parsed({**SMALL, **changes}, "small")
    assert trial is not None, wrong
    return trial


@pytest.mark.parametrize("name", config_store.shipped("trial"))
def test_trials_that_ship_are_sound(name: str) -> None:
    trial, wrong = specification.read(name)
    assert not wrong and trial is not None and trial.published and trial.differs and trial.suspected


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"outcme": "regular"}, "small.outcme: unknown name - did you mean 'outcome'?"),
        ({"population": {"sexes": ["femal"]}}, "femal"),
        ({"begins": "2030-01"}, "small.begins"),
        ({"treatment": {"trainin": {}}}, "instruments.trainin: unknown instrument - did you mean 'training'?"),
        ({"treatment": {"training": {"dos": 1.0}}}, "instruments.training.dos: unknown setting - did you mean 'dose'?"),
        ({"published": [{"evidence": "P004x", "months": 1, "sign": "zero"}]}, "P004x is no row of the evidence"),
    ],
)
def test_what_is_wrong_is_told(changes: dict[str, Any], said: str) -> None:
    trial, wrong = specification.parsed({**SMALL, **changes}, "small")
    assert trial is None and any(said in line for line in wrong), wrong


def test_an_unknown_trial_is_told_with_the_nearest() -> None:
    trial, wrong = specification.read("gotenburg")
    assert trial is None and "did you mean 'gothenburg'?" in wrong[0]


def people(treated: float, controls: float, without: float, number: int = 1000, seeds: int = 4) -> pd.DataFrame:
    """Participants of whom given shares have the outcome, as rows of ``simulate.followed``."""
    parts = []
    for seed in range(seeds):
        for arm, share in ((True, treated), (False, controls)):
            rank = np.arange(number) / number
            facts = {"within": (rank < share).astype(float), "without": (rank < without).astype(float)}
            sexes = np.where(np.arange(number) % 2, "male", "female")
            parts.append(pd.DataFrame({**facts, "treated": arm, "sex": sexes, "months": 12, "seed": seed}))
    return pd.concat(parts)


def test_the_path_is_that_of_the_arms() -> None:
    row = results.path(people(0.40, 0.29, 0.30)).query("sex == 'all'").iloc[0]
    assert row["treated"] == pytest.approx(40.0) and row["controls"] == pytest.approx(29.0)
    assert row["difference"] == pytest.approx(11.0) and row["low"] < 11.0 < row["high"]
    assert row["effect"] == pytest.approx(10.0) and row["spillover"] == pytest.approx(-1.0)
    assert row["high"] - row["difference"] == pytest.approx(1.96 * np.sqrt(40 * 60 / 4000 + 29 * 71 / 4000), rel=1e-3)


@pytest.mark.parametrize(
    ("treated", "sign", "size"),
    [(0.45, "agrees", "meets"), (0.35, "agrees", "smaller"), (0.90, "agrees", "larger"), (0.10, "differs", "smaller")],
)
def test_the_published_finding_stands_beside(treated: float, sign: str, size: str) -> None:
    found = results.beside(made(), results.path(people(treated, 0.30, 0.30))).iloc[0]
    assert (found["sign"], found["size"]) == (sign, size)


@pytest.mark.parametrize(
    ("published", "low", "high", "sign"),
    [
        ("positive", 1.0, 9.0, "agrees"),
        ("positive", -8.0, 9.0, "open"),
        ("positive", -1.0, 1.0, "differs"),
        ("positive", -9.0, -1.0, "differs"),
        ("zero", -1.0, 1.5, "agrees"),
        ("zero", -20.0, 20.0, "open"),
        ("zero", 1.0, 5.0, "differs"),
        ("negative", -5.0, -0.1, "agrees"),
        ("positive", float("nan"), float("nan"), "open"),
    ],
)
def test_chance_neither_agrees_nor_differs(published: str, low: float, high: float, sign: str) -> None:
    assert results._sign(published, low, high) == sign


def test_a_wide_interval_says_nothing_of_a_size() -> None:
    row = specification.Published(evidence="P004", months=12, effect=15.0, sign="positive")
    assert results._size(row, 15.0, 12.0, 18.0) == "meets"
    assert results._size(row, 15.0, -5.0, 35.0) == results._size(row, 9.0, 3.0, 15.5) == "open"
    assert results._size(row, 5.0, 3.0, 7.0) == "smaller" and results._size(row, 30.0, 25.0, 35.0) == "larger"


def test_the_page_has_published_and_model_and_says_what_fails() -> None:
    met = page.result(made(suspected="nothing"), people(0.45, 0.30, 0.30))
    missed = page.result(made(suspected="a mechanism"), people(0.10, 0.30, 0.30))
    text = page.page({"one": met, "other": missed}, 0.05, [1, 2, 3, 4])
    assert "--scale 0.05 --seeds 1 2 3 4`" in text and "mean over 4 seeds with its 95%" in text
    assert "Sign of 2: 1 agrees, 1 differs, 0 open; size of 2: 1 meets, 0 larger, 1 smaller, 0 open." in text
    assert "| [one](#one) | P004 | all | 12 | +15 | – | +15.0 (+15.0 to +15.0) | 30.0 | agrees | meets |" in text
    assert "| [other](#other) | P004 | all | 12 | +15 | – | −20.0 (−20.0 to −20.0) | 30.0 | differs | smaller |" in text
    first, second = text.split("## other")
    assert "Suspected" not in first and "Suspected, where the model does not agree: a mechanism" in second
    assert "What differs: x" in first and "P004 (effect, " in first


def test_without_a_suspicion_the_page_says_so() -> None:
    assert "not explained" in page.section("one", page.result(made(), people(0.10, 0.30, 0.30)))
    alone = page.result(made(), people(0.45, 0.30, 0.30, seeds=1))
    assert "| all | 12 | 30.0 | +15.0 | " in page.section("one", alone), "one seed has no interval"


@pytest.mark.parametrize(
    ("given", "said"),
    [(["--workers", "0"], "--workers 0"), (["--seeds", "1", "1"], "stands twice"), (["--scale", "2"], "2")],
)
def test_a_page_that_cannot_be_made_is_refused(given: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        command.main(given)
    assert ended.value.code == 2 and said in capsys.readouterr().err


def test_the_command_follows_every_trial_with_every_seed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, int, float]] = []

    def followed(trial: Trial, seed: int, scale: float) -> pd.DataFrame:
        asked.append((trial.title, seed, scale))
        return people(0.45, 0.30, 0.30, seeds=1).assign(seed=seed)

    monkeypatch.setattr(simulate, "followed", followed)
    output = tmp_path / "new" / "trials.md"
    assert command.main(["--scale", "0.02", "--seeds", "3", "4", "--output", str(output)]) == 0
    every = config_store.shipped("trial")
    assert len(asked) == 2 * len(every) and {(seed, scale) for _, seed, scale in asked} == {(3, 0.02), (4, 0.02)}
    text = output.read_text(encoding="utf-8")
    assert all(f"## {name}\n" in text for name in every) and "--seeds 3 4`" in text


@pytest.mark.slow
def test_half_are_treated_and_only_they_are_served() -> None:
    found = simulate.followed(made(), seed=1, scale=0.01)
    at_once = found[found["months"] == 0]
    assert 0.35 < at_once["treated"].mean() < 0.65 and len(at_once) > 50
    treated, controls = (found[found["treated"] == arm] for arm in (True, False))
    moved = (treated["within"] != treated["without"]).mean()
    assert moved > 3 * (controls["within"] != controls["without"]).mean()


@pytest.mark.slow
def test_who_is_drawn_does_not_depend_on_the_treatment() -> None:
    one = simulate.followed(made(), seed=2, scale=0.01)
    other = simulate.followed(
        made(treatment={"women": {"dose": {"2025": 1.0}, "start": "2025-01"}}), seed=2, scale=0.01
    )
    for column in ("treated", "sex", "without", "months"):
        assert one[column].tolist() == other[column].tolist()
    assert NEVER not in one["months"].tolist()

"""The search: what it may read, that it finds a minimum, keeps within ranges and budget, and runs no point twice."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from werkagenda.evidence import registry
from werkagenda.inference import calibrate
from werkagenda.inference.search import KNOBS, Knob, KnobProblem, Search, knobs, search
from werkagenda.inference.targets import aims


def fake(budget: int) -> tuple[Search, list[dict[str, float]]]:
    """Two knobs, two aims that are met at a = 0.3 and b = 7."""
    seen: list[dict[str, float]] = []
    first, second = aims()[:2]

    def simulate(values: Mapping[str, float]) -> dict[str, float]:
        seen.append(dict(values))
        return {
            first.id: first.target.value + 0.5 * (values["a"] - 0.3) + 0.02 * (values["b"] - 7),
            second.id: second.target.value - 0.1 * (values["a"] - 0.3) + 0.01 * (values["b"] - 7) ** 3 / 30,
        }

    return Search((Knob("a", 0.0, 1.0, 0.9), Knob("b", 0.0, 10.0, 1.0)), (first, second), simulate, budget), seen


def test_only_calibration_targets_are_searched_on() -> None:
    made = search(KNOBS, (1,), 0.1, 3)
    assert {aim.target.use for aim in made.aims} == {"calibration"}
    assert {aim.id for aim in made.aims} == {target.id for target in registry.targets("calibration")}


def test_the_search_improves_and_stays_within_the_ranges() -> None:
    made, seen = fake(60)
    best = made.run(spread=4)
    assert best.loss < 0.01 * made.trials[0].loss
    assert best.values["a"] == pytest.approx(0.3, abs=0.1)
    assert all(0.0 <= values["a"] <= 1.0 and 0.0 <= values["b"] <= 10.0 for values in seen)


def test_the_registry_comes_first_and_no_point_is_run_twice() -> None:
    made, seen = fake(40)
    made.run()
    assert seen[0] == {"a": pytest.approx(0.9), "b": pytest.approx(1.0)}
    assert len({tuple(values.values()) for values in seen}) == len(seen) == len(made.trials)


@pytest.mark.parametrize(("budget", "spread"), [(1, 0), (3, 10), (7, 2)])
def test_the_budget_holds(budget: int, spread: int) -> None:
    made, seen = fake(budget)
    made.run(spread)
    assert len(seen) == budget


def test_every_run_of_the_search_is_the_same() -> None:
    (one, _), (two, _) = fake(30), fake(30)
    one.run(3), two.run(3)
    assert one.trials == two.trials


def test_a_weight_of_zero_does_not_count() -> None:
    aim = aims()[0]
    assert aim.miss(aim.target.value + aim.tolerance) == pytest.approx(math.sqrt(aim.target.weight))
    assert replace(aim, target=replace(aim.target, weight=0.0)).miss(1.0) == 0.0


def test_all_wrong_parameters_are_named() -> None:
    with pytest.raises(KnobProblem) as problem:
        knobs(("participation.start", "income.ui_needed_months", KNOBS[0]))
    assert [line.split(":")[0] for line in problem.value.problems] == ["participation.start", "income.ui_needed_months"]


def test_the_default_parameters_have_ranges_around_their_values() -> None:
    assert all(0.0 <= knob.part <= 1.0 for knob in knobs())


def test_every_trial_is_written(tmp_path: Path) -> None:
    made, _ = fake(5)
    made.run()
    calibrate.write(made, tmp_path / "new" / "trials.csv")
    lines = (tmp_path / "new" / "trials.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == f"trial,loss,prior,a,b,{made.aims[0].id},{made.aims[1].id}"
    assert len(lines) == 1 + len(made.trials)
    assert not list(tmp_path.rglob("*.part"))


@pytest.mark.parametrize("wrong", [["--scale", "0"], ["--scale", "2"], ["--runs", "0"], ["--spread", "-1"]])
def test_wrong_options_stop_before_anything_runs(wrong: list[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        calibrate.main(wrong)
    assert stop.value.code == 2


def test_an_unknown_parameter_stops_before_anything_runs(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert calibrate.main(["--parameters", "search.applications", "--output", str(tmp_path / "out")]) == 2
    assert "search.applications: no such parameter" in capsys.readouterr().out
    assert not (tmp_path / "out").exists()

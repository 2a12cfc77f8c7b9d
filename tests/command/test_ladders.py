"""Ladders of a study: one setting of a scenario at several values, each a scenario of its own in the results."""

from __future__ import annotations

from pathlib import Path

import pytest

from werkagenda import settings, study_settings
from werkagenda.problems import BadInput


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test runs in an empty folder."""
    monkeypatch.chdir(tmp_path)


def ladder(scenario: str = "bias_mkb", setting: str = "instruments.bias.dose", values: str = "[0.25,1]") -> list[str]:
    return ["scenarios=[baseline]", f"ladders=[{{scenario:{scenario},setting:{setting},values:{values}}}]"]


WRONG = {
    "ladders=[1]": "ladders[0]=1: must say scenario, setting, values",
    "ladders=3": "ladders=3: must be a list",
    "ladders=[{scenario:bias_mkb,values:[1]}]": "must say scenario, setting, values",
    ladder("bias_mbk")[1]: "bias_mbk: unknown scenario - did you mean 'bias_mkb'?",
    ladder(setting="instruments.bias.dos")[1]: "unknown setting - did you mean 'instruments.bias.dose'?",
    ladder(values="[x]")[1]: "must be a list of numbers",
    ladder(values="[]")[1]: "must be a list of numbers",
    ladder(values="[0.5,0.5]")[1]: "bias_mkb@0.5 is given twice",
    ladder(values="[2]")[1]: "instruments.bias.dose=2: must lie between 0 and 1",
}


@pytest.mark.parametrize("word", WRONG)
def test_one_problem(word: str) -> None:
    with pytest.raises(BadInput) as bad:
        study_settings.read(["scenarios=[baseline]", word])
    (problem,) = bad.value.problems
    assert WRONG[word] in problem


def test_a_step_is_the_scenario_with_that_value(tmp_path: Path) -> None:
    study = study_settings.read([*ladder(), "seed=3", "replicates=2", "sensitivity_replicates=0"])
    steps = {each.settings.scenario: each.settings for each in study.runs}
    assert list(steps) == ["baseline", "bias_mkb@0.25", "bias_mkb@1"]
    assert [steps[name].instruments["bias"]["dose"] for name in steps] == [0.0, 0.25, 1.0]
    for each in study.runs[1:]:
        (alone,) = settings.read([*each.settings.changed, f"output={tmp_path / 'alone'}"])
        assert {**alone.content(), "scenario": each.settings.scenario} == each.settings.content()


def test_the_ladders_of_the_letter() -> None:
    names = [each.settings.scenario for each in study_settings.read(["study=ladders"]).runs]
    assert {"startbanen_breed@0.1", "startbanen_breed@1", "bias_mkb@0.25", "sowis_verlengd@12000000"} < set(names)
    assert {f"startbanen_loonkosten@{share}" for share in ("0", "0.5", "1")} < set(names)

"""A comparison says at its top what in its runs is not as shipped."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from werkagenda.analysis.comparison import write_comparison
from werkagenda.analysis.comparison.discover_runs import FinishedRun
from werkagenda.evidence import registry


def run(scenario: str = "baseline", **changed: Any) -> FinishedRun:
    """A run as shipped but for dotted settings of instruments, `economy`, `inflow`, parameters or evidence."""
    instruments: dict[str, dict[str, Any]] = {}
    for name, value in {
        **write_comparison.shipped_settings(scenario.partition("@")[0]),
        **changed.get("instruments", {}),
    }.items():
        _, group, key = name.split(".")
        instruments.setdefault(group, {})[key] = value
    known = registry.load().parameters()
    parameters = {name: {"value": known[name].number} for name in ("startbanen.pull", "offer.pass_through")}
    config = {"instruments": instruments, "parameters": {**parameters, **changed.get("parameters", {})}}
    config |= {group: changed.get(group, level) for group, level in write_comparison.SHIPPED_LEVELS.items()}
    law = files("werkagenda.evidence") / "data" / "parameters.csv"
    digest = changed.get("evidence", hashlib.sha256(law.read_bytes()).hexdigest())
    manifest = {"config": config, "evidence": {"parameters.csv": digest}}
    return FinishedRun(Path("x"), manifest, scenario, 0.1, "2029-12", (0,), (), (), True)


def test_what_is_as_shipped_is_not_told() -> None:
    assert write_comparison.shipped_settings("baseline")["instruments.startbanen.dose"] == 0.0
    assert write_comparison.departures([run(), run("bias_mkb"), run("werkagenda"), run("not_of_ours")]) == []


def test_the_levels_as_shipped_are_those_that_the_configuration_names() -> None:
    text = (files("werkagenda.configs") / "config.yaml").read_text(encoding="utf-8")
    assert all(f"  - {group}: {level}\n" in text for group, level in write_comparison.SHIPPED_LEVELS.items())


def test_a_changed_baseline_is_told_with_the_settings_that_differ() -> None:
    (line,) = write_comparison.departures([run(instruments={"instruments.startbanen.dose": 0.5}), run("bias_mkb")])
    assert line == "NOT AS SHIPPED: scenario baseline: instruments.startbanen.dose is 0.5, shipped 0.0"


def test_a_changed_scenario_is_told_and_a_step_of_a_ladder_only_for_what_is_not_its_step() -> None:
    (line,) = write_comparison.departures([run(), run("bias_mkb", instruments={"instruments.bias.dose": 0.25})])
    assert "scenario bias_mkb: instruments.bias.dose is 0.25, shipped 0.5" in line
    step = {"instruments.bias.dose": 0.25}
    assert write_comparison.departures([run(), run("bias_mkb@0.25", instruments=step)]) == []
    more = {**step, "instruments.startbanen.months": 6}
    (line,) = write_comparison.departures([run(), run("bias_mkb@0.25", instruments=more)])
    assert "startbanen.months is 6, shipped 12" in line and "bias.dose" not in line


@pytest.mark.parametrize(
    "changed, said",
    [
        ({"economy": "recession"}, "economy is recession, shipped central"),
        ({"law": "june_2026"}, "law is june_2026, shipped june_2025"),
        ({"inflow": "high"}, "inflow is high, shipped central"),
        ({"parameters": {"startbanen.pull": {"value": 0.125}}}, "parameter startbanen.pull is 0.125, registry "),
        ({"evidence": "0" * 64}, "evidence parameters.csv is another file"),
    ],
)
def test_other_circumstances_are_told(changed: dict[str, Any], said: str) -> None:
    (line,) = write_comparison.departures([run(**changed)])
    assert said in line

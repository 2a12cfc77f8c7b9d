"""Manifests with odd values are told by the name of the value."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from werkagenda.tables import reader
from werkagenda.tables.problems import TableProblem


def refused(folder: Path, text: str) -> str:
    (folder / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(TableProblem) as bad:
        reader.manifest(folder)
    return "\n".join(bad.value.problems)


ODD: list[tuple[dict[str, Any], str]] = [
    ({"config": None}, "config.scenario is 'None', not a line of text"),
    ({"config": {"population": {"scale": 0}}}, "config.population.scale is '0', not a share"),
    ({"config": {"population": {"scale": True}}}, "config.population.scale"),
    ({"config": {"seed": "1"}}, "config.seed is '1', not a whole number"),
    ({"config": {"outlook": {"end": "2029-13"}}}, "config.outlook.end is '2029-13', not a month"),
    ({"config": {"parameters": {"a.b": 1}}}, "config.parameters"),
    ({"config": {"assume": {"taste_share": "x"}}}, "config.assume"),
    ({"seeds": {"replicates": []}}, "seeds.replicates is '[]', not a list of different whole numbers"),
    ({"seeds": {"replicates": [0, 0]}}, "seeds.replicates"),
    ({"outputs": {"monthly.parquet": {"sha256": "x"}}}, "outputs is"),
    ({"outputs": []}, "outputs is '[]', not files with their sha256"),
    ({"evidence": ["x"]}, "evidence is"),
]


@pytest.mark.parametrize("number", range(len(ODD)))
def test_an_odd_value(tmp_path: Path, number: int) -> None:
    content, said = ODD[number]
    assert said in refused(tmp_path, json.dumps(content))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"wall_seconds": NaN}', "NaN is no number"),
        ('{"a": 1, "a": 2}', "a stands twice"),
        ("[" * 100_000, "nested too deeply"),
        ("[]", "does not hold named values"),
        ("", "damaged"),
    ],
)
def test_a_file_that_is_no_manifest(tmp_path: Path, text: str, said: str) -> None:
    assert said in refused(tmp_path, text)

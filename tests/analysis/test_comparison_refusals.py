"""Runs that cannot be compared are refused, with all that is wrong, and nothing is written."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import synthetic_policy as made

from werkagenda.analysis.comparison.pipeline import compare
from werkagenda.problems import BadInput


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    """A baseline and a scenario that can be compared."""
    root = tmp_path / "runs"
    made.make(root / "baseline", "baseline")
    made.make(root / "bias", "bias_mkb", jobs=5.0)
    return root


def refused(folders: list[Path], out: Path) -> list[str]:
    """The problems told; nothing may be written."""
    with pytest.raises(BadInput) as caught:
        compare(folders, out)
    assert not out.exists()
    return caught.value.problems


def edit(run: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change a manifest."""
    path = run / "manifest.json"
    card = json.loads(path.read_text(encoding="utf-8"))
    change(card)
    path.write_text(json.dumps(card), encoding="utf-8")


def test_what_can_be_compared_is(runs: Path, tmp_path: Path) -> None:
    compare([runs / "baseline", runs / "bias"], tmp_path / "out")
    assert (tmp_path / "out" / "comparison.json").is_file()


DIFFERENT: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "seed": (lambda card: card["config"].update(seed=2), "seed differs: 1 in"),
    "scale": (lambda card: card["config"]["population"].update(scale=0.2), "population.scale differs: 0.1 in"),
    "end": (lambda card: card["config"]["outlook"].update(end="2028-12"), "outlook.end differs: 2029-12 in"),
    "economy": (lambda card: card["config"].update(economy="tight"), "economy differs: central in"),
    "inflow": (lambda card: card["config"].update(inflow="low"), "inflow differs: central in"),
    "law": (lambda card: card["config"].update(law="realised"), "law differs: june_2025 in"),
    "version": (lambda card: card["code"].update(version="9"), "code version differs: 0.1.0 in"),
    "sources": (
        lambda card: card["code"].update(sources_sha256="ff" * 32),
        "code (hash of the sources) differs: abababababab in",
    ),
    "evidence": (
        lambda card: card["evidence"].update({"parameters.csv": "ee" * 32}),
        "evidence parameters.csv differs: cdcdcdcdcdcd in",
    ),
    "more evidence": (lambda card: card["evidence"].update({"x.csv": "ee" * 32}), "evidence x.csv differs: nothing in"),
    "parameter": (
        lambda card: card["config"]["parameters"]["search.made_up"].update(value=2.0),
        "parameters.search.made_up differs: 1.0 in",
    ),
    "replicates": (
        lambda card: card["seeds"].update(replicates=[0]),
        "world central: replicates differs: 2 in",
    ),
}


@pytest.mark.parametrize("what", DIFFERENT)
def test_inputs_that_differ_are_named_with_their_folders(what: str, runs: Path, tmp_path: Path) -> None:
    change, said = DIFFERENT[what]
    edit(runs / "bias", change)
    (problem,) = refused([runs], tmp_path / "out")
    assert problem.startswith(said)
    assert str(runs / "baseline") in problem
    assert str(runs / "bias") in problem
    assert " - compare runs " in problem


def test_all_problems_are_told_at_once(runs: Path, tmp_path: Path) -> None:
    edit(runs / "bias", lambda card: card["config"].update(seed=2, economy="tight"))
    (runs / "bias" / "ledger.parquet").unlink()
    (runs / "baseline" / "groups.parquet").write_bytes(b"no table")
    problems = refused([runs, tmp_path / "nowhere"], tmp_path / "out")
    for said in ("nowhere", "seed differs", "economy differs", "ledger", "groups.parquet: the file is damaged"):
        assert any(said in line for line in problems), said
    assert len(problems) == 5


def test_a_table_that_is_not_what_the_run_wrote(runs: Path, tmp_path: Path) -> None:
    shutil.copy(runs / "baseline" / "monthly.parquet", runs / "bias" / "monthly.parquet")
    (problem,) = refused([runs], tmp_path / "out")
    assert "table 'monthly' is not what the run wrote" in problem


def test_no_folder_no_run(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "holds no finished run" in refused([tmp_path / "empty"], tmp_path / "out")[0]
    assert "no folder is given" in refused([], tmp_path / "out")[0]


def test_a_run_that_is_being_made_is_passed_over(runs: Path, tmp_path: Path) -> None:
    made.make(runs / ".bias.unfinished-here-1", "bias_mkb")
    compare([runs], tmp_path / "out")
    assert (tmp_path / "out" / "comparison.json").is_file()


def test_a_manifest_that_cannot_be_read(runs: Path, tmp_path: Path) -> None:
    (runs / "bias" / "manifest.json").write_text("{", encoding="utf-8")
    assert any("the manifest is damaged" in line for line in refused([runs], tmp_path / "out"))


def test_a_run_of_an_older_version(runs: Path, tmp_path: Path) -> None:
    edit(runs / "bias", lambda card: card["config"].pop("assume"))
    edit(runs / "bias", lambda card: card["config"].pop("instruments"))
    problems = refused([runs], tmp_path / "out")
    assert any("no config.assume.fringe_share" in line and "another version" in line for line in problems)
    assert any("no config.instruments" in line for line in problems)


def test_a_world_without_a_baseline(runs: Path, tmp_path: Path) -> None:
    made.make(runs / "tight", "bias_mkb", assume={"fringe_share": 0.6})
    (problem,) = refused([runs], tmp_path / "out")
    assert problem.startswith("world fringe_share=0.6: there is no run of scenario baseline")


def test_nothing_to_compare_with(runs: Path, tmp_path: Path) -> None:
    (problem,) = refused([runs / "baseline"], tmp_path / "out")
    assert "there is nothing to compare" in problem


def test_the_same_scenario_twice(runs: Path, tmp_path: Path) -> None:
    made.make(runs / "more", "bias_mkb", instruments={"startbanen": {"dose": 1.0}})
    problem, *advice = refused([runs], tmp_path / "out")
    assert len(advice) == 2
    assert "bias_mkb is there 2 times" in problem
    assert "instruments.startbanen.dose" in problem


def test_no_central_world(tmp_path: Path) -> None:
    for name in ("baseline", "bias_mkb"):
        made.make(tmp_path / "runs" / name, name, assume={"taste_share": 1.0})
    (problem,) = refused([tmp_path / "runs"], tmp_path / "out")
    assert "no world has the registry's value" in problem
    assert "taste_share=1" in problem


def test_a_scenario_that_the_central_world_lacks(runs: Path, tmp_path: Path) -> None:
    for name in ("baseline", "sowis_verlengd"):
        made.make(runs / "other" / name, name, assume={"taste_share": 1.0})
    (problem,) = refused([runs], tmp_path / "out")
    assert problem.startswith("sowis_verlengd: is not run in the central world")


def test_other_settings_in_another_world(runs: Path, tmp_path: Path) -> None:
    made.make(runs / "other" / "baseline", assume={"taste_share": 1.0})
    settings = {"startbanen": {"dose": 0.1}}
    made.make(runs / "other" / "bias", "bias_mkb", assume={"taste_share": 1.0}, instruments=settings)
    (problem,) = refused([runs], tmp_path / "out")
    assert problem.startswith("bias_mkb: instruments.startbanen.dose differ between worlds")


def test_a_run_that_ends_before_a_whole_year(tmp_path: Path) -> None:
    for name in ("baseline", "bias_mkb"):
        made.make(tmp_path / "runs" / name, name, outlook={"end": "2025-06"})
    problems = refused([tmp_path / "runs"], tmp_path / "out")
    assert len(problems) == 2
    assert all("ends before 2025-12" in line for line in problems)

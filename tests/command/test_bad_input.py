"""Bad input: every problem at once, in plain words, with exit code 2, and nothing created."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from werkagenda import cli, preflight, settings
from werkagenda.evidence import registry
from werkagenda.problems import BadInput, near


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Each test runs in an empty folder, which stays empty but for what the test made."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.chdir(home)
    yield home
    assert list(home.iterdir()) == []


def refused(*words: str, sweep: bool = False) -> list[str]:
    """The problems that a request meets."""
    with pytest.raises(BadInput) as bad:
        settings.read(list(words), sweep)
    return bad.value.problems


ONE_PROBLEM = {
    "populaton.scale=0.1": "populaton.scale: unknown name - did you mean 'population.scale'?",
    "replicate=2": "replicate: unknown name - did you mean 'replicates'?",
    "parameters.language.gain_lo=1": "unknown name - did you mean 'parameters.language.gain_low'?",
    "parameters.langage.gain_low=1": "unknown name - did you mean 'parameters.language.gain_low'?",
    "scenario=baselin": "scenario=baselin: unknown scenario - did you mean 'baseline'?",
    "language=nl": "language=nl: is that of the report; add report=true",
    "language=ml": "language=ml: must be en or nl - did you mean 'nl'?",
    "economy=recesion": "did you mean 'recession'?",
    "inflow=hihg": "did you mean 'high'?",
    "law=realized": "law=realized: unknown law - did you mean 'realised'?",
    "law.name=realised": "use law=",
    "parameters=other": "unknown parameters",
    "+extra=1": "cannot be added or removed",
    "++seed=1": "cannot be added or removed",
    "~seed": "cannot be added or removed",
    "seed": "is not NAME=VALUE",
    "seed=[1": "cannot be read",
    "population=0.1": "is a group of settings",
    "economy.level=tight": "use economy=",
    "scenario.name=mine": "use scenario=",
    "economy@inflow=tight": "cannot be placed elsewhere",
    "hydra.run.dir=x": "output=",
    "hydra/launcher=joblib": "not installed",
    "hydra/sweeper=optuna": "not installed",
    "seed=x": "seed=x: must be a whole number",
    "seed=-1": "must be a whole number",
    "seed=1.5": "must be a whole number",
    "seed=true": "must be a whole number",
    "seed=null": "must be a whole number",
    "replicates=0": "must be a whole number from 1",
    "workers=0": "must be a whole number from 1",
    "report=perhaps": "must be true or false",
    "population.scale=0": "must be a share above 0",
    "population.scale=1.01": "must be a share above 0",
    "population.scale=nan": "must be a share above 0",
    "population.scale=big": "must be a share above 0",
    "population.scale=[0.1]": "must be a share above 0",
    "outlook.end=2031-01": "2025-01 to 2029-12",
    "outlook.end=2024-12": "2025-01 to 2029-12",
    "outlook.end=2026-13": "2025-01 to 2029-12",
    "outlook.end=2026": "2025-01 to 2029-12",
    "output=[a]": "must be a folder's name",
    "output=''": "must be a folder's name",
    "parameters.language.gain_low=much": "must be a number or ev:ID",
    "parameters.language.gain_low=true": "must be a number or ev:ID",
    "parameters.language.gain_low=inf": "must be a finite number",
    "parameters.language.gain_low=ev:language.gain_lo": "no such evidence - did you mean 'language.gain_low'?",
    "parameters.integration.exam_pass_per_month=1.2": "must lie between 0 and 1",
    "seed=1,2": "add -m",
    "seed=int(2.5)": "int() would change the value",
    "seed=${seed}": "is not filled in",
    "seed=1\n": "holds a control character",
    "population.scale='0,05'": "a decimal takes a point: 0.05",
    "parameters.callback.ratio=-0.5": "is in ratio; must lie between 0 and 100",
    "parameters.callback.ratio=ev:C001": "is in %, the parameter in ratio",
    "parameters.integration.delay_2013_months=1e18": "must lie between 0 and 1200",
    "parameters.municipality.hours_per_client=0": "must be above 0",
    "population.scale=0.0001": "would have no employers or people; use 0.00",
}


@pytest.mark.parametrize("word", ONE_PROBLEM)
def test_one_problem(word: str) -> None:
    (problem,) = refused(word)
    assert ONE_PROBLEM[word] in problem


def test_all_problems_at_once() -> None:
    found = refused("populaton.scale=1", "seed=x", "economy=recesion", "outlook.end=1999-01", "workers=0")
    assert len(found) == 5


def test_the_same_name_twice() -> None:
    assert refused("seed=1", "seed=2") == ["seed: given twice (seed=1 and seed=2)"]
    assert refused("economy=tight", "economy=tight") == ["economy: given twice (economy=tight and economy=tight)"]


def test_every_job_of_a_sweep_is_judged_before_the_first_runs(tmp_path: Path) -> None:
    found = refused("seed=1,x", "economy=tight,nowhere", f"output={tmp_path / 'all'}", sweep=True)
    assert any("nowhere" in problem for problem in found)
    assert any("seed=x" in problem for problem in found)
    assert not (tmp_path / "all").exists()


def test_two_jobs_with_one_folder() -> None:
    assert "two runs would write there" in refused("workers=1,2", sweep=True)[0]


def test_the_jobs_of_a_sweep_get_folders_of_their_own(tmp_path: Path) -> None:
    runs = settings.read(["seed=1,2", "economy=central,tight", f"output={tmp_path / 'all'}"], sweep=True)
    assert len({run.output for run in runs}) == 4
    assert {run.output.parent for run in runs} == {tmp_path / "all"}
    assert all(run.output.name.startswith("baseline-") for run in runs)
    assert not (tmp_path / "all").exists()


def test_a_folder_with_a_finished_run(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{}", encoding="utf-8")
    (problem,) = refused(f"output={tmp_path}")
    assert "holds a finished run" in problem


def test_folders_that_cannot_be_used(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x", encoding="utf-8")
    found = refused(f"output={file}", f"cache={file / 'below'}")
    assert any(f"output={file}: is a file" in problem for problem in found)
    assert any(f"{file} is a file" in problem and problem.startswith("cache=") for problem in found)
    assert "cannot lie inside" in refused(f"output={tmp_path / 'a'}", f"cache={tmp_path / 'a' / 'b'}")[0]


def test_a_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preflight.os, "access", lambda folder, _: folder != tmp_path)
    assert refused(f"output={tmp_path / 'a'}")[0].endswith(f"{tmp_path} cannot be written")


def test_an_estimate_above_the_free_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        free = 1000

    monkeypatch.setattr(preflight.shutil, "disk_usage", lambda _: Full)
    (problem,) = refused("replicates=10", f"output={tmp_path / 'out'}", f"cache={tmp_path / 'cache'}")
    assert "are needed on the disk" in problem
    assert not (tmp_path / "out").exists()


def test_missing_or_damaged_evidence(monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged() -> Any:
        raise registry.EvidenceProblem(["parameters.csv: row 3 has no unit", "law_amounts.csv is missing"])

    monkeypatch.setattr(registry, "load", damaged)
    found = refused("seed=x")
    assert "evidence: parameters.csv: row 3 has no unit" in found
    assert "evidence: law_amounts.csv is missing" in found
    assert any(problem.startswith("seed=x") for problem in found)
    assert len(found) == 3


def test_a_series_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: str) -> Any:
        raise FileNotFoundError("economy_quarterly.csv")

    monkeypatch.setattr(preflight.series, "economy", missing)
    assert refused("seed=1") == ["evidence: damaged: FileNotFoundError: economy_quarterly.csv"]


def test_the_command_says_it_and_ends_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["run", "populaton.scale=1", "seed=x"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "2 problems; nothing was run:" in said.err
    assert "did you mean 'population.scale'?" in said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    "words",
    [["run", "--fast"], ["runn"], ["report"], ["report", "nowhere"], ["parameters", "langage"], ["scenarios", "x"]],
)
def test_a_command_line_that_cannot_be_read(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(words) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_failure_on_the_way_is_1_and_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from werkagenda import launch

    def broken(*_: Any) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(launch, "launch", broken)
    assert cli.main(["run"]) == 1
    assert "failed: OSError: disk full" in capsys.readouterr().err


def test_what_is_not_set_is_the_default(tmp_path: Path, make_cache: Callable[[], Path]) -> None:
    (run,) = settings.read([f"cache={make_cache()}"])
    assert (run.scenario, run.economy, run.inflow, run.law) == ("baseline", "central", "central", "june_2025")
    assert (run.seed, run.replicates, run.workers, run.scale, run.end) == (
        1,
        1,
        1,
        0.1,
        "2029-12",
    )
    assert run.output == Path.cwd() / "runs" / run.folder_name()
    assert run.without_source == []
    assert run.cache == tmp_path / "cache"


def test_a_plain_number_has_no_source_and_another_reference_has_its_own() -> None:
    (run,) = settings.read(
        ["parameters.language.gain_low=0.02", "parameters.language.gain_middle=ev:language.gain_low"]
    )
    assert run.without_source == ["parameters.language.gain_low"]
    values = {each.name: each for each in run.parameters}
    assert values["language.gain_low"].value == 0.02
    assert values["language.gain_middle"].source == "language.gain_low"
    assert values["language.gain_middle"].value == registry.load().number("language.gain_low")


def test_where_the_smallest_scale_lies() -> None:
    least, region = preflight.smallest_scale()
    assert 0.0005 < least < 0.01
    assert region
    assert preflight.sample(settings.read([f"population.scale={least * 1.01:.6f}"])[0]) == []


def test_near() -> None:
    assert near("sede", ["seed", "workers"]) == " - did you mean 'seed'?"
    assert near("zzz", ["seed", "workers"]) == " (known: seed, workers)"
    assert near("zzz", []) == ""
    assert near("a.xx", ["a.x", "b.xx"]) == " - did you mean 'a.x'?"


@pytest.fixture
def make_cache(tmp_path: Path) -> Callable[[], Path]:
    return lambda: tmp_path / "cache"

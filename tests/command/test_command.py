"""The command from outside, and what its verbs print."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from werkagenda import cli, completion, launch, listing, progress
from werkagenda.study import run as study
from werkagenda.study import studies
from werkagenda.study.plan import Settings
from werkagenda.study.worlds import Run, Study


def called(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "werkagenda", *words], cwd=cwd, capture_output=True, text=True, check=False
    )


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command runs a model of a few lines."""
    real = study.run

    def run(settings: Settings, progress: Callable[[int, int], None], replace: bool = False) -> Path:
        return real(settings, progress, model="fake_model", replace=replace)

    monkeypatch.setattr(launch.study, "run", run)


def test_bad_input_from_outside(tmp_path: Path) -> None:
    done = called("run", "economy=recesion", "populaton.scale=2", "output=out", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "did you mean 'recession'?" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_command_itself_imports_nothing_heavy() -> None:
    code = (
        "import sys, werkagenda.cli; "
        "print([m for m in ('numpy', 'mesa', 'pandas', 'plotly', 'numba', 'hydra', 'pyarrow') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.usefixtures("fake")
def test_the_last_line_is_the_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "out"
    assert cli.main(["run", "seed=3", f"output={output}", f"cache={tmp_path / 'cache'}"]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines()[-1] == str(output)
    assert (output / "manifest.json").is_file()
    assert "baseline, economy central" in said.err
    assert cli.main(["run", "seed=3", f"output={output}"]) == 2
    assert "holds a finished run" in capsys.readouterr().err


@pytest.mark.usefixtures("fake")
def test_a_sweep_makes_a_folder_a_job(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.chdir(home)
    words = ["run", "-m", "seed=1,2", "economy=central,tight", f"output={tmp_path / 'all'}", f"cache={tmp_path / 'c'}"]
    assert cli.main(words) == 0
    folders = sorted(path.name for path in (tmp_path / "all").iterdir())
    assert len(folders) == 4
    assert [name[-3:] for name in folders].count("-s1") == 2
    printed = [Path(line).name for line in capsys.readouterr().out.splitlines()]
    assert sorted(printed) == folders
    assert list(home.iterdir()) == []


@pytest.mark.usefixtures("fake")
def test_a_repeated_sweep_makes_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same sweep again keeps finished runs untouched and makes the one that was lost, and says which it kept."""
    words = ["run", "-m", "seed=1,2,3", f"output={tmp_path / 'all'}", f"cache={tmp_path / 'c'}"]
    assert cli.main(words) == 0
    first, lost, last = sorted((tmp_path / "all").iterdir())
    before = {path: (path / "manifest.json").stat().st_mtime_ns for path in (first, last)}
    shutil.rmtree(lost)
    capsys.readouterr()
    assert cli.main(words) == 0
    told = capsys.readouterr()
    assert (lost / "manifest.json").is_file()
    assert {path: (path / "manifest.json").stat().st_mtime_ns for path in before} == before
    assert told.err.count("it is kept") == 2
    assert f"stands in {lost}" not in told.err
    assert sorted(told.out.splitlines()) == sorted(str(path) for path in (first, lost, last))


def test_scenarios(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["scenarios"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("baseline\n    The law and the budgets of 9 June 2025")
    assert "\nstartbanen_breed\n    Startbanen" in said
    assert "\n      instruments.startbanen.dose: 0.0 -> 0.5\n" in said
    assert cli.main(["scenarios", "--nl"]) == 0
    assert "De wet en de begrotingen" in capsys.readouterr().out


def test_parameters(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["parameters"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(listing.configured())
    assert cli.main(["parameters", "language.gain_low"]) == 0
    said = capsys.readouterr().out
    for word in ("value", "range", "source", "grade", "used", "agents/language.py"):
        assert word in said
    assert cli.main(["parameters", "language"]) == 0
    assert all(line.startswith("language.") for line in capsys.readouterr().out.splitlines())


def test_help_names_every_verb(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--help"]) == 0
    said = capsys.readouterr().out
    assert all(verb in said for verb in ("run", "study", "compare", "scenarios", "parameters", "report"))


def test_completion() -> None:
    assert completion.options("population.s") == ["population.scale="]
    assert completion.options("economy=r") == ["economy=recession"]
    assert completion.options("instruments.startbanen.d") == ["instruments.startbanen.dose="]
    assert completion.options("study=first", "study") == ["study=first_look"]
    assert completion.options("instrument", "study") == []


def test_progress_is_silent_at_first_and_then_tells(
    settings: Callable[..., Settings], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with progress.watched(settings(replicates=2)) as watch:
        watch(0, 12)
        assert capsys.readouterr().err == ""
        monkeypatch.setattr(progress, "PATIENCE", -1.0)
        watch(0, 192)
        assert "2029-12 done, 1 of 2 replicates done" in capsys.readouterr().err


def test_progress_of_a_study_names_the_cell_and_the_time_left(
    settings: Callable[..., Settings], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (Run(world, settings(replicates=2)) for world in ("central", "taste_share-1"))
    study = Study("look", ("", ""), (first, second), Path("out"), Path("cache"), 1, (), {})
    clock = iter([0.0, 100.0, 200.0, 260.0, 320.0])
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(clock))
    with progress.study_watched(studies.Plan(study, (first,), (second,), False)) as watch:
        watch(0, 132)
        watch(0, 133)
        watch(0, 192)
        watch(1, 162)
    said = capsys.readouterr().err.splitlines()
    assert said[0] == "werkagenda: taste_share-1/baseline, replicate 0: 2024-12 done, 0 of 2 cells done"
    assert (
        said[2] == "werkagenda: taste_share-1/baseline, replicate 0: 2029-12 done, 1 of 2 cells done, about 60 s left"
    )
    assert (
        said[3] == "werkagenda: taste_share-1/baseline, replicate 1: 2027-06 done, 1 of 2 cells done, about 40 s left"
    )


def test_a_time_in_words() -> None:
    assert [progress.duration(seconds) for seconds in (1, 44, 89, 91, 600)] == [
        "10 s",
        "40 s",
        "90 s",
        "2 min",
        "10 min",
    ]

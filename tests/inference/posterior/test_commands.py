"""The commands: options that make no sense, results in a folder, adoption into the evidence."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))
import linear_simulator as synthetic

from werkagenda.evidence import posterior, stamp
from werkagenda.inference.posterior import __main__ as command
from werkagenda.inference.posterior import adoption, waves
from werkagenda.inference.posterior.store import opened
from werkagenda.problems import BadInput

NAMES = ("search.applications_per_month", "women.care_help")


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands on the synthetic simulator."""

    def task(_names: object, scale: float, seed: int, workers: int, folder: Path) -> waves.Task:
        space = synthetic.space()
        store = opened(folder, ("test", scale), space.names, synthetic.TARGETS)
        seen = synthetic.observed(np.array([0.9, -0.1, 0.8, 0.7]))
        return waves.Task(space, seen, synthetic.Linear(), store, workers, seed, command.say)

    monkeypatch.setattr(command, "task", task)


@pytest.mark.usefixtures("plain")
def test_run_recover_and_what_stands_in_the_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = ["--folder", str(tmp_path)]
    assert command.main(["run", *folder, "--waves", "2", "--points", "30", "--draws", "40"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == str(tmp_path / "report.md")
    about = json.loads((tmp_path / "about.json").read_text(encoding="utf-8"))
    assert about["parameters"] == ["g.a", "g.b", "g.idle"] and about["model"] == stamp.current().model
    assert command.main(["recover", *folder, "--truths", "10"]) == 0
    said = capsys.readouterr()
    assert "10 truths" in said.out and "30 of them stored" in said.err
    assert (tmp_path / "recovery_ranks.csv").read_text(encoding="utf-8").startswith("parameter,tenth_1")
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.usefixtures("plain")
def test_screen_writes_its_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["screen", "--folder", str(tmp_path), "--paths", "4"]) == 0
    assert "noise floor" in capsys.readouterr().out
    assert (
        (tmp_path / "screening.csv").read_text(encoding="utf-8").startswith("parameter,score,target,kept,noise_floor")
    )


def test_all_wrong_options_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    wrong = ["run", "--folder", str(file), "--scale", "2", "--waves", "0", "--draws", "3", "--workers", "0"]
    assert command.main(wrong) == 2
    said = capsys.readouterr().err
    assert said.startswith("5 problems; nothing more was run:")
    assert all(name in said for name in ("--scale", "--waves", "--draws", "--workers", "--folder"))


def test_unknown_parameters_stop_before_anything_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = ["search.aplications_per_month", "income.ui_first_months"]
    assert command.main(["run", "--folder", str(tmp_path / "new"), "--parameters", *names]) == 2
    said = capsys.readouterr().err
    assert "did you mean 'search.applications_per_month'?" in said and "is fixed" in said
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("verb", ["recover", "renew", "adopt"])
def test_a_folder_without_a_fit(verb: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([verb, "--folder", str(tmp_path)]) == 2
    assert "holds no finished fit" in capsys.readouterr().err


def finished(folder: Path, weights: tuple[float, ...] = (0.5, 0.25, 0.25), **changes: object) -> Path:
    now = stamp.current()
    about = {
        "parameters": NAMES,
        "scale": 0.05,
        "waves": 2,
        "points": 20,
        "draws": 3,
        "seed": 1,
        "model": now.model,
        "evidence": now.evidence,
        "command": "python -m werkagenda.inference.posterior run",
    }
    (folder / "about.json").write_text(json.dumps({**about, **changes}), encoding="utf-8")
    rows = [f"{n},{w},{int(n == 1)},{3 + n},0.0{n + 1},0.1" for n, w in enumerate(weights)]
    (folder / "draws.csv").write_text("\n".join([f"draw,weight,point,{','.join(NAMES)},C001", *rows]) + "\n", "utf-8")
    return folder


def test_a_sample_that_is_adopted_is_read_back(tmp_path: Path) -> None:
    into = tmp_path / "evidence"
    into.mkdir()
    adoption.adopt(finished(tmp_path), into)
    found = posterior.read_posterior(into)
    assert found is not None and found.stale == "" and found.point == 1
    assert list(found.values) == list(NAMES) and found.values[NAMES[1]] == pytest.approx([0.01, 0.02, 0.03])


def test_the_page_of_a_sample(tmp_path: Path) -> None:
    folder = finished(tmp_path, command="python -m werkagenda.inference.posterior run --waves 2 --parameters a b")
    (folder / "report.md").write_text("# Posterior sample\n\n3 draws.\n", encoding="utf-8")
    text = adoption.publish(folder, tmp_path / "page.md").read_text(encoding="utf-8")
    assert "`python -m werkagenda.inference.posterior run --waves 2`" in text
    assert text.count("# Posterior sample") == 1 and "3 draws." in text and "Not run for this fit." in text
    rows = "parameter,level,covered,low,high,holds\na,0.5,0.4,0.2,0.6,True\nb,0.5,0.2,0.1,0.4,False\n"
    (folder / "recovery_coverage.csv").write_text(rows, encoding="utf-8")
    assert "| 0.5 | 0.3 | 1 | 2 |" in adoption.publish(folder, tmp_path / "page.md").read_text(encoding="utf-8")


def test_why_a_sample_is_not_adopted(tmp_path: Path) -> None:
    folder = finished(tmp_path, (0.98, 0.01, 0.01), model="other")
    with pytest.raises(BadInput) as bad:
        adoption.adopt(folder, tmp_path / "nowhere")
    lines = "\n".join(bad.value.problems)
    assert "the model changed since the fit" in lines and "effective sample size 1 of 3" in lines and "no such" in lines


def test_the_fit_of_another_version_is_not_recovered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["recover", "--folder", str(finished(tmp_path, evidence="other"))]) == 2
    assert "the evidence changed since the fit" in capsys.readouterr().err

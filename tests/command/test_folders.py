"""Folders are taken as they are written; what cannot be one, or belongs to the simulator, is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from werkagenda import cli, folders, settings
from werkagenda.problems import BadInput

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "name", ["zo\u00eb", "R&D", "a=b", "(concept)", "two words", "a,b", "${HOME}", "x*", "#1", "a'b", "glob(a)"]
)
def test_ordinary_letters(tmp_path: Path, name: str) -> None:
    (run,) = settings.read([f"output={tmp_path / name}", f"cache={tmp_path / 'cache' / name}"])
    assert (run.output, run.cache) == (tmp_path / name, tmp_path / "cache" / name)
    assert run.changed == ()


def test_one_folder_for_all_runs_of_a_sweep(tmp_path: Path) -> None:
    runs = settings.read(["seed=1,2", f"output={tmp_path / 'a,b'}"], sweep=True)
    assert [run.output.parent.name for run in runs] == ["a,b", "a,b"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "must be a folder's name"),
        ("[a,b]", "not a list"),
        ("a\nb", "control characters"),
        ("x" * 201, "use at most 200"),
        ("\udcff", "must be text that UTF-8 can write"),
        ("~nobody-of-that-name/x", "there is no such user"),
        (str(ROOT / "model"), "belongs to the simulator"),
        (str(ROOT / "evidence" / "data" / "x"), "belongs to the simulator"),
        (str(ROOT / "runs" / ".." / "src" / "x"), "belongs to the simulator"),
    ],
)
def test_what_is_no_folder(text: str, said: str) -> None:
    path, (problem,) = folders.chosen({"output": text}, "output")
    assert path is None
    assert said in problem
    assert "\n" not in problem


def test_given_twice_and_null() -> None:
    rest, places, problems = folders.apart(["seed=1", "output=a", "output=b", 'cache="c d"'])
    assert (rest, places) == (["seed=1"], {"output": "a", "cache": "c d"})
    assert problems == ["output: given twice (output=a and output=b)"]
    assert folders.chosen({"output": "null"}, "output") == (None, [])


@pytest.mark.parametrize("verb", ["report", "compare"])
def test_a_folder_of_another_user(
    verb: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def closed(_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(folders.os, "scandir", closed)
    assert cli.main([verb, str(tmp_path)]) == 2
    assert "may not be read by this user" in capsys.readouterr().err


def test_a_comparison_stays_out_of_the_sources(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["compare", str(tmp_path), "--output", str(ROOT / "model" / "x")]) == 2
    assert "belongs to the simulator" in capsys.readouterr().err


def test_words_that_hydra_would_fill_in() -> None:
    with pytest.raises(BadInput) as bad:
        settings.read(["outlook.end=${oc.env:HOME}", "population.scale=0,05", "seed=glob(*)", "scenario=glob(zz*)"])
    said = "\n".join(bad.value.problems)
    for words in ("is not filled in", "a decimal takes a point: 0.05", "glob() names choices", "no scenario fits"):
        assert words in said


def test_glob_runs_every_scenario_that_fits(tmp_path: Path) -> None:
    runs = settings.read(["scenario=glob(startbanen_*)", f"output={tmp_path / 'x'}"], sweep=True)
    assert sorted(run.scenario for run in runs) == ["startbanen_breed", "startbanen_loonkosten"]

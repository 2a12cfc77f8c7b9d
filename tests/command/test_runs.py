"""Runs on disk: listed, verified, tidied, made again and laid side by side, with a model of a few lines."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from werkagenda import cli
from werkagenda.study import leftovers, lock, run, store
from werkagenda.tables import intact, writer


@pytest.fixture(autouse=True)
def few_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The model of a few lines, in an empty folder."""
    monkeypatch.setattr(run, "run", partial(run.run, model="fake_model"))
    monkeypatch.chdir(tmp_path)


def made(name: str, *words: str) -> Path:
    folder = Path("runs") / name
    given = ["population.scale=0.0021", "outlook.end=2025-12", f"cache={Path('cache').absolute()}", *words]
    assert cli.main(["run", *given, f"output={folder}"]) == 0
    return folder


def ended_process() -> int:
    done = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    return int(done.stdout)


def half_written(name: str, process: int, machine: str | None = None) -> Path:
    folder = Path("runs") / f".{name}.unfinished-{machine or store.machine()}-{process}"
    folder.mkdir(parents=True)
    (folder / "permits.parquet").write_bytes(b"half")
    return folder


def flip(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    whole[len(whole) // 2] ^= 1
    path.write_bytes(whole)


def test_the_list_says_what_each_run_is(capsys: pytest.CaptureFixture[str]) -> None:
    made("one")
    made("two", "scenario=bias_mkb", "assume.taste_share=1", "replicates=2", "seed=7")
    half_written("three", ended_process())
    capsys.readouterr()
    assert cli.main(["runs", "--verify"]) == 0
    head, *rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert head == ["scenario", "assumptions", "replicates", "scale", "seed", "date", "complete", "MB", "folder"]
    assert [row[:5] for row in rows[:2]] == [
        ["baseline", "central", "1", "0.0021", "1"],
        ["bias_mkb", "taste_share=1", "2", "0.0021", "7"],
    ]
    assert [(row[6], row[-1]) for row in rows] == [("yes", "one"), ("yes", "two"), ("no", "three")]


def test_all_damage_is_told_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    table, manifest = made("one") / "permits.parquet", made("two") / "manifest.json"
    flip(table)
    manifest.write_text("{", encoding="utf-8")
    assert cli.main(["runs", "runs"]) == 2
    assert str(table) not in capsys.readouterr().err
    assert cli.main(["runs", "runs", "--verify"]) == 2
    said = capsys.readouterr()
    assert "2 problems" in said.err
    assert f"{table}: is missing or not what the run wrote" in said.err
    assert f"{manifest}: the manifest is damaged" in said.err
    assert said.out.count("damaged") == 2


def test_pruning_removes_what_ended_processes_left_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    run_folder = made("one")
    gone = half_written("two", ended_process())
    kept = [half_written("three", os.getppid()), half_written("four", ended_process(), "elsewhere")]
    foreign = Path("runs") / ".editor.lock"
    foreign.write_text("mine", encoding="utf-8")
    stale = Path("runs") / ".five.lock"
    stale.write_text(f"process {ended_process()} on here\n", encoding="utf-8")
    history = Path("cache") / "history" / "key.npz"
    history.parent.mkdir(parents=True, exist_ok=True)
    history.write_bytes(b"history")
    with lock.held(Path("runs") / "six"):
        busy = half_written("six", ended_process())
        assert leftovers.below(Path("runs")) == sorted([gone, stale])
        assert cli.main(["runs", "runs", "--prune", "--cache", "cache"]) == 2
        assert "give --yes where nobody can answer" in capsys.readouterr().err
        assert gone.exists()
        assert history.exists()
        assert cli.main(["runs", "runs", "--prune", "--yes", "--cache", "cache"]) == 0
        assert not any(path.exists() for path in (gone, stale, history))
        assert all(path.exists() for path in (*kept, foreign, busy, run_folder / "manifest.json"))
    assert "removed 2 half-written leftovers" in capsys.readouterr().out


def test_a_run_made_again_has_the_same_bytes(capsys: pytest.CaptureFixture[str]) -> None:
    folder = made("one", "scenario=bias_mkb", "assume.taste_share=1", "replicates=2")
    capsys.readouterr()
    assert cli.main(["rerun", str(folder)]) == 0
    assert "made again; all 2 tables have the same bytes" in capsys.readouterr().out
    assert sorted(path.name for path in Path("runs").iterdir()) == ["one"]


def changed(folder: Path, **values: object) -> None:
    said = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    text = json.dumps(intact.sealed({**said, **values}), ensure_ascii=False)
    (folder / "manifest.json").write_text(text, encoding="utf-8")


def test_a_run_made_again_with_other_bytes_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    folder = made("one")
    said = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    (folder / "permits.parquet").write_bytes((made("two", "seed=2") / "permits.parquet").read_bytes())
    said["outputs"]["permits.parquet"]["sha256"] = writer.digest(folder / "permits.parquet")
    changed(folder, outputs=said["outputs"])
    assert cli.main(["rerun", str(folder)]) == 1
    assert "1 of 2 tables differ: permits.parquet" in capsys.readouterr().out


def test_a_run_of_other_code_is_not_made_again(capsys: pytest.CaptureFixture[str]) -> None:
    folder = made("one")
    said = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    changed(folder, code={**said["code"], "numbers_sha256": "0" * 64}, packages={**said["packages"], "numpy": "1.0"})
    assert cli.main(["rerun", str(folder)]) == 2
    err = capsys.readouterr().err
    assert "cannot be made again here: code.numbers_sha256: was 000000000000..., is " in err
    assert "packages.numpy: was 1.0, is " in err


def test_exactly_the_inputs_that_differ(capsys: pytest.CaptureFixture[str]) -> None:
    one, two = made("one"), made("two", "seed=2", "assume.taste_share=1")
    capsys.readouterr()
    assert cli.main(["diff", str(one), str(one)]) == 0
    assert capsys.readouterr().out == "no input differs\n"
    assert cli.main(["diff", str(one), str(two)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["seed", "assume.taste_share"]
    assert lines[0] == "seed: 1 | 2"


def test_folders_that_hold_no_run_are_refused_together(capsys: pytest.CaptureFixture[str]) -> None:
    Path("empty").mkdir()
    Path("file").write_text("text", encoding="utf-8")
    assert cli.main(["diff", "nowhere", "empty"]) == 2
    err = capsys.readouterr().err
    assert "nowhere: there is no such folder" in err
    assert "there is no manifest, so this is not a finished run" in err
    for words in (["rerun", "file"], ["runs", "file"], ["runs", "empty"], ["runs", "nowhere", "--prune", "--yes"]):
        assert cli.main(words) == 2
    assert cli.main(["runs", "empty", "--yes"]) == 2
    assert "--yes: goes with --prune" in capsys.readouterr().err

"""A run's folder is whole or absent."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from werkagenda.study import store


def test_a_whole_run_appears_under_its_name(tmp_path: Path) -> None:
    output = tmp_path / "a" / "out"
    with store.making(output) as work:
        assert list(output.iterdir()) == []
        assert work.name.startswith(".")
        (work / "x.txt").write_text("x", encoding="utf-8")
        store.write_manifest(work, {"a": 1})
    assert sorted(path.name for path in output.iterdir()) == ["manifest.json", "x.txt"]
    assert [path.name for path in output.parent.iterdir()] == ["out"]


def test_a_failure_leaves_nothing_not_even_the_folders_above(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="boom"), store.making(tmp_path / "a" / "b" / "out") as work:
        store.write_manifest(work, {})
        raise ValueError("boom")
    assert list(tmp_path.iterdir()) == []


def test_a_run_without_a_manifest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(store.StoreProblem, match="no manifest"), store.making(tmp_path / "out"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_is_used_and_a_full_one_is_not(tmp_path: Path) -> None:
    output = tmp_path / "out"
    output.mkdir()
    assert store.occupied(output) == []
    with store.making(output) as work:
        store.write_manifest(work, {})
    assert "holds a finished run" in store.occupied(output)[0]
    with pytest.raises(store.StoreProblem, match="the finished run is in"), store.making(output) as work:
        store.write_manifest(work, {"other": 1})
    assert set(json.loads((output / store.MANIFEST).read_text(encoding="utf-8"))) == {"own_sha256"}
    other = tmp_path / "other"
    other.mkdir()
    (other / "mine.txt").write_text("mine", encoding="utf-8")
    assert "not empty" in store.occupied(other)[0]
    assert "is a file" in store.occupied(other / "mine.txt")[0]


def test_a_manifest_that_cannot_be_written_leaves_none(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"), store.making(tmp_path / "out") as work:
        store.write_manifest(work, {"wrong": float("nan")})
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_run_left_is_cleaned_and_what_another_makes_is_not(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from werkagenda.study import store\n"
        "with store.making(Path(sys.argv[1])) as work:\n"
        "    (work / 'half.parquet').write_text('x')\n"
        "    os._exit(9)\n"
    )
    output = tmp_path / "out"
    done = subprocess.run([sys.executable, "-c", code, str(output)], check=False)
    assert done.returncode == 9
    left = next(path for path in tmp_path.iterdir() if path != output)
    assert not store.finished(left)
    assert list(output.iterdir()) == []
    output.rmdir()
    alive = tmp_path / f".out.unfinished-{store.machine()}-1"
    elsewhere = tmp_path / ".out.unfinished-othermachine-999999"
    alive.mkdir()
    elsewhere.mkdir()
    assert store.clean(output) == [left]
    assert sorted(tmp_path.iterdir()) == sorted([alive, elsewhere])

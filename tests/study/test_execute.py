"""The cache of histories: whole files only, and what is damaged is computed again."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from werkagenda.study import execute, histories, notices, store
from werkagenda.study.plan import Cell, Parameter, Settings


@pytest.fixture(autouse=True)
def notices_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notices, "_told", set())


def half(where: Path) -> None:
    """A write for which the disk is too small."""
    where.write_bytes(b"half")
    raise OSError(28, "No space left on device")


def test_a_full_cache_ends_no_run_and_leaves_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "history" / "key.npz"
    histories.keep(half, path)
    histories.keep(half, path)
    assert list(path.parent.iterdir()) == []
    assert capsys.readouterr().err.count("No space left on device") == 1
    histories.keep(lambda where: where.write_bytes(b"whole"), path)
    assert [item.name for item in path.parent.iterdir()] == ["key.npz"]


def test_a_snapshot_that_cannot_be_kept_is_lent(tmp_path: Path) -> None:
    (tmp_path / "history").write_text("a file where the cache should be", encoding="utf-8")
    with histories.written(lambda where: where.write_bytes(b"whole"), tmp_path / "history" / "key.npz") as lent:
        assert lent.read_bytes() == b"whole"
    assert not lent.exists()


def test_leftovers_of_ended_processes_go(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    ended = tmp_path / f".{store.machine()}-{int(done.stdout)}-key.npz"
    other = tmp_path / ".otherhost-1-key.npz"
    for item in (ended, other):
        item.write_bytes(b"half")
    histories.keep(lambda where: where.write_bytes(b"whole"), tmp_path / "key.npz")
    assert sorted(tmp_path.iterdir()) == sorted([other, tmp_path / "key.npz"])


def test_the_cache_is_bounded_and_the_longest_unused_go_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(histories.LIMIT, "0.00000025")  # 250 bytes
    for number in range(3):
        path = tmp_path / f"{number}.npz"
        histories.keep(lambda where: where.write_bytes(b"x" * 100), path)
        os.utime(path, (number, number))
        histories.restored(lambda where: where.read_bytes(), tmp_path / "0.npz")  # used just now
    assert sorted(item.name for item in tmp_path.iterdir()) == ["0.npz", "2.npz"]
    histories.keep(lambda where: where.write_bytes(b"x" * 300), tmp_path / "large.npz")
    assert not (tmp_path / "large.npz").exists()
    assert "over the cache's limit" in capsys.readouterr().err


@pytest.mark.parametrize("given", ["many", "-1", "nan", "2,5"])
def test_a_limit_that_is_no_size_is_refused(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(histories.LIMIT, given)
    assert histories.problems() == [
        f"{histories.LIMIT}={given}: must be a number of GB, 0 or more (a decimal takes a point)"
    ]


def test_a_damaged_snapshot_is_told_and_removed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "key.npz"
    path.write_bytes(b"damaged")

    def read(_: Path) -> int:
        raise ValueError("not a snapshot")

    assert histories.restored(read, path) is None
    assert not path.exists()
    assert "computed anew (not a snapshot)" in capsys.readouterr().err
    assert histories.restored(read, path) is None
    path.write_bytes(b"good")
    assert histories.restored(lambda where: where.read_bytes(), path) == b"good"


def test_parameters_are_handed_over_by_group(settings: Callable[..., Settings]) -> None:
    wish = settings(parameters=(Parameter("a.x", 1.0, None), Parameter("a.y", 2.0, None), Parameter("b.z", 3.0, None)))
    assert execute.grouped(Cell(wish, 0)) == {"a": {"x": 1.0, "y": 2.0}, "b": {"z": 3.0}}

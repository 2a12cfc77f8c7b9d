"""The cache of histories: whole files only, and what is damaged is computed again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from werkagenda.study import execute
from werkagenda.study.plan import Cell, Parameter, Settings


def test_a_snapshot_is_kept_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "history" / "key.npz"

    def broken(where: Path) -> None:
        where.write_bytes(b"half")
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        execute.keep(broken, path)
    assert list(path.parent.iterdir()) == []
    execute.keep(lambda where: where.write_bytes(b"whole"), path)
    assert [item.name for item in path.parent.iterdir()] == ["key.npz"]


def test_a_damaged_snapshot_is_removed_and_told_as_absent(tmp_path: Path) -> None:
    path = tmp_path / "key.npz"
    path.write_bytes(b"damaged")

    def read(_: Path) -> int:
        raise ValueError("not a snapshot")

    assert execute.restored(read, path) is None
    assert not path.exists()
    assert execute.restored(read, path) is None
    path.write_bytes(b"good")
    assert execute.restored(lambda where: where.read_bytes(), path) == b"good"


def test_parameters_are_handed_over_by_group(settings: Callable[..., Settings]) -> None:
    wish = settings(parameters=(Parameter("a.x", 1.0, None), Parameter("a.y", 2.0, None), Parameter("b.z", 3.0, None)))
    assert execute.grouped(Cell(wish, 0)) == {"a": {"x": 1.0, "y": 2.0}, "b": {"z": 3.0}}

"""A model of a few lines with the doors of the real one. Tests make it fail by parameters.

Histories are files in the cache: the text of one is the seed and the replicate that it was made for.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa

from werkagenda.study.plan import Cell

Tick = Callable[[int], None]


def _number(cell: Cell, month: int) -> float:
    moved = sum((index + 1) * 10 * (value or 0.0) for index, (_, value) in enumerate(cell.settings.assume))
    given = [value for choices in cell.settings.instruments.values() for value in choices.values()]
    dose = sum(float(value or 0.0) for value in given if not isinstance(value, str | tuple))
    base = (cell.settings.seed * 7919 + cell.replicate * 104729 + month * 31) % 1009
    return float(base + moved + 100 * dose)


def history_key(cell: Cell) -> str:
    """Cells of one seed and replicate share a history."""
    return f"s{cell.settings.seed}-r{cell.replicate}"


def _history(cell: Cell) -> Path:
    return cell.settings.cache / "history" / history_key(cell)


def prepare(cell: Cell, tick: Tick) -> str:
    """Make the history; to make one twice is an error."""
    path = _history(cell)
    if path.is_file():
        return "reused"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8") as file:
        file.write(history_key(cell))
    tick(132)
    return "computed"


def _trouble(cell: Cell) -> None:
    wish = {parameter.name: parameter.value for parameter in cell.settings.parameters}
    chosen = dict(cell.settings.instruments.get("fake", {}))
    if wish.get("fake.fails", chosen.get("fails")) == cell.replicate:
        raise ValueError("boom")
    if wish.get("fake.dies", chosen.get("dies")) == cell.replicate:
        os._exit(9)
    time.sleep(float(os.environ.get("FAKE_SLOW", "0")))
    if "fake.slow" in wish:  # later replicates finish first
        time.sleep(wish["fake.slow"] * (cell.settings.replicates - cell.replicate))


def simulate(cell: Cell, tick: Tick) -> tuple[dict[str, pa.Table], str]:
    """Two tables whose rows follow from seed, replicate, assumptions, doses and month."""
    _trouble(cell)
    origin = "reused" if _history(cell).is_file() else "computed"
    for month in range(3):
        tick(month + 1)
    months = ["2014-01", "2014-02", "2014-03"]
    numbers = [_number(cell, month) for month in range(3)]
    permits = {
        "month": months,
        "work_permits_granted": numbers,
        "asylum_seekers_allowed_to_work": numbers,
        "asylum_seekers_working": numbers,
    }
    displaced = {"month": months, "who": ["residents"] * 3, "sector": ["trade"] * 3, "months_displaced": numbers}
    return {"permits": pa.table(permits), "displacement": pa.table(displaced)}, origin

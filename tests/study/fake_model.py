"""A model of a few lines with the door of the real one: `simulate(cell, tick)`. Tests make it fail by parameters."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

import pyarrow as pa

from werkagenda.study.plan import Cell


def _number(cell: Cell, month: int) -> float:
    return float((cell.settings.seed * 7919 + cell.replicate * 104729 + month * 31) % 1009)


def simulate(cell: Cell, tick: Callable[[int], None]) -> tuple[dict[str, pa.Table], str]:
    """Two tables whose rows follow from seed, replicate and month."""
    wish = {parameter.name: parameter.value for parameter in cell.settings.parameters}
    if wish.get("fake.fails") == cell.replicate:
        raise ValueError("boom")
    if wish.get("fake.dies") == cell.replicate:
        os._exit(9)
    if "fake.slow" in wish:  # later replicates finish first
        time.sleep(wish["fake.slow"] * (cell.settings.replicates - cell.replicate))
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
    return {"permits": pa.table(permits), "displacement": pa.table(displaced)}, "computed"

"""Execute one cell: the history from the cache when its key is there, else computed and kept; then the outlook."""

from __future__ import annotations

import contextlib
import os
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import pyarrow as pa

from werkagenda.study.plan import Cell
from werkagenda.tables.vocabulary import HISTORY_MONTHS

Tick = Callable[[int], None]
"""Told the number of months done so far."""

T = TypeVar("T")

UNREADABLE = (OSError, EOFError, KeyError, ValueError, zipfile.BadZipFile)
"""What a damaged snapshot can raise."""


def grouped(cell: Cell) -> dict[str, dict[str, float]]:
    """The parameters as {group: {field: number}}."""
    found: dict[str, dict[str, float]] = {}
    for parameter in cell.settings.parameters:
        group, field = parameter.name.split(".", 1)
        found.setdefault(group, {})[field] = parameter.value
    return found


def keep(write: Callable[[Path], object], path: Path) -> None:
    """Write a snapshot aside and move it into place, so that a name in the cache means a whole file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{os.getpid()}-{path.name}")
    try:
        write(aside)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def restored(read: Callable[[Path], T], path: Path) -> T | None:
    """What a snapshot holds, or None where there is none or it is damaged (then it is removed)."""
    if not path.is_file():
        return None
    try:
        return read(path)
    except UNREADABLE:
        with contextlib.suppress(OSError):
            path.unlink()
        return None


def simulate(cell: Cell, tick: Tick) -> tuple[dict[str, pa.Table], str]:
    """Result tables of one cell and whether its history was `computed` or `reused`."""
    from werkagenda.model import history, parameters
    from werkagenda.model.country import Country
    from werkagenda.model.setup import Setup

    settings = cell.settings
    setup = Setup(
        scenario=settings.scenario,
        seed=settings.seed,
        replicate=cell.replicate,
        scale=settings.scale,
        economy=settings.economy,
        inflow=settings.inflow,
        parameters=parameters.build(grouped(cell)),
        months=settings.months,
    )
    path = settings.cache / "history" / f"{history.key(setup)}.npz"
    country = restored(lambda file: history.restore(setup, file, ()), path)
    origin = "computed" if country is None else "reused"
    if country is None:
        country = Country(setup)
    for month in range(country.month, settings.months):
        if month == HISTORY_MONTHS and origin == "computed":
            keep(partial(history.save, country), path)
        country.step()
        tick(month + 1)
    return country.tables(), origin

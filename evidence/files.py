"""Reads the csv files of `evidence/data`; no other module opens them."""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Row = dict[str, str]
Array = TypeVar("Array", bound=NDArray[Any])


def folder() -> Traversable:
    """Folder of the data in the package."""
    return files("werkagenda.evidence") / "data"


def read(name: str, where: Traversable | None = None) -> list[Row]:
    """Rows of `<name>.csv` as dictionaries of text; empty cells are "". Raises ValueError if a row is too long."""
    text = ((where or folder()) / f"{name}.csv").read_text(encoding="utf-8")
    found: list[Row] = []
    for number, row in enumerate(csv.DictReader(io.StringIO(text, newline="")), start=2):
        if None in row:
            raise ValueError(f"{name}.csv line {number} has more cells than columns")
        found.append({str(key): str(cell or "").strip() for key, cell in row.items()})
    return found


@cache
def rows(name: str) -> tuple[Row, ...]:
    """Rows of a file in the package, read once."""
    return tuple(read(name))


def frozen(values: Array) -> Array:
    """The same array, set read-only, because evidence is shared by all readers."""
    values = np.ascontiguousarray(values)  # type: ignore[assignment]
    values.setflags(write=False)
    return values

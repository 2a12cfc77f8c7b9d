"""Check every cell of the evidence files before use: columns, numbers and bounds, with line and column in errors.

The bounds of population, coordinates and amounts are assumptions wide enough for any Dutch figure; other bounds follow
from the unit (`units`).
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Mapping
from importlib.resources.abc import Traversable
from typing import NamedTuple

from werkagenda.evidence.raw import TITLES
from werkagenda.evidence.units import bounds


class Number(NamedTuple):
    """Rule for a numeric column; `needed`: must not be empty; `by_unit`: also bounded by the row's unit."""

    low: float = -math.inf
    high: float = math.inf
    needed: bool = True
    whole: bool = False
    by_unit: bool = False


SHEET = {
    "value": Number(by_unit=True),
    "low": Number(needed=False, by_unit=True),
    "high": Number(needed=False, by_unit=True),
}
ABOVE_ZERO = Number(low=1e-9)
COUNTS = Number(low=0.0, needed=False)
NUMBERS: Mapping[str, Mapping[str, Number]] = {
    "municipalities": {
        "population_2024": Number(1, 2e6, whole=True),
        "latitude": Number(50.0, 54.0),
        "longitude": Number(3.0, 8.0),
    },
    "tile_layout": {"x": Number(), "y": Number()},
    "region_neighbours": {},
    "law_amounts": {"value": Number(low=-1.0, high=1e6, by_unit=True)},
    "law_assumptions": SHEET,
    "economy": {**SHEET, "value": ABOVE_ZERO},
    "economy_quarterly": dict.fromkeys(
        ("vacancies_open_thousand", "vacancies_opened_thousand", "vacancies_filled_thousand", "unemployed_thousand"),
        COUNTS,
    )
    | {"tightness_per_100": COUNTS},
    "vacancies_horeca_quarterly": dict.fromkeys(
        ("vacancies_open_thousand", "vacancies_opened_thousand", "vacancies_filled_thousand"), COUNTS
    ),
    "permits": {**SHEET, "value": Number(low=0.0, high=1e6)},
    "reception": SHEET,
    "profiles": SHEET,
    "sectors": {**SHEET, "value": Number(low=0.0)},
    "firm_sizes": {**SHEET, "value": Number(low=0.0)},
    "employer_cells": {**SHEET, "value": Number(low=0.0)},
    "constants": SHEET,
    "parameters": SHEET,
    "targets": {
        "value": Number(low=-1e6, high=1e9),
        "weight": Number(low=0.0, high=1e6),
        "months_since_permit": Number(low=0.0, high=191.0, needed=False, whole=True),
    },
    **{name: {} for name in TITLES},
    "same_as": {},
    "priors": {},
    "target_errors": {},
}
"""Numeric columns by file; in files of published facts a value may also be text."""
TEXTS: Mapping[str, tuple[str, ...]] = {
    "municipalities": ("code", "name", "province", "labour_market_region_code", "labour_market_region"),
    "tile_layout": ("code",),
    "region_neighbours": ("labour_market_region_code_a", "labour_market_region_code_b"),
    "same_as": ("a", "b", "relation", "note"),
    "target_errors": ("family", "indicator", "collected", "split", "sampling", "discrepancy", "relative", "months"),
    "priors": ("id", "distribution", "arguments", "reason", "basis"),
    "targets": ("id", "use", "table", "population", "permit_year", "month", "sex", "origin", "indicator", "note"),
    "economy_quarterly": ("quarter", "source"),
    "vacancies_horeca_quarterly": ("quarter",),
    "economy": ("item", "quarter", "level", "unit"),
    "permits": ("from", "until", "inflow", "origin", "unit"),
    "reception": ("item", "date", "unit"),
    "law_amounts": ("from", "item", "unit", "source"),
    "parameters": ("id", "unit", "distribution", "source", "date", "grade", "basis", "note"),
    **dict.fromkeys(TITLES, ("id", "value", "unit", "source", "reading")),
}
"""Text columns that are read, by file."""
NO_FACT = ("nan", "inf", "+inf", "-inf", "infinity", "-infinity", "none", "null", "#n/a", "#ref!", "#value!")


def faults(where: Traversable) -> list[str]:
    """All errors in the cells of a folder's files, one line each: file, line, column."""
    return [problem for name in NUMBERS for problem in _file(where, name)]


def _file(where: Traversable, name: str) -> Iterator[str]:
    try:
        text = (where / f"{name}.csv").read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        yield f"{name}.csv line {line}: is damaged or no UTF-8 (missing or damaged file)"
        return
    except OSError as error:
        yield f"{name}.csv is missing or damaged: {error.strerror or error}"
        return
    if text.startswith("\ufeff"):
        yield f"{name}.csv line 1: begins with a byte-order mark; save it as UTF-8 without BOM"
        return
    yield from _table(name, text)


def _table(name: str, text: str) -> Iterator[str]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        wanted = (*TEXTS.get(name, ()), *NUMBERS[name])
        lacking = [column for column in wanted if column not in header]
        twice = sorted({column for column in header if header.count(column) > 1})
        yield from (f"{name}.csv line 1: the column {column} is missing" for column in lacking)
        yield from (f"{name}.csv line 1: the column {column} stands twice" for column in twice)
        for row in reader if not (lacking or twice) else ():
            yield from _row(name, reader.line_num, header, row)
    except csv.Error as error:
        yield f"{name}.csv line {reader.line_num}: is damaged ({error})"


def _row(name: str, line: int, header: list[str], row: list[str]) -> Iterator[str]:
    if not any(cell.strip() for cell in row):
        if row:
            yield f"{name}.csv line {line}: is empty"
        return
    if len(row) != len(header):
        which = "more" if len(row) > len(header) else "fewer"
        yield f"{name}.csv line {line} has {which} cells than columns ({len(row)}, not {len(header)})"
        return
    cells = {column: cell.strip() for column, cell in zip(header, row, strict=True)}
    for column, rule in NUMBERS[name].items():
        if complaint := _complaint(cells[column], rule, cells.get("unit", "")):
            yield f"{name}.csv line {line}, column {column}: {complaint}"
    if name in TITLES and cells["value"].lower() in NO_FACT:
        yield f"{name}.csv line {line}, column value: {cells['value']} is no figure"


def _complaint(text: str, rule: Number, unit: str) -> str:
    """Error message for a cell; "" if valid."""
    if not text:
        return "is empty" if rule.needed else ""
    try:
        number = float(text) if "_" not in text else math.nan
    except ValueError:
        return f"{text!r} is not a number"
    if not math.isfinite(number):
        return f"{text} is not a finite number"
    if rule.whole and number != int(number):
        return f"{text} is not a whole number"
    low, high = bounds(unit) if rule.by_unit else (-math.inf, math.inf)
    low, high = max(low, rule.low), min(high, rule.high)
    return "" if low <= number <= high else f"{text} lies outside {low:g} to {high:g}{f' ({unit})' if unit else ''}"

"""Entries from the files the model reads: parameters.csv and the structured files of series and profiles.

Each row needs value, unit, source, date, grade and a note; each assumption (grade D) also low and high.
"""

from __future__ import annotations

from importlib.resources.abc import Traversable

from werkagenda.evidence.entry import GRADES, SECOND_HAND, WHOLE, Entry
from werkagenda.evidence.files import Row, read
from werkagenda.evidence.units import is_share

SHEETS: dict[str, tuple[str, ...]] = {
    "economy": ("item", "quarter", "level"),
    "permits": ("from", "until", "inflow", "origin"),
    "reception": ("item", "date"),
    "law_assumptions": ("item", "kind"),
    "profiles": ("origin", "attribute", "level"),
    "sectors": ("sector", "attribute"),
    "firm_sizes": ("size", "attribute"),
    "employer_cells": ("sector", "size", "attribute"),
    "constants": ("name",),
}
"""Structured files and the columns that name a row: the id is the file and these, joined with dots."""

DISTRIBUTIONS = ("uniform", "fixed", "triangular", "normal", "lognormal", "beta", "loguniform", WHOLE)


def _number(text: str) -> float | None:
    """Number of a cell; None if empty or invalid (`cells` reports invalid numbers)."""
    try:
        return float(text)
    except ValueError:
        return None


def _bounds(row: Row, label: str, problems: list[str]) -> tuple[float | None, float | None, float | None]:
    """Value, low and high as numbers, after checking order and shares."""
    value, low, high = (_number(row[column]) for column in ("value", "low", "high"))
    if value is not None and low is not None and high is not None and not low <= value <= high:
        problems.append(f"{label}: low {row['low']} <= value {row['value']} <= high {row['high']} does not hold")
    if is_share(row["unit"]):
        for column, number in (("value", value), ("low", low), ("high", high)):
            if number is not None and not 0.0 <= number <= 1.0:
                problems.append(f"{label}: {column} {number:g} lies outside 0 to 1 but the unit is {row['unit']!r}")
    return value, low, high


def _filled(row: Row, columns: tuple[str, ...], label: str) -> list[str]:
    return [f"{label}: {column} is missing" for column in columns if not row[column]]


def _graded(row: Row, label: str) -> list[str]:
    found: list[str] = []
    if row["grade"] and row["grade"] not in GRADES:
        found.append(f"{label}: grade {row['grade']!r} is none of {', '.join(GRADES)}")
    if row["source"] == "assumption" and row["grade"] in ("A", "B", "C"):
        found.append(f"{label}: an assumption has grade D, not {row['grade']}")
    if row["source"] != "assumption" and not row["basis"] and row["grade"] == "D":
        found.append(f"{label}: grade D without a basis must name the source 'assumption'")
    if row["grade"] == "A" and SECOND_HAND.search(row["source"]):
        found.append(f"{label}: {row['source']!r} was read second hand: grade C, not A")
    return found


def _entry(name: str, title: str, row: Row, file: str, problems: list[str]) -> Entry:
    value, low, high = _bounds(row, name, problems)
    problems += _graded(row, name)
    return Entry(
        id=name,
        title=title,
        value=row["value"],
        number=value,
        unit=row["unit"],
        low=low,
        high=high,
        distribution=row.get("distribution", "") or "none",
        source=row["source"],
        date=row["date"],
        grade=row["grade"],
        use="parameter",
        basis=tuple(row["basis"].split()),
        note=row["note"],
        file=f"{file}.csv",
    )


def _distribution(row: Row, label: str) -> list[str]:
    if row["distribution"] and row["distribution"] not in DISTRIBUTIONS:
        return [f"{label}: distribution {row['distribution']!r} is none of {', '.join(DISTRIBUTIONS)}"]
    if row["distribution"] == "fixed" and not row["low"] == row["value"] == row["high"]:
        return [f"{label}: a fixed value has equal low and high"]
    if row["distribution"] == WHOLE and not all(row[column].isdigit() for column in ("low", "value", "high")):
        return [f"{label}: codes are whole numbers, so low, value and high must be"]
    return []


def parameter_entries(where: Traversable, problems: list[str]) -> list[Entry]:
    """Rows of parameters.csv: ids `group.field`, every cell filled (the basis of an assumption may be empty)."""
    needed = ("value", "unit", "low", "high", "distribution", "source", "date", "grade", "note")
    found: list[Entry] = []
    for row in read("parameters", where):
        name = row["id"]
        problems += _filled(row, needed, name or "parameters.csv") + _distribution(row, name)
        if name.count(".") != 1 or not all(part.isidentifier() for part in name.split(".")):
            problems.append(f"{name}: a parameter is written group.field")
        if not row["basis"] and row["grade"] != "D" and row["source"] != "law":
            problems.append(f"{name}: grade {row['grade']} needs a basis")
        found.append(_entry(name, name.replace(".", ": ").replace("_", " "), row, "parameters", problems))
    return found


def sheet_entries(where: Traversable, problems: list[str]) -> list[Entry]:
    """Rows of the structured files."""
    found: list[Entry] = []
    for file, keys in SHEETS.items():
        for row in read(file, where):
            name = ".".join((file, *(row[key] for key in keys)))
            needed = ("value", "unit", "source", "date", "grade", "note")
            problems += _filled(row, needed + (("low", "high") if row["grade"] == "D" else ()), name)
            title = ", ".join(row[key] for key in keys if row[key] != "all")
            found.append(_entry(name, title, row, file, problems))
    return found

"""Calibration and validation targets (targets.csv): entry, table cell and value."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from werkagenda.evidence.entry import Entry
from werkagenda.evidence.files import Row, read
from werkagenda.tables.vocabulary import FIRST_MONTH, LAST_MONTH, ORIGINS, SEXES

TARGET_USES = ("calibration", "validation")
COLLECTED = ("register", "survey")
TOLERANCE = 0.0051
"""Maximum difference between a target and its published figure in percent (rounding)."""


@dataclass(frozen=True)
class Target:
    """One published figure as a cell of a result table.

    `permit_year` is a year, a span `2014-2016` or `2014-01/2016-06`, or empty; `months_since_permit` is None and
    `month` empty where they don't apply; `sex` and `origin` may be `all`. `value` is a share (0 to 1) unless the note
    says a count or months. `collected` is `register` or `survey`: a survey has a discrepancy of its own. `weight` is
    used by the search; 0 is reported but not fitted.
    """

    id: str
    use: str
    table: str
    population: str
    permit_year: str
    months_since_permit: int | None
    month: str
    sex: str
    origin: str
    indicator: str
    value: float
    collected: str
    weight: float
    note: str


def _wrong(row: Row, label: str, entry: Entry | None) -> list[str]:
    found: list[str] = []
    if row["use"] not in TARGET_USES:
        found.append(f"{label}: use {row['use']!r} is none of {', '.join(TARGET_USES)}")
    if row["collected"] not in COLLECTED:
        found.append(f"{label}: collected {row['collected']!r} is none of {', '.join(COLLECTED)}")
    if entry is None:
        found.append(f"{label}: no such entry")
    for column, words in (("sex", SEXES), ("origin", ORIGINS)):
        if row[column] not in (*words, "all"):
            found.append(f"{label}: {column} {row[column]!r} is not in the vocabulary")
    if row["month"] and not FIRST_MONTH <= row["month"] <= LAST_MONTH:
        found.append(f"{label}: month {row['month']!r} lies outside {FIRST_MONTH} to {LAST_MONTH}")
    found += [f"{label}: {column} is missing" for column in ("table", "population", "indicator") if not row[column]]
    return found


def _numbers(row: Row) -> tuple[float, float, int | None]:
    """Value, weight and months; `cells` reports invalid numbers."""
    try:
        value, weight = float(row["value"]), float(row["weight"])
        months = int(row["months_since_permit"]) if row["months_since_permit"] else None
    except ValueError:
        return math.nan, 0.0, None
    return value, weight, months


def _differs(value: float, entry: Entry | None) -> bool:
    """True if a target differs from a published plain percentage."""
    percent = entry is not None and entry.unit.startswith("%") and "per" not in entry.unit
    return percent and entry is not None and entry.number is not None and abs(value - entry.number / 100) > TOLERANCE


def read_targets(where: Traversable, entries: Mapping[str, Entry], problems: list[str]) -> list[Target]:
    """All targets of a folder; errors are added to `problems`."""
    found: list[Target] = []
    seen: set[str] = set()
    for row in read("targets", where):
        label = f"targets.csv {row['id']}"
        entry = entries.get(row["id"])
        problems += _wrong(row, label, entry)
        value, weight, months = _numbers(row)
        if _differs(value, entry):
            problems.append(f"{label}: {value:g} is not the published {entry.value if entry else ''} percent")
        if row["id"] in seen:
            problems.append(f"{label}: stands twice")
        seen.add(row["id"])
        words = {key: row[key] for key in ("table", "population", "permit_year", "month", "sex", "origin", "indicator")}
        found.append(
            Target(
                id=row["id"],
                use=row["use"],
                months_since_permit=months,
                value=value,
                collected=row["collected"],
                weight=weight,
                note=row["note"],
                **words,
            )
        )
    return found

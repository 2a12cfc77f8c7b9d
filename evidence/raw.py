"""Entries of raw figures: one per row of the fact files, one per cell of the two quarterly files.

Facts are kept as published, so some have no date or unit ("not stated", "-"). A missing source, value or name is an
error. A unit may be missing only if the value is not one plain number.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources.abc import Traversable

from werkagenda.evidence.entry import Entry, grade_of, plain_number, plain_range
from werkagenda.evidence.files import Row, read

TITLES = {
    "cohorts": ("topic", "population", "cohort", "months_since_permit", "sex", "group"),
    "labour_market": ("topic", "population", "group"),
    "policy": ("topic", "instrument", "definition"),
    "pillar2": ("topic", "population", "group"),
    "effects": ("topic", "population", "sex", "outcome"),
    "series": ("topic", "reference_date"),
    "timeline": ("topic", "reference_date"),
}
WIDE = ("economy_quarterly", "vacancies_horeca_quarterly")
DESCRIBING = ("quarter", "unemployed_method", "source", "reading", "note")
HORECA_SOURCE = "CBS StatLine 80472NED"


def _title(file: str, row: Row) -> str:
    words = [row[column] for column in TITLES[file]]
    if file == "cohorts" and row["months_since_permit"]:
        words[3] = f"month {row['months_since_permit']}"
    return ", ".join(word for word in words if word and word != "all")


def _entry(name: str, title: str, row: Row, date: str, file: str) -> Entry:
    value = row["value"]
    number = plain_number(value)
    bounds = plain_range(value) or (number, number)
    return Entry(
        id=name,
        title=title,
        value=value,
        number=number,
        unit=row["unit"] or "-",
        low=bounds[0],
        high=bounds[1],
        distribution="none",
        source=row["source"],
        date=date or "not stated",
        grade=grade_of(row["source"], row["reading"]),
        note=row["note"],
        file=f"{file}.csv",
    )


def _missing(row: Row, label: str) -> list[str]:
    found = [f"{label}: {column} is missing" for column in ("value", "source", "reading") if not row[column]]
    if not row["unit"] and plain_number(row["value"]) is not None:
        found.append(f"{label}: unit is missing")
    return found


def _facts(where: Traversable, problems: list[str]) -> Iterator[Entry]:
    for file in TITLES:
        for number, row in enumerate(read(file, where), start=2):
            problems += _missing(row, f"{file}.csv {row['id'] or f'line {number}'}")
            if not row["id"]:
                problems.append(f"{file}.csv line {number}: id is missing")
            yield _entry(row["id"], _title(file, row), row, row["reference_date"], file)


def _law(where: Traversable, problems: list[str]) -> Iterator[Entry]:
    for row in read("law_amounts", where):
        name = f"law.{row['item']}.{row['from']}"
        problems += _missing(row, name)
        yield _entry(name, f"{row['item'].replace('_', ' ')} from {row['from']}", row, row["from"], "law_amounts")


def _wide(where: Traversable, problems: list[str]) -> Iterator[Entry]:
    for file in WIDE:
        for row in read(file, where):
            for column, value in row.items():
                if column in DESCRIBING or not value:
                    continue
                unit = "vacancies per 100 unemployed" if column.startswith("tightness") else "thousand"
                cell = {
                    "value": value,
                    "unit": unit,
                    "source": row.get("source", HORECA_SOURCE),
                    "reading": row.get("reading", "published"),
                    "note": row.get("note", ""),
                }
                name = f"{file}.{row['quarter']}.{column}"
                problems += _missing(cell, name)
                yield _entry(name, f"{column.replace('_', ' ')} {row['quarter']}", cell, row["quarter"], file)


def raw_entries(where: Traversable, problems: list[str]) -> list[Entry]:
    """All raw figures; errors are added to `problems`."""
    return [*_facts(where, problems), *_law(where, problems), *_wide(where, problems)]

"""A design written as a table: a CSV or Parquet file with a column for each name and a row for each draw."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from werkagenda.design_values import Names
from werkagenda.problems import decimal_comma
from werkagenda.study.draws import CIRCUMSTANCES
from werkagenda.study.plan import Draw, Value

NUMBER = "draw"
"""Column that may number the rows; it is not read."""
MADE_BY = "python -m werkagenda.inference.posterior design"
MOST_TOLD = 20
"""Problems of rows that are told one by one."""
Rows = list[tuple[int, dict[str, Any]]]
"""Number of the row as a reader of the file counts it, and its values by column."""


def read(path: Path, names: Names) -> tuple[list[Draw], list[str]]:
    """The draws of a table, and everything that is wrong with it: columns, then rows with their numbers."""
    columns, rows, problems = opened(path)
    said = f"design.table={path}"
    varied = [name for name in columns if name != NUMBER]
    problems += [f"{said}: column {line}" for name in varied for line in names.unfit(name)]
    problems += [
        f"{said}: column {name} is there twice" for name in sorted({n for n in varied if columns.count(n) > 1})
    ]
    if not problems and not varied:
        problems.append(f"{said}: has no column that names something to vary")
    if not problems and not rows:
        problems.append(f"{said}: has no rows")
    if problems:
        return [], problems
    wrong = [f"{said} row {number}: {line}" for number, row in rows for line in unfit(row, varied, names)]
    more = [f"{said}: and {len(wrong) - MOST_TOLD} problems more"] if len(wrong) > MOST_TOLD else []
    found = [] if wrong else [drawn(place, row, varied, names) for place, (_, row) in enumerate(rows, start=1)]
    return found, [*wrong[:MOST_TOLD], *more]


def opened(path: Path) -> tuple[list[str], Rows, list[str]]:
    """Columns and rows of a file, and why it cannot be read."""
    said = f"design.table={path}"
    if path.is_dir():
        return [], [], [f"{said}: is a folder; give a file"]
    try:
        return parquet(path) if path.suffix.lower() == ".parquet" else text(path)
    except FileNotFoundError:
        return [], [], [f"{said}: there is no such file; {MADE_BY} makes a table of all that is uncertain"]
    except UnicodeDecodeError:
        return [], [], [f"{said}: is not UTF-8; save it as UTF-8"]
    except (OSError, pa.ArrowException, csv.Error) as error:
        return [], [], [f"{said}: cannot be read ({str(error).splitlines()[0]})"]


def parquet(path: Path) -> tuple[list[str], Rows, list[str]]:
    """Columns and rows of a Parquet file; rows are counted from 1."""
    table = pq.read_table(path)
    return list(table.column_names), list(enumerate(table.to_pylist(), start=1)), []


def text(path: Path) -> tuple[list[str], Rows, list[str]]:
    """Columns and rows of a CSV file; rows go by their line, the heading being line 1."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        columns = [name.strip() for name in next(reader, [])]
        rows, problems = [], []
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(columns):
                said = f"has {len(cells)} values, the heading {len(columns)} names"
                problems.append(f"design.table={path} row {reader.line_num}: {said}")
                continue
            rows.append((reader.line_num, dict(zip(columns, map(value, cells), strict=True))))
    if len(columns) == 1 and ";" in columns[0]:
        problems = [f"design.table={path}: columns are separated by ;, write commas between them"]
    return columns, rows, problems


def value(cell: str) -> Value:
    """A cell: a number where it is one, else text."""
    word = cell.strip()
    try:
        number = float(word)
    except ValueError:
        return {"true": True, "false": False}.get(word.lower(), word)
    return int(number) if number.is_integer() else number


def unfit(row: dict[str, Any], varied: list[str], names: Names) -> Iterator[str]:
    """What is wrong with the values of a row."""
    for name in varied:
        if row[name] is None or row[name] == "":
            yield f"{name}: is empty"
        elif isinstance(row[name], str) and name not in CIRCUMSTANCES and decimal_comma(row[name]):
            yield f"{name}={row[name]}: must be a number{decimal_comma(row[name])}"
        else:
            yield from names.wrong(name, row[name], name)


def drawn(number: int, row: dict[str, Any], varied: list[str], names: Names) -> Draw:
    """The draw of a checked row."""
    return Draw(number, tuple((name, names.canonical(name, row[name])) for name in varied))

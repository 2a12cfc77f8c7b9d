"""Read a file of realised figures: every row as a target that the model can be held against, all problems at once.

Columns: `id` of a figure in the registry, or `indicator` with `population`, `group`, `date` and `value` (per cent of
the adults of the group). Comma or semicolon between cells; with semicolons a value may have a decimal comma.
"""

from __future__ import annotations

import csv
import io
import math
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from werkagenda.evidence.registry import Target, load, targets
from werkagenda.problems import BadInput, near
from werkagenda.tables import vocabulary as words
from werkagenda.tables.vocabulary import month_index

COLUMNS = ("id", "indicator", "population", "group", "date", "value", "source")
NEEDED = frozenset({"value", "date"})
ALL, HOLDERS = "all", "status holders"
QUARTER = re.compile(r"(20\d\d)-?[QK]([1-4])")
DATE = re.compile(r"(20\d\d)-(\d\d)(-\d\d)?")


@dataclass(frozen=True)
class Realised:
    """One realised figure with the line it stands on; the target's value is a share (0-1)."""

    line: int
    target: Target
    source: str
    use: str
    """`calibration` or `validation` for a figure of the registry, else empty."""


@dataclass(frozen=True)
class Read:
    """The figures of a file, and the lines of rows that have no value yet."""

    figures: tuple[Realised, ...]
    empty: tuple[int, ...]


def template() -> str:
    """The file to fill in: a row for each indicator that the model has."""
    return (files("werkagenda.analysis.monitor") / "template.csv").read_text(encoding="utf-8")


@cache
def known() -> dict[str, tuple[str, ...]]:
    """Indicators and populations of the template."""
    rows = list(csv.DictReader(io.StringIO(template())))
    return {name: tuple(dict.fromkeys(row[name] for row in rows)) for name in ("indicator", "population")}


def read(path: Path, last: str) -> Read:
    """The figures of a file up to the month `last`; raises BadInput with every problem and its line."""
    rows, wrong = _rows(path)
    found: list[Realised] = []
    empty: list[int] = []
    for line, row in rows:
        problems: list[str] = []
        one = _registered(line, row, problems) if row["id"] else _given(line, row, problems)
        if one and one.target.month > last:
            problems.append(f"date {row['date'] or one.target.month}: lies after {last}, the last month of the runs")
        wrong += [f"{path.name} line {line}: {problem}" for problem in problems]
        if not problems and one:
            found.append(one)
        elif not problems:
            empty.append(line)
    if not wrong and not found:
        wrong.append(f"{path.name}: has no row with a value - fill in the template of werkagenda monitor --template")
    if wrong:
        raise BadInput(wrong)
    return Read(tuple(found), tuple(empty))


def _rows(path: Path) -> tuple[list[tuple[int, dict[str, str]]], list[str]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return [], [f"{path.name}: is not UTF-8 text; save it as CSV UTF-8"]
    except OSError as error:
        return [], [f"{path}: cannot be read ({error.strerror}) - give a CSV file of figures"]
    head = text.partition("\n")[0]
    separator = ";" if head.count(";") > head.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    names = [name.strip().lower() for name in next(reader, [])]
    wrong = [f"{path.name}: unknown column '{name}'{near(name, COLUMNS)}" for name in names if name not in COLUMNS]
    wrong += [f"{path.name}: column '{name}' stands twice" for name in dict.fromkeys(names) if names.count(name) > 1]
    if not wrong and "id" not in names and not {"indicator", *NEEDED} <= set(names):
        wrong.append(f"{path.name}: needs the columns indicator, date and value, or id (known: {', '.join(COLUMNS)})")
    rows = []
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(names):
            wrong.append(f"{path.name} line {reader.line_num}: has more cells than columns")
            continue
        row = dict.fromkeys(COLUMNS, "") | {n: c.strip() for n, c in zip(names, cells, strict=False) if n in COLUMNS}
        rows.append((reader.line_num, row))
    return ([], wrong) if wrong else (rows, [])


def _registered(line: int, row: dict[str, str], problems: list[str]) -> Realised | None:
    """A figure of the registry by its id; other cells must be empty, they would say it twice."""
    by_id = {target.id: target for target in targets()}
    target = by_id.get(row["id"])
    if target is None:
        problems.append(f"id {row['id']}: is no target of the registry{near(row['id'], list(by_id))}")
        return None
    given = [name for name in COLUMNS[1:-1] if row[name]]
    if given:
        problems.append(f"id {row['id']}: the registry says {', '.join(given)}; leave these cells empty, or the id")
        return None
    if target.population == "employers":
        problems.append(f"id {row['id']}: is a figure of vacancies, which has no fan here")
    return Realised(line, target, row["source"] or load()[row["id"]].source, target.use)


def _given(line: int, row: dict[str, str], problems: list[str]) -> Realised | None:
    population = row["population"] or HOLDERS
    for name, word in (("indicator", row["indicator"]), ("population", population)):
        if word not in known()[name]:
            problems.append(f"{name} '{word}': unknown{near(word, known()[name])}")
    sex, origin = _group(row["group"] or ALL, population, problems)
    month = _month(row["date"], problems)
    value = _share(row["value"], problems)
    if problems or math.isnan(value):
        return None
    target = Target(
        id="",
        use="",
        table="monthly",
        population=population,
        permit_year="",
        months_since_permit=None,
        month=month,
        sex=sex,
        origin=origin,
        indicator=row["indicator"],
        value=value,
        collected="register",
        weight=0.0,
        note="-",
    )
    return Realised(line, target, row["source"], "")


def _group(text: str, population: str, problems: list[str]) -> tuple[str, str]:
    """Sex and origin of a group: `all`, `female`, `Syria`, `female Syria`."""
    sexes = [sex for sex in words.SEXES if text == sex or text.startswith(f"{sex} ")]
    sex = sexes[0] if sexes else ALL
    origin = text.removeprefix(sex).strip() if sexes else text
    origin = origin or ALL
    allowed = (ALL, *words.ORIGINS) if population != "family migrants" else (ALL,)
    if origin not in allowed:
        names = (ALL, *words.SEXES, *allowed[1:])
        problems.append(f"group '{text}': unknown in {population}{near(origin, names)}")
    return sex, origin


def _month(text: str, problems: list[str]) -> str:
    quarter, date = QUARTER.fullmatch(text), DATE.fullmatch(text)
    month = f"{quarter[1]}-{3 * int(quarter[2]):02d}" if quarter else f"{date[1]}-{date[2]}" if date else ""
    try:
        month_index(month)
    except ValueError:
        problems.append(f"date '{text}': write a month (2025-12), a day (2025-12-31) or a quarter (2025Q4) since 2014")
        return ""
    return month


def _share(text: str, problems: list[str]) -> float:
    """Per cent as a share; NaN where there is no value yet."""
    if not text:
        return math.nan
    try:
        value = float(text.rstrip("% ").replace(",", "."))
    except ValueError:
        value = math.nan
    if not 0 <= value <= 100:
        problems.append(f"value '{text}': must be per cent, a number from 0 to 100")
        return math.nan
    return value / 100

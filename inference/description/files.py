"""Input files, patterns and result tables."""

from __future__ import annotations

import re
from collections import defaultdict
from importlib.resources import files as package

import pyarrow as pa

from werkagenda.evidence.files import folder, read
from werkagenda.evidence.registry import targets
from werkagenda.inference.description.markdown import code, table
from werkagenda.tables.comparison import COMPARISON
from werkagenda.tables.schemas import KEYS, RUN, SCHEMAS

ROW = re.compile(r"^\| ((?:`\w+`[, ]*)+) \| (.+?) \|", re.M)
"""A row of the table of files in the README of the evidence."""


def inputs() -> str:
    """Every file of ``evidence/data``: rows, columns, and what the README of the evidence says it holds."""
    rows = []
    for name in names():
        found = read(name)
        rows.append((f"`{name}.csv`", len(found), ", ".join(found[0]) if found else "", held().get(name, "")))
    return table(("file", "rows", "columns", "holds"), rows, ("rows",))


def names() -> list[str]:
    """Files of the evidence, without their ending."""
    return sorted(each.name.removesuffix(".csv") for each in folder().iterdir() if each.name.endswith(".csv"))


def held() -> dict[str, str]:
    """What each file holds, from the README of the evidence."""
    text = (package("werkagenda.evidence") / "README.md").read_text(encoding="utf-8")
    return {name: words for names, words in ROW.findall(text) for name in re.findall(r"\w+", names)}


def outputs() -> str:
    """Result tables of a run: what identifies a row, and its values with their types."""
    rows = []
    for name, schema in SCHEMAS.items():
        keys = KEYS[name][len(RUN) :]
        rest = [field for field in schema if field.name not in KEYS[name]]
        rows.append((f"`{name}`", " × ".join(keys), code(map(typed, rest))))
    return table(("table", "one row for each", "values"), rows)


def comparisons() -> str:
    """Tables of a comparison with their columns."""
    return table(("table", "columns"), [(f"`{name}`", code(map(typed, each))) for name, each in COMPARISON.items()])


def typed(field: pa.Field) -> str:
    """Name of a column; its type where it is not a number with decimals."""
    return field.name if pa.types.is_floating(field.type) else f"{field.name} {field.type}"


def patterns() -> str:
    """Figures that the model is compared with, by population and indicator: fitted, held out."""
    found: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for each in targets():
        found[each.population, each.indicator.replace("_", " ")][each.use].append(each.id)
    rows = [
        (population, indicator, ", ".join(uses["calibration"]), ", ".join(uses["validation"]))
        for (population, indicator), uses in sorted(found.items())
    ]
    return table(("population", "indicator", "fitted", "held out"), rows)

"""Check a table against its schema; all problems are collected."""

from __future__ import annotations

import difflib

import pyarrow as pa
import pyarrow.compute as pc

from werkagenda.tables import vocabulary
from werkagenda.tables.schemas import ALLOWED, MAY_BE_EMPTY, SCHEMAS


def known(name: str) -> list[str]:
    """Empty list if a table of this name exists, otherwise one message with the nearest name."""
    if name in SCHEMAS:
        return []
    hit = difflib.get_close_matches(name, SCHEMAS, 1)
    tail = f"did you mean {hit[0]!r}?" if hit else f"known are {', '.join(SCHEMAS)}"
    return [f"no table is named {name!r}; {tail}"]


def shape(name: str, found: pa.Schema) -> list[str]:
    """Missing, unknown and wrongly typed columns of a table."""
    expected = SCHEMAS[name]
    problems = [f"column {c!r} is missing" for c in expected.names if c not in found.names]
    problems += [f"column {c!r} is not one of this table" for c in found.names if c not in expected.names]
    for field in expected:
        if field.name in found.names and not same(found.field(field.name).type, field.type):
            problems.append(f"column {field.name!r} is {found.field(field.name).type}, not {field.type}")
    return problems


def same(found: pa.DataType, expected: pa.DataType) -> bool:
    """True for equal types; text types are equal however they are stored."""
    if pa.types.is_dictionary(found):
        found = found.value_type
    return bool(found == expected or (pa.types.is_large_string(found) and pa.types.is_string(expected)))


def content(name: str, table: pa.Table) -> list[str]:
    """Empty cells, invalid numbers, months and labels. Assumes that columns and types are correct."""
    problems: list[str] = []
    for field in SCHEMAS[name]:
        column = table[field.name]
        empty = column.null_count
        if empty and name not in MAY_BE_EMPTY:
            problems.append(f"column {field.name!r} has {empty} empty cells")
        if pa.types.is_floating(field.type):
            problems += _numbers(field.name, column)
        elif field.name == "month":
            problems += [f"column 'month': {line}" for line in _months(pc.unique(column).to_pylist())]
        elif allowed := ALLOWED.get(name, {}).get(field.name):
            strange = sorted(str(w) for w in pc.unique(column).to_pylist() if w is not None and w not in allowed)
            problems += [f"column {field.name!r} holds {word!r}, not a word of the vocabulary" for word in strange]
    return problems


def _numbers(name: str, column: pa.ChunkedArray) -> list[str]:
    finite = pc.all(pc.is_finite(column), min_count=0).as_py()
    return [] if finite else [f"column {name!r} holds values that are no finite number"]


def _months(labels: list[str | None]) -> list[str]:
    problems = []
    for label in labels:
        try:
            vocabulary.month_index(label or "")
        except ValueError as error:
            problems.append(str(error))
    return problems

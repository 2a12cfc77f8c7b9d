"""Is a table what its schema says? Every problem is found, not only the first."""

from __future__ import annotations

import difflib

import pyarrow as pa
import pyarrow.compute as pc

from werkagenda.tables import vocabulary
from werkagenda.tables.schemas import MAY_BE_EMPTY, SCHEMAS, WORDS


def known(name: str) -> list[str]:
    """Nothing when a table of this name exists, else one problem with the nearest name."""
    if name in SCHEMAS:
        return []
    hit = difflib.get_close_matches(name, SCHEMAS, 1)
    tail = f"did you mean {hit[0]!r}?" if hit else f"known are {', '.join(SCHEMAS)}"
    return [f"no table is named {name!r}; {tail}"]


def shape(name: str, found: pa.Schema) -> list[str]:
    """Missing, unknown and wrongly typed columns of a table named `name`."""
    expected = SCHEMAS[name]
    problems = [f"column {c!r} is missing" for c in expected.names if c not in found.names]
    problems += [f"column {c!r} is not one of this table" for c in found.names if c not in expected.names]
    for field in expected:
        if field.name in found.names and not same(found.field(field.name).type, field.type):
            problems.append(f"column {field.name!r} is {found.field(field.name).type}, not {field.type}")
    return problems


def same(found: pa.DataType, expected: pa.DataType) -> bool:
    """Equal types; text counts as text however it is stored."""
    if pa.types.is_dictionary(found):
        found = found.value_type
    return bool(found == expected or (pa.types.is_large_string(found) and pa.types.is_string(expected)))


def content(name: str, table: pa.Table) -> list[str]:
    """Empty cells, values that are no number, months and words that do not exist. Shape is taken to be right."""
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
        elif allowed := WORDS.get(name, {}).get(field.name):
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

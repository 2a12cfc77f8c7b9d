"""Helpers for result tables: labels for codes, month labels, columns in schema order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from werkagenda.model.state import State
from werkagenda.tables import vocabulary
from werkagenda.tables.schemas import body

Array = np.ndarray[Any, Any]


def labels(names: Sequence[str], codes: Array) -> pa.Array:
    """Column of labels from codes."""
    return pa.array(list(names), pa.string()).take(pa.array(codes))


def hexadecimal(numbers: Array) -> pa.Array:
    """Column of 64-bit numbers as 16 hexadecimal digits each."""
    digits = numbers.astype(">u8").tobytes().hex().encode()
    ends = np.arange(0, len(digits) + 1, 16, dtype=np.int32)
    return pa.StringArray.from_buffers(len(numbers), pa.py_buffer(ends.tobytes()), pa.py_buffer(digits))


def months(w: State) -> list[str]:
    """Labels of the months run."""
    return [vocabulary.month_label(t) for t in range(w.month)]


def table(name: str, columns: dict[str, Any]) -> pa.Table:
    """Table with the column order and types of its schema."""
    schema = body(name)
    arrays = []
    for field in schema:
        column = columns[field.name]
        arrays.append(column.cast(field.type) if isinstance(column, pa.Array) else pa.array(column, field.type))
    return pa.Table.from_arrays(arrays, schema=schema)

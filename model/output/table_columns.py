"""What the makers of result tables share: words for codes, labels of months, columns in a schema's order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from werkagenda.model.state import State
from werkagenda.tables import vocabulary as words
from werkagenda.tables.schemas import body

Array = np.ndarray[Any, Any]


def labels(words_: Sequence[str], codes: Array) -> pa.Array:
    """A column of words from codes."""
    return pa.array(list(words_), pa.string()).take(pa.array(codes))


def hexadecimal(words_: Array) -> pa.Array:
    """A column of 64-bit words as 16 digits each."""
    digits = words_.astype(">u8").tobytes().hex().encode()
    ends = np.arange(0, len(digits) + 1, 16, dtype=np.int32)
    return pa.StringArray.from_buffers(len(words_), pa.py_buffer(ends.tobytes()), pa.py_buffer(digits))


def months(w: State) -> list[str]:
    """Labels of the months run."""
    return [words.month_label(t) for t in range(w.month)]


def table(name: str, columns: dict[str, Any]) -> pa.Table:
    """A table in the order and with the types of its schema."""
    schema = body(name)
    arrays = []
    for field in schema:
        column = columns[field.name]
        arrays.append(column.cast(field.type) if isinstance(column, pa.Array) else pa.array(column, field.type))
    return pa.Table.from_arrays(arrays, schema=schema)

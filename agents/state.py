"""Table declarations: a NamedTuple of arrays names the columns and is what kernels receive."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar, cast, get_args, get_type_hints

import numpy as np
from numpy.typing import NDArray

U64 = NDArray[np.uint64]
U32 = NDArray[np.uint32]
U16 = NDArray[np.uint16]
I64 = NDArray[np.int64]
I32 = NDArray[np.int32]
I16 = NDArray[np.int16]
I8 = NDArray[np.int8]
U8 = NDArray[np.uint8]
F64 = NDArray[np.float64]

T = TypeVar("T")


@cache
def fields(declaration: type[Any]) -> dict[str, np.dtype[Any]]:
    """Column names and types declared by a NamedTuple of arrays, in order."""
    return {name: _type(hint) for name, hint in get_type_hints(declaration).items()}


def _type(hint: Any) -> np.dtype[Any]:
    """Element type of an ``NDArray[...]`` annotation, for all supported NumPy versions."""
    last = get_args(hint)[-1]
    inner = get_args(last)
    found: np.dtype[Any] = np.dtype(inner[0] if inner else last)
    return found


def table(declaration: type[T], rows: int) -> T:
    """NamedTuple over zero-filled columns of ``rows`` rows."""
    return as_tuple(declaration, {name: np.zeros(rows, kind) for name, kind in fields(cast(Any, declaration)).items()})


def as_tuple(declaration: type[T], arrays: dict[str, Any]) -> T:
    """NamedTuple over the given arrays, not copied."""
    return declaration(*(arrays[name] for name in fields(cast(Any, declaration))))


def whole_sum(array: np.ndarray[Any, Any]) -> int:
    """Sum of an integer column as a Python integer."""
    return int(array.sum(dtype=np.int64))


def zeros(*shape: int) -> I64:
    """Zero-filled int64 array of the given shape."""
    return np.zeros(shape, np.int64)

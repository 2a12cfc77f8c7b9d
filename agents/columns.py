"""Column table: the state of one kind of agent as named NumPy arrays.

A row is storage, not an identity: it can be reused after an agent has left. The structured 64-bit number in the id
column identifies the agent. ``views`` and ``view_set`` show the same rows to Mesa; compiled loops receive the arrays.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

Array = NDArray[Any]
Rows = NDArray[np.int64]

_PLAIN_KINDS = "biuf"


class ColumnProblem(ValueError):
    """Columns that do not match their declaration; ``problems`` lists every mismatch."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("; ".join(problems))


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """``"; did you mean 'language'?"`` for the nearest known name, or an empty string if none is close."""
    close = difflib.get_close_matches(name, list(known), n=1)
    return f"; did you mean '{close[0]}'?" if close else ""


class Columns:
    """Named one-dimensional arrays of equal length.

    ``fields`` maps column names to types (boolean, integer or float) and fixes their order. ``capacity`` is the number
    of rows allocated, initially zero-filled. ``count`` is the number of leading rows that have ever been used.
    ``table.language`` is the array itself and can be written to.
    """

    def __init__(self, fields: Mapping[str, DTypeLike], capacity: int, count: int = 0) -> None:
        types = self._declared(fields)
        if capacity < 0:
            raise ColumnProblem([f"{type(self).__name__}: capacity {capacity} is negative"])
        self._arrays = {name: np.zeros(capacity, dtype) for name, dtype in types.items()}
        self._capacity = capacity
        self._count = 0
        self.count = count

    @classmethod
    def from_arrays(
        cls, fields: Mapping[str, DTypeLike], arrays: Mapping[str, Array], count: int | None = None
    ) -> Self:
        """Build a table over saved arrays; ``count`` defaults to the number of rows.

        Writable arrays are used without a copy. Raises one ``ColumnProblem`` that lists all missing, extra, mistyped
        and unequally long columns.
        """
        table = cls(fields, 0)
        problems = _misfits(cls.__name__, table._arrays, arrays)
        if problems:
            raise ColumnProblem(problems)
        table._arrays = {name: np.require(arrays[name], requirements=["C", "W"]) for name in table._arrays}
        table._capacity = max((len(array) for array in arrays.values()), default=0)
        table.count = table._capacity if count is None else count
        return table

    @classmethod
    def _declared(cls, fields: Mapping[str, DTypeLike]) -> dict[str, np.dtype[Any]]:
        types = {name: np.dtype(dtype) for name, dtype in fields.items()}
        problems = [] if types else [f"{cls.__name__}: no column declared"]
        for name, dtype in types.items():
            if not name.isidentifier() or name.startswith("_") or hasattr(Columns, name):
                problems.append(f"{cls.__name__}: '{name}' can't be the name of a column")
            if dtype.kind not in _PLAIN_KINDS or dtype.shape:
                problems.append(f"{cls.__name__}.{name}: {dtype} is no plain number or boolean")
        if problems:
            raise ColumnProblem(problems)
        return types

    def __getattr__(self, name: str) -> Any:
        # Called when normal attribute access fails; "_arrays" may be absent while unpickling.
        if not name.startswith("_"):
            return self.column(name)
        raise AttributeError(f"{type(self).__name__} has no attribute '{name}'")

    def __setattr__(self, name: str, value: Any) -> None:
        if name in self.__dict__.get("_arrays", {}):
            if value is self._arrays[name]:  # `table.language += 1` assigns the same array back
                return
            raise AttributeError(f"{type(self).__name__}.{name} is a column: write into it, table.{name}[:] = values")
        if not name.startswith("_") and not hasattr(type(self), name):
            hint = did_you_mean(name, self.names)
            raise AttributeError(f"{type(self).__name__} has no column '{name}'{hint}")
        object.__setattr__(self, name, value)

    def __repr__(self) -> str:
        size = f"{self.count} of {self.capacity} rows, {len(self._arrays)} columns"
        return f"<{type(self).__name__}: {size}>"

    @property
    def names(self) -> tuple[str, ...]:
        """Column names in the order of declaration."""
        return tuple(self._arrays)

    @property
    def capacity(self) -> int:
        """Number of rows allocated."""
        return self._capacity

    @property
    def count(self) -> int:
        """Number of leading rows ever used; all active agents are among them."""
        return self._count

    @count.setter
    def count(self, rows: int) -> None:
        if not 0 <= rows <= self.capacity:
            raise ColumnProblem([f"{type(self).__name__}: count {rows} is outside 0 to {self.capacity}"])
        self._count = int(rows)

    def column(self, name: str) -> Array:
        """Array of the named column, length ``capacity``. Raises AttributeError for an unknown name."""
        try:
            return self._arrays[name]
        except KeyError:
            hint = did_you_mean(name, self._arrays)
            raise AttributeError(f"{type(self).__name__} has no column '{name}'{hint}") from None

    def write(self, name: str, rows: Rows | int | slice, values: ArrayLike) -> None:
        """Set cells of a column. Raises ``ColumnProblem`` for values that its type cannot hold.

        Integer columns accept whole numbers within their range, boolean columns 0 and 1. Float columns round to their
        precision.
        """
        column = self.column(name)
        given = np.asarray(values)
        with np.errstate(all="ignore"):
            stored = given.astype(column.dtype)
        if column.dtype.kind != "f" and not np.array_equal(stored, given):
            what = f"{type(self).__name__}.{name}"
            raise ColumnProblem([f"{what} holds {column.dtype} and can't store {values!r}"])
        column[rows] = stored


def _misfits(kind: str, declared: Mapping[str, Array], arrays: Mapping[str, Array]) -> list[str]:
    """All differences between ``arrays`` and the declaration, as messages."""
    problems = [f"{kind}: column '{name}' is missing" for name in declared if name not in arrays]
    for name in arrays:
        if name not in declared:
            problems.append(f"{kind}: column '{name}' is unknown{did_you_mean(name, declared)}")
    shared = [name for name in declared if name in arrays]
    for name in shared:
        array, dtype = arrays[name], declared[name].dtype
        if array.dtype != dtype:
            problems.append(f"{kind}: column '{name}' is {array.dtype}, declared {dtype}")
        if array.ndim != 1:
            problems.append(f"{kind}: column '{name}' has {array.ndim} dimensions, needs 1")
    lengths = {len(arrays[name]) for name in shared if arrays[name].ndim == 1}
    if len(lengths) > 1:
        problems.append(f"{kind}: columns have different lengths {sorted(lengths)}")
    return problems

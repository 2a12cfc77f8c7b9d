"""A typed table of NumPy columns: the state of one kind of agent.

A row is a place to store one agent, not an identity: rows can be reused after somebody left, and an
agent is known by the structured 64-bit number in its id column. Mesa's view of the same rows stands
in ``views`` and ``view_set``; compiled loops receive the arrays themselves.
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
    """Columns that do not fit their declaration; ``problems`` holds every complaint."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("; ".join(problems))


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """``"; did you mean 'language'?"`` or an empty string when nothing comes close."""
    close = difflib.get_close_matches(name, list(known), n=1)
    return f"; did you mean '{close[0]}'?" if close else ""


class Columns:
    """Named one-dimensional arrays of one length, with room to grow.

    ``fields`` names the columns and their types (booleans, integers and floats) and fixes their
    order; ``capacity`` is the number of rows to make, all zero; ``count`` is the number of leading
    rows that have ever been used. A column is read as an attribute, ``table.language``, which is
    the array itself: write into it. After ``grow`` it is another array, so do not keep it.
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
        """The table over arrays that were saved; ``count`` is the number of rows unless given.

        Arrays that can be written to are taken over, not copied. Missing, extra, mistyped and
        unequally long columns are refused together in one ``ColumnProblem``.
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
        # Reached when ordinary look-up failed; "_arrays" itself may be absent while unpickling.
        if not name.startswith("_"):
            return self.column(name)
        raise AttributeError(f"{type(self).__name__} has no attribute '{name}'")

    def __setattr__(self, name: str, value: Any) -> None:
        if name in self.__dict__.get("_arrays", {}):
            if value is self._arrays[name]:  # what `table.language += 1` ends with
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
        """The columns in the order of their declaration."""
        return tuple(self._arrays)

    @property
    def capacity(self) -> int:
        """Rows that exist."""
        return self._capacity

    @property
    def count(self) -> int:
        """Leading rows that have ever been used; everybody alive is among them."""
        return self._count

    @count.setter
    def count(self, rows: int) -> None:
        if not 0 <= rows <= self.capacity:
            raise ColumnProblem([f"{type(self).__name__}: count {rows} is outside 0 to {self.capacity}; grow first"])
        self._count = int(rows)

    def column(self, name: str) -> Array:
        """The array of a column by its name, over all ``capacity`` rows."""
        try:
            return self._arrays[name]
        except KeyError:
            hint = did_you_mean(name, self._arrays)
            raise AttributeError(f"{type(self).__name__} has no column '{name}'{hint}") from None

    def write(self, name: str, rows: Rows | int | slice, values: ArrayLike) -> None:
        """Set cells of a column and refuse what its type cannot hold.

        Whole-number columns take whole numbers in their range only, boolean columns 0 and 1; a
        float column rounds to its precision.
        """
        column = self.column(name)
        given = np.asarray(values)
        with np.errstate(all="ignore"):
            stored = given.astype(column.dtype)
        if column.dtype.kind != "f" and not np.array_equal(stored, given):
            what = f"{type(self).__name__}.{name}"
            raise ColumnProblem([f"{what} holds {column.dtype} and can't store {values!r}"])
        column[rows] = stored

    def grow(self, capacity: int) -> None:
        """Make room for ``capacity`` rows; content stays, new rows are zero; never shrinks."""
        if capacity <= self._capacity:
            return
        for name, old in self._arrays.items():
            new = np.zeros(capacity, old.dtype)
            new[: len(old)] = old
            self._arrays[name] = new
        self._capacity = capacity

    def arrays(self) -> dict[str, Array]:
        """The arrays by name, uncopied and at full capacity: what a snapshot stores."""
        return dict(self._arrays)

    def memory_bytes(self) -> int:
        """Bytes that the columns hold."""
        return sum(array.nbytes for array in self._arrays.values())


def _misfits(kind: str, declared: Mapping[str, Array], arrays: Mapping[str, Array]) -> list[str]:
    """Every way in which ``arrays`` differ from the declaration."""
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

"""Typed doors to Numba: a rule is one pure function of plain numbers, a kernel is a loop over columns.

Both compile without fast-math and without threads, so that a rule called as plain Python
(``rule.py_func``) and the same rule inside a compiled loop give the same bits.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

F = TypeVar("F", bound=Callable[..., object])

BORROWS = {"_nrt": False}
"""Columns are lent by who calls, so nothing compiled need count who holds them (a third of a month went there)."""


def compiled(function: F, **doors: bool) -> F:
    """Compile with a cache on disk and NumPy's arithmetic; ``doors`` are the ways in that are left out."""
    options: dict[str, Any] = {"cache": True, "error_model": "numpy", **doors}
    return cast(F, njit(**options)(function))


def rule(function: F) -> F:
    """Compile a behavioural rule; it stays callable from Python and from kernels."""
    return compiled(function, **BORROWS)


def inline(function: F) -> F:
    """Compile a piece of a kernel that works on tables (a rule works on plain numbers).

    Only kernels call it: the door from Python, dear to compile for a table of sixty columns, is left out. It is laid
    into its kernel: a call would hand over every array of the table.
    """
    return compiled(function, no_cpython_wrapper=True, no_cfunc_wrapper=True, forceinline=True, **BORROWS)


def inlined(function: F) -> F:
    """A rule once more, to be laid into a loop over columns: a loop that calls it cannot work out several at a time."""
    return compiled(plain(function), forceinline=True, **BORROWS)


def kernel(function: F) -> F:
    """Compile a loop over columns; one that makes arrays of its own is a ``allocating``."""
    return compiled(function, no_cfunc_wrapper=True, **BORROWS)


def allocating(function: F) -> F:
    """Compile a loop that makes arrays: it counts who holds them, at the price of an atomic step each time."""
    return compiled(function, no_cfunc_wrapper=True)


def plain(function: F) -> F:
    """The uncompiled Python function behind a rule, for tests and for reading."""
    return cast(F, getattr(function, "py_func", function))

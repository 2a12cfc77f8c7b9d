"""Numba decorators. A rule is a pure function of plain numbers; a kernel is a loop over columns.

Both compile without fast-math and without threads, so a rule called as plain Python (``rule.py_func``) and the same
rule inside a compiled loop give identical bits.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

F = TypeVar("F", bound=Callable[..., object])

BORROWS = {"_nrt": False}
"""The caller owns all arrays, so compiled code skips reference counting (it took a third of a month's run time)."""


def compiled(function: F, **options: bool) -> F:
    """Compile with on-disk cache and NumPy error semantics; ``doors`` are further options of ``numba.njit``."""
    settings: dict[str, Any] = {"cache": True, "error_model": "numpy", **options}
    return cast(F, njit(**settings)(function))


def rule(function: F) -> F:
    """Compile a behavioural rule. It can be called from Python and from kernels."""
    return compiled(function, **BORROWS)


def inline(function: F) -> F:
    """Compile part of a kernel that takes whole tables (a rule takes plain numbers).

    Only kernels can call it: the Python wrapper is omitted because it is slow to compile for a table of sixty columns.
    The function is inlined, because a call would pass every array of the table.
    """
    return compiled(function, no_cpython_wrapper=True, no_cfunc_wrapper=True, forceinline=True, **BORROWS)


def inlined(function: F) -> F:
    """Version of a rule that is inlined into loops; LLVM does not vectorise a loop that contains a call."""
    return compiled(plain(function), forceinline=True, **BORROWS)


def kernel(function: F) -> F:
    """Compile a loop over columns that allocates no arrays (otherwise use ``allocating``)."""
    return compiled(function, no_cfunc_wrapper=True, **BORROWS)


def allocating(function: F) -> F:
    """Compile a loop that allocates arrays. Reference counting stays on, at the cost of atomic operations."""
    return compiled(function, no_cfunc_wrapper=True)


def plain(function: F) -> F:
    """Uncompiled Python function of a rule, for tests and inspection."""
    return cast(F, getattr(function, "py_func", function))

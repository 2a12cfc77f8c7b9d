"""Typed doors to Numba: a rule is one pure function of plain numbers, a kernel is a loop over columns.

Both compile without fast-math and without threads, so that a rule called as plain Python
(``rule.py_func``) and the same rule inside a compiled loop give the same bits.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from numba import njit

F = TypeVar("F", bound=Callable[..., object])


def rule(function: F) -> F:
    """Compile a behavioural rule; it stays callable from Python and from kernels."""
    return cast(F, njit(cache=True, error_model="numpy")(function))


def part(function: F) -> F:
    """Compile a piece of a kernel that works on tables (a rule works on plain numbers)."""
    return cast(F, njit(cache=True, error_model="numpy", no_cpython_wrapper=True, no_cfunc_wrapper=True)(function))


def kernel(function: F) -> F:
    """Compile a loop over columns."""
    return cast(F, njit(cache=True, error_model="numpy", no_cfunc_wrapper=True)(function))


def plain(function: F) -> F:
    """The uncompiled Python function behind a rule, for tests and for reading."""
    return cast(F, getattr(function, "py_func", function))

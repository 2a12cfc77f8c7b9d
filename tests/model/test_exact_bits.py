"""Compiled and plain give the same bits, over drawn arguments and at every edge.

``WERKAGENDA_ARGUMENTS=1000000`` takes a million arguments a function instead of the sample of every day.
"""

from __future__ import annotations

import math
import os

import numpy as np
import pytest

from werkagenda.agents import exact as compiled
from werkagenda.agents.compiled import compiled as compile_as_the_model_does
from werkagenda.agents.compiled import kernel
from werkagenda.agents.state import F64
from werkagenda.evidence import exact
from werkagenda.model.random.column_draws import draws, logs, normals, powers
from werkagenda.model.random.keyed_random import GOLD, MASK, draw_n, mix_plain

ARGUMENTS = int(os.environ.get("WERKAGENDA_ARGUMENTS", "20000"))
KEY = 0x1234567
WHO = np.arange(1, ARGUMENTS + 1, dtype=np.uint64)
U = draws(np.uint64(KEY), WHO)
EDGES = [k / 2 for k in range(-1416, 1419)] + [(k + 0.5) / exact.PER_LN2 for k in range(-1000, 1000)]
TURNS = [math.nextafter(k / 8, way) for k in range(9) for way in (-1.0, k / 8, 2.0) if 0 < k < 8 or way != -1.0]


@kernel
def _exps(x: F64, out: F64) -> None:
    for i in range(len(x)):
        out[i] = compiled.exp(x[i])


@kernel
def _cosines(x: F64, out: F64) -> None:
    for i in range(len(x)):
        out[i] = compiled.cosine_of_turn(x[i])


def same(found: F64, plain: list[float]) -> None:
    """Bit for bit, the sign of zero too."""
    differ = np.flatnonzero(found.view(np.uint64) != np.array(plain, dtype=np.float64).view(np.uint64))
    assert not len(differ), f"{len(differ)} of {len(plain)} differ, the first at {differ[0]}"


def test_exponentials() -> None:
    x = np.concatenate([(U - 0.5) * 1420.0, (U - 0.5) * 8.0, EDGES])
    out = np.empty(len(x))
    _exps(x, out)
    same(out, [exact.exp(v) for v in x.tolist()])


def test_logarithms() -> None:
    halves = [math.ldexp(m, k) for k in range(-1073, 1024) for m in (0.5, exact.ROOT_HALF, 0.9999999999999999)]
    x = np.concatenate([U, 1.0 / U, halves])
    same(logs(x), [exact.log(v) for v in x.tolist()])


def test_cosines() -> None:
    x = np.concatenate([U, TURNS])
    out = np.empty(len(x))
    _cosines(x, out)
    same(out, [exact.cosine_of_turn(v) for v in x.tolist()])


def test_powers() -> None:
    base, exponent = 3.0 * U, (U[::-1] - 0.5) * 6.0
    same(powers(base, exponent), [exact.power(b, e) for b, e in zip(base.tolist(), exponent.tolist(), strict=True)])


def unit(who: int, ordinal: int) -> float:
    """The ordinal-th draw of somebody in plain integers."""
    word = mix_plain((mix_plain(KEY ^ who) + ordinal * GOLD) & MASK)
    return ((word >> 12) + 0.5) * 2.0**-52


def test_normals() -> None:
    assert unit(7, 2) == draw_n(np.uint64(KEY), np.uint64(7), 2)
    pairs = ((unit(who, 1), unit(who, 2)) for who in range(1, ARGUMENTS + 1))
    same(
        normals(np.uint64(KEY), WHO),
        [math.sqrt(-2.0 * exact.log(u)) * exact.cosine_of_turn(v) for u, v in pairs],
    )


@pytest.mark.parametrize("function", [exact.exp, exact.log, exact.cosine_of_turn], ids=lambda f: str(f.__name__))
def test_the_compiler_neither_contracts_nor_reorders(function: object) -> None:
    """No fused multiply-add in the machine code, and no flag that permits one or another order."""
    made: object = compile_as_the_model_does(function, cache=False)  # type: ignore[type-var]
    made.compile("float64(float64)")  # type: ignore[attr-defined]
    (ir,), (code,) = made.inspect_llvm().values(), made.inspect_asm().values()  # type: ignore[attr-defined]
    arithmetic = [line for line in ir.splitlines() if any(f" {op} " in line for op in ("fmul", "fadd", "fsub", "fdiv"))]
    assert len(arithmetic) > 5
    assert not [line for line in arithmetic if any(f" {flag} " in line for flag in ("fast", "contract", "reassoc"))]
    assert "llvm.fma" not in ir
    assert "fmadd" not in code
    assert "fmsub" not in code

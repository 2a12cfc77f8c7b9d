"""The model's own exponential, logarithm and cosine: near the true value, and the same compiled and plain."""

from __future__ import annotations

import math
from decimal import Decimal, getcontext

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from werkagenda.agents import exact as compiled
from werkagenda.evidence import exact

getcontext().prec = 40
POINTS = [k / 7.0 - 20.0 for k in range(300)]


def units(found: float, true: Decimal) -> float:
    """Distance in units of the last place."""
    return abs(float((Decimal(found) - true) / Decimal(math.ulp(found))))


def test_within_a_unit_of_the_last_place() -> None:
    assert max(units(exact.exp(x), Decimal(x).exp()) for x in POINTS) < 1.0
    assert max(units(exact.log(math.exp(x)), Decimal(math.exp(x)).ln()) for x in POINTS if x != 0.0) < 1.0


def test_a_turn() -> None:
    for k in range(1001):
        assert exact.cosine_of_turn(k / 1000) == pytest.approx(math.cos(2 * math.pi * k / 1000), abs=1e-14)


def test_compiled_and_plain_are_the_same() -> None:
    for x in POINTS:
        assert compiled.exp(x) == exact.exp(x)
        assert compiled.log(abs(x) + 0.1) == exact.log(abs(x) + 0.1)
        assert compiled.cosine_of_turn(abs(x) / 40) == exact.cosine_of_turn(abs(x) / 40)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.floats(0.0, exclude_min=True, allow_infinity=False))
def test_the_logarithm_reads_the_bits_of_every_number(x: float) -> None:
    """Also of those below the smallest normal one, where the bits have no leading one."""
    assert compiled.log(x) == exact.log(x)
    assert exact.log(x) == pytest.approx(math.log(x), rel=1e-15, abs=1e-15)

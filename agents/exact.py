"""Compiled versions of the exponential and logarithm of ``evidence.exact``, for rules and kernels."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numba import types
from numba.extending import intrinsic, overload

from werkagenda.agents.compiled import compiled
from werkagenda.evidence import exact

SMALLEST_NORMAL = 2.0**-1022
SCALE, SCALED_BY = 2.0**54, 54
"""Factor applied to subnormal numbers first, and its power of two."""
FRACTION, OF_A_HALF = 0x000FFFFFFFFFFFFF, 0x3FE0000000000000
"""Bit masks of a double: the fraction; sign and exponent of numbers in [0.5, 1)."""

ABOVE_ROUNDING = 1.000001
"""Factor that keeps a bound valid despite rounding."""


def _bitcast(kind: Any, other: Any) -> Any:
    """For compiled code: reinterpret the 64 bits of a ``kind`` as an ``other``."""

    def build(context: Any, builder: Any, _signature: Any, args: Any) -> Any:
        return builder.bitcast(args[0], context.get_value_type(other))

    def reread(_typing: Any, _value: Any) -> Any:
        return other(kind), build

    return intrinsic(reread)


as_bits, as_double = _bitcast(types.float64, types.int64), _bitcast(types.int64, types.float64)


@overload(exact.mantissa, inline="always")
def _mantissa(_x: Any) -> Callable[[Any], tuple[float, int]]:
    """Mantissa and exponent by bit operations: a call of C's ``frexp`` would prevent vectorisation of the loop."""

    def mantissa(_x: Any) -> tuple[float, int]:
        small = _x < SMALLEST_NORMAL
        bits = as_bits(_x * SCALE if small else _x)
        return as_double((bits & FRACTION) | OF_A_HALF), (bits >> 52) - (1022 + SCALED_BY if small else 1022)

    return mantissa


exp = compiled(exact.exp)
log = compiled(exact.log)
cosine_of_turn = compiled(exact.cosine_of_turn)

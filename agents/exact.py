"""The exponential and the logarithm of ``evidence.exact``, compiled for rules and kernels."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numba import types
from numba.extending import intrinsic, overload

from werkagenda.agents.compiled import compiled
from werkagenda.evidence import exact

SMALLEST_NORMAL = 2.0**-1022
SCALE, SCALED_BY = 2.0**54, 54
"""What a smaller number is multiplied by first, and its power of two."""
FRACTION, OF_A_HALF = 0x000FFFFFFFFFFFFF, 0x3FE0000000000000
"""Bits of a double: its fraction; the sign and exponent of numbers from a half up to one."""


def _rereading(kind: Any, other: Any) -> Any:
    """For compiled code: read the 64 bits of a ``kind`` as an ``other``."""

    def build(context: Any, builder: Any, _signature: Any, args: Any) -> Any:
        return builder.bitcast(args[0], context.get_value_type(other))

    def reread(_typing: Any, _value: Any) -> Any:
        return other(kind), build

    return intrinsic(reread)


as_bits, as_double = _rereading(types.float64, types.int64), _rereading(types.int64, types.float64)


@overload(exact.mantissa, inline="always")
def _mantissa(_x: Any) -> Callable[[Any], tuple[float, int]]:
    """Taken from the bits: the C library's ``frexp`` would be a call, and a loop with a call is not vectorised."""

    def mantissa(_x: Any) -> tuple[float, int]:
        small = _x < SMALLEST_NORMAL
        bits = as_bits(_x * SCALE if small else _x)
        return as_double((bits & FRACTION) | OF_A_HALF), (bits >> 52) - (1022 + SCALED_BY if small else 1022)

    return mantissa


exp = compiled(exact.exp)
log = compiled(exact.log)
cosine_of_turn = compiled(exact.cosine_of_turn)

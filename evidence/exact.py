"""Exponential, logarithm, power and cosine from additions and multiplications only: equal bits on every platform.

C libraries differ between operating systems in the last bit, and the last bit can decide who is hired. Results are
within one unit in the last place of the true value (``tests/model/test_exact.py``).
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

LN2_HIGH, LN2_LOW = 6.93147180369123816490e-01, 1.90821492927058770002e-10
"""Logarithm of two, split into 32 bits (exact when multiplied by an integer) and the rest."""
PER_LN2 = 1.4426950408889634
ROOT_HALF = 0.7071067811865476
LOWEST_POWER = -1074
POWERS: NDArray[np.float64] = np.array([math.ldexp(1.0, k) for k in range(LOWEST_POWER, 1024)])
"""Powers of two representable as a double."""
LARGEST, SMALLEST = 709.0, -708.0


def exp(x: float) -> float:
    """e^x for x up to 709; 0 below -708. Taylor series after removing powers of two."""
    if x < SMALLEST:
        return 0.0
    x = min(x, LARGEST)
    k = math.floor(x * PER_LN2 + 0.5)
    r = (x - k * LN2_HIGH) - k * LN2_LOW
    p = 1.0 / 6227020800.0
    p = p * r + 1.0 / 479001600.0
    p = p * r + 1.0 / 39916800.0
    p = p * r + 1.0 / 3628800.0
    p = p * r + 1.0 / 362880.0
    p = p * r + 1.0 / 40320.0
    p = p * r + 1.0 / 5040.0
    p = p * r + 1.0 / 720.0
    p = p * r + 1.0 / 120.0
    p = p * r + 1.0 / 24.0
    p = p * r + 1.0 / 6.0
    p = p * r + 0.5
    return float((1.0 + (r + r * r * p)) * POWERS[int(k) - LOWEST_POWER])


def mantissa(x: float) -> tuple[float, int]:
    """Returns (m, e) with x = m * 2^e and m in [0.5, 1)."""
    return math.frexp(x)


def log(x: float) -> float:
    """Natural logarithm of x > 0, by the series of the inverse hyperbolic tangent."""
    m, e = mantissa(x)
    if m < ROOT_HALF:
        m, e = m * 2.0, e - 1
    f = m - 1.0
    s = f / (2.0 + f)
    z = s * s
    p = 1.0 / 23.0
    p = p * z + 1.0 / 21.0
    p = p * z + 1.0 / 19.0
    p = p * z + 1.0 / 17.0
    p = p * z + 1.0 / 15.0
    p = p * z + 1.0 / 13.0
    p = p * z + 1.0 / 11.0
    p = p * z + 1.0 / 9.0
    p = p * z + 1.0 / 7.0
    p = p * z + 1.0 / 5.0
    p = p * z + 1.0 / 3.0
    return e * LN2_HIGH + (f - (s * (f - 2.0 * z * p) - e * LN2_LOW))


def cosine_of_turn(v: float) -> float:
    """cos(2 pi v) for v in 0 to 1: Taylor series within an eighth of a turn of the nearest quarter."""
    quarter = math.floor(v * 4.0 + 0.5)
    a = (v - 0.25 * quarter) * 6.283185307179586
    b = a * a
    p = 1.0 / 40320.0 + b * (-1.0 / 3628800.0 + b * (1.0 / 479001600.0 - b / 87178291200.0))
    c = 1.0 + b * (-1.0 / 2.0 + b * (1.0 / 24.0 + b * (-1.0 / 720.0 + b * p)))
    p = 1.0 / 362880.0 + b * (-1.0 / 39916800.0 + b * (1.0 / 6227020800.0 - b / 1307674368000.0))
    s = a * (1.0 + b * (-1.0 / 6.0 + b * (1.0 / 120.0 + b * (-1.0 / 5040.0 + b * p))))
    turned = int(quarter) & 3  # nearest quarter: cosine, minus sine, minus cosine, sine
    size = s if turned & 1 else c
    return -size if turned == 1 or turned == 2 else size


def power(base: float, exponent: float) -> float:
    """base^exponent for base > 0: exp(exponent * log(base))."""
    return exp(exponent * log(base))

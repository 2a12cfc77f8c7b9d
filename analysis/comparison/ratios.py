"""A ratio of two means over paired replicates with Fieller's 95% interval, or why there is none.

With a and b the means of numerator and denominator and v their (co)variances over the number of replicates, the
interval holds every r with (a - r b)^2 <= t^2 (v_aa - 2 r v_ab + r^2 v_bb). It has two ends only when the interval of b
leaves zero out; else the ratio is not resolved: it may be of either sign and of any size.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from scipy import special

from werkagenda.analysis.comparison.pairs import Array

RESOLVED, UNRESOLVED, NONE, ONE, UNKNOWN = (
    "resolved",
    "not resolved",
    "none gained",
    "one replicate",
    "not recorded",
)
"""Verdict: the denominator is above zero; may be zero; is below zero; has no interval; is not in the tables."""


def ratio(top: Array, bottom: Array | None) -> dict[str, Any]:
    """Means of both, their ratio with its interval (NaN where the verdict forbids one), and the verdict."""
    count = len(top)
    found: dict[str, Any] = {"outlay": float(top.mean()), "number": math.nan, "replicates": count}
    nothing = dict.fromkeys(("value", "low", "high"), math.nan)
    if bottom is None:
        return {**found, **nothing, "verdict": UNKNOWN}
    found["number"] = float(bottom.mean())
    if count == 1:
        value = found["outlay"] / found["number"] if found["number"] > 0 else math.nan
        return {**found, **nothing, "value": value, "verdict": ONE if found["number"] > 0 else UNRESOLVED}
    return {**found, **fieller(top, bottom)}


def fieller(top: Array, bottom: Array) -> dict[str, Any]:
    """The ratio with both ends of its interval when the denominator is above zero beyond chance."""
    count, a, b = len(top), float(top.mean()), float(bottom.mean())
    spread = np.cov(np.stack([top, bottom]), ddof=1) / count * float(special.stdtrit(count - 1, 0.975)) ** 2
    square = b * b - float(spread[1, 1])
    if square <= 0 or b <= 0:
        verdict = NONE if square > 0 else UNRESOLVED
        return {**dict.fromkeys(("value", "low", "high"), math.nan), "verdict": verdict}
    middle = a * b - float(spread[0, 1])
    half = math.sqrt(max(0.0, middle * middle - square * (a * a - float(spread[0, 0]))))
    return {"value": a / b, "low": (middle - half) / square, "high": (middle + half) / square, "verdict": RESOLVED}

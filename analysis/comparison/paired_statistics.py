"""Paired differences between scenario and baseline, their Monte Carlo intervals, and ratios with Fieller's interval."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
from scipy import special

Array = np.ndarray[Any, Any]
ROUNDING = 1e-12
"""Differences below this share of the level are rounding of sums, not effects."""
TARGET_RELATIVE_ERROR = 0.05
"""`needed_replicates` bring the standard error down to this share of the effect."""


def paired_differences(scenario: pd.DataFrame, baseline: pd.DataFrame) -> tuple[pd.DataFrame, Array, Array]:
    """Differences by cell and replicate, and both levels in that order; what one of them lacks is 0 there."""
    index = scenario.index.union(baseline.index)
    columns = sorted(set(scenario.columns) | set(baseline.columns))
    after = scenario.reindex(index=index, columns=columns).fillna(0.0).to_numpy(float)
    before = baseline.reindex(index=index, columns=columns).fillna(0.0).to_numpy(float)
    gap = after - before
    gap[np.abs(gap) <= ROUNDING * (np.abs(after) + np.abs(before))] = 0.0
    return pd.DataFrame(gap, index=index, columns=columns), after, before


def paired_effects(scenario: pd.DataFrame, baseline: pd.DataFrame) -> pd.DataFrame:
    """Baseline, effect, precision by cell; `stock`: the larger mean of the two, `sd`: over replicates of the effect."""
    gap, after, before = paired_differences(scenario, baseline)
    out = mean_with_interval(gap.to_numpy(float))
    out.insert(0, "baseline", before.mean(axis=1))
    out["stock"] = np.maximum(after.mean(axis=1), before.mean(axis=1))
    out["needed_replicates"] = replicates_needed(out["sd"].to_numpy(float), out["effect"].to_numpy(float))
    out["variance_ratio"] = variance_ratio(after, before, out["sd"].to_numpy(float))
    return out.set_axis(gap.index)


def mean_with_interval(values: Array) -> pd.DataFrame:
    """Mean over replicates (columns) with `sd`, `se` and the 95% t interval; empty (NaN) with one replicate."""
    count = values.shape[1]
    mean = mean_over_replicates(values)
    empty = np.full(len(mean), np.nan)
    sd = standard_deviation(values) if count > 1 else empty
    se = sd / np.sqrt(count)
    half = float(special.stdtrit(count - 1, 0.975)) * se if count > 1 else empty
    number = np.full(len(mean), count, np.int32)
    columns = {"effect": mean, "se": se, "low": mean - half, "high": mean + half, "replicates": number, "sd": sd}
    return pd.DataFrame(columns)


def mean_over_replicates(values: Array) -> Array:
    """Mean over replicates; 0 where only rounding is left of values that cancel."""
    mean: Array = values.mean(axis=1)
    return np.where(np.abs(mean) <= ROUNDING * np.abs(values).max(axis=1, initial=0.0), 0.0, mean)


def standard_deviation(values: Array) -> Array:
    """Standard deviation over replicates; 0 where only rounding differs."""
    sd = values.std(axis=1, ddof=1)
    return np.where(sd <= ROUNDING * np.abs(values).max(axis=1, initial=0.0), 0.0, sd)


def replicates_needed(sd: Array, effect: Array) -> Array:
    """Replicates for a standard error of WANTED times the effect; NaN when unknown or the effect is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        count = np.ceil((sd / (TARGET_RELATIVE_ERROR * np.abs(effect))) ** 2)
    return np.where(effect == 0, np.nan, np.maximum(count, 1.0))


def variance_ratio(after: Array, before: Array, sd: Array) -> Array:
    """Variance of the difference of independent runs over that of paired ones; NaN when unknown or nothing differs."""
    if after.shape[1] < 2:
        return np.full(len(sd), np.nan)
    apart = standard_deviation(after) ** 2 + standard_deviation(before) ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(sd > 0, apart / sd**2, np.nan)


RESOLVED, UNRESOLVED, NO_GAIN, ONE_REPLICATE, NOT_RECORDED = (
    "resolved",
    "not resolved",
    "none gained",
    "one replicate",
    "not recorded",
)
"""Verdict: the denominator is above zero; may be zero; is below zero; has no interval; is not in the tables."""


def cost_ratio(top: Array, bottom: Array | None) -> dict[str, Any]:
    """Means of both, their ratio with its interval (NaN where the verdict forbids one), and the verdict."""
    count = len(top)
    found: dict[str, Any] = {"outlay": float(top.mean()), "number": math.nan, "replicates": count}
    nothing = dict.fromkeys(("value", "low", "high"), math.nan)
    if bottom is None:
        return {**found, **nothing, "verdict": NOT_RECORDED}
    found["number"] = float(bottom.mean())
    if count == 1:
        value = found["outlay"] / found["number"] if found["number"] > 0 else math.nan
        return {**found, **nothing, "value": value, "verdict": ONE_REPLICATE if found["number"] > 0 else UNRESOLVED}
    return {**found, **fieller_interval(top, bottom)}


def fieller_interval(top: Array, bottom: Array) -> dict[str, Any]:
    """The ratio with both ends of its interval when the denominator is above zero beyond chance."""
    count, a, b = len(top), float(top.mean()), float(bottom.mean())
    spread = np.cov(np.stack([top, bottom]), ddof=1) / count * float(special.stdtrit(count - 1, 0.975)) ** 2
    square = b * b - float(spread[1, 1])
    if square <= 0 or b <= 0:
        verdict = NO_GAIN if square > 0 else UNRESOLVED
        return {**dict.fromkeys(("value", "low", "high"), math.nan), "verdict": verdict}
    middle = a * b - float(spread[0, 1])
    half = math.sqrt(max(0.0, middle * middle - square * (a * a - float(spread[0, 0]))))
    return {"value": a / b, "low": (middle - half) / square, "high": (middle + half) / square, "verdict": RESOLVED}

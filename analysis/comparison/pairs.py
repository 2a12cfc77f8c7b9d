"""Paired differences: scenario less baseline in each replicate, then mean, interval and what the pairing saves."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from scipy import special

Array = np.ndarray[Any, Any]
ROUNDING = 1e-12
"""Differences below this share of the level are rounding of sums, not effects."""
WANTED = 0.05
"""`needed_replicates` bring the standard error down to this share of the effect."""


def differences(scenario: pd.DataFrame, baseline: pd.DataFrame) -> tuple[pd.DataFrame, Array, Array]:
    """Differences by cell and replicate, and both levels in that order; what one of them lacks is 0 there."""
    index = scenario.index.union(baseline.index)
    columns = sorted(set(scenario.columns) | set(baseline.columns))
    after = scenario.reindex(index=index, columns=columns).fillna(0.0).to_numpy(float)
    before = baseline.reindex(index=index, columns=columns).fillna(0.0).to_numpy(float)
    gap = after - before
    gap[np.abs(gap) <= ROUNDING * (np.abs(after) + np.abs(before))] = 0.0
    return pd.DataFrame(gap, index=index, columns=columns), after, before


def compared(scenario: pd.DataFrame, baseline: pd.DataFrame) -> pd.DataFrame:
    """Baseline, effect, precision by cell; `stock`: the larger mean of the two, `sd`: over replicates of the effect."""
    gap, after, before = differences(scenario, baseline)
    out = precise(gap.to_numpy(float))
    out.insert(0, "baseline", before.mean(axis=1))
    out["stock"] = np.maximum(after.mean(axis=1), before.mean(axis=1))
    out["needed_replicates"] = needed(out["sd"].to_numpy(float), out["effect"].to_numpy(float))
    out["variance_ratio"] = ratio(after, before, out["sd"].to_numpy(float))
    return out.set_axis(gap.index)


def precise(values: Array) -> pd.DataFrame:
    """Mean over replicates (columns) with `sd`, `se` and the 95% t interval; empty (NaN) with one replicate."""
    count = values.shape[1]
    mean = average(values)
    empty = np.full(len(mean), np.nan)
    sd = deviation(values) if count > 1 else empty
    se = sd / np.sqrt(count)
    half = float(special.stdtrit(count - 1, 0.975)) * se if count > 1 else empty
    number = np.full(len(mean), count, np.int32)
    columns = {"effect": mean, "se": se, "low": mean - half, "high": mean + half, "replicates": number, "sd": sd}
    return pd.DataFrame(columns)


def average(values: Array) -> Array:
    """Mean over replicates; 0 where only rounding is left of values that cancel."""
    mean: Array = values.mean(axis=1)
    return np.where(np.abs(mean) <= ROUNDING * np.abs(values).max(axis=1, initial=0.0), 0.0, mean)


def deviation(values: Array) -> Array:
    """Standard deviation over replicates; 0 where only rounding differs."""
    sd = values.std(axis=1, ddof=1)
    return np.where(sd <= ROUNDING * np.abs(values).max(axis=1, initial=0.0), 0.0, sd)


def needed(sd: Array, effect: Array) -> Array:
    """Replicates for a standard error of WANTED times the effect; NaN when unknown or the effect is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        count = np.ceil((sd / (WANTED * np.abs(effect))) ** 2)
    return np.where(effect == 0, np.nan, np.maximum(count, 1.0))


def ratio(after: Array, before: Array, sd: Array) -> Array:
    """Variance of the difference of independent runs over that of paired ones; NaN when unknown or nothing differs."""
    if after.shape[1] < 2:
        return np.full(len(sd), np.nan)
    apart = deviation(after) ** 2 + deviation(before) ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(sd > 0, apart / sd**2, np.nan)

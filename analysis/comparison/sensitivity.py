"""How far each set of assumptions moves an answer: paired with the central world, replicate by replicate.

A world's answer is the mean of the central world plus the mean difference between the two in the replicates that both
have, so that a world with fewer replicates is not read as if its chance were an effect of the assumption.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from werkagenda.analysis.comparison.pairs import ROUNDING, Array, precise
from werkagenda.analysis.numbers import ENOUGH

SAME, TOLD, UNTOLD, FEW = "no change", "told from zero", "not told from zero", "too few replicates"
"""Verdict on a difference: none in any replicate; its 95% interval leaves zero out, or holds it; an interval that
leaves zero out, or none at all, from fewer than ENOUGH replicates."""
SURE = ["effect", "se", "low", "high", "replicates"]


def moved(central: pd.DataFrame, world: pd.DataFrame, level: pd.Series) -> pd.DataFrame:
    """A row an answer (the index of both frames of differences with the baseline, a column a replicate).

    `value`: the answer in the world; `effect` with `se`, `low`, `high`, `replicates`: its difference with the central
    world; `verdict` on it; `error` and `freedom`: standard error of `value` and its degrees of freedom. `level`: of the
    baseline, below whose rounding a difference is none.
    """
    both = [number for number in central.columns if number in world.columns]
    middle = central.to_numpy(float)
    gap = world.reindex(central.index)[both].to_numpy(float) - central[both].to_numpy(float)
    gap[np.abs(gap) <= ROUNDING * np.abs(level.reindex(central.index).to_numpy(float))[:, None]] = 0.0
    found = precise(gap)[SURE].set_axis(central.index)
    found.insert(0, "value", middle.mean(axis=1) + found["effect"].to_numpy(float))
    found["verdict"] = [verdict(row) for row in found.to_dict("records")]
    found["error"], found["freedom"] = error(middle, central[both].to_numpy(float), gap)
    return found


def verdict(row: Mapping[Any, Any]) -> str:
    """What may be said of a difference with the central world."""
    if row["replicates"] > 1 and row["effect"] == row["low"] == row["high"] == 0:
        return SAME
    if row["low"] <= 0 <= row["high"]:
        return UNTOLD
    return TOLD if row["replicates"] >= ENOUGH else FEW


def error(central: Array, shared: Array, gap: Array) -> tuple[Array, float]:
    """Standard error of the central mean plus the mean of `gap`, and its degrees of freedom.

    `shared`: the central world in the replicates of `gap`. With one of these the spread of the central world stands in.
    """
    many, few = central.shape[1], gap.shape[1]
    if many < 2:
        return np.full(len(central), np.nan), np.nan
    spread = central.var(axis=1, ddof=1)
    if few < 2:
        return np.sqrt(spread / few), many - 1.0
    apart = ((shared - shared.mean(axis=1, keepdims=True)) * (gap - gap.mean(axis=1, keepdims=True))).sum(axis=1)
    variance = spread / many + gap.var(axis=1, ddof=1) / few + 2.0 * apart / (few - 1) / many
    return np.sqrt(np.maximum(variance, 0.0)), few - 1.0

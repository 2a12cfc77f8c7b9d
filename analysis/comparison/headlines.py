"""Headlines: central effect, range over sets of assumptions, probability of the sign, and when no sign is given."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, cast

import numpy as np
import pandas as pd
from scipy import special

from werkagenda.analysis.comparison import headline_indicators
from werkagenda.analysis.comparison.paired_statistics import (
    ROUNDING,
    Array,
    mean_with_interval,
    paired_differences,
    paired_effects,
)
from werkagenda.analysis.language import say
from werkagenda.analysis.numbers import ENOUGH, whole

NO_CHANGE, SIGNIFICANT, NOT_SIGNIFICANT, FEW_REPLICATES = (
    "no change",
    "told from zero",
    "not told from zero",
    "too few replicates",
)
"""Verdict on a difference: none in any replicate; its 95% interval leaves zero out, or holds it; an interval that
leaves zero out, or none at all, from fewer than ENOUGH replicates."""
PRECISION_COLUMNS = ["effect", "se", "low", "high", "replicates"]


def sensitivity_rows(central: pd.DataFrame, world: pd.DataFrame, level: pd.Series) -> pd.DataFrame:
    """A row an answer (the index of both frames of differences with the baseline, a column a replicate).

    `value`: the answer in the world; `effect` with `se`, `low`, `high`, `replicates`: its difference with the central
    world; `verdict` on it; `error` and `freedom`: standard error of `value` and its degrees of freedom. `level`: of the
    baseline, below whose rounding a difference is none.
    """
    both = [number for number in central.columns if number in world.columns]
    middle = central.to_numpy(float)
    gap = world.reindex(central.index)[both].to_numpy(float) - central[both].to_numpy(float)
    gap[np.abs(gap) <= ROUNDING * np.abs(level.reindex(central.index).to_numpy(float))[:, None]] = 0.0
    found = mean_with_interval(gap)[PRECISION_COLUMNS].set_axis(central.index)
    found.insert(0, "value", middle.mean(axis=1) + found["effect"].to_numpy(float))
    found["verdict"] = [difference_verdict(row) for row in found.to_dict("records")]
    found["error"], found["freedom"] = combined_error(middle, central[both].to_numpy(float), gap)
    return found


def difference_verdict(row: Mapping[Any, Any]) -> str:
    """What may be said of a difference with the central world."""
    if row["replicates"] > 1 and row["effect"] == row["low"] == row["high"] == 0:
        return NO_CHANGE
    if row["low"] <= 0 <= row["high"]:
        return NOT_SIGNIFICANT
    return SIGNIFICANT if row["replicates"] >= ENOUGH else FEW_REPLICATES


def combined_error(central: Array, shared: Array, gap: Array) -> tuple[Array, float]:
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


CENTRAL = "central"
CENTRAL_COLUMNS = ["baseline", "effect", "se", "low", "high", "replicates", "needed_replicates"]
NOT_TOLD = (NOT_SIGNIFICANT, FEW_REPLICATES)

Pair = tuple[pd.DataFrame, pd.DataFrame]
"""Answers of a scenario and of its baseline in one world, as of `headline_indicators.headline_levels`."""


def headline_tables(found: Mapping[tuple[str, str], Pair]) -> dict[str, pd.DataFrame]:
    """Tables `headlines` and `sensitivity`; `found` by scenario and world."""
    parts = [scenario_tables(name, worlds) for name, worlds in pairs_by_scenario(found).items()]
    return {name: pd.concat([part[name] for part in parts], ignore_index=True) for name in parts[0]}


def pairs_by_scenario(found: Mapping[tuple[str, str], Pair]) -> dict[str, dict[str, Pair]]:
    """The same by scenario, then by world in the order of their names, the central one first."""
    names = sorted(found, key=lambda key: (key[0], key[1] != CENTRAL, key[1]))
    worlds: dict[str, dict[str, Pair]] = {}
    for scenario, world in names:
        worlds.setdefault(scenario, {})[world] = found[scenario, world]
    return worlds


def scenario_tables(scenario: str, worlds: Mapping[str, Pair]) -> dict[str, pd.DataFrame]:
    """Both tables of one scenario."""
    central, _, level = paired_differences(*worlds[CENTRAL])
    size = pd.Series(level.mean(axis=1), index=central.index)
    rows = {name: sensitivity_rows(central, paired_differences(*pair)[0], size) for name, pair in worlds.items()}
    moved = pd.concat(rows, names=["world"]).reset_index()
    moved = moved.assign(
        scenario=scenario, unit=[headline_indicators.indicator_unit(name) for name in moved["indicator"]]
    )
    base = paired_effects(*worlds[CENTRAL])
    by_answer = moved.groupby(headline_indicators.INDICATOR_KEY, sort=True)
    heads = [
        {
            **dict(zip(headline_indicators.INDICATOR_KEY, key, strict=True)),
            **headline_row(base.loc[cast(Any, key)], each),
        }
        for key, each in by_answer
    ]
    frame = pd.DataFrame(heads).assign(scenario=scenario)
    frame["unit"] = [headline_indicators.indicator_unit(name) for name in frame["indicator"]]
    return {"headlines": frame, "sensitivity": moved[moved["world"] != CENTRAL]}


def headline_row(central: pd.Series, worlds: pd.DataFrame) -> dict[str, Any]:
    """Central effect, both ends of the range with what is known of them, probability above zero."""
    values = worlds["value"].to_numpy(float)
    low, high = worlds.iloc[int(values.argmin())], worlds.iloc[int(values.argmax())]
    return {
        **{name: central[name] for name in CENTRAL_COLUMNS},
        **range_end("low", low),
        **range_end("high", high),
        "positive_probability": positive_probability(worlds),
        "worlds": len(worlds),
    }


def range_end(side: str, row: pd.Series) -> dict[str, Any]:
    """An end of the range: its value, its world (the central one among equals), and whether chance may explain it."""
    name = f"range_{side}"
    told = row["world"] == CENTRAL or row["verdict"] not in NOT_TOLD
    return {name: row["value"], f"{name}_world": row["world"], f"{name}_told": told}


def positive_probability(worlds: pd.DataFrame) -> float:
    """Mean over worlds of the chance that the effect is above zero, given the Monte Carlo error; NaN when unknown.

    The chance is that of Student's t, as in the intervals, with the degrees of freedom of the deviation used.
    """
    value, se, freedom = (worlds[name].to_numpy(float) for name in ("value", "error", "freedom"))
    with np.errstate(divide="ignore", invalid="ignore"):
        chance = special.stdtr(freedom, value / se)
    return float(np.where(se == 0, 0.5 + 0.5 * np.sign(value), chance).mean())


Row = Mapping[str, Any] | pd.Series


def why_sign_withheld(public: Row, others: Row | None) -> str:
    """Why no sign is given, or "" where it is; rows of `headlines`: `government_euros`, `others_employed`."""
    if others is None or public["effect"] == 0:
        return ""
    low, high = interval_ends(others)
    saving = public["effect"] < 0
    if (saving and low >= 0) or (not saving and low <= 0):
        return ""
    why = others_text(low, high, float(others["effect"]))
    return say("taxes and benefits of other people are not counted, and {why}", why=why)


def interval_ends(row: Row) -> tuple[float, float]:
    """The interval of an effect; the effect itself with one replicate."""
    low, high = float(row["low"]), float(row["high"])
    return (low, high) if math.isfinite(low) else (float(row["effect"]), float(row["effect"]))


def others_text(low: float, high: float, effect: float) -> str:
    """How many others work more or less, in words."""
    if low <= 0 <= high:
        return say("up to {count} of them may have lost work", count=whole(-low))
    if effect < 0:
        return say("{count} of them lost work", count=whole(abs(effect)))
    return say("{count} of them gained work", count=whole(abs(effect)))

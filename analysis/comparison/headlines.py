"""The answers: effect in the central world, range over all worlds, probability that it is above zero."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

import numpy as np
import pandas as pd
from scipy import special

from werkagenda.analysis.comparison import asked, sensitivity
from werkagenda.analysis.comparison.pairs import compared, differences

CENTRAL = "central"
CARRIED = ["baseline", "effect", "se", "low", "high", "replicates", "needed_replicates"]
OPEN = (sensitivity.UNTOLD, sensitivity.FEW)

Pair = tuple[pd.DataFrame, pd.DataFrame]
"""Answers of a scenario and of its baseline in one world, as of `asked.levels`."""


def tables(found: Mapping[tuple[str, str], Pair]) -> dict[str, pd.DataFrame]:
    """Tables `headlines` and `sensitivity`; `found` by scenario and world."""
    parts = [one(name, worlds) for name, worlds in by_scenario(found).items()]
    return {name: pd.concat([part[name] for part in parts], ignore_index=True) for name in parts[0]}


def by_scenario(found: Mapping[tuple[str, str], Pair]) -> dict[str, dict[str, Pair]]:
    """The same by scenario, then by world in the order of their names, the central one first."""
    names = sorted(found, key=lambda key: (key[0], key[1] != CENTRAL, key[1]))
    worlds: dict[str, dict[str, Pair]] = {}
    for scenario, world in names:
        worlds.setdefault(scenario, {})[world] = found[scenario, world]
    return worlds


def one(scenario: str, worlds: Mapping[str, Pair]) -> dict[str, pd.DataFrame]:
    """Both tables of one scenario."""
    central, _, level = differences(*worlds[CENTRAL])
    size = pd.Series(level.mean(axis=1), index=central.index)
    rows = {name: sensitivity.moved(central, differences(*pair)[0], size) for name, pair in worlds.items()}
    moved = pd.concat(rows, names=["world"]).reset_index()
    moved = moved.assign(scenario=scenario, unit=[asked.unit(name) for name in moved["indicator"]])
    base = compared(*worlds[CENTRAL])
    by_answer = moved.groupby(asked.ANSWER, sort=True)
    heads = [
        {**dict(zip(asked.ANSWER, key, strict=True)), **answer(base.loc[cast(Any, key)], each)}
        for key, each in by_answer
    ]
    frame = pd.DataFrame(heads).assign(scenario=scenario)
    frame["unit"] = [asked.unit(name) for name in frame["indicator"]]
    return {"headlines": frame, "sensitivity": moved[moved["world"] != CENTRAL]}


def answer(central: pd.Series, worlds: pd.DataFrame) -> dict[str, Any]:
    """Central effect, both ends of the range with what is known of them, probability above zero."""
    values = worlds["value"].to_numpy(float)
    low, high = worlds.iloc[int(values.argmin())], worlds.iloc[int(values.argmax())]
    return {
        **{name: central[name] for name in CARRIED},
        **end("low", low),
        **end("high", high),
        "positive_probability": positive(worlds),
        "worlds": len(worlds),
    }


def end(side: str, row: pd.Series) -> dict[str, Any]:
    """An end of the range: its value, its world (the central one among equals), and whether chance may explain it."""
    name = f"range_{side}"
    told = row["world"] == CENTRAL or row["verdict"] not in OPEN
    return {name: row["value"], f"{name}_world": row["world"], f"{name}_told": told}


def positive(worlds: pd.DataFrame) -> float:
    """Mean over worlds of the chance that the effect is above zero, given the Monte Carlo error; NaN when unknown.

    The chance is that of Student's t, as in the intervals, with the degrees of freedom of the deviation used.
    """
    value, se, freedom = (worlds[name].to_numpy(float) for name in ("value", "error", "freedom"))
    with np.errstate(divide="ignore", invalid="ignore"):
        chance = special.stdtr(freedom, value / se)
    return float(np.where(se == 0, 0.5 + 0.5 * np.sign(value), chance).mean())

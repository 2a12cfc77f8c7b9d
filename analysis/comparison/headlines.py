"""The answers: effect in the central world, range over all worlds, probability that it is above zero."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import special

CENTRAL = "central"
ANSWER = ["scenario", "indicator", "period", "unit"]
CARRIED = ["baseline", "effect", "se", "low", "high", "replicates", "needed_replicates"]


def headlines(answers: pd.DataFrame) -> pd.DataFrame:
    """One row an answer from `answers`: a row for each of them and world, with `sd` over replicates."""
    rows = [{**dict(zip(ANSWER, key, strict=True)), **answer(worlds)} for key, worlds in answers.groupby(ANSWER)]
    return pd.DataFrame(rows)


def answer(worlds: pd.DataFrame) -> dict[str, object]:
    """Central effect, ends of the range with the name of their world (the first of equals), probability above zero."""
    worlds = worlds.sort_values("world", ignore_index=True)
    central = worlds[worlds["world"] == CENTRAL].iloc[0]
    effects = worlds["effect"].to_numpy(float)
    low, high = worlds.iloc[int(effects.argmin())], worlds.iloc[int(effects.argmax())]
    return {
        **{name: central[name] for name in CARRIED},
        "range_low": low["effect"],
        "range_low_world": low["world"],
        "range_high": high["effect"],
        "range_high_world": high["world"],
        "positive_probability": positive(worlds, float(central["sd"]), int(central["replicates"])),
        "worlds": len(worlds),
    }


def positive(worlds: pd.DataFrame, central_sd: float, central_replicates: int) -> float:
    """Mean over worlds of the chance that the effect is above zero, given the Monte Carlo error; NaN when unknown.

    The chance is that of Student's t, as in the intervals, with the degrees of freedom of the deviation used. A world
    with one replicate borrows the deviation per replicate of the central world.
    """
    sd, count = worlds["sd"].to_numpy(float), worlds["replicates"].to_numpy(float)
    freedom = np.where(np.isnan(sd), central_replicates, count) - 1.0
    se = np.where(np.isnan(sd), central_sd, sd) / np.sqrt(count)
    effect = worlds["effect"].to_numpy(float)
    with np.errstate(divide="ignore", invalid="ignore"):
        chance = special.stdtr(freedom, effect / se)
    return float(np.where(se == 0, 0.5 + 0.5 * np.sign(effect), chance).mean())

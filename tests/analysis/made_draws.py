"""Tables of draws with known answers."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd


def chance(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def inputs(count: int, seed: int = 1) -> pd.DataFrame:
    """Two parameters, a structural choice, the economy and a parameter that does nothing."""
    stream = chance(seed)
    return pd.DataFrame(
        {
            "women.care_help": stream.normal(0, 1, count),
            "taste_share": stream.random(count),
            "placement.after": stream.integers(0, 4, count).astype(float),
            "economy": stream.choice(["central", "high", "low"], count),
            "parameters.jobs.end_fixed": stream.random(count),
        },
        index=pd.RangeIndex(1, count + 1, name="draw"),
    )


def frame(
    values: pd.DataFrame,
    effects: Mapping[tuple[str, str, str], np.ndarray],
    noise: float = 0.5,
    repeated: int = 5,
    seed: int = 2,
) -> pd.DataFrame:
    """Rows of a table of draws: true effects by scenario, measure and period, with chance of a replicate.

    One draw in `repeated` has two replicates (0: none). Chance of a replicate is shared by half between scenarios.
    """
    stream = chance(seed)
    parts = []
    for replicate in (0, 1):
        have = np.ones(len(values), bool) if replicate == 0 else _some(len(values), repeated)
        common = stream.normal(0, 1, len(values))
        for (scenario, measure, period), truth in effects.items():
            own = stream.normal(0, 1, len(values))
            effect = truth + noise * (common + own) / np.sqrt(2)
            rows = values.assign(
                scenario=scenario,
                replicate=replicate,
                measure=measure,
                period=period,
                unit="euros" if measure.endswith("euros") else "persons",
                baseline=100.0,
                effect=effect,
            )
            parts.append(rows[have])
    return pd.concat(parts).reset_index()


def _some(count: int, repeated: int) -> np.ndarray:
    return np.arange(count) % repeated == 0 if repeated else np.zeros(count, bool)

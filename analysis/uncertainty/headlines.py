"""Every answer with the uncertainty of its parameters: median, intervals, probability of the sign, contests."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd

from werkagenda.analysis.uncertainty.components import Components, components
from werkagenda.analysis.uncertainty.table import Draws

LEVELS = (50, 80, 95)
"""Per cents of the intervals."""


def summary(found: Components) -> dict[str, float]:
    """Median, intervals, mean, probability above zero, standard deviations of the parameter part and of chance."""
    values = found.shrunk.to_numpy(float)
    row = {"median": float(np.median(values)), "mean": found.mean}
    for level in LEVELS:
        edge = (100 - level) / 2 / 100
        row[f"low_{level}"], row[f"high_{level}"] = (float(each) for each in np.quantile(values, (edge, 1 - edge)))
    row["positive_probability"] = float((values > 0).mean() + (values == 0).mean() / 2)
    row["parameter_sd"] = found.between**0.5
    row["monte_carlo_sd"] = float((found.chance / found.replicates).mean() ** 0.5)
    return {**row, "draws": len(values), "repeated_draws": int((found.replicates > 1).sum())}


def all_components(draws: Draws) -> dict[tuple[str, str, str], Components]:
    """Components by scenario, measure and period."""
    inputs = draws.numeric()
    return {
        (scenario, measure, period): components(draws.effects(scenario, measure, period), inputs)
        for scenario in draws.scenarios
        for measure, period in draws.answers
    }


def headlines(draws: Draws, found: dict[tuple[str, str, str], Components]) -> pd.DataFrame:
    """A row a scenario, measure and period."""
    keys = ("scenario", "measure", "period")
    rows = [
        {**dict(zip(keys, key, strict=True)), "unit": draws.unit(key[1]), **summary(each)}
        for key, each in found.items()
    ]
    return pd.DataFrame(rows)


def pairs(draws: Draws) -> pd.DataFrame:
    """A row a pair of scenarios, measure and period: how much more the one does than the other, draw by draw.

    The difference is taken within replicates before chance is separated, so what both share cancels.
    """
    inputs = draws.numeric()
    rows = []
    for measure, period in draws.answers:
        effects = {name: draws.effects(name, measure, period) for name in draws.scenarios}
        for one, other in combinations(draws.scenarios, 2):
            gap = components(effects[one] - effects[other], inputs)
            head = {"scenario": one, "other": other, "measure": measure, "period": period, "unit": draws.unit(measure)}
            rows.append({**head, **summary(gap)})
    return pd.DataFrame(rows).rename(columns={"positive_probability": "probability_above_other"})

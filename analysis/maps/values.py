"""What a map shows: status holders at work, level and effect, by labour-market region and by municipality."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from werkagenda.analysis.comparison.paired_statistics import mean_with_interval, paired_differences
from werkagenda.analysis.numbers import FEW
from werkagenda.analysis.results import effects
from werkagenda.analysis.results.stored import CENTRAL, Stored
from werkagenda.evidence import places

COLUMNS = ("status_holders", "employed", "on_benefit", "startbanen")
"""Numbers of people in the table `municipalities`."""


def regions(stored: Stored, scenario: str, year: str, indicator: str = "regular_employed") -> pd.DataFrame:
    """By region: `level` (share of adults, baseline), `effect`, `low`, `high` (share of adults), `judged`, `told`."""
    found = effects.effects(stored, "region", year, [indicator, "adults"], scenario)
    people, adults = (found[found["indicator"] == name].set_index("level") for name in (indicator, "adults"))
    size = adults["baseline"].reindex(people.index)
    shares = people[["baseline", "effect", "low", "high"]].div(size, axis=0).rename(columns={"baseline": "level"})
    shares = shares.assign(judged=people["enough_events"], told=effects.told(people), people=size)
    known = places.regions()
    named: pd.DataFrame = shares.rename(index=dict(zip(known.code, known.name, strict=True)))
    return named


def municipalities(stored: Stored, scenario: str, year: str, column: str = "employed") -> pd.DataFrame:
    """The same by municipality, from the runs of scenario and baseline."""
    own, base = (cells(stored, name, year) for name in (scenario, stored.baseline()))
    holders = pd.DataFrame(base.xs("status_holders", level="what")).mean(axis=1)
    after, before_of = (pd.DataFrame(each.xs(column, level="what")) for each in (own, base))
    gap, _, before = paired_differences(after, before_of)
    found = mean_with_interval(gap.to_numpy(float)).set_axis(gap.index)
    level = pd.Series(before.mean(axis=1), index=gap.index)
    shares: pd.DataFrame = found[["effect", "low", "high"]].div(holders, axis=0)
    return shares.assign(
        level=level / holders,
        judged=level * stored.compared.scale * own.shape[1] >= FEW,
        told=effects.told(found),
        people=holders,
    )


def cells(stored: Stored, scenario: str, year: str) -> pd.DataFrame:
    """People by municipality (its name) and `what`, mean of the months of a year, a column a replicate."""
    frame = stored.run_table("municipalities", scenario, CENTRAL)
    known = places.municipalities()
    names = dict(zip(known.code, known.name, strict=True))
    frame = frame[frame["month"].str.startswith(year)]
    frame = frame.assign(municipality=[names.get(name, name) for name in frame["municipality"]])
    means = frame.groupby(["municipality", "replicate"])[list(COLUMNS)].mean()
    tall: Any = means.rename_axis(columns="what").stack()
    wide: pd.DataFrame = tall.unstack("replicate").fillna(0.0)
    return wide


def summed(cells_of: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """Cells of several municipalities together."""
    inside = cells_of[cells_of.index.get_level_values("municipality").isin(names)]
    return inside.groupby(level="what").sum()


def classes(values: Any, bounds: Sequence[float]) -> Any:
    """The class of each value: 0 below the first bound, and so on; a value at a bound is above it."""
    return np.searchsorted(np.asarray(bounds), values, side="right")

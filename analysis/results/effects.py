"""Effects of scenarios as complete frames: a row for every scenario, group and indicator, zeros filled."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from werkagenda.analysis.numbers import FEW
from werkagenda.analysis.results.stored import Stored, chosen, unknown
from werkagenda.problems import BadInput

ALL = "all"
HOLDERS = "status holders"
KEYS = ["scenario", "level", "indicator"]
SIZES = ["baseline", "effect", "se", "low", "high"]
COLUMNS = ["scenario", "world", "population", "dimension", "level", "indicator", "period", "unit"]
COLUMNS += [*SIZES, "replicates", "events", "enough_events"]


def effects(
    stored: Stored,
    by: str = ALL,
    period: str | None = None,
    indicators: str | Sequence[str] | None = None,
    scenarios: str | Sequence[str] | None = None,
    population: str = HOLDERS,
    world: str | None = None,
) -> pd.DataFrame:
    """Paired effects of one period by the levels of a dimension.

    People are means over the period, euros sums. `enough_events` is False where fewer than FEW simulated people stand
    behind the row. Raises BadInput for unknown names, all at once.
    """
    table = stored.effects
    when, where = period or stored.compared.last_year, world or stored.compared.central
    dimensions = sorted(table["dimension"].unique())
    wrong = unknown("by", by, dimensions) + unknown("population", population, sorted(table["population"].unique()))
    wrong += unknown("year", when, [each for each in sorted(table["period"].unique()) if len(each) != len("2029-12")])
    wrong += unknown("assumption set", where, sorted(table["world"].unique()))
    if wrong:
        raise BadInput(wrong)
    rows = table[(table["dimension"] == by) & (table["population"] == population) & (table["world"] == where)]
    wanted = chosen(indicators, sorted(table["indicator"].unique()), "indicator")
    names = chosen(scenarios, stored.scenarios, "scenario")
    found = rows[(rows["period"] == when) & rows["indicator"].isin(wanted) & rows["scenario"].isin(names)]
    levels = sorted(rows["level"].unique())
    full = complete(found, {"scenario": names, "level": levels, "indicator": wanted}, stored.compared.replicates)
    units = table.drop_duplicates("indicator").set_index("indicator")["unit"]
    full = full.assign(world=where, population=population, dimension=by, period=when)
    return full.assign(unit=full["indicator"].map(units))[COLUMNS]


def complete(found: pd.DataFrame, keys: dict[str, list[str]], replicates: int) -> pd.DataFrame:
    """A row for every combination of keys; what both runs lack is 0 in both, so its effect and interval are 0."""
    whole = pd.MultiIndex.from_product(list(keys.values()), names=list(keys))
    frame = found.set_index(list(keys))[[*SIZES, "replicates", "events"]].reindex(whole)
    absent = frame["effect"].isna()
    frame.loc[absent, [*SIZES, "events"]] = 0.0
    frame.loc[absent, "replicates"] = replicates
    frame["replicates"] = frame["replicates"].astype(int)
    return frame.assign(enough_events=frame["events"] >= FEW).reset_index()


def paths(
    stored: Stored,
    indicator: str = "regular_employed",
    scenarios: str | Sequence[str] | None = None,
    population: str = HOLDERS,
) -> pd.DataFrame:
    """A row a scenario and month of the outlook: baseline, effect with interval, and the scenario's own level."""
    table = stored.effects
    known = sorted(table["indicator"].unique())
    wrong = unknown("indicator", indicator, known) + unknown(
        "population", population, sorted(table["population"].unique())
    )
    if wrong:
        raise BadInput(wrong)
    names = chosen(scenarios, stored.scenarios, "scenario")
    keep = (table["dimension"] == ALL) & (table["population"] == population) & (table["indicator"] == indicator)
    rows = table[keep & (table["world"] == stored.compared.central)]
    months = sorted(each for each in rows["period"].unique() if len(each) == len("2029-12"))
    here = rows[rows["scenario"].isin(names) & rows["period"].isin(months)].rename(columns={"period": "month"})
    full = complete(here, {"scenario": names, "month": months}, stored.compared.replicates)
    unit = str(rows["unit"].iloc[0]) if len(rows) else ""
    full = full.assign(indicator=indicator, population=population, unit=unit, level=full["baseline"] + full["effect"])
    return full[["scenario", "month", "population", "indicator", "unit", "level", *SIZES, "replicates", "events"]]


def headlines(stored: Stored) -> pd.DataFrame:
    """Table `headlines`: the answers of each scenario, with the range over assumption sets."""
    table: pd.DataFrame = stored.compared.tables["headlines"].copy()
    return table


def told(frame: pd.DataFrame) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Rows whose 95% interval lies wholly on one side of zero; False where there is no interval."""
    low, high = frame["low"].to_numpy(float), frame["high"].to_numpy(float)
    return np.asarray((low > 0) | (high < 0), bool)

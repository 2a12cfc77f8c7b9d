"""Shares, totals and ratios out of the tables: pure functions from frames to frames.

A measure is computed in each replicate and then summarised: `value` (mean over replicates), `low` and `high` (95%
Monte Carlo interval of that mean; equal to the value with one replicate), `se` (its standard error; 0 with one
replicate), `events` (simulated events behind the numerator, all replicates together) and `replicates`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import stats

from werkagenda.analysis.run import Run
from werkagenda.tables import vocabulary as words


def summary(each: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Mean, interval and events over replicates of a frame with `value` and `events` per replicate."""
    grouped = each.groupby(list(by), sort=False, observed=True)
    out = grouped.agg(
        value=("value", "mean"), sd=("value", "std"), events=("events", "sum"), replicates=("value", "count")
    )
    count = out["replicates"].to_numpy()
    out["se"] = np.where(count > 1, out["sd"].fillna(0.0) / np.sqrt(np.maximum(count, 1)), 0.0)
    half = np.where(count > 1, stats.t.ppf(0.975, np.maximum(count - 1, 1)), 0.0) * out["se"]
    out["low"], out["high"] = out["value"] - half, out["value"] + half
    return out.drop(columns="sd").reset_index()


def shares(frame: pd.DataFrame, numerator: str, denominator: str, by: Sequence[str], scale: float) -> pd.DataFrame:
    """Numerator over denominator (0-1), both summed within `by` and replicate; cells without denominator drop out."""
    sums = frame.groupby([*by, "replicate"], sort=False, observed=True)[[numerator, denominator]].sum().reset_index()
    sums = sums[sums[denominator] > 0]
    sums = sums.assign(value=sums[numerator] / sums[denominator], events=sums[numerator] * scale)
    return summary(sums, by)


def totals(frame: pd.DataFrame, column: str, by: Sequence[str], scale: float) -> pd.DataFrame:
    """A column summed within `by` and replicate."""
    sums = frame.groupby([*by, "replicate"], sort=False, observed=True)[column].sum().reset_index()
    sums = sums.assign(value=sums[column], events=sums[column] * scale)
    return summary(sums, by)


def people(
    run: Run, indicators: Sequence[str], by: Sequence[str] = (), population: str = "status holders"
) -> pd.DataFrame:
    """`monthly` of one population, one row per replicate, month and `by`, one column per indicator (0 when absent)."""
    columns = ["replicate", "month", *by, "indicator", "value"]
    long = run.table("monthly", columns, {"population": [population], "indicator": list(indicators)})
    keys = ["replicate", "month", *by]
    wide = long.pivot_table("value", keys, "indicator", aggfunc="sum", observed=True)
    return wide.reindex(columns=list(indicators)).fillna(0.0).reset_index()


def levels(run: Run, dimension: str, indicators: Sequence[str], population: str = "status holders") -> pd.DataFrame:
    """`groups` of one dimension, one row per replicate, month and level, one column per indicator (0 when absent)."""
    where = {"population": [population], "dimension": [dimension], "indicator": list(indicators)}
    long = run.table("groups", ["replicate", "month", "level", "indicator", "value"], where)
    wide = long.pivot_table("value", ["replicate", "month", "level"], "indicator", aggfunc="sum", observed=True)
    return wide.reindex(columns=list(indicators)).fillna(0.0).reset_index()


def cohort(run: Run, column: str, by: Sequence[str] = ()) -> pd.DataFrame:
    """Share of a cohort (18 to 65, still in the country) by months since the permit, where all its permits count.

    A permit year is followed as far as permits of its last month can be seen, so that a curve never changes
    because fewer permits stand behind it. `outlook` is true where the middle of the cohort is past the history.
    """
    columns = ["replicate", "permit_year", "months_since_permit", *by, "persons", column]
    frame = run.table("cohorts", list(dict.fromkeys(columns)))
    year = frame["permit_year"] - int(words.FIRST_MONTH[:4])
    frame = frame[frame["months_since_permit"] <= run.last - (12 * year + 11)]
    out = shares(frame, column, "persons", ["permit_year", "months_since_permit", *by], run.scale)
    middle = 12 * (out["permit_year"] - int(words.FIRST_MONTH[:4])) + 5.5 + out["months_since_permit"]
    return out.assign(outlook=middle >= words.HISTORY_MONTHS).sort_values([*by, "permit_year", "months_since_permit"])


def at(frame: pd.DataFrame, **values: object) -> pd.Series | None:
    """The one row where the columns hold these values, or nothing."""
    mask = np.ones(len(frame), dtype=bool)
    for name, value in values.items():
        mask &= (frame[name] == value).to_numpy()
    return frame[mask].iloc[0] if mask.any() else None

"""Effects on work and benefit by sex, origin, education, region, age and household."""

from __future__ import annotations

import numpy as np
import pandas as pd

from werkagenda.analysis.comparison.cell_tables import aggregate_periods, monthly_sums, period_slices, read_table
from werkagenda.analysis.comparison.discover_runs import FinishedRun, outlook_months
from werkagenda.analysis.comparison.paired_statistics import paired_effects
from werkagenda.tables.vocabulary import INDICATORS

STATUS_HOLDERS = "status holders"
NEWCOMERS = (STATUS_HOLDERS, "family migrants", "asylum seekers", "Ukrainians")
INDICATORS_COMPARED = (
    "regular_employed",
    "employed",
    "subsidised_employed",
    "searching",
    "on_benefit",
    "partial_benefit",
    "benefit_households",
    "benefit_euros",
    "on_bijstand",
    "bijstand_euros",
    "adults",
)
GROUP_DIMENSIONS = ("education", "region", "age", "household")
"""Dimensions of `groups`; sex and origin come from `monthly`."""
KEYS = ["population", "dimension", "level", "indicator"]
ALL = "all"
RECIPIENTS = {"benefit_euros": "on_benefit", "bijstand_euros": "on_bijstand"}
"""Who receives the euros of an indicator."""


def effect_cells(run: FinishedRun) -> pd.DataFrame:
    """Levels of a run by population, dimension, level, indicator and period; months for dimension `all` only."""
    labels = outlook_months(run)
    columns = ["replicate", "month", "population", "sex", "origin_group", "indicator", "value"]
    frame = read_table(run, "monthly", columns, labels, population=NEWCOMERS, indicator=INDICATORS_COMPARED)
    holders = frame[frame["population"] == STATUS_HOLDERS]
    parts = [
        cells_by_period(with_group_columns(frame, None), labels, monthly=True),
        cells_by_period(with_group_columns(holders, "sex"), labels),
        cells_by_period(with_group_columns(holders, "origin_group", "origin"), labels),
        cells_by_period(read_groups(run, labels), labels),
    ]
    return pd.concat(parts).sort_index()


def with_group_columns(frame: pd.DataFrame, column: str | None, dimension: str | None = None) -> pd.DataFrame:
    """Rows of `monthly` with the columns of `groups`: a column becomes the level; None: all people."""
    level = ALL if column is None else frame[column]
    return frame.assign(dimension=dimension or column or ALL, level=level)


def read_groups(run: FinishedRun, labels: list[str]) -> pd.DataFrame:
    """Rows of `groups` that are compared."""
    columns = ["replicate", "month", *KEYS, "value"]
    return read_table(
        run,
        "groups",
        columns,
        labels,
        population=[STATUS_HOLDERS],
        dimension=GROUP_DIMENSIONS,
        indicator=INDICATORS_COMPARED,
    )


def cells_by_period(frame: pd.DataFrame, labels: list[str], monthly: bool = False) -> pd.DataFrame:
    """Cells by period: people and households as the mean over months, euros as the sum."""
    wide = monthly_sums(frame, KEYS, labels)
    return aggregate_periods(wide, period_slices(labels, monthly), is_euros(wide.index))


def is_euros(index: pd.Index) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which cells hold euros."""
    return np.array([INDICATORS[name] == "euros" for name in index.get_level_values("indicator")], bool)


def group_effects(scenario: pd.DataFrame, baseline: pd.DataFrame, scale: float) -> pd.DataFrame:
    """Paired effects by cell; `events`: simulated people (of euros: who receive them), all replicates together."""
    out = paired_effects(scenario, baseline)
    out["events"] = people_behind(out["stock"]) * scale * out["replicates"]
    out["unit"] = [INDICATORS[name] for name in out.index.get_level_values("indicator")]
    return out


def people_behind(stock: pd.Series) -> pd.Series:
    """The people behind each cell: itself, or for euros the people who receive them."""
    payee = stock.index.to_frame(index=False)
    payee["indicator"] = payee["indicator"].replace(RECIPIENTS)
    found = stock.reindex(pd.MultiIndex.from_frame(payee)).to_numpy(float)
    return pd.Series(np.where(np.isnan(found), 0.0, found), index=stock.index)

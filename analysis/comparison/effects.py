"""What a scenario changes in work and benefit: by sex, origin, education, region, age and household."""

from __future__ import annotations

import numpy as np
import pandas as pd

from werkagenda.analysis.comparison.cells import by_month, by_period, read, spans
from werkagenda.analysis.comparison.find import Finished
from werkagenda.analysis.comparison.pairs import compared
from werkagenda.analysis.comparison.worlds import months
from werkagenda.tables.vocabulary import INDICATORS

HOLDERS = "status holders"
POPULATIONS = (HOLDERS, "family migrants", "asylum seekers")
WANTED = (
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
DIMENSIONS = ("education", "region", "age", "household")
"""Dimensions of `groups`; sex and origin come from `monthly`."""
KEYS = ["population", "dimension", "level", "indicator"]
ALL = "all"
PAYEES = {"benefit_euros": "on_benefit", "bijstand_euros": "on_bijstand"}
"""Who receives the euros of an indicator."""


def cells(run: Finished) -> pd.DataFrame:
    """Levels of a run by population, dimension, level, indicator and period; months for dimension `all` only."""
    labels = months(run)
    columns = ["replicate", "month", "population", "sex", "origin_group", "indicator", "value"]
    frame = read(run, "monthly", columns, labels, population=POPULATIONS, indicator=WANTED)
    holders = frame[frame["population"] == HOLDERS]
    parts = [
        periods(named(frame, None), labels, monthly=True),
        periods(named(holders, "sex"), labels),
        periods(named(holders, "origin_group", "origin"), labels),
        periods(groups(run, labels), labels),
    ]
    return pd.concat(parts).sort_index()


def named(frame: pd.DataFrame, column: str | None, dimension: str | None = None) -> pd.DataFrame:
    """Rows of `monthly` with the columns of `groups`: a column becomes the level; None: all people."""
    level = ALL if column is None else frame[column]
    return frame.assign(dimension=dimension or column or ALL, level=level)


def groups(run: Finished, labels: list[str]) -> pd.DataFrame:
    """Rows of `groups` that are compared."""
    columns = ["replicate", "month", *KEYS, "value"]
    return read(run, "groups", columns, labels, population=[HOLDERS], dimension=DIMENSIONS, indicator=WANTED)


def periods(frame: pd.DataFrame, labels: list[str], monthly: bool = False) -> pd.DataFrame:
    """Cells by period: people and households as the mean over months, euros as the sum."""
    wide = by_month(frame, KEYS, labels)
    return by_period(wide, spans(labels, monthly), in_euros(wide.index))


def in_euros(index: pd.Index) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which cells hold euros."""
    return np.array([INDICATORS[name] == "euros" for name in index.get_level_values("indicator")], bool)


def effects(scenario: pd.DataFrame, baseline: pd.DataFrame, scale: float) -> pd.DataFrame:
    """Paired effects by cell; `events`: simulated people (of euros: who receive them), all replicates together."""
    out = compared(scenario, baseline)
    out["events"] = people(out["stock"]) * scale * out["replicates"]
    out["unit"] = [INDICATORS[name] for name in out.index.get_level_values("indicator")]
    return out


def people(stock: pd.Series) -> pd.Series:
    """The people behind each cell: itself, or for euros the people who receive them."""
    payee = stock.index.to_frame(index=False)
    payee["indicator"] = payee["indicator"].replace(PAYEES)
    found = stock.reindex(pd.MultiIndex.from_frame(payee)).to_numpy(float)
    return pd.Series(np.where(np.isnan(found), 0.0, found), index=stock.index)

"""Read columns of a run's tables and sum them into cells: one row per key, one column per replicate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from werkagenda.analysis.comparison.discover_runs import FinishedRun
from werkagenda.tables.schemas import SCHEMAS

PERIOD = "period"


def read_table(
    run: FinishedRun, table: str, columns: Sequence[str], months: Sequence[str] = (), **where: Sequence[object]
) -> pd.DataFrame:
    """The columns of a checked table, text as categories; rows of the months, and those that hold one of the values."""
    filters: list[tuple[str, str, Any]] = [(name, "in", list(values)) for name, values in where.items()]
    if months:
        filters += [("month", ">=", months[0]), ("month", "<=", months[-1])]
    texts = [name for name in SCHEMAS[table].names if str(SCHEMAS[table].field(name).type) == "string"]
    found = pq.read_table(
        run.folder / f"{table}.parquet", columns=list(columns), filters=filters or None, read_dictionary=texts
    )
    frame: pd.DataFrame = found.to_pandas()
    return frame


def monthly_sums(frame: pd.DataFrame, keys: Sequence[str], months: Sequence[str], value: str = "value") -> pd.DataFrame:
    """Sums of a column: a row a key and replicate, a column a month (0 where there is no row)."""
    order = [*keys, "replicate", "month"]
    sums = frame.groupby(order, observed=True, sort=True)[value].sum()
    wide = sums.reset_index().astype(dict.fromkeys([*keys, "month"], str)).set_index(order)[value].unstack("month")
    return wide.reindex(columns=list(months)).fillna(0.0)


def period_slices(months: Sequence[str], monthly: bool = False) -> dict[str, slice]:
    """Positions of the months of each year, of all years together (`2025-2029`), and, if asked, of each month."""
    years = [months[start][:4] for start in range(0, len(months), 12)]
    found = {year: slice(12 * number, 12 * number + 12) for number, year in enumerate(years)}
    found[f"{years[0]}-{years[-1]}"] = slice(0, len(months))
    return found | ({month: slice(n, n + 1) for n, month in enumerate(months)} if monthly else {})


def aggregate_periods(
    months: pd.DataFrame, periods: Mapping[str, slice], total: np.ndarray[Any, Any] | bool
) -> pd.DataFrame:
    """Cells by key and period from `by_month`: the sum over the months where `total`, else the mean."""
    values = months.to_numpy(float)
    whole = np.broadcast_to(np.asarray(total, bool), len(months))
    columns = {}
    for name, span in periods.items():
        part = values[:, span]
        columns[name] = part.sum(axis=1) / np.where(whole, 1.0, float(part.shape[1]))
    frame = pd.DataFrame(columns, index=months.index).rename_axis(columns=PERIOD)
    tall: Any = frame.stack()
    cells: pd.DataFrame = tall.unstack("replicate").fillna(0.0)
    return cells

"""Interpolation of dated figures to months; no other module of the evidence interpolates.

Series have 192 months.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from werkagenda.evidence.exact import exp, log
from werkagenda.tables.vocabulary import MONTHS, month_index

Series = NDArray[np.float64]


def knots(points: Mapping[str, float], logarithmic: bool = False) -> Series:
    """Months 0..191 from values at months `YYYY-MM`: linear (or log-linear) in between, constant outside."""
    months = sorted(points)
    x = [float(month_index(month)) for month in months]
    y = [log(points[month]) if logarithmic else points[month] for month in months]
    line = np.interp(np.arange(MONTHS, dtype=np.float64), x, y)
    return np.array([exp(v) for v in line]) if logarithmic else np.asarray(line, dtype=np.float64)


def spread(total: float, first: str, last: str) -> Series:
    """A total of the period spread evenly over its months `first`..`last`, zero elsewhere."""
    out = np.zeros(MONTHS)
    a, b = month_index(first), month_index(last)
    out[a : b + 1] = total / (b + 1 - a)
    return out


def quarter_months(quarter: str) -> range:
    """Month indices of a quarter written `2017Q3`; quarters before 2014 have negative indices."""
    year, number = quarter.split("Q")
    first = (int(year) - 2014) * 12 + (int(number) - 1) * 3
    return range(first, first + 3)


def quarters(first: int = 2014, last: int = 2029) -> list[str]:
    """Names of all quarters of the years `first`..`last`."""
    return [f"{year}Q{number}" for year in range(first, last + 1) for number in range(1, 5)]


def fill_gaps(values: Sequence[float | None]) -> list[float]:
    """Log-linear interpolation over `None`; constant before the first and after the last known value."""
    known = [(i, log(v)) for i, v in enumerate(values) if v is not None]
    x, y = zip(*known, strict=True)
    return [exp(v) for v in np.interp(np.arange(len(values)), x, y)]


def smooth3(values: Series) -> Series:
    """Centred mean of three months; the first and last month use two."""
    padded = np.concatenate([values[:1], values, values[-1:]])
    return np.asarray((padded[:-2] + padded[1:-1] + padded[2:]) / 3.0, dtype=np.float64)

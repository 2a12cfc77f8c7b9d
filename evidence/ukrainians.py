"""Ukrainians of working age in the country, by month (series.csv): how many, and nothing of what they do."""

from __future__ import annotations

from functools import cache

import numpy as np

from werkagenda.evidence.files import frozen, rows
from werkagenda.evidence.timeline import Series, knots
from werkagenda.tables.vocabulary import month_index

COUNT = "Ukrainian refugees 15-64, number"
"""Topic of the rows."""
START = "2022-02"
"""Last month before temporary protection (T009): nobody yet."""


@cache
def ukrainians() -> Series:
    """People of 15 to 64 who fled Ukraine, persons at the end of each month [192].

    Nobody before March 2022, straight between the dated figures (the figure of the first day of a month is the end of
    the one before), constant after the last (assumptions; the last of them is assumed too).
    """
    points = {START: 0.0}
    for row in rows("series"):
        if row["topic"] == COUNT:
            points[_month_before(row["reference_date"])] = 1000.0 * float(row["value"])
    line = knots(points)
    line = np.where(np.arange(len(line)) <= month_index(START), 0.0, line)
    return frozen(line)


def _month_before(date: str) -> str:
    year, month = int(date[:4]), int(date[5:7])
    return f"{year - (month == 1):04d}-{(month - 2) % 12 + 1:02d}"

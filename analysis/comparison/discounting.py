"""Euros of different months side by side: in prices of January 2025, discounted to the first day of that month.

A euro of a month counts for 1 / ((1 + d) (1 + p))^t: t years from the first of January 2025 to the middle of the month,
d the real discount rate (P164, 2.25% a year), p the growth of prices (constants.price_growth, an assumption).
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from werkagenda.analysis.comparison.cell_tables import aggregate_periods, period_slices
from werkagenda.evidence import registry
from werkagenda.tables.vocabulary import HISTORY_MONTHS, month_index

CASH, PRESENT_VALUE = "cash", "present value"


def discount_factor(month: int, rate: float, growth: float) -> float:
    """What a euro paid in the middle of a month (0: January 2025) is worth on the first of January 2025."""
    return float(((1.0 + rate) * (1.0 + growth)) ** (-(month + 0.5) / 12.0))


def discount_factors(labels: Sequence[str]) -> list[float]:
    """The worth of a euro of each month, with the rate and the growth of prices of the evidence."""
    evidence = registry.load()
    rate, growth = evidence.number("P164") / 100.0, evidence.number("constants.price_growth")
    return [discount_factor(month_index(label) - HISTORY_MONTHS, rate, growth) for label in labels]


def cash_and_present_value(monthly: pd.DataFrame) -> pd.DataFrame:
    """Sums by year and over all years, as cash and as present value (level `prices`); a year's part of the whole."""
    labels = [str(label) for label in monthly.columns]
    worth = monthly * discount_factors(labels)
    found = {
        name: aggregate_periods(each, period_slices(labels), total=True)
        for name, each in ((CASH, monthly), (PRESENT_VALUE, worth))
    }
    return pd.concat(found, names=["prices"]).sort_index()

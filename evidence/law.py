"""Amounts in law by month, in whole cents: known steps of law_amounts.csv, filled in half-year steps and marked so.

Norms and the minimum wage change in January and July, student finance and tax amounts in January. Between two known
amounts a step grows by the same factor each time; before the first and after the last known amount it grows by the
factor of law_assumptions.csv. Rounding: half up to the cent, once, at the end.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from werkagenda.evidence.exact import power
from werkagenda.evidence.files import frozen, rows
from werkagenda.tables.vocabulary import MONTHS, month_index, month_label

Cents = NDArray[np.int64]
WEEKS = 52


@dataclass(frozen=True)
class Law:
    """Dated amounts, 192 months each.

    Cents: minimum_wage_hourly (gross, 21 and over; monthly amount / (38 * 52 / 12) before 2024), bijstand_single,
    bijstand_couple, bijstand_single_18_20 (a month, net with holiday pay), disregard_cap (part earnings a month),
    student_finance_mbo (a month, living out), general_tax_credit_year and labour_tax_credit_year (largest, a year).
    Shares: disregard_share (of earnings), income_tax_rate (first bracket).
    """

    minimum_wage_hourly: Cents
    bijstand_single: Cents
    bijstand_couple: Cents
    bijstand_single_18_20: Cents
    disregard_cap: Cents
    student_finance_mbo: Cents
    general_tax_credit_year: Cents
    labour_tax_credit_year: Cents
    disregard_share: NDArray[np.float64]
    income_tax_rate: NDArray[np.float64]


ITEMS = {
    "minimum_wage_hourly": "minimum_wage",
    "bijstand_single": "bijstand_single",
    "bijstand_couple": "bijstand_couple",
    "bijstand_single_18_20": "bijstand_single_18_20",
    "disregard_cap": "earnings_disregard_cap",
    "student_finance_mbo": "student_finance_mbo_living_out",
    "general_tax_credit_year": "general_tax_credit_max",
    "labour_tax_credit_year": "labour_tax_credit_max",
    "income_tax_rate": "income_tax_first_bracket",
}
"""Field of `Law` and its item in law_amounts.csv."""

YEARLY = ("student_finance_mbo", "general_tax_credit_year", "labour_tax_credit_year")


def _assumed(item: str, kind: str) -> float:
    return next(float(r["value"]) for r in rows("law_assumptions") if r["item"] == item and r["kind"] == kind)


def known(field: str) -> dict[int, float]:
    """Amounts in law by month index as published, euros (minimum wage per hour) or shares."""
    hours = _assumed("minimum_wage_hourly", "hours_per_week") * WEEKS / 12
    found: dict[int, float] = {}
    for row in rows("law_amounts"):
        if row["item"] == ITEMS.get(field):
            amount = float(row["value"])
            monthly = field == "minimum_wage_hourly" and row["unit"] == "eur per month"
            found[month_index(row["from"][:7])] = amount / hours if monthly else amount
    return found


def _starts(step: int, points: dict[int, float]) -> list[int]:
    """Months in which the amount may change: every `step` months from January 2014, and the known dates."""
    return sorted({*range(0, MONTHS, step), *points})


def steps(points: dict[int, float], step: int, before: float, after: float) -> NDArray[np.float64]:
    """Months 0..191 from known amounts, constant within steps of `step` months.

    Between known amounts the growth per step is constant; outside it is `before` and `after` (shares per step).
    """
    out = np.zeros(MONTHS)
    months = sorted(points)
    first, last = months[0], months[-1]
    for start in _starts(step, points):
        if start <= first:
            value = points[first] / power(1.0 + before, math.ceil((first - start) / step))
        elif start >= last:
            value = points[last] * power(1.0 + after, (start - last) // step)
        else:
            low = max(m for m in months if m <= start)
            high = min(m for m in months if m > start)
            value = points[low] * power(points[high] / points[low], (start - low) / (high - low))
        out[start:] = value
    return out


def cents(euros: NDArray[np.float64]) -> Cents:
    """Euros to whole cents, half up."""
    return frozen(np.floor(euros * 100.0 + 0.5).astype(np.int64))


def _series(field: str) -> NDArray[np.float64]:
    before, after = _assumed(field, "growth_before"), _assumed(field, "growth_after")
    return steps(known(field), 12 if field in YEARLY else 6, before, after)


def _shared(field: str, single: NDArray[np.float64]) -> NDArray[np.float64]:
    """An amount that follows the single norm at a fixed share, with the known amounts where they stand."""
    share = _assumed(field, "share_of_single")
    points = known(field)
    out = share * single
    for month in sorted(points):
        out[month:] = points[month] / single[month] * single[month:]
    return out


def _tax_rate() -> NDArray[np.float64]:
    """First bracket: an assumption before 2025, 35.82% in 2025, an assumption from 2026."""
    out = np.full(MONTHS, _assumed("income_tax_rate", "before_2025"))
    out[month_index("2025-01") :] = known("income_tax_rate")[month_index("2025-01")]
    out[month_index("2026-01") :] = _assumed("income_tax_rate", "from_2026")
    return frozen(out)


@cache
def law() -> Law:
    """The law by month; what is not a published amount is named by `law_marked`."""
    single = _series("bijstand_single")
    return Law(
        minimum_wage_hourly=cents(_series("minimum_wage_hourly")),
        bijstand_single=cents(single),
        bijstand_couple=cents(_series("bijstand_couple")),
        bijstand_single_18_20=cents(_shared("bijstand_single_18_20", single)),
        disregard_cap=cents(_shared("disregard_cap", single)),
        student_finance_mbo=cents(_series("student_finance_mbo")),
        general_tax_credit_year=cents(_series("general_tax_credit_year")),
        labour_tax_credit_year=cents(_series("labour_tax_credit_year")),
        disregard_share=frozen(np.full(MONTHS, _assumed("disregard_share", "level"))),
        income_tax_rate=_tax_rate(),
    )


def law_marked() -> list[str]:
    """Every step that is not a published amount, as `field YYYY-MM interpolated|extrapolated`."""
    marked: list[str] = []
    for field in ITEMS:
        points = known(field)
        first, last = min(points), max(points)
        for start in _starts(12 if field in YEARLY or field == "income_tax_rate" else 6, points):
            if start not in points:
                how = "interpolated" if first < start < last else "extrapolated"
                marked.append(f"{field} {month_label(start)} {how}")
    marked.append("disregard_share 2014-01 extrapolated")
    return marked

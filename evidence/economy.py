"""Labour-market environment by month: vacancies, unemployed and entry into unemployment (economy.csv)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from werkagenda.evidence.exact import power
from werkagenda.evidence.files import frozen, rows
from werkagenda.evidence.timeline import Series, fill_gaps, quarter_months, quarters, smooth3
from werkagenda.tables.vocabulary import MONTHS

ECONOMIES = ("central", "recession", "tight")


def constant(name: str) -> float:
    """A figure of constants.csv, in the unit of the file."""
    return next(float(row["value"]) for row in rows("constants") if row["name"] == name)


@dataclass(frozen=True)
class Economy:
    """Five series of 192 months.

    posted_openings_thousand_per_month: vacancies opened, all sectors, a third of the quarter. hospitality_openings_...:
    the same of hospitality, with its season. unemployed_thousand: persons 15-74, new definition of 2021. tightness:
    open vacancies per unemployed person. unemployment_entry_thousand_per_month: persons who become unemployed, implied
    by the stock (`implied_entry`).
    """

    posted_openings_thousand_per_month: Series
    hospitality_openings_thousand_per_month: Series
    unemployed_thousand: Series
    tightness: Series
    unemployment_entry_thousand_per_month: Series


def _quarterly(item: str, level: str) -> list[float]:
    """Values of 2014Q1 to 2029Q4; gaps filled log-linearly."""
    known = {
        row["quarter"]: float(row["value"])
        for row in rows("economy")
        if row["item"] == item and row["level"] in ("all", level)
    }
    return fill_gaps([known.get(quarter) for quarter in quarters()])


def _flow(item: str, level: str) -> Series:
    """A quarterly flow as thousand a month: a third of it in each month of the quarter."""
    return np.repeat(np.array(_quarterly(item, level)) / 3.0, 3)


def _stock(item: str, level: str, place: float) -> Series:
    """A quarterly stock by month, linear between points `place` months after the quarter's first."""
    x = [quarter_months(quarter).start + place for quarter in quarters()]
    return np.asarray(np.interp(np.arange(MONTHS), x, _quarterly(item, level)), dtype=np.float64)


def finding_per_month(tightness: Series) -> Series:
    """Monthly job finding of the unemployed: 0.151 * (tightness / 1.10)^0.4 (LM110, LM011, LM268; constants.csv)."""
    base, reference = constant("finding_per_month"), constant("finding_tightness")
    elasticity = constant("finding_elasticity")
    return np.array([base * power(ratio / reference, elasticity) for ratio in tightness])


def implied_entry(unemployed: Series, tightness: Series) -> Series:
    """Entry into unemployment (thousand a month) that reproduces the path of the stock.

    entry(t) = stock(t+1) - stock(t) * (1 - f(t) - g), with f = `finding_per_month` and g = 0.089 a month who leave the
    labour force (LM105); mean of three months, at least `lowest_entry`. The last month repeats the stock.
    """
    staying = 1.0 - finding_per_month(tightness) - constant("leaving_per_month")
    ahead = np.append(unemployed[1:], unemployed[-1])
    return np.maximum(smooth3(ahead - unemployed * staying), constant("lowest_entry"))


@cache
def economy(level: str) -> Economy:
    """Economy at a level: realised to 2025Q4, then assumed (economy_quarterly.csv, economy.csv).

    Quarters are equal at all levels to 2025Q4; months are equal to September 2025, because later months are
    interpolated towards the first assumed quarter.
    """
    if level not in ECONOMIES:
        raise ValueError(f"economy {level!r} is none of {', '.join(ECONOMIES)}")
    unemployed = _stock("unemployed", level, place=1.0)
    tightness = _stock("open", level, place=2.0) / unemployed
    return Economy(
        posted_openings_thousand_per_month=frozen(_flow("opened", level)),
        hospitality_openings_thousand_per_month=frozen(_flow("hospitality_opened", level)),
        unemployed_thousand=frozen(unemployed),
        tightness=frozen(tightness),
        unemployment_entry_thousand_per_month=frozen(implied_entry(unemployed, tightness)),
    )

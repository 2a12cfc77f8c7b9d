"""Waits between request, permit, housing and the arrival of the family, by month (reception.csv)."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from werkagenda.evidence.files import frozen, rows
from werkagenda.evidence.timeline import Series, knots
from werkagenda.tables.vocabulary import MONTHS, month_index


def _points(item: str) -> dict[str, float]:
    return {row["date"]: float(row["value"]) for row in rows("reception") if row["item"] == item}


@cache
def decision_wait_months() -> Series:
    """Mean months from request to first decision, by month of the decision [192] (C294 to C298, C302, C414)."""
    return frozen(knots(_points("decision_wait")))


@cache
def grant_share() -> Series:
    """Share of first decisions that grant a permit [192] (C227, C230 to C233)."""
    return frozen(knots(_points("grant_share")))


@cache
def reunification_delay_months() -> Series:
    """Mean months from a sponsor's permit to the family's, by month of the sponsor's permit [192] (C306, C301)."""
    return frozen(knots(_points("reunification_delay")))


@cache
def housing_rate_per_month() -> Series:
    """Monthly probability that a permit holder in reception is housed [192] (C303, C304; later years from stocks)."""
    return frozen(knots(_points("housing_rate")))


@cache
def work_permit_rule() -> NDArray[np.int8]:
    """1 while asylum seekers could work at most 24 weeks a year, 0 from December 2023 [192] (P125)."""
    out = np.zeros(MONTHS, dtype=np.int8)
    for month, value in sorted(_points("work_permit_24_weeks").items()):
        out[month_index(month) :] = int(value)
    return frozen(out)


class FamilyLimits(NamedTuple):
    """Limits to family reunification: month index from which permits fall under them, share of sponsors concerned,
    months that their family waits longer, share of them whose family never comes."""

    month: int
    share: float
    wait: int
    never: float


@cache
def family_limits() -> FamilyLimits:
    """The two-status system (T038), as assumed in reception.csv; holds at the inflow ``two_status`` only."""
    found = {row["item"]: row for row in rows("reception") if row["item"].startswith("limited_")}
    share, wait, never = (float(found[f"limited_{name}"]["value"]) for name in ("share", "wait", "never"))
    return FamilyLimits(month_index(found["limited_share"]["date"]), share, int(wait), never)

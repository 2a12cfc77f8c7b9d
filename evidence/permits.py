"""Permits by origin and family migrants, persons a month (permits.csv, reception.csv)."""

from __future__ import annotations

from functools import cache

import numpy as np

from werkagenda.evidence.files import frozen, rows
from werkagenda.evidence.timeline import Series, spread
from werkagenda.tables.vocabulary import MONTHS, ORIGINS

LEVELS = ("central", "low", "high")
LIMITED = "two_status"
"""Inflow level with permits as in the central one, minus family members delayed by limits to reunification."""
INFLOWS = (*LEVELS, LIMITED)


@cache
def permits(inflow: str) -> Series:
    """Asylum permits, family reunification and minors included, persons per month [192, 8 ORIGINS].

    Spread evenly within the published periods (years, half-years, mid-2022 to mid-2024). Published: CBS by nationality
    2015 to mid-2022 (C425, C167 to C221), cumulative totals to mid-2024 (C223 to C225). The inflow levels are equal
    until September 2025; ``two_status`` is the central one before limits to family reunification (``family_limits``).
    The arithmetic of the outlook stands in the notes of permits.csv.
    """
    if inflow not in INFLOWS:
        raise ValueError(f"inflow {inflow!r} is none of {', '.join(INFLOWS)}")
    out, level = np.zeros((MONTHS, len(ORIGINS))), LEVELS[0] if inflow == LIMITED else inflow
    for row in rows("permits"):
        if row["inflow"] in ("all", level):
            out[:, ORIGINS.index(row["origin"])] += spread(float(row["value"]), row["from"], row["until"])
    return frozen(out)


@cache
def family_migrants_per_month() -> Series:
    """Adult family migrants with a duty of civic integration, persons per month [192] (C338, C340, rest assumed).

    The same at every inflow level. Those who join a status holder (C331, C332) are part of the permits.
    """
    out = np.zeros(MONTHS)
    for row in rows("reception"):
        if row["item"] == "family_migrants":
            out += spread(float(row["value"]), f"{row['date']}-01", f"{row['date']}-12")
    return frozen(out)

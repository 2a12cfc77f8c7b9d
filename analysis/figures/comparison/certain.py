"""How sure an effect is, and how that is said: too small, no change, not told from zero, or told from zero."""

from __future__ import annotations

import math
from collections.abc import Callable

import pandas as pd
from scipy import special

from werkagenda.analysis.figures.comparison.results import Comparison
from werkagenda.analysis.numbers import ENOUGH, FEW, TOO_SMALL, fine, signed, span, whole

SMALL, SAME, ZERO = "too small", "no change", "not told from zero"
SINGLE, SURE = "too few replicates", "told from zero"


def verdict(row: pd.Series) -> str:
    """What may be said of an effect: SMALL (few simulated people), SAME (nothing differs), ZERO, SURE, or SINGLE: no
    interval, or one of fewer than ENOUGH replicates that leaves zero out, which is itself mostly chance."""
    if float(row.get("events", math.nan)) < FEW:
        return SMALL
    if row["effect"] == 0 and not row["high"] > row["low"]:
        return SAME
    if row["low"] <= 0 <= row["high"]:
        return ZERO
    known = math.isfinite(float(row["low"])) and int(row.get("replicates", ENOUGH)) >= ENOUGH
    return SURE if known else SINGLE


def few_replicates(row: pd.Series) -> str:
    """Why SINGLE is not sure, in words."""
    count = int(row["replicates"])
    return "one replicate, no interval" if count == 1 else f"{count} replicates, too few to be sure"


def of_kind(rows: pd.DataFrame, *kinds: str) -> pd.DataFrame:
    """The rows whose verdict is one of the kinds; rows may be empty."""
    keep = [verdict(row) in kinds for _, row in rows.iterrows()]
    return rows[pd.Series(keep, index=rows.index, dtype=bool)]


def said(row: pd.Series | None, unit: str = " people", show: Callable[[float], str] = whole) -> str:
    """The effect in a few words that keep to its verdict."""
    if row is None:
        return "not in the tables"
    if row["effect"] == 0 and not row["high"] > row["low"]:
        return SAME
    found = verdict(row)
    if found == SMALL:
        return TOO_SMALL
    if found == ZERO:
        return f"not told from zero ({span(row['low'], row['high'], show)}{unit})"
    return signed(row["effect"], show) + unit + (f" ({few_replicates(row)})" if found == SINGLE else "")


def interval(row: pd.Series, show: Callable[[float], str] = whole) -> str:
    """The Monte Carlo interval as text; a dash with one replicate."""
    return span(row["low"], row["high"], show) if math.isfinite(float(row["low"])) else "–"


def as_points(people: float, adults: float) -> str:
    """People as percentage points of adults, two digits, signed; unknown without adults."""
    return signed(100 * people / adults, fine) if adults > 0 else "unknown"


def world_error(row: pd.Series, central: pd.Series) -> float:
    """Standard error of an effect; a world of one replicate borrows the spread of the central world; NaN if unknown."""
    if math.isfinite(float(row["se"])):
        return float(row["se"])
    return float(central["se"]) * math.sqrt(central["replicates"] / max(int(row["replicates"]), 1))


def reach(replicates: float) -> float:
    """Standard errors that a 95% interval reaches to each side when the spread is known from so few replicates."""
    return float(special.stdtrit(max(float(replicates) - 1.0, 1.0), 0.975))


def beyond_chance(row: pd.Series, central: pd.Series) -> bool:
    """Is a world's effect further from the central one than the 95% interval of their difference reaches (if known)?"""
    gap, error = abs(row["effect"] - central["effect"]), math.hypot(world_error(row, central), float(central["se"]))
    return bool(gap > reach(central["replicates"]) * error) if math.isfinite(error) else bool(gap > 0)


def rests_on(c: Comparison, headline: pd.Series) -> tuple[str, float] | None:
    """The end of the range that lies furthest from the central effect: its world and effect; nothing when chance may
    explain it."""
    ends = [(str(headline[f"range_{end}_world"]), float(headline[f"range_{end}"])) for end in ("low", "high")]
    world, value = max(ends, key=lambda end: abs(end[1] - headline["effect"]))
    row = c.effect(str(headline["scenario"]), str(headline["indicator"]), str(headline["period"]), world)
    central = c.effect(str(headline["scenario"]), str(headline["indicator"]), str(headline["period"]))
    if world == c.central or row is None or central is None or not beyond_chance(row, central):
        return None
    return world, value

"""The verdict on an effect and its wording: too small, no change, not told from zero, or told from zero."""

from __future__ import annotations

import math
from collections.abc import Callable

import pandas as pd
from scipy import special

from werkagenda.analysis.comparison import headlines
from werkagenda.analysis.comparison.load_comparison import Comparison
from werkagenda.analysis.language import named, say
from werkagenda.analysis.numbers import ENOUGH, FEW, TOO_SMALL, fine, signed, span, whole

TOO_SMALL_VERDICT, NO_CHANGE, NOT_SIGNIFICANT = "too small", headlines.NO_CHANGE, headlines.NOT_SIGNIFICANT
FEW_REPLICATES, SIGNIFICANT = "too few replicates", headlines.SIGNIFICANT


def verdict(row: pd.Series) -> str:
    """What may be said of an effect: SMALL (few simulated people), SAME (nothing differs), ZERO, SURE, or SINGLE: no
    interval, or one of fewer than ENOUGH replicates that leaves zero out, which is itself mostly chance."""
    if float(row.get("events", math.nan)) < FEW:
        return TOO_SMALL_VERDICT
    if row["effect"] == 0 and not row["high"] > row["low"]:
        return NO_CHANGE
    if row["low"] <= 0 <= row["high"]:
        return NOT_SIGNIFICANT
    known = math.isfinite(float(row["low"])) and int(row.get("replicates", ENOUGH)) >= ENOUGH
    return SIGNIFICANT if known else FEW_REPLICATES


def few_replicates_text(row: pd.Series) -> str:
    """Why SINGLE is not sure, in words."""
    count = int(row["replicates"])
    return (
        say("one replicate, no interval") if count == 1 else say("{count} replicates, too few to be sure", count=count)
    )


def with_verdict(rows: pd.DataFrame, *kinds: str) -> pd.DataFrame:
    """The rows whose verdict is one of the kinds; rows may be empty."""
    keep = [verdict(row) in kinds for _, row in rows.iterrows()]
    return rows[pd.Series(keep, index=rows.index, dtype=bool)]


def effect_text(row: pd.Series | None, unit: str | None = None, show: Callable[[float], str] = whole) -> str:
    """The effect in a few words that keep to its verdict; the unit is people where none is given."""
    unit = say(" people") if unit is None else unit
    if row is None:
        return say("not in the tables")
    if row["effect"] == 0 and not row["high"] > row["low"]:
        return named("verdict", NO_CHANGE)
    found = verdict(row)
    if found == TOO_SMALL_VERDICT:
        return str(TOO_SMALL)
    if found == NOT_SIGNIFICANT:
        return say("not told from zero ({low}{unit})", low=span(row["low"], row["high"], show), unit=unit)
    return signed(row["effect"], show) + unit + (f" ({few_replicates_text(row)})" if found == FEW_REPLICATES else "")


def cell_text(row: pd.Series | None, show: Callable[[float], str] = whole) -> str:
    """The effect for a cell of a table: with its interval where that includes zero, which a note says once."""
    if row is None:
        return "–"
    if row["effect"] == 0 and not row["high"] > row["low"]:
        return "0"
    found = verdict(row)
    if found == TOO_SMALL_VERDICT:
        return str(TOO_SMALL)
    shown = signed(row["effect"], show)
    return f"{shown} ({span(row['low'], row['high'], show)})" if found == NOT_SIGNIFICANT else shown


def interval_text(row: pd.Series, show: Callable[[float], str] = whole) -> str:
    """The Monte Carlo interval as text; a dash with one replicate."""
    return span(row["low"], row["high"], show) if math.isfinite(float(row["low"])) else "–"


def points_text(people: float, adults: float) -> str:
    """People as percentage points of adults, two digits, signed; unknown without adults."""
    return signed(100 * people / adults, fine) if adults > 0 else say("unknown")


def t_quantile(replicates: float) -> float:
    """Standard errors that a 95% interval reaches to each side when the spread is known from so few replicates."""
    return float(special.stdtrit(max(float(replicates) - 1.0, 1.0), 0.975))


def significant_sets(c: Comparison, headline: pd.Series) -> pd.DataFrame:
    """The worlds whose paired difference with the central one is told from zero, for one headline."""
    rows = c.sensitivity(str(headline["scenario"]), str(headline["indicator"]), str(headline["period"]))
    return rows[rows["verdict"] == SIGNIFICANT]


def significant_range(c: Comparison, headline: pd.Series) -> tuple[float, float] | None:
    """The lowest and the highest answer of the central world and those told from it; None when there is none."""
    values = [*significant_sets(c, headline)["value"].astype(float)]
    return (min(*values, float(headline["effect"])), max(*values, float(headline["effect"]))) if values else None


def most_sensitive_set(c: Comparison, headline: pd.Series) -> tuple[str, float] | None:
    """World and answer that lie furthest from the central effect and are told from it; None when there are none."""
    rows = significant_sets(c, headline)
    if rows.empty:
        return None
    row = rows.iloc[int(rows["effect"].abs().to_numpy().argmax())]
    return str(row["world"]), float(row["value"])


def range_text(headline: pd.Series, show: Callable[[float], str] = whole) -> str:
    """The range over worlds as text; an end with * is not told from the central value."""
    if headline["worlds"] < 2:
        return say("one world")
    low, high = float(headline["range_low"]), float(headline["range_high"])
    if low == high:
        return span(low, high, show)
    ends = ((low, headline["range_low_told"]), (high, headline["range_high_told"]))
    shown = [span(value, value, show) + ("" if told else "*") for value, told in ends]
    return say("{low} to {high}", low=shown[0], high=shown[1])

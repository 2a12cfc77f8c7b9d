"""Bounds that a unit implies for a figure, regardless of the range of its entry.

The widest bounds are assumptions (at most 168 working hours a week, no wait of a century) that catch typing errors. The
range of an entry (low, high) is narrower: values outside it are possible and reported.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from werkagenda.evidence.entry import Entry

SHARES = ("share", "probability")
BOUNDS: dict[str, tuple[float, float]] = {
    "share": (0.0, 1.0),
    "probability": (0.0, 1.0),
    "level": (0.0, 1.0),
    "months": (0.0, 1200.0),
    "weeks": (0.0, 5200.0),
    "years": (0.0, 120.0),
    "calendar years of the last five": (0.0, 5.0),
    "month index": (0.0, 191.0),
    "hours": (0.0, 20_000.0),
    "hours per week": (0.0, 168.0),
    "hours per client per month": (0.0, 744.0),
    "hours per person per month": (0.0, 744.0),
    "hours per manager per month": (0.0, 744.0),
    "months per year worked": (0.0, 12.0),
    "eur": (0.0, 1e7),
    "persons": (0.0, 2e7),
    "applications": (0.0, 100.0),
    "employers": (0.0, 1000.0),
    "factor": (0.0, 100.0),
    "ratio": (0.0, 100.0),
    "rate": (0.0, 100.0),
    "per": (0.0, 1.0),
    "1/year": (0.0, 100.0),
    "standard": (0.0, 10.0),
    "logistic": (0.0, 10.0),
    "relative spread": (0.0, 1.0),
    "relative gain": (-1.0, 100.0),
    "part": (-1.0, 1.0),
    "elasticity": (-10.0, 10.0),
    "score": (-100.0, 100.0),
    "log odds": (-20.0, 20.0),
    "thousand persons": (0.0, 20_000.0),
    "code": (0.0, 100.0),
    "unit": (0.0, 100.0),
}
"""Minimum and maximum by the first part of a unit; the longest match counts."""

CODES = ("code",)
"""Units of coded alternatives, all of which are in the entry's range."""

DIVISORS = (
    *("months", "weeks", "years", "hours", "persons", "factor"),
    *("ratio", "rate", "applications", "logistic", "standard"),
)
"""Units for which zero is valid only if the entry's range includes it."""


def is_share(unit: str) -> bool:
    """True if the unit implies values between 0 and 1 (its first word is share or probability)."""
    return unit.split(" ")[0] in SHARES


def _first(unit: str, known: Iterable[str]) -> str | None:
    fitting = [words for words in known if unit == words or unit.startswith(f"{words} ")]
    return max(fitting, key=len, default=None)


def bounds(unit: str) -> tuple[float, float]:
    """Minimum and maximum for a unit; infinite if the unit is unknown."""
    words = _first(unit, BOUNDS)
    return BOUNDS[words] if words else (-math.inf, math.inf)


def impossible(entry: Entry, value: float) -> str:
    """Reason why an entry cannot have a value; "" if it can."""
    if not math.isfinite(value):
        return "must be a finite number"
    low, high = bounds(entry.unit)
    if not low <= value <= high:
        return f"is in {entry.unit}; must lie between {low:g} and {high:g}"
    if _first(entry.unit, CODES) and (value != int(value) or outside(entry, value)):
        return f"is a {entry.unit}; must be one of the numbers named"
    if value == 0.0 and entry.low is not None and entry.low > 0.0 and _first(entry.unit, DIVISORS):
        return f"is in {entry.unit}; must be above 0"
    return ""


def same(one: str, other: str) -> bool:
    """True if a figure of one unit can replace one of another: equal text, or shares or probabilities per same
    period.
    """
    return one == other or (is_share(one) and is_share(other) and _time(one) == _time(other))


def _time(unit: str) -> str:
    """Period of a share or probability: `per month`, or ""."""
    return unit.partition(" per ")[2]


def outside(entry: Entry, value: float) -> tuple[float, float] | None:
    """Range of an entry if a value lies outside it, otherwise None."""
    if entry.low is None or entry.high is None or entry.low <= value <= entry.high:
        return None
    return entry.low, entry.high

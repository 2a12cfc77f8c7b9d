"""Numbers as a reader should see them: two digits in headlines, units always, nothing made of too few events."""

from __future__ import annotations

import calendar
import math
from collections.abc import Callable

FEW = 30
"""Below this many simulated events a number is not printed (assumption: a relative error of about 18% and more)."""

ENOUGH = 4
"""Replicates from which an interval is believed and drawn: with fewer it is itself mostly chance (assumption)."""

TOO_SMALL = "too small to judge"


def two(value: float) -> float:
    """The value rounded to two significant digits."""
    if value == 0 or not math.isfinite(value):
        return value
    return round(value, 1 - math.floor(math.log10(abs(value))))


def plain(value: float) -> str:
    """Two significant digits with thousands separated: 13,000; 4.2; 0.031."""
    if not math.isfinite(value):
        return "unknown"
    short = two(value)
    if abs(short) >= 10 or short == 0:
        return f"{short:,.0f}"
    return f"{short:.{1 - math.floor(math.log10(abs(short)))}f}"


def percent(share: float) -> str:
    """A share 0-1 as a percentage of two digits: 43%, 4.3%."""
    return f"{plain(100 * share)}%" if math.isfinite(share) else "unknown"


def points(difference: float) -> str:
    """A difference of shares in percentage points, signed, one decimal."""
    if not math.isfinite(difference):
        return "unknown"
    size = round(100 * difference, 1)
    return f"{'+' if size > 0 else '−' if size < 0 else ''}{abs(size):.1f}"


def people(count: float) -> str:
    """A number of people, two digits."""
    return plain(count)


def euros(amount: float) -> str:
    """Euros in words, two digits: €2.3 billion, €41 million."""
    size = abs(two(amount))
    sign = "−" if amount < 0 else ""
    for unit, name in ((1e9, " billion"), (1e6, " million"), (1e3, " thousand")):
        if size >= unit:
            return f"{sign}€{plain(size / unit)}{name}"
    return f"{sign}€{plain(size)}"


def month_name(label: str) -> str:
    """A month in words: 2024-12 is December 2024."""
    return f"{calendar.month_name[int(label[5:])]} {label[:4]}"


def spread(low: float, low_name: str, high: float, high_name: str, show: Callable[[float], str]) -> str:
    """From the lowest to the highest, with their names; when both print alike, that they hardly differ."""
    if show(low) == show(high):
        return f"hardly differs ({show(low)})"
    return f"runs from {show(low)} ({low_name}) to {show(high)} ({high_name})"


def judged(text: str, events: float) -> str:
    """The text, or that it rests on too few simulated events."""
    return text if events >= FEW else TOO_SMALL


def change(before: float, after: float, still: float = 0.01) -> str:
    """How one share moves to another: 'rises from 41% to 46%'; within `still` it stays."""
    if abs(after - before) < still:
        return f"stays near {percent(after)}"
    return f"{'rises' if after > before else 'falls'} from {percent(before)} to {percent(after)}"


def whole(count: float) -> str:
    """A number of people in two digits and never a part of one: 1,600; 85; 4."""
    return f"{two(round(count)):,.0f}" if math.isfinite(count) else "unknown"


def fine(value: float) -> str:
    """Percentage points in two digits, no finer than a thousandth: 1.2; 0.045; 0."""
    return plain(round(value, 3)) if math.isfinite(value) else "unknown"


def signed(value: float, show: Callable[[float], str] = plain) -> str:
    """A difference with its sign: +1,600, −60, 0."""
    text = show(abs(value))
    if not math.isfinite(value) or float(two(value)) == 0 or text == show(0.0):
        return text
    return _with_sign("+" if value > 0 else "−", text)


def span(low: float, high: float, show: Callable[[float], str] = plain) -> str:
    """From a low to a high value: −20 to 140; one value when both print alike; only zero prints as zero."""
    ends = [_with_sign("−" if value < 0 else "", visible(abs(value), show)) for value in (low, high)]
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"


def visible(size: float, show: Callable[[float], str]) -> str:
    """A size as shown; finer, in one digit, where that would print as zero: its sign would be lost."""
    text = show(size)
    return text if size == 0 or text != show(0.0) else f"{float(f'{size:.1g}'):f}".rstrip("0").rstrip(".")


def _with_sign(sign: str, text: str) -> str:
    """The sign before the text; it stays on the line of a currency sign."""
    return f"{sign}\u2060{text}" if sign and text.startswith("€") else f"{sign}{text}"


def likely(probability: float) -> str:
    """A probability 0-1 in whole per cents, never 0 or 100: 'over 99%'."""
    if not math.isfinite(probability):
        return "unknown"
    return "over 99%" if probability > 0.99 else "under 1%" if probability < 0.01 else f"{probability:.0%}"

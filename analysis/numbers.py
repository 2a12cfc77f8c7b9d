"""Numbers as a reader should see them, in the language that is spoken: two digits in headlines, units always, nothing
made of too few events."""

from __future__ import annotations

import math
from collections.abc import Callable

from werkagenda.analysis.language import MINUS, current, deferred, say

FEW = 30
"""Below this many simulated events a number is not printed (assumption: a relative error of about 18% and more)."""

ENOUGH = 4
"""Replicates from which an interval is believed and drawn: with fewer it is itself mostly chance (assumption)."""

TOO_SMALL = deferred("too small to judge")


def two(value: float) -> float:
    """The value rounded to two significant digits."""
    if value == 0 or not math.isfinite(value):
        return value
    return round(value, 1 - math.floor(math.log10(abs(value))))


def plain(value: float) -> str:
    """Two significant digits with thousands separated: 13,000; 4.2; 0.031."""
    if not math.isfinite(value):
        return say("unknown")
    short = two(value)
    if abs(short) >= 10 or short == 0:
        return fixed(short, 0)
    return fixed(short, 1 - math.floor(math.log10(abs(short))))


def fixed(value: float, decimals: int) -> str:
    """A number with so many decimals and its thousands apart; an unknown one is a dash."""
    return current().number(value, decimals)


def fixed_percent(share: float, decimals: int) -> str:
    """A share 0-1 as a percentage with so many decimals."""
    return current().percent(share, decimals)


def general(value: float) -> str:
    """A number in up to six digits with no zeros at its end: 0.25; 1,000."""
    _, _, decimals = f"{value:g}".partition(".")
    return fixed(value, 0) if "e" in decimals else fixed(value, len(decimals))


def percent(share: float) -> str:
    """A share 0-1 as a percentage of two digits: 43%, 4.3%."""
    return f"{plain(100 * share)}%" if math.isfinite(share) else say("unknown")


def points(difference: float) -> str:
    """A difference of shares in percentage points, signed, one decimal."""
    if not math.isfinite(difference):
        return say("unknown")
    size = round(100 * difference, 1)
    return f"{'+' if size > 0 else MINUS if size < 0 else ''}{fixed(abs(size), 1)}"


def people(count: float) -> str:
    """A number of people, two digits."""
    return plain(count)


def euros(amount: float) -> str:
    """Euros in words, two digits: €2.3 billion, €41 million."""
    size = abs(two(amount))
    sign, euro = MINUS if amount < 0 else "", current().euro
    for unit, name in ((1e9, say(" billion")), (1e6, say(" million")), (1e3, say(" thousand"))):
        if size >= unit:
            return f"{sign}{euro}{plain(size / unit)}{name}"
    return f"{sign}{euro}{plain(size)}"


def month_name(label: str) -> str:
    """A month in words: 2024-12 is December 2024."""
    return current().month(label)


def spread(low: float, low_name: str, high: float, high_name: str, show: Callable[[float], str]) -> str:
    """From the lowest to the highest, with their names; when both print alike, that they hardly differ."""
    if show(low) == show(high):
        return say("hardly differs ({value})", value=show(low))
    ends = {"low": show(low), "low_name": low_name, "high": show(high), "high_name": high_name}
    return say("runs from {low} ({low_name}) to {high} ({high_name})", **ends)


def judged(text: str, events: float) -> str:
    """The text, or that it rests on too few simulated events."""
    return text if events >= FEW else str(TOO_SMALL)


def change(before: float, after: float, still: float = 0.01) -> str:
    """How one share moves to another: 'rises from 41% to 46%'; within `still` it stays."""
    if abs(after - before) < still:
        return say("stays near {share}", share=percent(after))
    ends = {"before": percent(before), "after": percent(after)}
    return (
        say("rises from {before} to {after}", **ends)
        if after > before
        else say("falls from {before} to {after}", **ends)
    )


def whole(count: float) -> str:
    """A number of people in two digits and never a part of one: 1,600; 85; 4."""
    return fixed(two(round(count)), 0) if math.isfinite(count) else say("unknown")


def fine(value: float) -> str:
    """Percentage points in two digits, no finer than a thousandth: 1.2; 0.045; 0."""
    return plain(round(value, 3)) if math.isfinite(value) else say("unknown")


def signed(value: float, show: Callable[[float], str] = plain) -> str:
    """A difference with its sign: +1,600, −60, 0."""
    text = show(abs(value))
    if not math.isfinite(value) or float(two(value)) == 0 or text == show(0.0):
        return text
    return _with_sign("+" if value > 0 else "−", text)


def span(low: float, high: float, show: Callable[[float], str] = plain) -> str:
    """From a low to a high value: −20 to 140; one value when both print alike; only zero prints as zero."""
    ends = [_with_sign("−" if value < 0 else "", visible(abs(value), show)) for value in (low, high)]
    return ends[0] if ends[0] == ends[1] else say("{low} to {high}", low=ends[0], high=ends[1])


def visible(size: float, show: Callable[[float], str]) -> str:
    """A size as shown; finer, in one digit, where that would print as zero: its sign would be lost."""
    text = show(size)
    if size == 0 or text != show(0.0):
        return text
    short = float(f"{size:.1g}")
    return fixed(short, max(0, -math.floor(math.log10(short))))


def _with_sign(sign: str, text: str) -> str:
    """The sign before the text; it stays on the line of a currency sign."""
    return f"{sign}\u2060{text}" if sign and text.startswith("€") else f"{sign}{text}"


def likely(probability: float) -> str:
    """A probability 0-1 in whole per cents, never 0 or 100: 'over 99%'."""
    if not math.isfinite(probability):
        return say("unknown")
    if probability > 0.99:
        return say("over 99%")
    return say("under 1%") if probability < 0.01 else fixed_percent(probability, 0)

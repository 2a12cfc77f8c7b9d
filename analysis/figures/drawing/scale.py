"""Axes of a figure as scales: from a value to a place in pixels, with ticks and their texts."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from werkagenda.analysis.numbers import fixed, fixed_percent

CATEGORY, DATE, LINEAR = "category", "date", "linear"
IS_DATE = re.compile(r"\d{4}-\d{2}(-\d{2})?$")
PADDING = 0.05
"""Part of the range left free beside data that do not start at an edge of the axis."""
TICKS = 6
"""Ticks of an axis that names no number of its own, at most."""


@dataclass
class Scale:
    """One axis: `ends` in values, `pixels` of both ends, the categories of a categorical axis, and whether
    anything is drawn on it."""

    axis: Any
    kind: str
    pixels: tuple[float, float]
    categories: list[str] = field(default_factory=list)
    ends: tuple[float, float] = (0.0, 1.0)
    used: bool = True

    def number(self, value: Any) -> float:
        """A value as a number: days of a date, the place of a category; nan where there is none."""
        if value is None:
            return math.nan
        if self.kind == CATEGORY:
            return float(self.categories.index(str(value))) if str(value) in self.categories else float(value)
        if self.kind == DATE and isinstance(value, str):
            return float(date.fromisoformat(value if len(value) > len("2025-01") else f"{value}-01").toordinal())
        return float(value)

    def at(self, value: Any) -> float:
        """Place of a value in pixels."""
        return self.place(self.number(value))

    def place(self, number: float) -> float:
        """Place of a number in pixels."""
        share = (number - self.ends[0]) / ((self.ends[1] - self.ends[0]) or 1.0)
        return self.pixels[0] + share * (self.pixels[1] - self.pixels[0])

    def ticks(self) -> list[tuple[float, str]]:
        """Numbers and texts of the ticks inside the ends."""
        low, high = min(self.ends), max(self.ends)
        if self.kind == CATEGORY:
            return [(float(i), name) for i, name in enumerate(self.categories) if low <= i <= high]
        if self.kind == DATE:
            return [(number, text) for number, text in self._dates(low, high) if low <= number <= high]
        step = self._step(high - low)
        first = float(self.axis.tick0 or 0.0)
        count = range(math.ceil((low - first) / step - 1e-9), math.floor((high - first) / step + 1e-9) + 1)
        return [(first + i * step, number_text(first + i * step, step, self.axis.tickformat)) for i in count]

    def _step(self, span: float) -> float:
        most = int(self.axis.nticks or min(TICKS, max(2, abs(self.pixels[1] - self.pixels[0]) // 45)))
        dtick = self.axis.dtick
        return float(dtick) if isinstance(dtick, int | float) and dtick else nice_step(span, most)

    def _dates(self, low: float, high: float) -> Iterator[tuple[float, str]]:
        first, last = date.fromordinal(int(low)).year, date.fromordinal(int(high)).year + 1
        dtick = self.axis.dtick
        room = abs(self.pixels[1] - self.pixels[0]) / 40
        step = int(dtick[1:]) // 12 if isinstance(dtick, str) else max(1, math.ceil((last - first) / room))
        for year in range(first - first % step, last + 1, step):
            yield float(date(year, 1, 1).toordinal()), str(year)


def nice_step(span: float, most: int) -> float:
    """The smallest of 1, 2, 5 times a power of ten that cuts the span in at most so many parts."""
    if span <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(span / most))
    return next(power * each for each in (1, 2, 5, 10) if span / (power * each) <= most)


def number_text(value: float, step: float, form: str | None) -> str:
    """A tick as text in the language that is spoken: shares as per cent where the axis asks so, years plain."""
    if form == ".0%":
        return fixed_percent(value, 0 if step >= 0.01 else 1)
    if form == "d":
        return f"{value:.0f}"
    return fixed(value, max(0, -math.floor(math.log10(step) + 1e-9)) if step < 1 else 0)


def kind_of(axis: Any, values: Iterable[Any]) -> str:
    """Categorical, calendar or plain numbers; as told by the axis or, where it does not say, by the values."""
    texts = [value for value in values if isinstance(value, str)]
    if axis.type in (CATEGORY, DATE, LINEAR):
        return str(axis.type)
    if not texts:
        return LINEAR
    if all(IS_DATE.match(text) for text in texts):
        return DATE
    return LINEAR if all(re.fullmatch(r"-?\d+(\.\d+)?", text) for text in texts) else CATEGORY


def ends_of(axis: Any, scale: Scale, numbers: Sequence[float], bare: bool) -> tuple[float, float]:
    """The range of an axis: the given one, or that of the data, from zero where asked; `bare` leaves no padding."""
    if axis.range is not None:
        return scale.number(axis.range[0]), scale.number(axis.range[1])
    if scale.kind == CATEGORY:
        found = (-0.5, len(scale.categories) - 0.5)
    else:
        found = _padded([n for n in numbers if math.isfinite(n)] or [0.0, 1.0], axis.rangemode == "tozero", bare)
    return (found[1], found[0]) if axis.autorange == "reversed" else found


def _padded(numbers: Sequence[float], from_zero: bool, bare: bool) -> tuple[float, float]:
    low, high = min(numbers), max(numbers)
    low, high = (min(low, 0.0), max(high, 0.0)) if from_zero else (low, high)
    if low == high:
        return low - 1.0, high + 1.0
    pad = 0.0 if bare else PADDING * (high - low)
    return (low if from_zero and low == 0 else low - pad), (high if from_zero and high == 0 else high + pad)

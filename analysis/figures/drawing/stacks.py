"""What stands on what: starts of stacked areas and bars, and how far the data of a trace reach."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from werkagenda.analysis.figures.drawing.scale import Scale

STACKED = ("stack", "relative")


def values(trace: Any, letter: str) -> list[Any]:
    """The values of a trace along an axis."""
    return [] if trace[letter] is None else list(trace[letter])


def measure_of(trace: Any) -> str:
    """The axis along which bars and areas grow."""
    return "x" if trace.orientation == "h" else "y"


def starts(figure: Any, trace: Any) -> list[float]:
    """Where each bar or area point of a trace starts: on the traces of its stack that came before, by sign."""
    letter = measure_of(trace)
    other = "y" if letter == "x" else "x"
    below: dict[tuple[Any, bool], float] = {}
    for each in figure.data:
        if each is trace or each == trace:
            break
        if _together(figure, each, trace):
            for place, value in zip(values(each, other), values(each, letter), strict=True):
                key = (place, (value or 0) < 0)
                below[key] = below.get(key, 0.0) + float(value or 0)
    return [
        below.get((place, (value or 0) < 0), 0.0)
        for place, value in zip(values(trace, other), values(trace, letter), strict=True)
    ]


def _together(figure: Any, one: Any, other: Any) -> bool:
    same = (one.xaxis, one.yaxis, one.type) == (other.xaxis, other.yaxis, other.type)
    if other.type == "bar":
        return bool(same and figure.layout.barmode in STACKED)
    return bool(same and other.stackgroup and one.stackgroup == other.stackgroup)


def reach(figure: Any, trace: Any, letter: str, scale: Scale) -> Iterator[float]:
    """Numbers along an axis that a trace covers: values, ends of bars and stacks, ends of error bars."""
    own = [scale.number(value) for value in values(trace, letter)]
    grows = trace.type == "bar" or trace.stackgroup
    if grows and letter == measure_of(trace):
        for start, value in zip(starts(figure, trace), own, strict=True):
            yield from (start, start + value)
        return
    yield from own
    if trace.type == "bar" and len(set(own)) > 0:
        half = thickness(own) / 2
        yield from (min(own) - half, max(own) + half)
    error = trace[f"error_{letter}"]
    if error.array is not None:
        less = error.arrayminus if error.arrayminus is not None else error.array
        for value, up, down in zip(own, error.array, less, strict=True):
            yield from (value + up, value - down)


def thickness(places: list[float]) -> float:
    """Room of a bar: the smallest distance between two places."""
    ordered = sorted(set(places))
    return min((b - a for a, b in pairwise(ordered)), default=1.0)

"""Every behavioural rule written a second time, from its description, in another shape: tables, lists, products.

``AGAIN`` maps ``module.name`` of a rule to a function of the same arguments by name (``p`` is the group of parameters).
Results that are whole cents or months come unrounded where the rule rounds once (``Rounded``).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from typing import Any

AGAIN: dict[str, Callable[..., Any]] = {}


class Rounded(Fraction):
    """An exact amount that the rule gives as the nearest whole number, half up."""


def again(module: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Enter a function under its module and name."""

    def enter(function: Callable[..., Any]) -> Callable[..., Any]:
        AGAIN[f"{module}.{function.__name__}"] = function
        return function

    return enter


def between(x: float, low: float, high: float) -> float:
    """``x`` cut to a range."""
    return sorted((low, x, high))[1]


def line(x: float, points: list[tuple[float, float]]) -> float:
    """Piecewise linear through points, level outside."""
    if x <= points[0][0]:
        return points[0][1]
    for (x0, y0), (x1, y1) in pairwise(points):
        if x <= x1:
            weight = (x - x0) / (x1 - x0)
            return y0 * (1 - weight) + y1 * weight
    return points[-1][1]


def persistent(weight: float, frailty: float) -> float:
    """Factor of a persistent difference, one on average over the population."""
    return math.exp(weight * frailty) / math.exp(weight**2 / 2)

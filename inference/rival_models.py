"""Two simple rivals of the simulator, fitted on the same figures: a logit hazard by duration, and the last value.

The hazard model knows months since the permit, sex and permit year: a month's chance of starting work is
logistic(a + b log(months) + c woman + d (permit year - 2014)); who works stays at work. Benefit is the same with
leaving a benefit in place of starting work. It is fitted by least squares in the errors of `target_errors.csv` with a
weak prior. The last-value rule carries the fitted figure nearest before to later dates and other groups.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import least_squares

from werkagenda.evidence import permits, target_errors
from werkagenda.evidence.registry import Target
from werkagenda.tables.vocabulary import month_index

Matrix = NDArray[np.float64]
INDICATORS = ("employed", "on_benefit")
"""Indicators that rivals can be fitted on and scored on."""
PRIOR = np.array([3.0, 1.0, 1.5, 0.3])
START = np.array([-5.0, 0.3, -0.5, 0.0])
"""Centre and standard deviation of the coefficients before any figure (assumption, wide)."""
NORMAL_95 = 1.959964
EVEN = 0.5
"""Weight of women in a figure of both sexes (assumption)."""


@dataclass(frozen=True)
class Forecast:
    """A rival's value for a target with its 95% interval, as shares."""

    value: float
    low: float
    high: float


def cells(target: Target) -> list[tuple[int, int, float]]:
    """Permit year, months since the permit and weight of the groups that a target averages over."""
    if target.months_since_permit is not None:
        return [(int(target.permit_year[:4]), target.months_since_permit, 1.0)]
    now = month_index(target.month)
    first, last = _span(target.permit_year)
    monthly = permits.permits("central").sum(axis=1)
    return [(2014 + month // 12, now - month, float(monthly[month])) for month in range(first, min(last, now) + 1)]


def _span(years: str) -> tuple[int, int]:
    """First and last permit month of `2014-2021` or `2014-01/2016-06`."""
    if "/" in years:
        one, two = years.split("/")
        return month_index(one), month_index(two)
    return month_index(f"{years[:4]}-01"), month_index(f"{years[-4:]}-12")


def share(coefficients: Matrix, target: Target) -> float:
    """Share employed (or on benefit) of the hazard model for a target."""
    women = {"male": 0.0, "female": 1.0}.get(target.sex, EVEN)
    found = total = 0.0
    for year, months, weight in cells(target):
        held = _survival(coefficients, year, women, months)
        found += weight * (held if target.indicator == "on_benefit" else 1.0 - held)
        total += weight
    return found / total


def _survival(coefficients: Matrix, year: int, women: float, months: int) -> float:
    """Share to whom nothing has happened after so many months."""
    a, b, c, d = coefficients
    duration = np.arange(1, months + 1)
    hazard = 1.0 / (1.0 + np.exp(-(a + b * np.log(duration) + c * women + d * (year - 2014))))
    return float(np.prod(1.0 - hazard))


def logit_hazard(fitted: Sequence[Target]) -> Callable[[Target], Forecast]:
    """The hazard model fitted on figures of one indicator."""
    covariance = target_errors.discrepancy_covariance(fitted) + np.diag(target_errors.sampling_variances(fitted))
    scale = np.linalg.inv(np.linalg.cholesky(covariance))
    seen = np.array([each.value for each in fitted])

    def misses(coefficients: Matrix) -> Matrix:
        gap = np.array([share(coefficients, each) for each in fitted]) - seen
        return np.asarray(np.concatenate([scale @ gap, (coefficients - START) / PRIOR]), np.float64)

    found = least_squares(misses, START)
    slopes = np.asarray(found.jac)
    spread = np.linalg.inv(slopes.T @ slopes)

    def forecast(target: Target) -> Forecast:
        value = share(found.x, target)
        steps = 1e-4 * np.eye(len(START))
        slope = np.array([(share(found.x + step, target) - value) / 1e-4 for step in steps])
        return within(value, float(slope @ spread @ slope), target)

    return forecast


def within(value: float, variance: float, target: Target) -> Forecast:
    """A forecast whose interval holds its own variance and the stated errors of the target."""
    family = target_errors.family(target)
    total = variance + family.sampling**2 + family.discrepancy_of(target) ** 2
    half = NORMAL_95 * math.sqrt(total)
    return Forecast(value, max(0.0, value - half), min(1.0, value + half))


def last_value(fitted: Sequence[Target]) -> Callable[[Target], Forecast]:
    """The rule that the fitted figure nearest before holds on, for whatever group."""
    points = sorted((_months(each), each.value) for each in fitted)
    steps = [(later - now, value - before) for (now, before), (later, value) in pairwise(points)]
    drift = float(np.mean([change**2 / max(1.0, apart) for apart, change in steps])) if steps else 0.0

    def forecast(target: Target) -> Forecast:
        months = _months(target)
        alike = [each for each in fitted if each.sex == target.sex and each.permit_year == target.permit_year]
        known = sorted((_months(each), each.value) for each in alike) or points
        before = [each for each in known if each[0] <= months]
        at, value = before[-1] if before else known[0]
        return within(value, drift * abs(months - at), target)

    return forecast


def _months(target: Target) -> float:
    """Months since the permit, the mean over the permits for a date."""
    found = cells(target)
    return sum(months * weight for _, months, weight in found) / sum(weight for _, _, weight in found)


def rivals(fitted: Sequence[Target]) -> dict[str, Callable[[Target], Forecast]]:
    """Both rivals for targets of any of the indicators."""
    by_indicator = {name: [each for each in fitted if each.indicator == name] for name in INDICATORS}
    made = {
        name: {indicator: maker(chosen) for indicator, chosen in by_indicator.items()}
        for name, maker in (("logit hazard", logit_hazard), ("last value", last_value))
    }
    return {name: _by_indicator(each) for name, each in made.items()}


def _by_indicator(made: dict[str, Callable[[Target], Forecast]]) -> Callable[[Target], Forecast]:
    return lambda target: made[target.indicator](target)

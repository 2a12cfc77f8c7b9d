"""Errors of targets (target_errors.csv): sampling error and model discrepancy by family, and how they go together.

A target belongs to the first row whose `indicator` (a pattern), `collected` and `split` fit; `split` is `sex` or
`origin` where a figure is of one sex or origin, `all` otherwise. `discrepancy` is a standard deviation in the unit of
the target, to which `relative` times the target is added; discrepancies of one family go together by an exponential
kernel over `months`, so that neighbouring points of one curve are no independent facts.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources.abc import Traversable

import numpy as np
from numpy.typing import NDArray

from werkagenda.evidence.files import folder, read
from werkagenda.evidence.targets import Target
from werkagenda.tables.vocabulary import month_index

Matrix = NDArray[np.float64]
NUMBERS = ("sampling", "discrepancy", "relative", "months")
SPLITS = ("all", "sex", "origin", "*")
OTHER_GROUP = 0.5
"""Correlation between discrepancies of two groups (sexes, origins) at the same time (assumption)."""


@dataclass(frozen=True)
class Family:
    """One row: which targets, and their errors."""

    name: str
    indicator: str
    collected: str
    split: str
    sampling: float
    discrepancy: float
    relative: float
    months: float

    def holds(self, target: Target) -> bool:
        """True if a target belongs to this family."""
        fits = fnmatchcase(target.indicator, self.indicator) and self.split in ("*", split(target))
        return fits and self.collected in ("*", target.collected)

    def discrepancy_of(self, target: Target) -> float:
        """Standard deviation of the model's discrepancy for a target, in its unit."""
        return self.discrepancy + self.relative * abs(target.value)


def split(target: Target) -> str:
    """By what a target is divided: origin, sex or all."""
    return "origin" if target.origin != "all" else "sex" if target.sex != "all" else "all"


def read_families(where: Traversable, problems: list[str]) -> list[Family]:
    """All rows; errors are added to `problems`."""
    found: list[Family] = []
    for row in read("target_errors", where):
        label = f"target_errors.csv {row['family']}"
        numbers = {name: _number(row[name]) for name in NUMBERS}
        wrong = [f"{label}: {name} {row[name]!r} is no number of 0 or more" for name in NUMBERS if numbers[name] < 0]
        wrong += [] if row["split"] in SPLITS else [f"{label}: split {row['split']!r} is none of {', '.join(SPLITS)}"]
        if not wrong and not (numbers["sampling"] > 0 and numbers["discrepancy"] > 0 and numbers["months"] > 0):
            wrong.append(f"{label}: sampling, discrepancy and months must be above 0: no figure is exact")
        problems += wrong
        if not wrong:
            found.append(Family(row["family"], row["indicator"], row["collected"], row["split"], **numbers))
    return found


def _number(text: str) -> float:
    """Number of a cell; -1 if it is none."""
    try:
        value = float(text)
    except ValueError:
        return -1.0
    return value if math.isfinite(value) else -1.0


def without_error(targets: Sequence[Target], families: Sequence[Family]) -> list[str]:
    """Targets to be fitted that belong to no family, one line each."""
    return [
        f"targets.csv {each.id}: is fitted and has no tolerance: no row of target_errors.csv fits "
        f"{each.indicator!r} ({each.collected}, {split(each)})"
        for each in targets
        if each.use == "calibration" and each.weight > 0 and not any(family.holds(each) for family in families)
    ]


@cache
def families() -> tuple[Family, ...]:
    """Families of the shipped evidence."""
    return tuple(read_families(folder(), []))


def family(target: Target) -> Family:
    """The family of a target. Raises KeyError if none fits (`without_error` says so beforehand)."""
    for each in families():
        if each.holds(target):
            return each
    raise KeyError(target.id)


def sampling_variances(targets: Sequence[Target]) -> Matrix:
    """Variance of sampling error, one a target."""
    return np.array([family(each).sampling ** 2 for each in targets])


def discrepancy_covariance(targets: Sequence[Target]) -> Matrix:
    """Covariance of model discrepancy between targets, in their units."""
    sizes = np.array([family(each).discrepancy_of(each) for each in targets])
    together = np.array([[_correlation(one, other) for other in targets] for one in targets])
    found: Matrix = together * np.outer(sizes, sizes)
    return found


def _correlation(one: Target, other: Target) -> float:
    """Correlation of two discrepancies: by months since the permit and by calendar in a family, less over groups."""
    own = family(one)
    if own != family(other) or one.indicator != other.indicator:
        return 0.0
    apart = 0.0
    if one.months_since_permit is not None and other.months_since_permit is not None:
        apart = abs(one.months_since_permit - other.months_since_permit)
    elif one.months_since_permit != other.months_since_permit:
        return 0.0
    apart += abs(calendar(one) - calendar(other))
    groups = 1.0 if (one.sex, one.origin) == (other.sex, other.origin) else OTHER_GROUP
    return groups * math.exp(-apart / own.months)


def calendar(target: Target) -> int:
    """Month in which a target was counted; for a permit year the middle of the year and the months since the permit."""
    if target.month:
        return month_index(target.month)
    return month_index(f"{target.permit_year[:4]}-07") + (target.months_since_permit or 0)

"""Official figures beside the model's: targets and single entries of the evidence registry."""

from __future__ import annotations

from werkagenda.evidence import registry
from werkagenda.evidence.registry import Target
from werkagenda.tables.vocabulary import FIRST_MONTH, month_index, month_label

ALL = "all"

Point = tuple[object, Target]
"""Where a target stands on the horizontal axis, and the target."""


def targets() -> tuple[Target, ...]:
    """All calibration and validation targets."""
    return registry.targets()


def permit_months(target: Target) -> tuple[int, int] | None:
    """First and last permit month of a target as indices, or nothing when it is not about permit years.

    `permit_year` is a year `2014`, a span of years `2014-2016`, or a span of months `2014-01/2016-06`.
    """
    if not target.permit_year[:4].isdecimal():
        return None
    first, slash, last = target.permit_year.partition("/" if "/" in target.permit_year else "-")
    if slash == "/":
        return month_index(first), month_index(last)
    return month_index(f"{first}-01"), month_index(f"{last or first}-12")


def years(target: Target) -> tuple[int, int] | None:
    """First and last permit year of a target, or nothing when it is not about permit years."""
    span = permit_months(target)
    return None if span is None else (int(month_label(span[0])[:4]), int(month_label(span[1])[:4]))


def whole_stock(target: Target, missing: int = 0) -> bool:
    """Does the target cover everyone with a permit since the first month, up to `missing` years before its month?"""
    span = years(target)
    last = int(target.month[:4] or 0) - missing
    return bool(target.month) and (span is None or (span[0] == int(FIRST_MONTH[:4]) and span[1] >= last))


def of_cohort(year: int, indicator: str, sex: str = ALL, origin: str = ALL) -> list[Point]:
    """Targets of one permit year by months since the permit."""
    return [
        (t.months_since_permit, t)
        for t in targets()
        if t.permit_year == str(year) and t.months_since_permit is not None
        if (t.indicator, t.sex, t.origin) == (indicator, sex, origin)
    ]


def of_stock(indicator: str, sex: str = ALL, origin: str = ALL, population: str = "status holders") -> list[Point]:
    """Targets for everyone of a population in one month; the permits of that year may be left out."""
    return [
        (t.month, t)
        for t in targets()
        if whole_stock(t, missing=1) and t.population == population
        if (t.indicator, t.sex, t.origin) == (indicator, sex, origin)
    ]


def note(target: Target) -> str:
    """The note of a target, empty when there is none."""
    return "" if target.note == "-" else target.note


def number(entry: str) -> float | None:
    """The number of an entry of the registry, or nothing when it is not there."""
    found = registry.load().get(entry)
    return None if found is None else found.number


def source(entry: str) -> str:
    """Where an entry of the registry was published, or nothing when it is not there."""
    found = registry.load().get(entry)
    return "" if found is None else found.source

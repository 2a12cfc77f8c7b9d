"""Long-run curves before and after lasting attachment: `python -m werkagenda.inference.long_run --scale 0.04 --seeds 5
6`.

Runs histories and outlooks of the baseline with the registry's parameters and with those before lasting attachment.
Writes docs/images/long_run.svg (employment to 120 months by cohort, origin and sex with the registry's figures), and
prints the curves and a decomposition of the change of the employment share between December 2024 and December 2029.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console

from werkagenda.evidence import registry
from werkagenda.inference.country_run import country
from werkagenda.inference.curve_figure import Curve, Panel, figure
from werkagenda.inference.page_options import options, write
from werkagenda.tables.vocabulary import HISTORY_MONTHS, MONTHS, ORIGINS, SEXES

IMAGE = Path("docs") / "images" / "long_run.svg"
LAST = 120
COHORTS = (2014, 2015, 2016, 2017, 2021)
SHOWN = ("Syria", "Eritrea", "Iraq", "Afghanistan", "Iran", "other")
STEPS = (12, 24, 36, 48, 60, 66, 78, 90, 102, 108, 120)
BEFORE: Mapping[str, float] = {
    "attachment.base": -50.0,
    "jobs.cycle_agency": 0.0,
    "jobs.cycle_fixed": 0.0,
    "participation.start_per_month": 0.66,
    "participation.class_factor": 0.49,
    "participation.care_young_factor": 0.02,
    "participation.care_school_factor": 0.02,
    "participation.norm_factor": 0.07,
    "participation.health_factor": 0.22,
    "participation.settling_months": 8.5,
    "participation.age_slope": 0.03,
    "participation.frailty_weight": 0.53,
    "search.applications_per_month": 3.9,
    "search.frailty_weight": 0.35,
}
"""Parameters before lasting attachment: nobody stands far from work, no cyclical separations, values fitted then."""

Cube = NDArray[np.float64]
"""Permit year, months since permit, sex, origin, column (0 persons, 1 employed), added over seeds."""


def cube(seeds: Sequence[int], scale: float, changes: Mapping[str, float]) -> Cube:
    """Cohort counts of sixteen years of the baseline."""
    runs = [country(seed, scale, changes, MONTHS).state.record.cohorts for seed in seeds]
    return np.asarray(np.sum(runs, axis=0, dtype=np.float64))


def share(counts: Cube, year: int, months: int, sex: int | None = None, origin: int | None = None) -> float | None:
    """Percent employed of a permit year at some months since the permit; None without people or after the horizon."""
    if (year - 2013) * 12 + months > MONTHS:
        return None
    cell = counts[year - 2014, months]
    cell = cell if sex is None else cell[sex : sex + 1]
    cell = cell if origin is None else cell[:, origin : origin + 1]
    persons, employed = cell[..., 0].sum(), cell[..., 1].sum()
    return 100.0 * float(employed / persons) if persons > 0 else None


def line(counts: Cube, year: int, sex: int | None = None, origin: int | None = None) -> list[tuple[float, float]]:
    """Points of a curve, every third month."""
    found = ((months, share(counts, year, months, sex, origin)) for months in range(0, LAST + 1, 3))
    return [(float(months), value) for months, value in found if value is not None]


def points(year: int, sex: str, origin: str) -> list[tuple[float, float]]:
    """Official shares employed of one permit year by months since the permit, fitted and held out."""
    return [
        (float(target.months_since_permit), 100.0 * target.value)
        for target in registry.targets()
        if target.indicator == "employed"
        and target.months_since_permit is not None
        and (target.permit_year, target.sex, target.origin) == (str(year), sex, origin)
    ]


def panels(before: Cube, after: Cube) -> list[Panel]:
    """Three panels: by permit year, by origin and by sex (permits of 2014)."""
    cohorts = [Curve(str(y), line(before, y), line(after, y), points(y, "all", "all")) for y in COHORTS]
    by_origin = [
        Curve(name, line(before, 2014, origin=k), line(after, 2014, origin=k), points(2014, "all", name))
        for k, name in enumerate(ORIGINS)
        if name in SHOWN
    ]
    by_sex = [
        Curve(name, line(before, 2014, k), line(after, 2014, k), points(2014, name, "all"))
        for k, name in enumerate(SEXES)
    ]
    return [
        Panel("Permit year", cohorts),
        Panel("Origin, permits of 2014", by_origin),
        Panel("Sex, permits of 2014", by_sex),
    ]


def by_duration(counts: Cube, month: int) -> tuple[Cube, Cube]:
    """Persons and employed by whole years since the permit in a month (permit years taken as even over the year)."""
    persons, employed = np.zeros(MONTHS // 12), np.zeros(MONTHS // 12)
    for permit in range(month + 1):
        cell = counts[permit // 12, month - permit] / 12.0
        persons[(month - permit) // 12] += cell[..., 0].sum()
        employed[(month - permit) // 12] += cell[..., 1].sum()
    return persons, employed


def parts(counts: Cube) -> dict[str, float]:
    """Share at work in December 2024 and 2029 (percent) and what the change is made of (points).

    With w the share of people by years since the permit and s the share at work at that duration: sum (w1 - w0) *
    (s0 + s1) / 2 is duration, sum (s1 - s0) * (w0 + w1) / 2 is work at equal duration.
    """
    (p0, e0), (p1, e1) = (by_duration(counts, month) for month in (HISTORY_MONTHS - 1, MONTHS - 1))
    there = [np.divide(e, p, out=np.zeros_like(e), where=p > 0) for e, p in ((e0, p0), (e1, p1))]
    s0 = np.where(p0 > 0, there[0], there[1])
    s1 = np.where(p1 > 0, there[1], there[0])
    w0, w1 = p0 / p0.sum(), p1 / p1.sum()
    return {
        "share 2024": 100.0 * float((w0 * s0).sum()),
        "share 2029": 100.0 * float((w1 * s1).sum()),
        "duration": 100.0 * float(((w1 - w0) * (s0 + s1)).sum()) / 2.0,
        "work at equal duration": 100.0 * float(((s1 - s0) * (w0 + w1)).sum()) / 2.0,
    }


def table(before: Cube, after: Cube) -> list[str]:
    """Rows of the curves before and after."""
    rows = []
    for name, counts in (("before", before), ("after", after)):
        for year in COHORTS:
            values = ((months, share(counts, year, months)) for months in STEPS)
            told = (f"{months}: {value:.1f}" for months, value in values if value is not None)
            rows.append(f"{name} {year}  " + "  ".join(told))
        rows.append(f"{name}  " + "  ".join(f"{key}: {value:.1f}" for key, value in parts(counts).items()))
    return rows


def main(given: Sequence[str] | None = None) -> int:
    """Run, write the figure and print the numbers."""
    asked = options("long_run", __doc__, IMAGE, given, 0.04, (5, 6))
    before = cube(asked.seeds, asked.scale, BEFORE)
    after = cube(asked.seeds, asked.scale, {})
    write(figure(panels(before, after), LAST), asked.output)
    Console(width=150, highlight=False).print("\n".join(table(before, after)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

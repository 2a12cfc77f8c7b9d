"""Made-up tables of people with and without a migration background: of a run, and of a comparison."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from synthetic_sizes import SIZES, Made, periods, ramp, sure

from werkagenda.tables import vocabulary as words
from werkagenda.tables.comparison import COMPARISON

AT_WORK = {"Dutch": 6.4e6, "European": 0.8e6, "outside Europe": 0.8e6}
"""Other people at work by background."""
SHARE = {
    "employed": 1.0,
    "permanent": 0.6,
    "searching": 0.05,
    "outside": 0.4,
    "hires": 0.007,
    "hires_from_outside": 0.003,
    "months_searched": 0.021,
    "applications": 0.05,
    "callbacks": 0.015,
}
"""Every indicator per person at work."""
KNOWN = {
    "all": (("all",), tuple(SHARE)),
    "education": (words.EDUCATIONS, tuple(name for name in SHARE if name != "outside")),
    "size_class": (words.SIZE_CLASSES, ("employed", "permanent", "hires", "hires_from_outside", "months_searched")),
}


def of_run(months: Sequence[str], lost: float = 0.0) -> pd.DataFrame:
    """Table `backgrounds` of a run: those with a Dutch background lose `lost` jobs from 2025 on."""
    rows: list[tuple[object, ...]] = []
    for month in months:
        for background, number in AT_WORK.items():
            gone = lost if month >= "2025-01" and background == "Dutch" else 0.0
            for dimension, (levels, names) in KNOWN.items():
                for name in names:
                    value = (number - gone) * SHARE[name] / len(levels)
                    rows += [(month, background, dimension, level, name, value) for level in levels]
    columns = ["month", "background", "dimension", "level", "indicator", "value"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(unit=frame["indicator"].map(words.BACKGROUND_INDICATORS))


WHO = {
    "Dutch background": -0.5,
    "European background, no newcomers": -0.05,
    "background outside Europe, no newcomers": -0.1,
    "migration background": 0.8,
    "status holders": 1.0,
}
"""People more at work for each status holder more in regular work."""
INDICATORS = {"employed": 1.0, "permanent": 0.4, "searching": -0.8, "callback_percent": 1e-4, "search_months": -1e-5}
LEVELS = (("all", "all"), ("education", "low"), ("education", "high"), ("size_class", "2-9"), ("size_class", "250+"))


def of_comparison(made: Made, noise: np.random.Generator) -> pd.DataFrame:
    """Table `backgrounds` of a comparison: what status holders gain others lose in part."""
    rows: list[dict[str, Any]] = []
    for scenario in SIZES:
        for world, values in made.worlds().items():
            size = made.size(scenario, values)
            for period, time in ((name, at) for name, at in periods().items() if len(name) != len("2029-12")):
                for who, factor in WHO.items():
                    for indicator, share in INDICATORS.items():
                        for dimension, level in LEVELS:
                            draws = size * factor * share * ramp(scenario, time)
                            found = sure(draws + noise.normal(0, 20 * abs(share), made.number(world)))
                            key = (scenario, world, who, dimension, level, indicator, period)
                            names = COMPARISON["backgrounds"].names[: len(key)]
                            rows.append({**dict(zip(names, key, strict=True)), **found})
    frame = pd.DataFrame(rows)
    units = {"callback_percent": "per 100 applications", "search_months": "months"}
    unit = frame["indicator"].map(units).fillna("persons")
    return frame.assign(unit=unit, baseline=1e5, needed_replicates=10.0, events=1e4)

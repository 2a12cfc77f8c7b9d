"""Is the effect of the employer subsidy of a size that its budget allows?"""

from __future__ import annotations

import pandas as pd

from werkagenda.analysis.figures.comparison import names
from werkagenda.analysis.figures.comparison.certain import SAME, SMALL, verdict
from werkagenda.analysis.figures.comparison.results import Comparison
from werkagenda.analysis.figures.panel import Panel, Table, nothing
from werkagenda.analysis.numbers import FEW, TOO_SMALL, signed, span, whole

GROSS, NET = 0.28, (0.03, 0.14)
"""Points of adult status holders: 500 of 180,000 people, and what is left after a deadweight of 0.9 and of 0.5."""
RULE = (
    "The budget pays for 375 to 500 people a year. On some 180,000 adult status holders that makes "
    "0.28 points gross at "
    "most, and 0.03 to 0.14 points after a deadweight of 0.9 to 0.5."
)


def hundredths(points: float) -> str:
    """Points as finely as the check speaks."""
    return f"{points:.2f}"


def place(points: float) -> str:
    """Where a figure in points lies against the rule."""
    if points < 0:
        return "below zero, outside the check"
    if points < NET[0]:
        return f"below the {NET[0]} to {NET[1]} of the check"
    if points <= NET[1]:
        return f"inside the {NET[0]} to {NET[1]} of the check"
    if points <= GROSS:
        return f"above the {NET[0]} to {NET[1]} of the check, below the gross {GROSS}"
    return f"outside the check: above the {GROSS} points that all subsidised people together would make"


def draw(c: Comparison) -> Panel:
    """The model's figure of each year beside the rule."""
    row, adults = c.effect(names.SUBSIDY, "regular_employed", c.last_year), c.adults(names.SUBSIDY, c.last_year)
    if row is None or not adults > 0:
        return nothing("Size check of the employer subsidy", "the comparison does not hold its scenario")
    points = 100 * float(row["effect"]) / adults
    title = f"Size check of the subsidy: {signed(points, hundredths)} points in {c.last_year}, {place(points)}"
    if verdict(row) == SAME:
        title = f"Size check of the subsidy: no change in {c.last_year} in these runs"
    if verdict(row) == SMALL:
        title = f"Size check of the subsidy: {TOO_SMALL}"
    years = [str(year) for year in range(2025, int(c.last_year) + 1)]
    rows = [cells for year in years if (cells := _year(c, year)) is not None]
    heads = (
        "year",
        "people more in regular work",
        "points of adults",
        "95% Monte Carlo interval, points",
        "against the check",
    )
    return Panel(title, RULE, None, [Table(heads, rows, frozenset({1, 2, 3}))], _thin(c, row))


def _year(c: Comparison, year: str) -> tuple[str, ...] | None:
    row, adults = c.effect(names.SUBSIDY, "regular_employed", year), c.adults(names.SUBSIDY, year)
    if row is None or not adults > 0:
        return None
    points = 100 * float(row["effect"]) / adults
    known = pd.notna(row["low"]) and row["low"] != row["high"]
    ends = span(100 * row["low"] / adults, 100 * row["high"] / adults, hundredths) if known else "–"
    judged = place(points) if hundredths(abs(points)) != hundredths(0) else "no change"
    return (year, signed(row["effect"], whole), signed(points, hundredths), ends, judged)


def _thin(c: Comparison, row: pd.Series) -> str:
    """A warning when the effect itself is a handful of simulated people."""
    people = abs(float(row["effect"])) * c.scale * float(row["replicates"])
    if people >= FEW:
        return ""
    return (
        f"The effect is {whole(people)} simulated people, all replicates together: read the interval, not the figure. "
        "Run at population.scale=1 for a firmer one."
    )

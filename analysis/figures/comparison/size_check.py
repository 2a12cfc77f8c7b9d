"""Is the effect of the employer subsidy of a size that its budget allows?

What the scenario spends at most on rounds of the subsidy, over the amounts per person, is how many people it pays for;
over the adult status holders of the run that is the gross share, and after a deadweight of 0.5 to 0.9 the net one.
"""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from werkagenda.analysis.figures.comparison import names
from werkagenda.analysis.figures.comparison.certain import SAME, SMALL, verdict
from werkagenda.analysis.figures.comparison.results import Comparison
from werkagenda.analysis.figures.panel import Panel, Table, nothing
from werkagenda.analysis.numbers import FEW, TOO_SMALL, euros, plain, signed, span, whole
from werkagenda.evidence.subsidy import deadweight, rules

POLICY, BASELINE = "sowis", "baseline"


class Size(NamedTuple):
    """What a year's rounds allow: euros more than in the baseline, people they pay for (fewest, most), adult status
    holders of the run, and points of these: gross, and net at the highest and the lowest deadweight."""

    euros: float
    fewest: float
    most: float
    adults: float

    @property
    def gross(self) -> float:
        """Points that all subsidised people together would make."""
        return 100.0 * self.most / self.adults

    @property
    def net(self) -> tuple[float, float]:
        """Points that are left after deadweight: of the most people, as the check is meant to let pass what can be."""
        low, high = deadweight()
        return (1.0 - high) * self.gross, (1.0 - low) * self.gross


def size(c: Comparison, year: str) -> Size | None:
    """What the scenario's ceilings allow in a year; None where it has no more money than the baseline."""
    more = envelope(c, names.SUBSIDY, year) - envelope(c, BASELINE, year)
    adults = c.adults(names.SUBSIDY, year)
    if not more > 0 or not adults > 0:
        return None
    return Size(more, *rules().people(more), adults)


def envelope(c: Comparison, scenario: str, year: str) -> float:
    """The ceiling of the rounds of a year in the central world, euros."""
    rows = c.tables["takeup"]
    keep = (rows["scenario"] == scenario) & (rows["world"] == c.central) & (rows["policy"] == POLICY)
    return float(rows[keep & (rows["year"] == year)]["envelope_eur"].sum())


def hundredths(points: float) -> str:
    """Points as finely as the check speaks."""
    return f"{points:.2f}"


def place(points: float, allowed: Size) -> str:
    """Where a figure in points lies against what the money allows."""
    net = " to ".join(map(hundredths, allowed.net))
    if points < 0:
        return "below zero, outside the check"
    if points < allowed.net[0]:
        return f"below the {net} of the check"
    if points <= allowed.net[1]:
        return f"inside the {net} of the check"
    if points <= allowed.gross:
        return f"above the {net} of the check, below the gross {hundredths(allowed.gross)}"
    gross = hundredths(allowed.gross)
    return f"outside the check: above the {gross} points that all subsidised people together would make"


def reading(c: Comparison) -> str:
    """The rule of the check in the numbers of the last year with money."""
    found = [(year, each) for year in years(c) if (each := size(c, year)) is not None]
    if not found:
        return "The scenario has no more money for the subsidy than the baseline, so there is no size to check."
    year, allowed = found[-1]
    one, most = rules().amounts_eur[1], rules().amounts_eur[-1]
    low, high = deadweight()
    return (
        f"In {year} the scenario has {euros(allowed.euros)} more than the baseline, which pays for "
        f"{whole(allowed.fewest)} people (at {euros(one)} for one) to {whole(allowed.most)} (at {euros(most)} for "
        f"{rules().most}). On the run’s {plain(allowed.adults)} adult status holders that makes "
        f"{hundredths(allowed.gross)} points gross at most, and {' to '.join(map(hundredths, allowed.net))} points "
        f"after a deadweight of {high:g} to {low:g} (P161, P163). People funded in earlier rounds may still be at work "
        "because of it: an effect above the gross of one round needs them."
    )


def years(c: Comparison) -> list[str]:
    """The years compared."""
    first = int(c.years[:4])
    return [str(year) for year in range(first, int(c.last_year) + 1)]


def draw(c: Comparison) -> Panel:
    """The model's figure of each year beside what the money of that year allows."""
    row, adults = c.effect(names.SUBSIDY, "regular_employed", c.last_year), c.adults(names.SUBSIDY, c.last_year)
    if row is None or not adults > 0:
        return nothing("Size check of the employer subsidy", "the comparison does not hold its scenario")
    rows = [cells for year in years(c) if (cells := _year(c, year)) is not None]
    heads = (
        "year",
        "people more in regular work",
        "points of adults",
        "95% Monte Carlo interval, points",
        "pays for, people",
        "points gross",
        "points net",
        "against the check",
    )
    return Panel(_title(c, row), reading(c), None, [Table(heads, rows, frozenset({1, 2, 3, 4, 5, 6}))], _thin(c, row))


def _title(c: Comparison, row: pd.Series) -> str:
    head = "Size check of the subsidy"
    if verdict(row) == SAME:
        return f"{head}: no change in {c.last_year} in these runs"
    if verdict(row) == SMALL:
        return f"{head}: {TOO_SMALL}"
    points = 100 * float(row["effect"]) / c.adults(names.SUBSIDY, c.last_year)
    allowed = size(c, c.last_year)
    judged = "no money to check against" if allowed is None else place(points, allowed)
    return f"{head}: {signed(points, hundredths)} points in {c.last_year}, {judged}"


def _year(c: Comparison, year: str) -> tuple[str, ...] | None:
    row, adults = c.effect(names.SUBSIDY, "regular_employed", year), c.adults(names.SUBSIDY, year)
    if row is None or not adults > 0:
        return None
    points, allowed = 100 * float(row["effect"]) / adults, size(c, year)
    known = pd.notna(row["low"]) and row["low"] != row["high"]
    ends = span(100 * row["low"] / adults, 100 * row["high"] / adults, hundredths) if known else "–"
    return (year, signed(row["effect"], whole), signed(points, hundredths), ends, *_against(points, allowed))


def _against(points: float, allowed: Size | None) -> tuple[str, ...]:
    """What the money of a year allows, and where the figure lies."""
    if allowed is None:
        return ("–", "–", "–", "no more money than in the baseline")
    judged = place(points, allowed) if hundredths(abs(points)) != hundredths(0) else "no change"
    pays = f"{whole(allowed.fewest)} to {whole(allowed.most)}"
    return (pays, hundredths(allowed.gross), " to ".join(map(hundredths, allowed.net)), judged)


def _thin(c: Comparison, row: pd.Series) -> str:
    """A warning when the effect itself is a handful of simulated people."""
    people = abs(float(row["effect"])) * c.scale * float(row["replicates"])
    if people >= FEW:
        return ""
    return (
        f"The effect is {whole(people)} simulated people, all replicates together: read the interval, not the figure. "
        "Run at population.scale=1 for a firmer one."
    )

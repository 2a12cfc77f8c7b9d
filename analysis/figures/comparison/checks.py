"""Sections 'Size check of the subsidy' and 'Paired chance'."""

from __future__ import annotations

import math
from typing import NamedTuple

import pandas as pd

from werkagenda.analysis.comparison import labels
from werkagenda.analysis.comparison.load_comparison import Comparison
from werkagenda.analysis.figures.comparison.significance import NO_CHANGE, TOO_SMALL_VERDICT, verdict
from werkagenda.analysis.figures.panel import Panel, Table, empty_panel
from werkagenda.analysis.language import deferred, named, say
from werkagenda.analysis.numbers import FEW, TOO_SMALL, euros, fixed, general, plain, signed, span, whole
from werkagenda.evidence.subsidy import deadweight, rules

POLICY, BASELINE = "sowis", "baseline"


class BudgetLimits(NamedTuple):
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


def budget_limits(c: Comparison, year: str) -> BudgetLimits | None:
    """What the scenario's ceilings allow in a year; None where it has no more money than the baseline."""
    more = envelope(c, labels.SUBSIDY_SCENARIO, year) - envelope(c, BASELINE, year)
    adults = c.adults(labels.SUBSIDY_SCENARIO, year)
    if not more > 0 or not adults > 0:
        return None
    return BudgetLimits(more, *rules().people(more), adults)


def envelope(c: Comparison, scenario: str, year: str) -> float:
    """The ceiling of the rounds of a year in the central world, euros."""
    rows = c.tables["takeup"]
    keep = (rows["scenario"] == scenario) & (rows["world"] == c.central) & (rows["policy"] == POLICY)
    return float(rows[keep & (rows["year"] == year)]["envelope_eur"].sum())


def hundredths(points: float) -> str:
    """Points as finely as the check speaks."""
    return fixed(points, 2)


def against_check(points: float, allowed: BudgetLimits) -> str:
    """Where a figure in points lies against what the money allows."""
    net = span(*allowed.net, hundredths)
    if points < 0:
        return say("below zero, outside the check")
    if points < allowed.net[0]:
        return say("below the {net} of the check", net=net)
    if points <= allowed.net[1]:
        return say("inside the {net} of the check", net=net)
    if points <= allowed.gross:
        return say("above the {net} of the check, below the gross {gross}", net=net, gross=hundredths(allowed.gross))
    gross = hundredths(allowed.gross)
    return say(
        "outside the check: above the {gross} points that all subsidised people together would make", gross=gross
    )


def check_reading(c: Comparison) -> str:
    """The rule of the check in the numbers of the last year with money."""
    found = [(year, each) for year in compared_years(c) if (each := budget_limits(c, year)) is not None]
    if not found:
        return say("The scenario has no more money for the subsidy than the baseline, so there is no size to check.")
    year, allowed = found[-1]
    one, most = rules().amounts_eur[1], rules().amounts_eur[-1]
    low, high = deadweight()
    return say(
        "In {year} the scenario has {euros} more than the baseline, which pays for {fewest} people (at "
        "{one} for one) to {most} (at {price} for {group}). On the run’s {adults} adult status holders "
        "that makes {gross} points gross at most, and {net} points after a deadweight of {high} to "
        "{low} (P161, P163). People funded in earlier rounds may still be at work because of it: an "
        "effect above the gross of one round needs them.",
        year=year,
        euros=euros(allowed.euros),
        fewest=whole(allowed.fewest),
        one=euros(one),
        most=whole(allowed.most),
        price=euros(most),
        group=rules().most,
        adults=plain(allowed.adults),
        gross=hundredths(allowed.gross),
        net=span(*allowed.net, hundredths),
        high=general(high),
        low=general(low),
    )


def compared_years(c: Comparison) -> list[str]:
    """The years compared."""
    first = int(c.years[:4])
    return [str(year) for year in range(first, int(c.last_year) + 1)]


def subsidy_size_check(c: Comparison) -> Panel:
    """The model's figure of each year beside what the money of that year allows."""
    row, adults = (
        c.effect(labels.SUBSIDY_SCENARIO, "regular_employed", c.last_year),
        c.adults(labels.SUBSIDY_SCENARIO, c.last_year),
    )
    if row is None or not adults > 0:
        return empty_panel(say("Size check of the employer subsidy"), say("the comparison does not hold its scenario"))
    rows = [cells for year in compared_years(c) if (cells := _check_row(c, year)) is not None]
    heads = (
        say("year"),
        say("people more in regular work"),
        say("points of adults"),
        say("95% Monte Carlo interval, points"),
        say("pays for, people"),
        say("points gross"),
        say("points net"),
        say("against the check"),
    )
    return Panel(
        _check_title(c, row),
        check_reading(c),
        None,
        [Table(heads, rows, frozenset({1, 2, 3, 4, 5, 6}))],
        _few_people_warning(c, row),
    )


def _check_title(c: Comparison, row: pd.Series) -> str:
    head = say("Size check of the subsidy")
    if verdict(row) == NO_CHANGE:
        return say("{head}: no change in {last_year} in these runs", head=head, last_year=c.last_year)
    if verdict(row) == TOO_SMALL_VERDICT:
        return f"{head}: {TOO_SMALL}"
    points = 100 * float(row["effect"]) / c.adults(labels.SUBSIDY_SCENARIO, c.last_year)
    allowed = budget_limits(c, c.last_year)
    judged = say("no money to check against") if allowed is None else against_check(points, allowed)
    return say(
        "{head}: {points} points in {last_year}, {judged}",
        head=head,
        points=signed(points, hundredths),
        last_year=c.last_year,
        judged=judged,
    )


def _check_row(c: Comparison, year: str) -> tuple[str, ...] | None:
    row, adults = c.effect(labels.SUBSIDY_SCENARIO, "regular_employed", year), c.adults(labels.SUBSIDY_SCENARIO, year)
    if row is None or not adults > 0:
        return None
    points, allowed = 100 * float(row["effect"]) / adults, budget_limits(c, year)
    known = pd.notna(row["low"]) and row["low"] != row["high"]
    ends = span(100 * row["low"] / adults, 100 * row["high"] / adults, hundredths) if known else "–"
    return (year, signed(row["effect"], whole), signed(points, hundredths), ends, *_limits_cells(points, allowed))


def _limits_cells(points: float, allowed: BudgetLimits | None) -> tuple[str, ...]:
    """What the money of a year allows, and where the figure lies."""
    if allowed is None:
        return ("–", "–", "–", say("no more money than in the baseline"))
    judged = against_check(points, allowed) if hundredths(abs(points)) != hundredths(0) else named("verdict", NO_CHANGE)
    pays = span(allowed.fewest, allowed.most, whole)
    return (pays, hundredths(allowed.gross), span(*allowed.net, hundredths), judged)


def _few_people_warning(c: Comparison, row: pd.Series) -> str:
    """A warning when the effect itself is a handful of simulated people."""
    people = abs(float(row["effect"])) * c.scale * float(row["replicates"])
    if people >= FEW:
        return ""
    return say(
        "The effect is {people} simulated people, all replicates together: read the interval, not the "
        "figure. Run at population.scale=1 for a firmer one.",
        people=whole(people),
    )


DIMENSIONS_SHOWN = ("all", "sex", "origin", "education")
INDICATOR = "regular_employed"


def variance_ratios(c: Comparison) -> pd.DataFrame:
    """Variance ratios of regular work in the last year, by group (rows) and scenario (columns)."""
    parts = {}
    for scenario in c.scenarios:
        rows = pd.concat([c.part(scenario, c.central, dimension, INDICATOR) for dimension in DIMENSIONS_SHOWN])
        rows = rows[rows["period"] == c.last_year]
        parts[scenario] = rows.set_index(["dimension", "level"])["variance_ratio"].astype(float)
    return pd.DataFrame(parts)


def pairing_gain(c: Comparison) -> Panel:
    """A row a group, a column a scenario."""
    found = variance_ratios(c)
    if not found.notna().to_numpy().any():
        return empty_panel(say("Paired chance"), say("it takes two replicates or more to see what pairing saves"))
    order = {name: number for number, name in enumerate(DIMENSIONS_SHOWN)}
    found = found.sort_index(level=0, key=lambda each: each.map(order) if each.name == "dimension" else each)
    rows = [
        (_group_name(*key), *map(_ratio_text, values))
        for key, values in zip(found.index, found.to_numpy(), strict=True)
    ]
    heads = (say("status holders"), *map(labels.scenario_label, found.columns))
    table = Table(
        heads, rows, frozenset(range(1, len(heads))), say("Independent pairs that one pair is worth"), folded=True
    )
    return Panel(_pairing_title(found), PAIRING_READING, None, [table])


PAIRING_READING = deferred(
    "Variance of the difference of two runs with chance of their own, divided by that of a pair that "
    "shares its chance. Computed on few replicates, so read the order of size only. At 1 pairing "
    "saves nothing."
)


def _group_name(dimension: str, level: str) -> str:
    return named("level", level) if dimension == "all" else f"{named('dimension', dimension)}: {named('level', level)}"


def _ratio_text(value: float) -> str:
    return plain(value) if math.isfinite(value) else "–"


def _pairing_title(found: pd.DataFrame) -> str:
    here = found[[key == ("all", "all") for key in found.index]]
    whole = here.iloc[0].dropna() if len(here) else pd.Series(dtype=float)
    if whole.empty:
        return say("Pairing: not known for all status holders together")
    parts = [f"{plain(value)} ({labels.scenario_label(str(name))})" for name, value in whole.items()]
    return say(
        "One pair of runs is worth this many independent pairs for all status holders: {items}", items=", ".join(parts)
    )

"""The table of headlines: regular work first, then benefit and public euros, with chance and range apart."""

from __future__ import annotations

import math

import pandas as pd

from werkagenda.analysis.figures.comparison import names
from werkagenda.analysis.figures.comparison.certain import (
    SAME,
    SINGLE,
    SMALL,
    SURE,
    ZERO,
    as_points,
    interval,
    said,
    verdict,
)
from werkagenda.analysis.figures.comparison.money_tables import together
from werkagenda.analysis.figures.comparison.results import Comparison
from werkagenda.analysis.figures.panel import Panel, Table
from werkagenda.analysis.numbers import TOO_SMALL, euros, likely, signed, span, whole

WORK = "regular_employed"
ON_BENEFIT = ("on_benefit", "on_bijstand", "partial_benefit", "benefit_households")
CAPTION = (
    "Benefit of adult status holders (bijstand or unemployment insurance), and what an extra year of regular work costs"
)


def draw(c: Comparison) -> Panel:
    """A row a scenario."""
    rows = [_row(c, name) for name in c.scenarios]
    heads = (
        "scenario",
        f"regular jobs {c.last_year}",
        "points",
        "Monte Carlo interval",
        "range over worlds",
        "above zero",
        "subsidised jobs",
        f"on benefit {c.last_year}",
        f"public euros {_years(c)}",
        "replicates: run / needed",
    )
    table = Table(heads, rows, frozenset(range(1, len(heads))))
    return Panel(_title(c), READING, None, [table, benefit(c)])


def benefit(c: Comparison) -> Table:
    """Benefit (bijstand or unemployment insurance) in people and euros; of bijstand also households and how much is
    partial; public euros for a year of regular work more."""
    rows = [_benefit(c, name) for name in c.scenarios]
    heads = (
        "scenario",
        f"people on benefit {c.last_year}",
        f"on bijstand {c.last_year}",
        "of them beside work (partial)",
        f"households on bijstand {c.last_year}",
        f"euros of benefit {_years(c)}",
        "of them bijstand",
        "public euros per extra year of regular work",
    )
    return Table(heads, rows, frozenset(range(1, len(heads))), CAPTION)


def _benefit(c: Comparison, scenario: str) -> tuple[str, ...]:
    people = [c.effect(scenario, name, c.last_year) for name in ON_BENEFIT]
    paid = [c.effect(scenario, name, c.years) for name in ("benefit_euros", "bijstand_euros")]
    cells = (*(said(row, "") for row in people), *(said(row, "", euros) for row in paid))
    return (names.label(scenario), *cells, per_year(c, scenario))


def per_year(c: Comparison, scenario: str) -> str:
    """Public euros of all years over the years of regular work that they bring; only when both are told from zero."""
    public, work = c.headline(scenario, "government_euros", c.years), c.effect(scenario, WORK, c.years)
    if public is None or work is None or verdict(public) != SURE or verdict(work) != SURE or work["effect"] < 0:
        return "cannot be said"
    return signed(public["effect"] / (work["effect"] * _count(c)), euros)


def _years(c: Comparison) -> str:
    """All years, kept on one line."""
    return c.years_name.replace("–", "\u2060–\u2060")


def _count(c: Comparison) -> int:
    first, _, last = c.years.partition("-")
    return int(last or first) - int(first) + 1


READING = (
    "People more (+) or fewer (−) than in the baseline: means of the year, central world. Above "
    "zero: probability over all "
    "worlds, each weighing the same. Needed: replicates for a standard error of 5% of the effect on regular jobs."
)


def _row(c: Comparison, scenario: str) -> tuple[str, ...]:
    row = c.headline(scenario, WORK, c.last_year)
    subsidised, benefit = (c.effect(scenario, name, c.last_year) for name in ("subsidised_employed", "on_benefit"))
    tail = (said(subsidised, ""), said(benefit, ""), together(c, scenario))
    if row is None or verdict(row) == SMALL:
        why = "–" if row is None else TOO_SMALL
        return (names.label(scenario), why, *["–"] * 4, *tail, "–")
    return (
        names.label(scenario),
        signed(float(row["effect"]), whole),
        as_points(float(row["effect"]), c.adults(scenario, c.last_year)),
        _unbroken(interval(row)),
        _unbroken(span(row["range_low"], row["range_high"], whole) if row["worlds"] > 1 else "one world"),
        _unbroken(likely(float(row["positive_probability"]))),
        *tail,
        _replicates(row),
    )


def _replicates(row: pd.Series) -> str:
    needed = float(row["needed_replicates"])
    return f"{int(row['replicates'])} / {whole(needed) if math.isfinite(needed) else 'unknown'}"


def _unbroken(text: str) -> str:
    """The text kept on one line."""
    return text.replace(" ", "\u00a0")


def _title(c: Comparison) -> str:
    """Which scenarios are above or below zero in every world, and which are not."""
    kinds: dict[str, list[str]] = {}
    for name in c.scenarios:
        row = c.headline(name, WORK, c.last_year)
        kinds.setdefault(_kind(row), []).append(names.label(name))
    return "Regular work: " + "; ".join(f"{', '.join(who)} {kind}" for kind, who in kinds.items())


def _kind(row: pd.Series | None) -> str:
    if row is None or verdict(row) == SMALL:
        return TOO_SMALL
    if verdict(row) == SAME:
        return "without any change"
    chance = float(row["positive_probability"])
    if not math.isfinite(chance):
        return "of unknown sign by chance (one replicate)"
    if max(chance, 1 - chance) < 0.9:
        return "of uncertain sign"
    side = "above" if chance > 0.5 else "below"
    doubt = {ZERO: "not told from it", SINGLE: "too few replicates to be sure"}.get(verdict(row))
    return f"likely {side} zero, {doubt}" if doubt else f"very likely {side} zero"

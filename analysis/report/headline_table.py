"""The headline table of a comparison: regular work, everybody at work, benefit and public euros."""

from __future__ import annotations

import math
from collections.abc import Callable

import pandas as pd

from werkagenda.analysis.comparison import headline_indicators, labels
from werkagenda.analysis.comparison.load_comparison import Comparison
from werkagenda.analysis.figures.comparison.public_finance import public_total_text, why_no_sign
from werkagenda.analysis.figures.comparison.significance import (
    FEW_REPLICATES,
    NO_CHANGE,
    NOT_SIGNIFICANT,
    SIGNIFICANT,
    TOO_SMALL_VERDICT,
    cell_text,
    interval_text,
    points_text,
    range_text,
    verdict,
)
from werkagenda.analysis.figures.panel import Panel, Table
from werkagenda.analysis.language import deferred, say
from werkagenda.analysis.numbers import TOO_SMALL, euros, likely, signed, whole

WORK = "regular_employed"
RANGE = 4
"""Column of the range over sets of assumptions."""
MOST_NAMED = 4
"""Scenarios that the title names, at most."""
ON_BENEFIT = ("on_benefit", "on_bijstand", "partial_benefit", "benefit_households")
CAPTION = deferred(
    "Benefit of adult status holders (bijstand or unemployment insurance), and what an extra year of regular work costs"
)


def headline_table(c: Comparison) -> Panel:
    """A row a scenario; the range over sets of assumptions where there are several."""
    heads = (
        say("scenario"),
        say("regular jobs {last_year}", last_year=c.last_year),
        say("points"),
        say("Monte Carlo interval"),
        say("range over worlds"),
        say("above zero"),
        say("subsidised jobs"),
        say("on benefit {last_year}", last_year=c.last_year),
        say("public euros {years}", years=_years_unbroken(c)),
        say("replicates: run / needed"),
    )
    body: list[tuple[str, ...]] = [heads, *(_headline_row(c, name) for name in c.scenarios)]
    if len(c.tables["worlds"]) == 1:
        body = [(*row[:RANGE], *row[RANGE + 1 :]) for row in body]
    caption = say(
        "Regular work of adult status holders {year}, with subsidised placements, benefit and public euros",
        year=c.last_year,
    )
    table = Table(body[0], body[1:], frozenset(range(1, len(body[0]))), caption)
    return Panel(_title(c), READING, None, [everybody_table(c), table, benefit_table(c)])


def everybody_table(c: Comparison) -> Table:
    """Status holders, whom that displaces, and all people together, with the social balance beside them."""
    shown: dict[str, tuple[str, str, Callable[[float], str]]] = {
        say("status holders, regular work {year}", year=c.last_year): (WORK, c.last_year, whole),
        say("other people at work {year}", year=c.last_year): (headline_indicators.OTHERS_EMPLOYED, c.last_year, whole),
        say("everybody, regular work {year}", year=c.last_year): (
            headline_indicators.EVERYBODY_REGULAR,
            c.last_year,
            whole,
        ),
        say("everybody at work, placements included {year}", year=c.last_year): (
            headline_indicators.EVERYBODY_EMPLOYED,
            c.last_year,
            whole,
        ),
        say("social balance {years}", years=_years_unbroken(c)): (headline_indicators.SOCIAL_BALANCE, c.years, euros),
    }
    rows = [
        (
            labels.scenario_label(name),
            *(_effect_with_interval(c.headline(name, what, period), show) for what, period, show in shown.values()),
        )
        for name in c.scenarios
    ]
    caption = say(
        "Net of displacement: what status holders gain beside what other people lose, with the 95% Monte "
        "Carlo interval of the central world. Everybody: status holders, family migrants, asylum "
        "seekers, Ukrainians, others"
    )
    return Table((say("scenario"), *shown), rows, frozenset(range(1, len(shown) + 1)), caption)


def _effect_with_interval(row: pd.Series | None, show: Callable[[float], str]) -> str:
    """An effect with its interval."""
    if row is None or verdict(row) != SIGNIFICANT:
        return cell_text(row, show)
    return f"{cell_text(row, show)} ({interval_text(row, show)})"


def benefit_table(c: Comparison) -> Table:
    """Benefit (bijstand or unemployment insurance) in people and euros; of bijstand also households and how much is
    partial; public euros for a year of regular work more."""
    rows = [_benefit_row(c, name) for name in c.scenarios]
    heads = (
        say("scenario"),
        say("people on benefit {last_year}", last_year=c.last_year),
        say("on bijstand {last_year}", last_year=c.last_year),
        say("of them beside work (partial)"),
        say("households on bijstand {last_year}", last_year=c.last_year),
        say("euros of benefit {years}", years=_years_unbroken(c)),
        say("of them bijstand"),
        say("public euros per extra year of regular work"),
    )
    return Table(heads, rows, frozenset(range(1, len(heads))), CAPTION)


def _benefit_row(c: Comparison, scenario: str) -> tuple[str, ...]:
    people = [c.effect(scenario, name, c.last_year) for name in ON_BENEFIT]
    paid = [c.effect(scenario, name, c.years) for name in ("benefit_euros", "bijstand_euros")]
    cells = (*map(cell_text, people), *(cell_text(row, euros) for row in paid))
    return (labels.scenario_label(scenario), *cells, euros_per_work_year(c, scenario))


def euros_per_work_year(c: Comparison, scenario: str) -> str:
    """Public euros of all years over the years of regular work that they bring; only when both are told from zero."""
    public, work = c.headline(scenario, "government_euros", c.years), c.effect(scenario, WORK, c.years)
    if public is None or work is None or why_no_sign(c, scenario):
        return say("cannot be said")
    if verdict(public) != SIGNIFICANT or verdict(work) != SIGNIFICANT or work["effect"] < 0:
        return say("cannot be said")
    return signed(public["effect"] / (work["effect"] * _year_count(c)), euros)


def _years_unbroken(c: Comparison) -> str:
    """All years, kept on one line."""
    return c.years_name.replace("–", "\u2060–\u2060")


def _year_count(c: Comparison) -> int:
    first, _, last = c.years.partition("-")
    return int(last or first) - int(first) + 1


READING = deferred(
    "People more (+) or fewer (−) than in the baseline: means of the year, central world; its "
    "interval counts chance alone. Range over worlds: each is paired with the central one by "
    "replicate (*: not told from it). Above zero: probability over chance and all worlds, each "
    "weighing the same. Needed: replicates for a standard error of 5% of the effect on regular jobs. An "
    "interval in brackets that includes zero: the effect is not told from zero, chance may explain it."
)


def _headline_row(c: Comparison, scenario: str) -> tuple[str, ...]:
    row = c.headline(scenario, WORK, c.last_year)
    subsidised, benefit = (c.effect(scenario, name, c.last_year) for name in ("subsidised_employed", "on_benefit"))
    tail = (cell_text(subsidised), cell_text(benefit), public_total_text(c, scenario))
    if row is None or verdict(row) == TOO_SMALL_VERDICT:
        why = "–" if row is None else str(TOO_SMALL)
        return (labels.scenario_label(scenario), why, *["–"] * 4, *tail, "–")
    return (
        labels.scenario_label(scenario),
        signed(float(row["effect"]), whole),
        points_text(float(row["effect"]), c.adults(scenario, c.last_year)),
        _unbroken(interval_text(row)),
        _unbroken(range_text(row)),
        _unbroken(likely(float(row["positive_probability"]))),
        *tail,
        _replicates_text(row),
    )


def _replicates_text(row: pd.Series) -> str:
    needed = float(row["needed_replicates"])
    return f"{int(row['replicates'])} / {whole(needed) if math.isfinite(needed) else say('unknown')}"


def _unbroken(text: str) -> str:
    """The text kept on one line."""
    return text.replace(" ", "\u00a0")


def _title(c: Comparison) -> str:
    """Which scenarios are above or below zero in every world, and which are not."""
    kinds: dict[str, list[str]] = {}
    for name in c.scenarios:
        row = c.headline(name, WORK, c.last_year)
        kinds.setdefault(_sign_verdict(row), []).append(labels.scenario_label(name))
    parts = (f"{', '.join(who)} {kind}" for kind, who in kinds.items())
    if len(c.scenarios) > MOST_NAMED:
        parts = (
            say("{count} of {all} {kind}", count=len(who), all=len(c.scenarios), kind=kind)
            for kind, who in kinds.items()
        )
    return say("Regular work: ") + "; ".join(parts)


def _sign_verdict(row: pd.Series | None) -> str:
    if row is None or verdict(row) == TOO_SMALL_VERDICT:
        return str(TOO_SMALL)
    if verdict(row) == NO_CHANGE:
        return say("without any change")
    chance = float(row["positive_probability"])
    if not math.isfinite(chance):
        return say("of unknown sign by chance (one replicate)")
    if max(chance, 1 - chance) < 0.9:
        way = say("above") if row["effect"] > 0 else say("below")
        told = say("{way} zero in the central world, of uncertain sign over all", way=way)
        return told if verdict(row) == SIGNIFICANT else say("of uncertain sign")
    side = say("above") if chance > 0.5 else say("below")
    doubt = {NOT_SIGNIFICANT: say("not told from it"), FEW_REPLICATES: say("too few replicates to be sure")}.get(
        verdict(row)
    )
    return (
        say("likely {side} zero, {doubt}", side=side, doubt=doubt)
        if doubt
        else say("very likely {side} zero", side=side)
    )

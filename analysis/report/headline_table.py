"""The headline table of a comparison: regular work, everybody at work, benefit and public euros."""

from __future__ import annotations

import math
from collections.abc import Callable

import pandas as pd

from werkagenda.analysis.comparison import headline_indicators
from werkagenda.analysis.figures.comparison import labels
from werkagenda.analysis.figures.comparison.load_comparison import Comparison
from werkagenda.analysis.figures.comparison.public_finance import public_total_text, why_no_sign
from werkagenda.analysis.figures.comparison.significance import (
    FEW_REPLICATES,
    NO_CHANGE,
    NOT_SIGNIFICANT,
    SIGNIFICANT,
    TOO_SMALL_VERDICT,
    effect_text,
    interval_text,
    points_text,
    range_text,
    verdict,
)
from werkagenda.analysis.figures.panel import Panel, Table
from werkagenda.analysis.numbers import TOO_SMALL, euros, likely, signed, whole

WORK = "regular_employed"
ON_BENEFIT = ("on_benefit", "on_bijstand", "partial_benefit", "benefit_households")
CAPTION = (
    "Benefit of adult status holders (bijstand or unemployment insurance), and what an extra year of regular work costs"
)


def headline_table(c: Comparison) -> Panel:
    """A row a scenario."""
    rows = [_headline_row(c, name) for name in c.scenarios]
    heads = (
        "scenario",
        f"regular jobs {c.last_year}",
        "points",
        "Monte Carlo interval",
        "range over worlds",
        "above zero",
        "subsidised jobs",
        f"on benefit {c.last_year}",
        f"public euros {_years_unbroken(c)}",
        "replicates: run / needed",
    )
    table = Table(heads, rows, frozenset(range(1, len(heads))))
    return Panel(_title(c), READING, None, [everybody_table(c), table, benefit_table(c)])


def everybody_table(c: Comparison) -> Table:
    """Status holders, whom that displaces, and all people together, with the social balance beside them."""
    shown: dict[str, tuple[str, str, Callable[[float], str]]] = {
        f"status holders, regular work {c.last_year}": (WORK, c.last_year, whole),
        f"other people at work {c.last_year}": (headline_indicators.OTHERS_EMPLOYED, c.last_year, whole),
        f"everybody, regular work {c.last_year}": (headline_indicators.EVERYBODY_REGULAR, c.last_year, whole),
        f"everybody at work, placements included {c.last_year}": (
            headline_indicators.EVERYBODY_EMPLOYED,
            c.last_year,
            whole,
        ),
        f"social balance {_years_unbroken(c)}": (headline_indicators.SOCIAL_BALANCE, c.years, euros),
    }
    rows = [
        (
            labels.scenario_label(name),
            *(_effect_with_interval(c.headline(name, what, period), show) for what, period, show in shown.values()),
        )
        for name in c.scenarios
    ]
    caption = (
        "Net of displacement: what status holders gain beside what other people lose, with the 95% Monte Carlo "
        "interval of the central world. Everybody: status holders, family migrants, asylum seekers, Ukrainians, others"
    )
    return Table(("scenario", *shown), rows, frozenset(range(1, len(shown) + 1)), caption)


def _effect_with_interval(row: pd.Series | None, show: Callable[[float], str]) -> str:
    """An effect with its interval, or its verdict."""
    if row is None or verdict(row) in (TOO_SMALL_VERDICT, NO_CHANGE, NOT_SIGNIFICANT):
        return effect_text(row, "", show)
    return (
        f"{effect_text(row, '', show)} ({interval_text(row, show)})"
        if verdict(row) == SIGNIFICANT
        else effect_text(row, "", show)
    )


def benefit_table(c: Comparison) -> Table:
    """Benefit (bijstand or unemployment insurance) in people and euros; of bijstand also households and how much is
    partial; public euros for a year of regular work more."""
    rows = [_benefit_row(c, name) for name in c.scenarios]
    heads = (
        "scenario",
        f"people on benefit {c.last_year}",
        f"on bijstand {c.last_year}",
        "of them beside work (partial)",
        f"households on bijstand {c.last_year}",
        f"euros of benefit {_years_unbroken(c)}",
        "of them bijstand",
        "public euros per extra year of regular work",
    )
    return Table(heads, rows, frozenset(range(1, len(heads))), CAPTION)


def _benefit_row(c: Comparison, scenario: str) -> tuple[str, ...]:
    people = [c.effect(scenario, name, c.last_year) for name in ON_BENEFIT]
    paid = [c.effect(scenario, name, c.years) for name in ("benefit_euros", "bijstand_euros")]
    cells = (*(effect_text(row, "") for row in people), *(effect_text(row, "", euros) for row in paid))
    return (labels.scenario_label(scenario), *cells, euros_per_work_year(c, scenario))


def euros_per_work_year(c: Comparison, scenario: str) -> str:
    """Public euros of all years over the years of regular work that they bring; only when both are told from zero."""
    public, work = c.headline(scenario, "government_euros", c.years), c.effect(scenario, WORK, c.years)
    if public is None or work is None or why_no_sign(c, scenario):
        return "cannot be said"
    if verdict(public) != SIGNIFICANT or verdict(work) != SIGNIFICANT or work["effect"] < 0:
        return "cannot be said"
    return signed(public["effect"] / (work["effect"] * _year_count(c)), euros)


def _years_unbroken(c: Comparison) -> str:
    """All years, kept on one line."""
    return c.years_name.replace("–", "\u2060–\u2060")


def _year_count(c: Comparison) -> int:
    first, _, last = c.years.partition("-")
    return int(last or first) - int(first) + 1


READING = (
    "People more (+) or fewer (−) than in the baseline: means of the year, central world; its interval counts chance "
    "alone. Range over worlds: each is paired with the central one by replicate (*: not told from it). Above zero: "
    "probability over chance and all worlds, each weighing the same. Needed: replicates for a standard error of 5% of "
    "the effect on regular jobs."
)


def _headline_row(c: Comparison, scenario: str) -> tuple[str, ...]:
    row = c.headline(scenario, WORK, c.last_year)
    subsidised, benefit = (c.effect(scenario, name, c.last_year) for name in ("subsidised_employed", "on_benefit"))
    tail = (effect_text(subsidised, ""), effect_text(benefit, ""), public_total_text(c, scenario))
    if row is None or verdict(row) == TOO_SMALL_VERDICT:
        why = "–" if row is None else TOO_SMALL
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
    return f"{int(row['replicates'])} / {whole(needed) if math.isfinite(needed) else 'unknown'}"


def _unbroken(text: str) -> str:
    """The text kept on one line."""
    return text.replace(" ", "\u00a0")


def _title(c: Comparison) -> str:
    """Which scenarios are above or below zero in every world, and which are not."""
    kinds: dict[str, list[str]] = {}
    for name in c.scenarios:
        row = c.headline(name, WORK, c.last_year)
        kinds.setdefault(_sign_verdict(row), []).append(labels.scenario_label(name))
    return "Regular work: " + "; ".join(f"{', '.join(who)} {kind}" for kind, who in kinds.items())


def _sign_verdict(row: pd.Series | None) -> str:
    if row is None or verdict(row) == TOO_SMALL_VERDICT:
        return TOO_SMALL
    if verdict(row) == NO_CHANGE:
        return "without any change"
    chance = float(row["positive_probability"])
    if not math.isfinite(chance):
        return "of unknown sign by chance (one replicate)"
    if max(chance, 1 - chance) < 0.9:
        way = "above" if row["effect"] > 0 else "below"
        told = f"{way} zero in the central world, of uncertain sign over all"
        return told if verdict(row) == SIGNIFICANT else "of uncertain sign"
    side = "above" if chance > 0.5 else "below"
    doubt = {NOT_SIGNIFICANT: "not told from it", FEW_REPLICATES: "too few replicates to be sure"}.get(verdict(row))
    return f"likely {side} zero, {doubt}" if doubt else f"very likely {side} zero"

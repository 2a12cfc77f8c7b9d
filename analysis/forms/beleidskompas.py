"""The table of the Beleidskompas: options beside the zero option, with effects, costs, who gains and who loses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pandas as pd

from werkagenda.analysis.comparison import headline_indicators, labels
from werkagenda.analysis.comparison.load_comparison import Comparison
from werkagenda.analysis.figures.comparison import displacement
from werkagenda.analysis.figures.comparison.public_finance import NO_SIGN, party_rows, why_no_sign
from werkagenda.analysis.figures.comparison.significance import SIGNIFICANT, cell_text, interval_text, verdict
from werkagenda.analysis.figures.panel import Table
from werkagenda.analysis.forms import cw31
from werkagenda.analysis.language import say
from werkagenda.analysis.numbers import euros, percent, plain, whole
from werkagenda.analysis.report import answer
from werkagenda.analysis.report.content import Block, Bullets, Note, Page, Section

MOST_NAMED = 2
"""Parties named on each side."""


def page(c: Comparison) -> Page:
    """The form for all scenarios of a comparison."""
    return Page(
        title=say("Beleidskompas: options and consequences"),
        kicker=say("Beleidskompas · options beside the zero option · figures against the baseline"),
        heading=say("Work for status holders: options and consequences"),
        certainty=(),
        sections=[Section(key, title, blocks) for key, title, blocks in _sections(c)],
        foot=cw31.foot(c),
        source="",
        wide=True,
    )


def _sections(c: Comparison) -> Iterator[tuple[str, str, Sequence[Block]]]:
    yield "problem", say("1. What is the problem?"), [Note(_problem(c))]
    yield (
        "goal",
        say("2. What is the goal?"),
        [Note(say("More status holders in lasting regular work by {year}.", year=c.last_year))],
    )
    yield "options", say("3 and 4. Options and their consequences"), [option_table(c)]
    yield "choice", say("5. What does the comparison say about a choice?"), [Bullets([*_choices(c)])]


def _problem(c: Comparison) -> str:
    """Where status holders stand without new policy."""
    adults = c.adults(c.scenarios[0], c.last_year)
    work, benefit = (c.effect(c.scenarios[0], name, c.last_year) for name in (answer.WORK, "on_benefit"))
    shares = [
        say("unknown") if row is None or not adults > 0 else percent(float(row["baseline"]) / adults)
        for row in (work, benefit)
    ]
    return say(
        "Without new policy {work} of the {adults} adult status holders are in regular work in {year} and "
        "{benefit} receive "
        "bijstand or unemployment insurance.",
        work=shares[0],
        benefit=shares[1],
        adults=whole(adults),
        year=c.last_year,
    )


def option_table(c: Comparison) -> Table:
    """The zero option and every scenario as a row: effects, cost, social balance, who gains and who loses."""
    heads = (
        say("option"),
        say("status holders in regular work {year}", year=c.last_year),
        say("everybody in regular work {year}", year=c.last_year),
        say("public bodies pay {years}, € million", years=c.years_name),
        say("social balance {years}, € million", years=c.years_name),
        say("gains"),
        say("loses or pays"),
    )
    zero = (say("zero option: policy of the baseline"), "0", "0", "0", "0", "–", "–")
    rows = [zero, *(_option(c, name) for name in c.scenarios)]
    caption = say("More or less than the zero option; an interval that includes zero: chance may explain it")
    return Table(heads, rows, frozenset({1, 2, 3, 4}), caption)


def _option(c: Comparison, scenario: str) -> tuple[str, ...]:
    return (
        labels.scenario_label(scenario),
        _sure(c.headline(scenario, answer.WORK, c.last_year), whole),
        _sure(c.headline(scenario, headline_indicators.EVERYBODY_REGULAR, c.last_year), whole),
        _public(c, scenario),
        _sure(c.headline(scenario, headline_indicators.SOCIAL_BALANCE, c.years), _millions),
        ", ".join(gainers(c, scenario)) or say("nobody told from zero"),
        ", ".join(losers(c, scenario)) or say("nobody told from zero"),
    )


def _millions(value: float) -> str:
    return plain(value / 1e6)


def _public(c: Comparison, scenario: str) -> str:
    """What public bodies pay more together, or that its sign cannot be told."""
    if why_no_sign(c, scenario):
        return str(NO_SIGN)
    return _sure(c.headline(scenario, "government_euros", c.years), _millions)


def _sure(row: pd.Series | None, show: Callable[[float], str]) -> str:
    if row is None or verdict(row) != SIGNIFICANT:
        return cell_text(row, show)
    return f"{cell_text(row, show)} ({interval_text(row, show)})"


def gainers(c: Comparison, scenario: str) -> list[str]:
    """Groups with more people at work and parties that pay less, as far as told from zero."""
    rows = displacement.displacement_rows(c, scenario)
    rows = rows[(rows["effect"] > 0) & (rows["who"] != displacement.RUNNERS_UP)]
    people = [displacement.who_label(str(row["who"])) for _, row in rows.iterrows() if verdict(row) == SIGNIFICANT]
    return [*people, *_parties(c, scenario, -1)]


def losers(c: Comparison, scenario: str) -> list[str]:
    """Groups with fewer people at work and parties that pay more, as far as told from zero."""
    lost = displacement.significant_losers(displacement.displacement_rows(c, scenario))
    return [*(displacement.who_label(str(who)) for who in lost["who"]), *_parties(c, scenario, 1)]


def _parties(c: Comparison, scenario: str, sign: int) -> list[str]:
    """Parties that pay more (1) or less (-1) over all years, the largest first."""
    rows = party_rows(c, scenario)
    rows = rows[(rows["year"] == c.years) & (rows["effect"] * sign > 0)].sort_values("effect", key=abs, ascending=False)
    told = [row for _, row in rows.iterrows() if verdict(row) == SIGNIFICANT]
    return [
        f"{labels.party_label(str(row['party']))} ({euros(abs(float(row['effect'])))})" for row in told[:MOST_NAMED]
    ]


def _choices(c: Comparison) -> Iterator[str]:
    """Which option does best on each ground, as far as told from zero; the choice itself is not the model's."""
    grounds = (
        (say("Most status holders in regular work"), answer.WORK, c.last_year, whole, 1),
        (say("Most people altogether in regular work"), headline_indicators.EVERYBODY_REGULAR, c.last_year, whole, 1),
        (say("Best social balance"), headline_indicators.SOCIAL_BALANCE, c.years, euros, 1),
        (say("Lowest cost of public bodies"), "government_euros", c.years, euros, -1),
    )
    for name, indicator, period, show, sign in grounds:
        best = _best(c, indicator, period, sign)
        if best is None:
            yield say("{ground}: no option is told from the zero option", ground=name)
        else:
            yield f"{name}: {labels.scenario_label(best[0])} ({_sure(best[1], show)})"
    yield say(
        "The choice weighs these against each other and is not the model’s; options whose intervals overlap "
        "are not told apart"
    )


def _best(c: Comparison, indicator: str, period: str, sign: int) -> tuple[str, pd.Series] | None:
    rows = {name: c.headline(name, indicator, period) for name in c.scenarios}
    told = {name: row for name, row in rows.items() if row is not None and verdict(row) == SIGNIFICANT}
    better = {name: row for name, row in told.items() if sign * float(row["effect"]) > 0 or sign < 0}
    return max(better.items(), key=lambda each: sign * float(each[1]["effect"])) if better else None

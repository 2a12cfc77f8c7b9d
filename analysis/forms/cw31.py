"""The form of article 3.1 of the Comptabiliteitswet: goals, instruments, financial consequences, effectiveness and
efficiency aimed at, and evaluation, of one scenario against the baseline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from werkagenda.analysis import rounding
from werkagenda.analysis.comparison import (
    cost_effectiveness,
    headline_indicators,
    labels,
    money_flows,
    paired_statistics,
)
from werkagenda.analysis.comparison.load_comparison import Comparison
from werkagenda.analysis.figures.comparison import displacement
from werkagenda.analysis.figures.comparison.cost_effectiveness import VERDICT_LABELS
from werkagenda.analysis.figures.comparison.public_finance import why_no_sign
from werkagenda.analysis.figures.comparison.significance import SIGNIFICANT, cell_text, interval_text, verdict
from werkagenda.analysis.figures.panel import Table
from werkagenda.analysis.language import current, say
from werkagenda.analysis.numbers import euros, likely, plain, span, whole
from werkagenda.analysis.report import answer, provenance
from werkagenda.analysis.report.content import Block, Bullets, Note, Page, Section

THOUSAND = 1000.0
OUTSIDE = ("employer", "person", "course provider", "service provider")
"""Parties that are no public body."""


def page(c: Comparison) -> Page:
    """The form for the main scenario of a comparison."""
    scenario = c.main()
    name = labels.scenario_label(scenario)
    return Page(
        title=say("CW 3.1: {scenario}", scenario=name),
        kicker=say("Statement of article 3.1 of the Comptabiliteitswet · figures against the baseline"),
        heading=name,
        certainty=(),
        sections=[Section(key, title, blocks) for key, title, blocks in _sections(c, scenario)],
        foot=foot(c),
        source="",
    )


def foot(c: Comparison) -> str:
    """How the figures of a form were made, and the command that makes them again."""
    return say(
        "Werkagenda simulator, {replicates} paired replicates, scale {scale}. Intervals: 95% margin of chance; how far "
        "assumptions move the answer stands under effectiveness. Command: {command}",
        replicates=c.replicates,
        scale=current().number(c.scale, 3).rstrip("0").rstrip(",."),
        command=str(c.info.get("command", "–")),
    )


def _sections(c: Comparison, scenario: str) -> Iterator[tuple[str, str, Sequence[Block]]]:
    yield "goals", say("1. Goals"), [Note(_goal(c, scenario))]
    yield "instruments", say("2. Policy instruments"), [Bullets(instruments(c, scenario))]
    yield "money", say("3. Financial consequences for the State and for others"), _money(c, scenario)
    yield "effectiveness", say("4. Effectiveness aimed at"), [Bullets([*_effects(c, scenario)])]
    yield "efficiency", say("5. Efficiency aimed at"), [Bullets([*_efficiency(c, scenario)])]
    yield "evaluation", say("6. Monitoring and evaluation"), [Bullets([*_evaluation(c, scenario)])]


def _goal(c: Comparison, scenario: str) -> str:
    return say(
        "More status holders in lasting regular work by {year}. {description}",
        year=c.last_year,
        description=described(c, scenario),
    )


def described(c: Comparison, scenario: str) -> str:
    """What a scenario stands for, as its file says, in the language that is spoken where it has one."""
    texts = c.info.get("scenarios", {}).get(scenario, {}).get("description", {})
    return str(texts.get(current().code) or texts.get("en") or labels.scenario_label(scenario))


def instruments(c: Comparison, scenario: str) -> list[str]:
    """A line for each instrument that differs from the baseline, as the comparison says it in words or by settings."""
    told = c.info.get("scenarios", {}).get(scenario, {}).get("in_words", {}).get(current().code)
    if told:
        return [str(line) for line in told]
    titles = c.info.get("instruments", {})
    found: dict[str, list[str]] = {}
    for each in c.info.get("scenarios", {}).get(scenario, {}).get("differs", []):
        setting = str(each["setting"]).removeprefix("instruments.")
        instrument = setting.partition(".")[0]
        values = {
            "here": provenance.setting_text(each["scenario"]),
            "before": provenance.setting_text(each["baseline"]),
        }
        said = say("{setting} {here} (baseline {before})", setting=provenance.setting_name(setting), **values)
        found.setdefault(instrument, []).append(said)
    return [f"{_upper(labels.policy_label(name, titles))}: {', '.join(each)}" for name, each in found.items()]


def _upper(text: str) -> str:
    """The text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def _money(c: Comparison, scenario: str) -> list[Block]:
    """Euros that every party pays more by year, and how sure the sum of public bodies is."""
    return [money_table(c, scenario), Note(_net_text(c, scenario))]


def money_table(c: Comparison, scenario: str) -> Table:
    """Net euros that each party pays more, x 1,000, by year: public bodies with their sum, then others; adding up."""
    rows = c.tables["parties"]
    rows = rows[(rows["scenario"] == scenario) & (rows["world"] == c.central) & (rows["year"].str.len() == len("2029"))]
    wide = rows.pivot_table("effect", "party", "year", aggfunc="sum").fillna(0.0)
    public = [party for party in labels.PARTIES if party in wide.index and party in money_flows.PUBLIC_PARTIES]
    outside = [party for party in OUTSIDE if party in wide.index]
    years = [str(year) for year in wide.columns]
    shown, others = (rounding.cells(wide.loc[each].to_numpy(float), THOUSAND) for each in (public, outside))
    body = [_line(labels.party_label(party), values) for party, values in zip(public, shown, strict=True)]
    body.append(_line(say("Public bodies together"), shown.sum(axis=0)))
    body += [_line(labels.party_label(party), values) for party, values in zip(outside, others, strict=True)]
    heads = (say("pays more on balance, × € 1,000"), *years, current().period(c.years))
    totals = frozenset({len(public)})
    return Table(
        heads, body, frozenset(range(1, len(heads))), say("Prices of the day; transfers included"), False, totals
    )


def _line(name: str, values: np.ndarray) -> tuple[str, ...]:
    return (name, *(current().number(float(value) / THOUSAND) for value in (*values, values.sum())))


def _net_text(c: Comparison, scenario: str) -> str:
    row = c.headline(scenario, "government_euros", c.years)
    if row is None or why_no_sign(c, scenario):
        return say("Whether public bodies save or pay on balance cannot be told: other people’s taxes are not counted.")
    return say(
        "Public bodies together {amount} in {years} (95% margin of chance {interval}); newcomers and instruments only.",
        amount=cell_text(row, euros),
        years=c.years_name,
        interval=interval_text(row, euros),
    )


def _effects(c: Comparison, scenario: str) -> Iterator[str]:
    """Work of status holders and of everybody, benefit, what would have happened anyway, and whom it displaces."""
    row = c.headline(scenario, answer.WORK, c.last_year)
    every = c.headline(scenario, headline_indicators.EVERYBODY_REGULAR, c.last_year)
    benefit = c.effect(scenario, "on_benefit", c.last_year)
    for name, each in (
        (say("Status holders in regular work in {year}", year=c.last_year), row),
        (say("Everybody in regular work in {year}, net of displacement", year=c.last_year), every),
        (say("Status holders on bijstand or unemployment insurance in {year}", year=c.last_year), benefit),
    ):
        yield f"{name}: {_sure(each)}"
    if row is not None and int(row["worlds"]) > 1:
        yield answer.certainty(row)
    anyway = displacement.offer_outcome(c, scenario, displacement.WOULD_HAVE_WORKED, 24)
    if anyway is not None:
        share = plain(float(anyway["value"]))
        yield say(
            "Deadweight: {value} of 100 offered a placement would be in regular work after two years anyway",
            value=share,
        )
    yield say("Displacement: {losers}", losers=displacement.losers_text(c, scenario))


def _sure(row: pd.Series | None) -> str:
    """An effect with its interval, also where that leaves zero out."""
    if row is None or verdict(row) != SIGNIFICANT:
        return cell_text(row)
    return f"{cell_text(row)} ({interval_text(row)})"


def _efficiency(c: Comparison, scenario: str) -> Iterator[str]:
    """Cost of a year of work, net of deadweight and of displacement, and the social balance."""
    for measure, name in (
        (cost_effectiveness.HOLDER_WORK, say("Policy outlay per extra year of regular work of a status holder")),
        (cost_effectiveness.EVERYBODY_WORK, say("The same net of displacement, everybody counted")),
    ):
        yield f"{name}: {cost_text(c, scenario, measure)}"
    row = c.headline(scenario, headline_indicators.SOCIAL_BALANCE, c.years)
    ends = "" if row is None or verdict(row) != SIGNIFICANT else f" ({interval_text(row, euros)})"
    yield say(
        "Social balance {years}, present value: {value}", years=c.years_name, value=f"{cell_text(row, euros)}{ends}"
    )


def cost_text(c: Comparison, scenario: str, measure: str) -> str:
    """A cost of all years with Fieller's interval, or why there is none."""
    rows = c.tables["cost"]
    keep = (rows["scenario"] == scenario) & (rows["world"] == c.central) & (rows["measure"] == measure)
    rows = rows[keep & (rows["period"] == c.years)]
    if rows.empty:
        return say("not in the tables")
    row = rows.iloc[0]
    if row["verdict"] in VERDICT_LABELS:
        return str(VERDICT_LABELS[row["verdict"]])
    if row["verdict"] == paired_statistics.ONE_REPLICATE or row["low"] == row["high"]:
        return euros(float(row["value"]))
    return f"{euros(float(row['value']))} ({span(float(row['low']), float(row['high']), euros)})"


def _evaluation(c: Comparison, scenario: str) -> Iterator[str]:
    """What to measure, from when an effect shows, and which assumption the figures would decide."""
    row = c.effect(scenario, answer.WORK, c.last_year)
    if row is not None:
        yield say(
            "Indicator: adult status holders in regular work, {baseline} in the baseline and {here} with the "
            "measures in "
            "{year}; half-yearly beside the model with `werkagenda monitor`",
            baseline=whole(float(row["baseline"])),
            here=whole(float(row["baseline"] + row["effect"])),
            year=c.last_year,
        )
    yield _first_year(c, scenario)
    head = c.headline(scenario, answer.WORK, c.last_year)
    if head is not None and np.isfinite(float(head["positive_probability"])):
        chance = float(head["positive_probability"])
        yield say(
            "Probability that the effect on regular work is above zero: {probability}", probability=likely(chance)
        )
    yield say("An evaluation should compare with places or people without the measure: a rise alone shows no effect")


def _first_year(c: Comparison, scenario: str) -> str:
    """The first year in which the effect is told from zero."""
    for year in range(int(c.years[:4]), int(c.last_year) + 1):
        row = c.effect(scenario, answer.WORK, str(year))
        if row is not None and verdict(row) == SIGNIFICANT:
            return say("The effect on regular work is told from chance from {year} on", year=year)
    return say("In no year the effect on regular work is told from chance")

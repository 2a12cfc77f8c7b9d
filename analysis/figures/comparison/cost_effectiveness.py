"""Sections 'Is the country better off' and 'What it costs per person'."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from werkagenda.analysis import rounding
from werkagenda.analysis.colours import BLUE, GREY, INK, ORANGE, RED
from werkagenda.analysis.comparison import cost_effectiveness, headline_indicators, labels, paired_statistics
from werkagenda.analysis.comparison.load_comparison import Comparison
from werkagenda.analysis.comparison.social_balance import NEWCOMER_OUTPUT, OTHERS_OUTPUT, PROVIDERS, RECEPTION, TOTAL
from werkagenda.analysis.figures.comparison import small_multiples
from werkagenda.analysis.figures.comparison.public_finance import NO_SIGN, why_no_sign
from werkagenda.analysis.figures.comparison.significance import NOT_SIGNIFICANT, range_text
from werkagenda.analysis.figures.panel import Panel, Table, empty_panel
from werkagenda.analysis.figures.style import canvas
from werkagenda.analysis.language import deferred, named, say
from werkagenda.analysis.numbers import euros, plain, signed, span

BALANCE_PARTS = {NEWCOMER_OUTPUT: BLUE, OTHERS_OUTPUT: RED, PROVIDERS: ORANGE, RECEPTION: GREY}
BALANCE_READING = deferred(
    "€ million over all years, in prices of January 2025 and discounted to its first day (2.25% a "
    "year above prices, which are assumed to grow 2% a year; each month counts from its middle). "
    "Right of zero: the country is better off. Benefits, taxes and subsidies move money and are no "
    "gain. Newcomers make what employers pay for them net of subsidies; somebody else out of work "
    "loses what a newcomer’s work costs (an assumption, and a strong one: read the parts). Amounts "
    "that no law raises, such as the price of guidance and of reception, stay the same in euros, so "
    "they get cheaper in real terms."
)


ADD_UP = deferred("in brackets the 95% Monte Carlo interval; rounded so that parts add up")
MAX_NAMED = 3
"""Scenarios that a title names one by one."""


def present_value_rows(c: Comparison, account: str, world: str = "") -> pd.DataFrame:
    """Rows of `balance` over all years as present value."""
    rows = c.tables["balance"]
    keep = (rows["account"] == account) & (rows["prices"] == "present value") & (rows["year"] == c.years)
    return rows[keep & rows["scenario"].isin(c.scenarios) & (not world or rows["world"] == world)]


def social_balance(c: Comparison) -> Panel:
    """Stacked bars, a row a scenario, with a diamond for the sum; a table with the government beside it."""
    rows = present_value_rows(c, "social", c.central)
    if rows.empty:
        return empty_panel(say("Balances"), say("the tables hold no balances"))
    order = [labels.scenario_label(name) for name in c.scenarios]
    figure = canvas(46 * len(order) + 150, barmode="relative")
    figure.update_layout(margin={"l": 190, "r": 32, "t": 50, "b": 50})
    for part, colour in BALANCE_PARTS.items():
        here = rows[rows["part"] == part]
        figure.add_bar(
            x=(here["effect"] / 1e6).round(4).tolist(),
            y=[labels.scenario_label(name) for name in here["scenario"]],
            orientation="h",
            name=named("part", part),
            marker_color=colour,
        )
    _add_total(figure, rows[rows["part"] == TOTAL])
    small_multiples.add_zero_line(figure, vertical=True)
    figure.update_yaxes(categoryorder="array", categoryarray=list(reversed(order)), rangemode="normal")
    figure.update_xaxes(title=say("€ million, present value"))
    return Panel(_balance_title(c), BALANCE_READING, figure, [_balance_table(c)])


def _add_total(figure: go.Figure, rows: pd.DataFrame) -> None:
    """The sum of the parts with its interval."""
    figure.add_scatter(
        x=(rows["effect"] / 1e6).round(4).tolist(),
        y=[labels.scenario_label(name) for name in rows["scenario"]],
        mode="markers",
        name=say("social balance (95% Monte Carlo interval)"),
        error_x=small_multiples.error_bars(rows, 1e6) | {"color": INK, "thickness": 1.4},
        marker={"symbol": "diamond", "size": 10, "color": "white", "line": {"color": INK, "width": 2}},
    )


def _balance_table(c: Comparison) -> Table:
    """Government and social balance with chance and the range over worlds, and the parts."""
    heads = (
        say("scenario"),
        say("government"),
        say("over worlds"),
        say("social balance"),
        say("over worlds"),
        *(named("part", part) for part in BALANCE_PARTS),
    )
    caption = say(
        "Present value {years_name}, € million; positive: better off; {add_up}; in brackets the 95% "
        "Monte Carlo interval; *: not told from the central value; government: newcomers and instruments "
        "only",
        years_name=c.years_name,
        add_up=ADD_UP,
    )
    return Table(heads, [_balance_row(c, name) for name in c.scenarios], frozenset(range(1, len(heads))), caption)


def _balance_row(c: Comparison, scenario: str) -> tuple[str, ...]:
    cells, size = [labels.scenario_label(scenario)], _rounding_step(c, scenario)
    for account in ("government", "social"):
        rows = present_value_rows(c, account)
        rows = rows[(rows["scenario"] == scenario) & (rows["part"] == TOTAL)]
        central = rows[rows["world"] == c.central]
        if account == "government" and why_no_sign(c, scenario):
            cells += [str(NO_SIGN), "–"]
            continue
        cells += [_total_text(central.iloc[0], size) if len(central) else "–", _range_over_sets(c, scenario, rows)]
    rows = present_value_rows(c, "social", c.central)
    rows = rows[rows["scenario"] == scenario]
    shown = rounding.parts([_part_effect(rows, part) for part in BALANCE_PARTS], size)
    return (*cells, *(rounding.millions(value, size) for value in shown))


def _part_effect(rows: pd.DataFrame, part: str) -> float:
    here = rows[rows["part"] == part]
    return float(here["effect"].iloc[0]) if len(here) else 0.0


def _rounding_step(c: Comparison, scenario: str) -> float:
    """The step in which the accounts of a scenario and the parts are printed."""
    rows = pd.concat([present_value_rows(c, account, c.central) for account in ("government", "social")])
    return rounding.euro_step(rows[rows["scenario"] == scenario]["effect"].to_numpy(float))


def _total_text(row: pd.Series, size: float) -> str:
    ends = "" if pd.isna(row["low"]) or row["low"] == row["high"] else f" ({span(row['low'] / 1e6, row['high'] / 1e6)})"
    return f"{rounding.millions(rounding.parts([float(row['effect'])], size)[0], size)}{ends}"


def _range_over_sets(c: Comparison, scenario: str, rows: pd.DataFrame) -> str:
    """The range over worlds, paired where it is a headline; else over worlds of as many replicates."""
    row = c.headline(scenario, headline_indicators.SOCIAL_BALANCE, c.years)
    if row is not None and (rows["account"] == "social").all():
        return range_text(row, lambda value: plain(value / 1e6))
    rows = rows[rows["world"].isin(c.paired)]
    return span(rows["effect"].min() / 1e6, rows["effect"].max() / 1e6) if len(rows) > 1 else say("one world")


def _balance_title(c: Comparison) -> str:
    """Who of the scenarios has a social balance that chance tells from zero."""
    rows = present_value_rows(c, "social", c.central)
    told = {str(row["scenario"]): _total_verdict(row) for _, row in rows[rows["part"] == TOTAL].iterrows()}
    shown = c.scenarios if len(c.scenarios) <= MAX_NAMED else (c.main(),)
    parts = [
        f"{labels.scenario_label(name)} {told[name]}"
        for name in shown
        if told.get(name, NOT_SIGNIFICANT) != NOT_SIGNIFICANT
    ]
    open_ones = [labels.scenario_label(name) for name in c.scenarios if told.get(name) == NOT_SIGNIFICANT]
    if open_ones:
        few = ", ".join(open_ones) if len(open_ones) <= MAX_NAMED else say("{count} scenarios", count=len(open_ones))
        parts.append(say("not told from zero for {few}", few=few))
    return say("Social balance: {items}", items="; ".join(parts))


def _total_verdict(row: pd.Series) -> str:
    if pd.isna(row["low"]):
        return say("{effect} (one replicate)", effect=signed(row["effect"], euros))
    if row["effect"] == row["low"] == row["high"]:
        return signed(row["effect"], euros)
    return NOT_SIGNIFICANT if row["low"] <= 0 <= row["high"] else signed(row["effect"], euros)


MEASURE_LABELS = {
    cost_effectiveness.OUTLAY: deferred("outlay of policy, € million"),
    cost_effectiveness.REACHED: deferred("per person or employer reached"),
    cost_effectiveness.GROSS: deferred("per year of regular work of who was offered a job (gross)"),
    cost_effectiveness.HOLDER_WORK: deferred("per extra year, status holders (net of deadweight)"),
    cost_effectiveness.NEWCOMER_WORK: deferred("per extra year, all newcomers"),
    cost_effectiveness.EVERYBODY_WORK: deferred("per extra year, everybody (net of displacement)"),
    cost_effectiveness.EVERYBODY_AT_WORK: deferred("the same with placements counted"),
    cost_effectiveness.GROSS_OFF_BENEFIT: deferred("per year off bijstand of who was offered a job (gross)"),
    cost_effectiveness.BENEFIT_SAVED: deferred("per year on benefit less, bijstand or unemployment insurance (net)"),
}
VERDICT_LABELS = {
    paired_statistics.UNRESOLVED: deferred("not resolved"),
    paired_statistics.NO_GAIN: deferred("nobody gained"),
    paired_statistics.NOT_RECORDED: deferred("not recorded"),
}
COST_READING = deferred(
    "€ thousand (outlay: € million): cash that the public budgets spend on policy more than in the "
    "baseline, overhead included and savings not taken off, for each person or person-year; in "
    "brackets Fieller’s 95% interval over replicates. Not resolved: the number of people may be "
    "zero, so that the cost has no upper end. Nobody gained: there are fewer. Gross counts who is "
    "offered a placement and works, though many would have anyway; who other instruments reach is "
    "counted and not followed (not recorded). Ordinary guidance and classes that a measure brings "
    "about are no outlay here: they stand in the balances."
)


def cost_per_person(c: Comparison) -> Panel:
    """A table for all years and one for the last."""
    rows = c.tables["cost"]
    central = rows[rows["world"] == c.central]
    if central.empty:
        return empty_panel(say("Cost per person"), say("the tables hold no costs"))
    tables = [
        _cost_table(
            c,
            central,
            c.years,
            say(
                "All years: outlay {years} over the person-years of {years}",
                years=c.years_name,
            ),
        ),
        _cost_table(
            c,
            central,
            c.last_year,
            say(
                "The last year: outlay {year} over the person-years of {year}",
                year=c.last_year,
            ),
        ),
        _cost_range_table(c, rows),
    ]
    return Panel(_cost_title(c, central), COST_READING, None, tables)


def _select_rows(rows: pd.DataFrame, scenario: str, period: str, measure: str) -> list[dict[Any, Any]]:
    keep = (rows["scenario"] == scenario) & (rows["period"] == period) & (rows["measure"] == measure)
    return rows[keep].to_dict("records")


def _cost_table(c: Comparison, rows: pd.DataFrame, period: str, caption: str) -> Table:
    body = [
        (
            labels.scenario_label(name),
            *(_cost_cell(_select_rows(rows, name, period, measure)) for measure in MEASURE_LABELS),
        )
        for name in c.scenarios
    ]
    return Table(
        (say("scenario"), *map(str, MEASURE_LABELS.values())),
        body,
        frozenset(range(1, len(MEASURE_LABELS) + 1)),
        caption,
    )


def _cost_cell(found: list[dict[Any, Any]]) -> str:
    if not found:
        return "–"
    row = found[0]
    if row["verdict"] in VERDICT_LABELS:
        return str(VERDICT_LABELS[row["verdict"]])
    unit = 1e6 if row["measure"] == cost_effectiveness.OUTLAY else 1e3
    if row["verdict"] == paired_statistics.ONE_REPLICATE or row["low"] == row["high"]:
        return plain(row["value"] / unit)
    return f"{plain(row['value'] / unit)} ({span(row['low'] / unit, row['high'] / unit, plain)})"


def _cost_range_table(c: Comparison, rows: pd.DataFrame) -> Table:
    """From the lowest to the highest cost over the worlds that have one, of as many replicates as the central one."""
    rows = rows[rows["world"].isin(c.paired)]
    measures = (
        cost_effectiveness.HOLDER_WORK,
        cost_effectiveness.EVERYBODY_WORK,
        cost_effectiveness.EVERYBODY_AT_WORK,
        cost_effectiveness.BENEFIT_SAVED,
    )
    body = [
        (labels.scenario_label(name), *(_cost_range(_select_rows(rows, name, c.years, m)) for m in measures))
        for name in c.scenarios
    ]
    heads = (say("scenario"), *(str(MEASURE_LABELS[measure]) for measure in measures))
    caption = say(
        "Range over worlds {years_name}, € thousand (worlds of as many replicates as the central one)",
        years_name=c.years_name,
    )
    return Table(heads, body, frozenset(range(1, len(heads))), caption, folded=True)


def _cost_range(found: list[dict[Any, Any]]) -> str:
    values = [
        row["value"] for row in found if row["verdict"] in (paired_statistics.RESOLVED, paired_statistics.ONE_REPLICATE)
    ]
    if not found:
        return "–"
    if not values:
        return say("in no world of {count}", count=len(found))
    return say(
        "{value} in {count} of {all} worlds",
        value=span(min(values) / 1e3, max(values) / 1e3, plain),
        count=len(values),
        all=len(found),
    )


def _cost_title(c: Comparison, rows: pd.DataFrame) -> str:
    """The cost of a year of regular work of the main scenario, gross, net of deadweight and of displacement."""
    name = c.main()
    words = {
        cost_effectiveness.GROSS: say("gross"),
        cost_effectiveness.HOLDER_WORK: say("net of deadweight"),
        cost_effectiveness.EVERYBODY_WORK: say("net of displacement"),
    }
    found = {said: _select_rows(rows, name, c.years, measure) for measure, said in words.items()}
    parts = [f"{said} {_cost_text(rows[0]) if rows else say('not recorded')}" for said, rows in found.items()]
    return say(
        "{scenario}, a year of regular work more: {items}", scenario=labels.scenario_label(name), items="; ".join(parts)
    )


def _cost_text(row: dict[Any, Any]) -> str:
    return VERDICT_LABELS.get(row["verdict"]) or euros(row["value"])

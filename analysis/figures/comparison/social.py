"""Discounted balances: is the government better off, and is the country, once transfers are left out?"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from werkagenda.analysis import rounding
from werkagenda.analysis.comparison import asked
from werkagenda.analysis.comparison.balance import NEWCOMERS, OTHERS, PROVIDERS, RECEPTION, TOGETHER
from werkagenda.analysis.figures.comparison import look, names
from werkagenda.analysis.figures.comparison.certain import ZERO, ranged
from werkagenda.analysis.figures.comparison.money_tables import NO_SIGN, why_no_sign
from werkagenda.analysis.figures.comparison.results import Comparison
from werkagenda.analysis.figures.panel import Panel, Table, nothing
from werkagenda.analysis.figures.style import BLUE, GREY, INK, ORANGE, RED, canvas
from werkagenda.analysis.numbers import euros, plain, signed, span

PARTS = {NEWCOMERS: BLUE, OTHERS: RED, PROVIDERS: ORANGE, RECEPTION: GREY}
READING = (
    "€ million over all years, in prices of January 2025 and discounted to its first day (2.25% a year above prices, "
    "which are assumed to grow 2% a year; each month counts from its middle). Right of zero: the country is better "
    "off. Benefits, taxes and subsidies move money and are no gain. Newcomers make what employers pay for them net of "
    "subsidies; somebody else out of work loses what a newcomer’s work costs (an assumption, and a strong one: read "
    "the parts). Amounts that no law raises, such as the price of guidance and of reception, stay the same in euros, "
    "so they get cheaper in real terms."
)


ADD_UP = "in brackets the 95% Monte Carlo interval; rounded so that parts add up"
FEW = 3
"""Scenarios that a title names one by one."""


def rows_of(c: Comparison, account: str, world: str = "") -> pd.DataFrame:
    """Rows of `balance` over all years as present value."""
    rows = c.tables["balance"]
    keep = (rows["account"] == account) & (rows["prices"] == "present value") & (rows["year"] == c.years)
    return rows[keep & rows["scenario"].isin(c.scenarios) & (not world or rows["world"] == world)]


def draw(c: Comparison) -> Panel:
    """Stacked bars, a row a scenario, with a diamond for the sum; a table with the government beside it."""
    rows = rows_of(c, "social", c.central)
    if rows.empty:
        return nothing("Balances", "the tables hold no balances")
    order = [names.label(name) for name in c.scenarios]
    figure = canvas(46 * len(order) + 150, hovermode="closest", barmode="relative")
    figure.update_layout(margin={"l": 190, "r": 32, "t": 50, "b": 50})
    for part, colour in PARTS.items():
        here = rows[rows["part"] == part]
        figure.add_bar(
            x=(here["effect"] / 1e6).round(4).tolist(),
            y=[names.label(name) for name in here["scenario"]],
            orientation="h",
            name=part,
            marker_color=colour,
            hovertemplate="%{y}: €%{x:+,.2r} million<extra>" + part + "</extra>",
        )
    _together(figure, rows[rows["part"] == TOGETHER])
    look.no_effect(figure, vertical=True)
    figure.update_yaxes(categoryorder="array", categoryarray=list(reversed(order)), rangemode="normal")
    figure.update_xaxes(title="€ million, present value")
    return Panel(_title(c), READING, figure, [_table(c)])


def _together(figure: go.Figure, rows: pd.DataFrame) -> None:
    """The sum of the parts with its interval."""
    figure.add_scatter(
        x=(rows["effect"] / 1e6).round(4).tolist(),
        y=[names.label(name) for name in rows["scenario"]],
        mode="markers",
        name="social balance (95% Monte Carlo interval)",
        error_x=look.arms(rows, 1e6) | {"color": INK, "thickness": 1.4},
        marker={"symbol": "diamond", "size": 10, "color": "white", "line": {"color": INK, "width": 2}},
        hovertemplate="%{y}: €%{x:+,.2r} million<extra>social balance</extra>",
    )


def _table(c: Comparison) -> Table:
    """Government and social balance with chance and the range over worlds, and the parts."""
    heads = ("scenario", "government", "over worlds", "social balance", "over worlds", *PARTS)
    caption = (
        f"Present value {c.years_name}, € million; positive: better off; {ADD_UP}; in brackets the 95% Monte Carlo "
        "interval; *: not told from the central value; government: newcomers and instruments only"
    )
    return Table(heads, [_line(c, name) for name in c.scenarios], frozenset(range(1, len(heads))), caption)


def _line(c: Comparison, scenario: str) -> tuple[str, ...]:
    cells, size = [names.label(scenario)], _size(c, scenario)
    for account in ("government", "social"):
        rows = rows_of(c, account)
        rows = rows[(rows["scenario"] == scenario) & (rows["part"] == TOGETHER)]
        central = rows[rows["world"] == c.central]
        if account == "government" and why_no_sign(c, scenario):
            cells += [NO_SIGN, "–"]
            continue
        cells += [_said(central.iloc[0], size) if len(central) else "–", _range(c, scenario, rows)]
    rows = rows_of(c, "social", c.central)
    rows = rows[rows["scenario"] == scenario]
    shown = rounding.parts([_effect(rows, part) for part in PARTS], size)
    return (*cells, *(rounding.millions(value, size) for value in shown))


def _effect(rows: pd.DataFrame, part: str) -> float:
    here = rows[rows["part"] == part]
    return float(here["effect"].iloc[0]) if len(here) else 0.0


def _size(c: Comparison, scenario: str) -> float:
    """The step in which the accounts of a scenario and the parts are printed."""
    rows = pd.concat([rows_of(c, account, c.central) for account in ("government", "social")])
    return rounding.euro_step(rows[rows["scenario"] == scenario]["effect"].to_numpy(float))


def _said(row: pd.Series, size: float) -> str:
    ends = "" if pd.isna(row["low"]) or row["low"] == row["high"] else f" ({span(row['low'] / 1e6, row['high'] / 1e6)})"
    return f"{rounding.millions(rounding.parts([float(row['effect'])], size)[0], size)}{ends}"


def _range(c: Comparison, scenario: str, rows: pd.DataFrame) -> str:
    """The range over worlds, paired where it is a headline; else over worlds of as many replicates."""
    row = c.headline(scenario, asked.SOCIAL, c.years)
    if row is not None and (rows["account"] == "social").all():
        return ranged(row, lambda value: plain(value / 1e6))
    rows = rows[rows["world"].isin(c.paired)]
    return span(rows["effect"].min() / 1e6, rows["effect"].max() / 1e6) if len(rows) > 1 else "one world"


def _title(c: Comparison) -> str:
    """Who of the scenarios has a social balance that chance tells from zero."""
    rows = rows_of(c, "social", c.central)
    told = {str(row["scenario"]): _told(row) for _, row in rows[rows["part"] == TOGETHER].iterrows()}
    parts = [f"{names.label(name)} {told[name]}" for name in c.scenarios if told.get(name, ZERO) != ZERO]
    open_ones = [names.label(name) for name in c.scenarios if told.get(name) == ZERO]
    if open_ones:
        few = ", ".join(open_ones) if len(open_ones) <= FEW else f"{len(open_ones)} scenarios"
        parts.append(f"{ZERO} for {few}")
    return f"Social balance: {'; '.join(parts)}"


def _told(row: pd.Series) -> str:
    if pd.isna(row["low"]):
        return f"{signed(row['effect'], euros)} (one replicate)"
    if row["effect"] == row["low"] == row["high"]:
        return signed(row["effect"], euros)
    return ZERO if row["low"] <= 0 <= row["high"] else signed(row["effect"], euros)

"""Benefit (bijstand and unemployment insurance): who receives it, how much bijstand is partial, and the euros."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from werkagenda.analysis import measures, official
from werkagenda.analysis.figures.marks import official_points
from werkagenda.analysis.figures.panel import Panel
from werkagenda.analysis.figures.style import BLUE, GREY, INK, ORANGE, SKY, dress, line, percent_axis, time_axis
from werkagenda.analysis.numbers import change, euros
from werkagenda.analysis.run import Run


def per_year(run: Run) -> pd.DataFrame:
    """Euros of benefit to adult status holders by calendar year, whole years only: columns of `measures`, `year`, and
    `bijstand`, what of it is bijstand; the rest is unemployment insurance."""
    wide = measures.people(run, ["benefit_euros", "bijstand_euros"])
    wide["year"] = wide["month"].str[:4]
    wide = wide[wide.groupby("year")["month"].transform("nunique") == 12]
    both = measures.totals(wide, "benefit_euros", ["year"], run.scale)
    bijstand = measures.totals(wide, "bijstand_euros", ["year"], run.scale).set_index("year")["value"]
    return both.assign(bijstand=both["year"].map(bijstand))


def draw(run: Run) -> Panel:
    """Receipt over the calendar, for the cohort of 2014, and euros by year."""
    wide = measures.people(run, ["adults", "on_benefit", "partial_benefit"])
    stock = measures.shares(wide, "on_benefit", "adults", ["month"], run.scale)
    partial = measures.shares(wide, "partial_benefit", "adults", ["month"], run.scale)
    heads = ("All status holders, by month", "Permits of 2014, by months since", "Euros a year, all status holders")
    figure = make_subplots(1, 3, subplot_titles=heads, horizontal_spacing=0.09)
    dress(
        figure,
        420,
        margin={"t": 50, "l": 60, "r": 20, "b": 90},
        legend={"orientation": "h", "y": -0.2, "yanchor": "top"},
    )
    line(figure, stock, "month", "receives benefit", BLUE, row=1, col=1, hovertemplate="%{y:.1%}")
    line(
        figure,
        partial,
        "month",
        "of which bijstand beside earnings (partial)",
        ORANGE,
        row=1,
        col=1,
        hovertemplate="%{y:.1%}",
    )
    for name, column, colour in (("receives", "on_benefit", BLUE), ("partial", "partial_benefit", ORANGE)):
        curve = measures.cohort(run, column)
        curve = curve[(curve["permit_year"] == 2014) & (curve["months_since_permit"] <= 132)]
        line(
            figure, curve, "months_since_permit", name, colour, row=1, col=2, showlegend=False, hovertemplate="%{y:.1%}"
        )
    official_points(figure, official.of_cohort(2014, "on_benefit"), BLUE, row=1, col=2)
    official_points(figure, official.of_stock("on_benefit"), BLUE, legend=False, row=1, col=1)
    time_axis(figure, run, (1, 1))
    _bars(figure, per_year(run))
    figure.update_xaxes(type="linear", range=[0, 132], dtick=24, title="months since the permit", row=1, col=2)
    percent_axis(figure, "share of adults (18–65)", row=1, col=1)
    percent_axis(figure, "", row=1, col=2)
    reading = (
        "Benefit is bijstand and unemployment insurance together; the euros show both. Bijstand is counted for each "
        "adult of a household that receives it; it is partial when earnings are set off against it. Euros are net cash "
        "to adult status holders in prices of the day; the ledger below has bijstand of family migrants and of people "
        "of 66 as well. The letter's 91% and 34% are given without a definition."
    )
    return Panel(_title(run, stock), reading, figure)


def _bars(figure: go.Figure, years: pd.DataFrame) -> None:
    parts = (("bijstand", years["bijstand"], SKY, GREY), ("insurance", years["value"] - years["bijstand"], BLUE, INK))
    for name, euros_, later, before in parts:
        figure.add_bar(
            x=[int(y) for y in years["year"]],
            y=(euros_ / 1e9).round(4).tolist(),
            marker_color=[later if year >= "2025" else before for year in years["year"]],
            showlegend=False,
            hovertemplate="€%{y:.3f} billion<extra>" + name + "</extra>",
            row=1,
            col=3,
        )
    figure.update_layout(barmode="stack")
    figure.update_xaxes(
        type="linear", range=[2013.4, 2029.6], dtick=5, tick0=2015, hoverformat="d", title="year", row=1, col=3
    )
    figure.update_yaxes(title="€ billion; dark: unemployment insurance", row=1, col=3)


def _bill(last: pd.Series) -> str:
    verb = "is" if last["year"] >= "2025" else "was"
    both, bijstand = euros(float(last["value"])), euros(float(last["bijstand"]))
    return f"; the bill {verb} {both} in {last['year']}, of which bijstand {bijstand}"


def _title(run: Run, stock: pd.DataFrame) -> str:
    now, end = measures.at(stock, month=run.now), measures.at(stock, month=run.last_month)
    years = per_year(run)
    tail = _bill(years.iloc[-1]) if len(years) else ""
    if now is None or end is None or not run.has_outlook:
        return f"Benefit among status holders{tail}"
    return (
        f"The share on benefit (bijstand or unemployment insurance) {change(float(now['value']), float(end['value']))} "
        f"between {run.now_name} and {run.last_name}{tail}"
    )

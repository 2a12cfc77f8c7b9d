"""Bijstand: who receives it, how much of it is partial, and the euros."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from werkagenda.analysis import measures, official
from werkagenda.analysis.figures.marks import official_points
from werkagenda.analysis.figures.panel import Panel
from werkagenda.analysis.figures.style import BLUE, GREY, ORANGE, SKY, dress, line, percent_axis, time_axis
from werkagenda.analysis.numbers import change, euros
from werkagenda.analysis.run import Run


def per_year(run: Run) -> pd.DataFrame:
    """Euros of bijstand to status holders by calendar year, whole years only; columns of `measures` and `year`."""
    wide = measures.people(run, ["benefit_euros"])
    wide["year"] = wide["month"].str[:4]
    whole = wide.groupby("year")["month"].transform("nunique") == 12
    return measures.totals(wide[whole], "benefit_euros", ["year"], run.scale)


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
    line(figure, stock, "month", "receives bijstand", BLUE, row=1, col=1, hovertemplate="%{y:.1%}")
    line(figure, partial, "month", "of which beside earnings (partial)", ORANGE, row=1, col=1, hovertemplate="%{y:.1%}")
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
        "A benefit is counted for each adult of a household that receives it; it is partial when earnings are set "
        "off against it. Euros "
        "are net cash to status holders' households in prices of the day. The letter's 91% and 34% are given "
        "without a definition."
    )
    return Panel(_title(run, stock), reading, figure)


def _bars(figure: go.Figure, years: pd.DataFrame) -> None:
    colours = [SKY if year >= "2025" else GREY for year in years["year"]]
    figure.add_bar(
        x=[int(y) for y in years["year"]],
        y=(years["value"] / 1e9).round(4).tolist(),
        marker_color=colours,
        showlegend=False,
        hovertemplate="€%{y:.2f} billion<extra></extra>",
        row=1,
        col=3,
    )
    figure.update_xaxes(
        type="linear", range=[2013.4, 2029.6], dtick=5, tick0=2015, hoverformat="d", title="year", row=1, col=3
    )
    figure.update_yaxes(title="€ billion (blue: outlook)", row=1, col=3)


def _title(run: Run, stock: pd.DataFrame) -> str:
    now, end = measures.at(stock, month=run.now), measures.at(stock, month=run.last_month)
    years = per_year(run)
    tail = f"; the bill was {euros(float(years.iloc[-1]['value']))} in {years.iloc[-1]['year']}" if len(years) else ""
    tail = tail.replace("was", "is") if len(years) and years.iloc[-1]["year"] >= "2025" else tail
    if now is None or end is None or not run.has_outlook:
        return f"Bijstand among status holders{tail}"
    return (
        f"The share on bijstand {change(float(now['value']), float(end['value']))} between {run.now_name} and "
        f"{run.last_name}{tail}"
    )

"""Employment by months since the permit, one line a cohort, beside the official points."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from werkagenda.analysis import measures, official
from werkagenda.analysis.figures.marks import official_points
from werkagenda.analysis.figures.panel import Panel, nothing
from werkagenda.analysis.figures.style import canvas, line, percent_axis, ramp
from werkagenda.analysis.numbers import FEW, percent
from werkagenda.analysis.run import Run

YEARS = tuple(range(2014, 2025))
LONGEST = 132
"""Months shown: the official series end well before."""


def draw(run: Run) -> Panel:
    """Cohorts 2014 to 2024, all followed equally far; dotted where the cohort is in the outlook."""
    curves = measures.cohort(run, "employed")
    curves = curves[curves["permit_year"].isin(YEARS) & (curves["months_since_permit"] <= LONGEST)]
    if curves.empty:
        return nothing("Employment by cohort", "the run ends before a whole cohort can be followed")
    figure = canvas(520, hovermode="closest", legend={"orientation": "v", "x": 1.01, "y": 1, "yanchor": "top"})
    shown = sorted(curves["permit_year"].unique())
    colours = dict(zip(YEARS, ramp(len(YEARS)), strict=True))
    for year in shown:
        _curve(figure, curves[curves["permit_year"] == year], int(year), colours[int(year)])
    _points(figure, colours, shown)
    figure.update_xaxes(title="months since the permit", dtick=12, range=[0, LONGEST])
    percent_axis(figure, "share of the cohort (18–65) in paid work")
    reading = (
        "Each line is everyone aged 18–65 whose permit is of that year and who still lives in the country. Solid: "
        "history; dotted: "
        "outlook. Filled points were used to fit the model, hollow points only to judge it; a point has the colour "
        "of its cohort."
    )
    return Panel(title(curves), reading, figure)


def _curve(figure: go.Figure, part: pd.DataFrame, year: int, colour: str) -> None:
    past, ahead = part[~part["outlook"]], part[part["outlook"]]
    if len(past) and len(ahead):
        ahead = pd.concat([past.tail(1), ahead])
    for piece, dash in ((past, "solid"), (ahead, "dot")):
        if piece.empty:
            continue
        style = {"color": colour, "width": 3.6 if year == 2014 else 1.8, "dash": dash}
        name = str(year)
        line(
            figure,
            piece,
            "months_since_permit",
            name,
            colour,
            line=style,
            legendgroup=name,
            band=year == 2014,
            showlegend=piece is past or past.empty,
            hovertemplate=f"{year}, %{{x}} months: %{{y:.1%}}<extra></extra>",
        )


def _points(figure: go.Figure, colours: dict[int, str], shown: list[int]) -> None:
    legend = True
    for year in shown:
        points = official.of_cohort(year, "employed")
        if points:
            official_points(figure, points, colours[int(year)], legend)
            legend = False


def title(curves: pd.DataFrame) -> str:
    """Do later cohorts start sooner, in the history? Computed at 24 months, or at the last month they share."""
    first = int(curves["permit_year"].min())
    past = curves[(curves["events"] >= FEW) & ~curves["outlook"]]
    for month in (24, 12, 6):
        there = past[past["months_since_permit"] == month]
        if len(there) > 1 and first in set(there["permit_year"]):
            early, late = there.iloc[0], there.iloc[-1]
            word = (
                "more"
                if late["value"] > early["value"] + 0.01
                else "less"
                if late["value"] < early["value"] - 0.01
                else "as much"
            )
            tail = "as" if word == "as much" else "than"
            return (
                f"Cohort {late['permit_year']:.0f} works {word} after {month} months {tail} cohort "
                f"{early['permit_year']:.0f}: "
                f"{percent(late['value'])} against {percent(early['value'])}"
            )
    last = curves.iloc[-1]
    return (
        f"Cohort {last['permit_year']:.0f}: {percent(last['value'])} in work after {last['months_since_permit']:.0f} "
        "months"
    )

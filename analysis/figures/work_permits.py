"""Asylum seekers: work permits and work, around the end of the 24-week rule."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from werkagenda.analysis import measures, official
from werkagenda.analysis.figures.panel import Panel
from werkagenda.analysis.figures.style import BLUE, GREEN, GREY, INK, MUTED, ORANGE, SKY, dress, line, time_axis
from werkagenda.analysis.numbers import FEW, TOO_SMALL, plain
from werkagenda.analysis.run import Run

RULE_ENDS = "2023-12"
PUBLISHED = {2022: "C368", 2023: "C369"}
"""Published work permits for asylum seekers by year (entries of the registry)."""


def draw(run: Run) -> Panel:
    """Permits granted per year beside the published ones, and how many may and do work."""
    frame = run.table("permits")
    heads = ("Work permits granted a year", "Asylum seekers (persons)")
    figure = make_subplots(1, 2, subplot_titles=heads, horizontal_spacing=0.1)
    under = {"orientation": "h", "y": -0.14, "yanchor": "top"}
    dress(figure, 380, margin={"t": 50, "l": 60, "r": 24, "b": 70}, legend=under)
    _years(figure, frame, run)
    for name, text, colour in (
        ("asylum_seekers_allowed_to_work", "allowed to work", ORANGE),
        ("asylum_seekers_working", "working", GREEN),
    ):
        part = measures.totals(frame, name, ["month"], run.scale)
        line(figure, part, "month", text, colour, row=1, col=2, hovertemplate="%{y:,.0f}")
    time_axis(figure, run, (1, 2))
    if run.last_month >= RULE_ENDS:
        figure.add_vline(x=RULE_ENDS, line={"color": MUTED, "width": 1, "dash": "dot"}, row=1, col=2)
    figure.update_yaxes(title="permits a year", row=1, col=1)
    figure.update_yaxes(title="persons", row=1, col=2)
    reading = (
        "The rule that let asylum seekers work at most 24 weeks a year ended on 29 November 2023 (dotted line). The "
        "dates of the rule are given to the model; the size of the jump is not. Light bars: outlook; pale grey bars "
        "rest "
        f"on fewer than {FEW} simulated permits."
    )
    return Panel(title(frame, run), reading, figure)


def _years(figure: go.Figure, frame: pd.DataFrame, run: Run) -> None:
    years = frame.assign(year=frame["month"].str[:4])
    found = measures.totals(years, "work_permits_granted", ["year"], run.scale)
    ahead, few = found["year"] >= "2025", found["events"] < FEW
    colours = ["#dfe4ea" if f else SKY if a else BLUE for a, f in zip(ahead, few, strict=True)]
    figure.add_bar(
        x=[int(y) for y in found["year"]],
        y=found["value"].round(0).tolist(),
        name="work permits granted, model",
        marker={"color": colours, "line": {"color": GREY, "width": 0.5}},
        hovertemplate="%{y:,.0f}",
        row=1,
        col=1,
    )
    points = [(year, official.number(entry)) for year, entry in PUBLISHED.items() if str(year) <= run.last_month[:4]]
    figure.add_scatter(
        x=[year for year, _ in points],
        y=[value for _, value in points],
        name=f"published ({', '.join(PUBLISHED.values())})",
        mode="markers",
        marker={"symbol": "circle-open", "size": 9, "color": INK, "line": {"width": 2}},
        hovertemplate="%{y:,.0f}",
        row=1,
        col=1,
    )
    figure.update_xaxes(dtick=5, tick0=2015, row=1, col=1)


def title(frame: pd.DataFrame, run: Run) -> str:
    """Permits in the twelve months before and after the rule ended."""
    before = (
        frame[(frame["month"] >= "2022-12") & (frame["month"] < RULE_ENDS)]["work_permits_granted"].sum()
        / run.replicates
    )
    after = (
        frame[(frame["month"] >= RULE_ENDS) & (frame["month"] < "2024-12")]["work_permits_granted"].sum()
        / run.replicates
    )
    if run.last_month < "2024-11":
        return "Work permits of asylum seekers"
    if min(before, after) * run.scale * run.replicates < FEW:
        return f"Work permits before and after the 24-week rule: {TOO_SMALL}"
    return (
        f"Work permits of asylum seekers go from {plain(before)} to {plain(after)} a year when the 24-week rule ends "
        f"({plain(after / before)} times as many)"
    )

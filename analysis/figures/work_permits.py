"""Asylum seekers: work permits and work, around the end of the 24-week rule."""

from __future__ import annotations

import pandas as pd
from plotly.subplots import make_subplots

from werkagenda.analysis import measures
from werkagenda.analysis.figures.panel import Panel
from werkagenda.analysis.figures.style import BLUE, GREEN, MUTED, ORANGE, dress, line, time_axis
from werkagenda.analysis.numbers import FEW, TOO_SMALL, plain
from werkagenda.analysis.run import Run

RULE_ENDS = "2023-12"


def draw(run: Run) -> Panel:
    """Permits granted per month, and how many may and do work."""
    frame = run.table("permits")
    figure = make_subplots(
        1, 2, subplot_titles=("Work permits granted a month", "Asylum seekers (persons)"), horizontal_spacing=0.1
    )
    dress(
        figure,
        380,
        margin={"t": 50, "l": 60, "r": 24, "b": 70},
        legend={"orientation": "h", "y": -0.14, "yanchor": "top"},
    )
    for column, name, text, colour in (
        (1, "work_permits_granted", "work permits granted", BLUE),
        (2, "asylum_seekers_allowed_to_work", "allowed to work", ORANGE),
        (2, "asylum_seekers_working", "working", GREEN),
    ):
        part = measures.totals(frame, name, ["month"], run.scale)
        line(figure, part, "month", text, colour, row=1, col=column, hovertemplate="%{y:,.0f}")
    time_axis(figure, run, (1, 1), (1, 2))
    if run.last_month >= RULE_ENDS:
        figure.add_vline(x=RULE_ENDS, line={"color": MUTED, "width": 1, "dash": "dot"}, row="all", col="all")
    figure.update_yaxes(title="permits a month", row=1, col=1)
    figure.update_yaxes(title="persons", row=1, col=2)
    reading = (
        "The dotted line marks the end of the rule that let asylum seekers work at most 24 weeks a year (29 "
        "November 2023). The dates of the "
        "rule are given to the model; the size of the jump is not."
    )
    return Panel(title(frame, run), reading, figure)


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

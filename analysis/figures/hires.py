"""How jobs are found: channel of first and later jobs of status holders."""

from __future__ import annotations

import pandas as pd

from werkagenda.analysis import measures
from werkagenda.analysis.figures.panel import Panel, nothing
from werkagenda.analysis.figures.style import BLUE, SKY, canvas
from werkagenda.analysis.numbers import FEW, month_name, percent
from werkagenda.analysis.run import Run
from werkagenda.tables import vocabulary as words

SPAN = 24
"""Months before and up to `run.now` that are counted together."""


def draw(run: Run) -> Panel:
    """Share of hires per channel, first jobs beside later ones."""
    frame = run.table(
        "jobs", ["replicate", "month", "channel", "first_job", "hires"], {"population": ["status holders"]}
    )
    last = words.month_index(run.now)
    since = words.month_label(max(0, last - SPAN + 1))
    frame = frame[(frame["month"] >= since) & (frame["month"] <= run.now)]
    if frame["hires"].sum() * run.scale < FEW:
        return nothing("How jobs are found", "too few hires of status holders to judge")
    sums = frame.groupby(["replicate", "first_job", "channel"])["hires"].sum().reset_index()
    sums["all"] = sums.groupby(["replicate", "first_job"])["hires"].transform("sum")
    parts = measures.shares(sums, "hires", "all", ["first_job", "channel"], run.scale)
    figure = canvas(320, barmode="group", hovermode="closest")
    for first, name, colour in ((True, "first job in the country", BLUE), (False, "later job", SKY)):
        part = parts[parts["first_job"] == first].set_index("channel").reindex(words.CHANNELS)
        figure.add_bar(
            y=list(words.CHANNELS),
            x=part["value"].round(4).tolist(),
            name=name,
            orientation="h",
            marker_color=colour,
            hovertemplate="%{y}: %{x:.1%}<extra>" + name + "</extra>",
        )
    figure.update_xaxes(tickformat=".0%", title="share of hires", rangemode="tozero")
    figure.update_yaxes(autorange="reversed")
    reading = (
        f"All hires of status holders from {month_name(since)} to {run.now_name}. A startbaan or a job found by the "
        "municipality counts as ‘municipality’."
    )
    return Panel(_title(parts), reading, figure)


def _title(parts: pd.DataFrame) -> str:
    first = parts[parts["first_job"]].sort_values("value")
    if first.empty:
        return "How status holders find their jobs"
    top = first.iloc[-1]
    return f"{percent(top['value'])} of first jobs come through ‘{top['channel']}’"

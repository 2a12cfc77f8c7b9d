"""Section 'What work it is': sectors, contracts, hours, and how jobs are found."""

from __future__ import annotations

import pandas as pd
from plotly.subplots import make_subplots

from werkagenda.analysis import measures
from werkagenda.analysis.colours import BLUE, SKY
from werkagenda.analysis.figures.panel import Panel, empty_panel
from werkagenda.analysis.figures.style import (
    CONTRACT,
    HOURS,
    add_dumbbell,
    apply_style,
    canvas,
    outlook_line,
    time_axis,
)
from werkagenda.analysis.language import named, say
from werkagenda.analysis.numbers import FEW, month_name, percent
from werkagenda.analysis.run import Run
from werkagenda.tables import vocabulary as words


def worker_shares(run: Run, dimension: str) -> pd.DataFrame:
    """Share of those who work in each level of a dimension, by month; columns of `measures`, month, level."""
    wide = measures.levels(run, dimension, ["employed"])
    wide["all"] = wide.groupby(["replicate", "month"])["employed"].transform("sum")
    enough = wide["all"] * run.scale * run.replicates >= FEW
    return measures.shares(wide[enough], "employed", "all", ["month", "level"], run.scale)


def kind_of_work(run: Run) -> Panel:
    """Sectors now and at the end; contracts and hours by month."""
    sectors, contracts, hours = (worker_shares(run, name) for name in ("sector", "contract", "hours"))
    if sectors.empty or contracts.empty:
        return empty_panel(say("Kind of work"), say("the run does not give sectors and contracts of those who work"))
    heads = (say("Sector"), say("Contract"), say("Hours a week"))
    figure = make_subplots(1, 3, subplot_titles=heads, column_widths=[0.4, 0.3, 0.3], horizontal_spacing=0.07)
    apply_style(figure, 430, margin={"t": 50, "l": 150, "r": 20, "b": 90})
    under = {"orientation": "h", "y": -0.2, "yanchor": "top", "traceorder": "normal"}
    figure.update_layout(legend=under | {"x": 0}, legend2=under | {"x": 0.43}, legend3=under | {"x": 0.77})
    now, end = (sectors[sectors["month"] == month] for month in (run.now, run.last_month))
    add_dumbbell(figure, now, end, (run.now_name, run.last_name), row=1, col=1)
    for column, (frame, colours) in enumerate(((contracts, CONTRACT), (hours, HOURS)), start=2):
        for level, colour in colours.items():
            part = frame[frame["level"] == level]
            figure.add_scatter(
                x=part["month"].tolist(),
                y=part["value"].round(4).tolist(),
                name=named("level", level),
                legend=f"legend{column}",
                stackgroup=str(column),
                mode="lines",
                line={"width": 0.5, "color": "white"},
                fillcolor=colour,
                row=1,
                col=column,
            )
    time_axis(figure, run, (1, 2), (1, 3), label=False)
    figure.update_xaxes(tickformat=".0%", rangemode="tozero", title=say("share of workers"), row=1, col=1)
    for column in (2, 3):
        figure.update_yaxes(tickformat=".0%", range=[0, 1], row=1, col=column)
        figure.update_xaxes(dtick="M48", row=1, col=column)
        outlook_line(figure, run, 1, column)
    reading = say(
        "Status holders who work. The dotted white line marks the start of the outlook. Self-employed "
        "people are not modelled as a kind of their own. Months with fewer than {few} simulated workers, "
        "and sectors with fewer, are left out.",
        few=FEW,
    )
    return Panel(_kind_title(now, contracts[contracts["month"] == run.now], run), reading, figure)


def _kind_title(sectors: pd.DataFrame, contracts: pd.DataFrame, run: Run) -> str:
    seen = sectors[sectors["events"] >= FEW].sort_values("value")
    firm = contracts[contracts["level"] == "permanent"]
    if seen.empty:
        return say("Sectors and contracts of status holders who work")
    tail = say("; {share} have a permanent contract", share=percent(float(firm["value"].iloc[0]))) if len(firm) else ""
    top = seen.iloc[-1]
    return say(
        "{name} employs most status holders ({value} of those who work, {now_name}){tail}",
        name=named("level", str(top["level"])).capitalize(),
        value=percent(top["value"]),
        now_name=run.now_name,
        tail=tail,
    )


HIRE_MONTHS = 24
"""Months before and up to `run.now` that are counted together."""


def hires(run: Run) -> Panel:
    """Share of hires per channel, first jobs beside later ones."""
    frame = run.table(
        "jobs", ["replicate", "month", "channel", "first_job", "hires"], {"population": ["status holders"]}
    )
    last = words.month_index(run.now)
    since = words.month_label(max(0, last - HIRE_MONTHS + 1))
    frame = frame[(frame["month"] >= since) & (frame["month"] <= run.now)]
    if frame["hires"].sum() * run.scale < FEW:
        return empty_panel(say("How jobs are found"), say("too few hires of status holders to judge"))
    sums = frame.groupby(["replicate", "first_job", "channel"])["hires"].sum().reset_index()
    sums["all"] = sums.groupby(["replicate", "first_job"])["hires"].transform("sum")
    parts = measures.shares(sums, "hires", "all", ["first_job", "channel"], run.scale)
    figure = canvas(320, barmode="group")
    for first, name, colour in ((True, say("first job in the country"), BLUE), (False, say("later job"), SKY)):
        part = parts[parts["first_job"] == first].set_index("channel").reindex(words.CHANNELS)
        figure.add_bar(
            y=[named("level", channel) for channel in words.CHANNELS],
            x=part["value"].round(4).tolist(),
            name=name,
            orientation="h",
            marker_color=colour,
        )
    figure.update_xaxes(tickformat=".0%", title=say("share of hires"), rangemode="tozero")
    figure.update_yaxes(autorange="reversed")
    reading = say(
        "All hires of status holders from {month_name} to {now_name}. A startbaan or a job found by the "
        "municipality counts as ‘municipality’.",
        month_name=month_name(since),
        now_name=run.now_name,
    )
    return Panel(_hires_title(parts), reading, figure)


def _hires_title(parts: pd.DataFrame) -> str:
    first = parts[parts["first_job"]].sort_values("value")
    if first.empty:
        return say("How status holders find their jobs")
    top = first.iloc[-1]
    return say(
        "{value} of first jobs come through ‘{channel}’",
        value=percent(top["value"]),
        channel=named("level", top["channel"]),
    )

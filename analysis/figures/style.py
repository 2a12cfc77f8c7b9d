"""Colours of groups, axes and marks that the figures share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from werkagenda.analysis.colours import (
    BLUE,
    DARK_GREEN,
    FADED,
    GREEN,
    GREY,
    GRID,
    INK,
    MUTED,
    ORANGE,
    OUTLOOK,
    PURPLE,
    RED,
    SKY,
    transparent,
)
from werkagenda.analysis.language import named, say
from werkagenda.analysis.numbers import ENOUGH, FEW
from werkagenda.analysis.official import Point
from werkagenda.analysis.run import Run
from werkagenda.tables import vocabulary as words

SEX = {"female": RED, "male": BLUE}
STATE = {"employed": BLUE, "searching": ORANGE, "inactive": "#c3cad3"}
CONTRACT = {"permanent": BLUE, "fixed-term": SKY, "agency": ORANGE}
HOURS = {"32+": DARK_GREEN, "20-31": "#3fb08f", "<20": "#bfe3d6"}
SERIES = (GREY, ORANGE, GREEN, RED, PURPLE, SKY, INK)
FIRST_OUTLOOK = words.month_label(words.HISTORY_MONTHS)


def canvas(height: int = 420, **layout: Any) -> go.Figure:
    """An empty figure in the house style."""
    figure = go.Figure()
    apply_style(figure, height, **layout)
    return figure


def apply_style(figure: go.Figure, height: int, **layout: Any) -> None:
    """Fonts, margins, grid and legend of the house."""
    figure.update_layout(
        height=height,
        template="plotly_white",
        font={"family": "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif", "size": 13, "color": INK},
        margin={"l": 60, "r": 24, "t": 30, "b": 50},
        legend={"orientation": "h", "yanchor": "bottom", "y": 1.02, "x": 0, "title": None},
        paper_bgcolor="white",
        plot_bgcolor="white",
    )
    figure.update_layout(**layout)
    figure.update_xaxes(gridcolor=GRID, zeroline=False, linecolor=MUTED, ticks="outside", tickcolor=GRID)
    figure.update_yaxes(gridcolor=GRID, zeroline=False, rangemode="tozero")


def percent_axis(figure: go.Figure, title: str, **place: Any) -> None:
    """A vertical axis of shares, from zero, in per cent."""
    figure.update_yaxes(title=title, tickformat=".0%", rangemode="tozero", **place)


def time_axis(figure: go.Figure, run: Run, *places: tuple[int, int], label: bool = True) -> None:
    """Calendar axes with the outlook shaded, the same in every figure; `places` are rows and columns of subplots."""
    for place in places or ((None, None),):
        where = {} if place[0] is None else {"row": place[0], "col": place[1]}
        axis = {"type": "date", "range": [words.FIRST_MONTH, end_of(run)]}
        figure.update_xaxes(**axis, **where)
        if run.has_outlook:
            _shade(figure, run, where, label)


def _shade(figure: go.Figure, run: Run, where: dict[str, Any], label: bool) -> None:
    figure.add_vrect(x0=FIRST_OUTLOOK, x1=end_of(run), fillcolor=OUTLOOK, line_width=0, layer="below", **where)
    if label:
        figure.add_annotation(
            text=say("outlook"),
            x=FIRST_OUTLOOK,
            y=1,
            yref="y domain" if where else "paper",
            xanchor="left",
            yanchor="top",
            showarrow=False,
            font={"size": 11, "color": MUTED},
            **where,
        )


def outlook_line(figure: go.Figure, run: Run, row: int, col: int) -> None:
    """Where areas hide the shade: a dotted line at the first month of the outlook."""
    if run.has_outlook:
        figure.add_vline(x=FIRST_OUTLOOK, line={"color": "white", "width": 2, "dash": "dot"}, row=row, col=col)


def end_of(run: Run) -> str:
    """First day after the run's last month."""
    return f"{int(run.last_month[:4]) + 1}-01" if run.last_month.endswith("12") else run.last_month


def add_line(figure: go.Figure, frame: pd.DataFrame, x: str, name: str, colour: str, **more: Any) -> None:
    """A line with, when replicates differ, its Monte Carlo band."""
    place = {key: more.pop(key) for key in ("row", "col") if key in more}
    if more.pop("band", True) and (frame["replicates"] >= ENOUGH).any():
        ends = pd.concat([frame["high"], frame["low"][::-1]]).clip(lower=0.0)
        figure.add_scatter(
            x=pd.concat([frame[x], frame[x][::-1]]).tolist(),
            y=ends.round(4).tolist(),
            fill="toself",
            fillcolor=transparent(colour),
            line={"width": 0},
            showlegend=False,
            mode="lines",
            **place,
        )
    more = {"line": {"color": colour, "width": 2.4}, "mode": "lines"} | more
    figure.add_scatter(x=frame[x].tolist(), y=frame["value"].round(4).tolist(), name=name, **more, **place)


SYMBOL = {"calibration": "circle", "validation": "circle-open"}


def add_official_points(
    figure: go.Figure, points: Sequence[Point], colour: str = INK, legend: bool = True, **place: Any
) -> None:
    """Official shares at their x: filled where the model was fitted to them, hollow where they only judge it."""
    for use, symbol in SYMBOL.items():
        chosen = [(x, t) for x, t in points if t.use == use]
        if not chosen and not legend:
            continue
        figure.add_scatter(
            x=[x for x, _ in chosen] if chosen else [None],
            y=[t.value for _, t in chosen] if chosen else [None],
            mode="markers",
            name=say("official, {use}", use=named("use", use)),
            legendgroup=use,
            showlegend=legend,
            marker={"symbol": symbol, "size": 9, "color": colour, "line": {"width": 2, "color": colour}},
            text=[t.id for _, t in chosen],
            **place,
        )


def add_dumbbell(
    figure: go.Figure,
    before: pd.DataFrame,
    after: pd.DataFrame,
    names: Sequence[str],
    order: Sequence[str] = (),
    legend: bool = True,
    **place: Any,
) -> None:
    """A share per level at two moments: hollow for the first, filled for the last, joined by a line.

    `before` and `after` have columns `level`, `value`, `events`; levels with too few events are left out. Levels
    stand in the `order` given from the top, or the largest on top.
    """
    both = before.merge(after, on="level", suffixes=("_before", "_after"))
    both = both[(both["events_before"] >= FEW) & (both["events_after"] >= FEW)].sort_values("value_after")
    if order:
        both = both.set_index("level").loc[[x for x in reversed(order) if x in set(both["level"])]].reset_index()
    for row in both.itertuples():
        figure.add_scatter(
            x=[row.value_before, row.value_after],
            y=[named("level", str(row.level))] * 2,
            mode="lines",
            showlegend=False,
            line={"color": FADED, "width": 3},
            **place,
        )
    for name, column, fill in ((names[0], "value_before", "white"), (names[1], "value_after", BLUE)):
        figure.add_scatter(
            x=both[column].round(4).tolist(),
            y=[named("level", str(level)) for level in both["level"]],
            mode="markers",
            name=name,
            legendgroup=name,
            showlegend=legend,
            marker={"size": 11, "color": fill, "line": {"width": 2, "color": BLUE if fill == "white" else fill}},
            **place,
        )

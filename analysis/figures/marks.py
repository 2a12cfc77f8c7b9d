"""Marks that several figures share: official points, dumbbells, and words for who is meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from werkagenda.analysis.figures.style import BLUE, INK
from werkagenda.analysis.numbers import FEW
from werkagenda.analysis.official import Point

SYMBOL = {"calibration": "circle", "validation": "circle-open"}


def official_points(
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
            name=f"official, {use}",
            legendgroup=use,
            showlegend=legend,
            marker={"symbol": symbol, "size": 9, "color": colour, "line": {"width": 2, "color": colour}},
            text=[t.id for _, t in chosen],
            hovertemplate="official %{y:.1%} (%{text})<extra></extra>",
            **place,
        )


def dumbbell(
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
            y=[row.level] * 2,
            mode="lines",
            hoverinfo="skip",
            showlegend=False,
            line={"color": "#b6c0cb", "width": 3},
            **place,
        )
    for name, column, fill in ((names[0], "value_before", "white"), (names[1], "value_after", BLUE)):
        figure.add_scatter(
            x=both[column].round(4).tolist(),
            y=both["level"].tolist(),
            mode="markers",
            name=name,
            legendgroup=name,
            showlegend=legend,
            hovertemplate="%{y}: %{x:.1%}<extra>" + name + "</extra>",
            marker={"size": 11, "color": fill, "line": {"width": 2, "color": BLUE if fill == "white" else fill}},
            **place,
        )

"""Rows of small figures side by side: one column a scenario, the same levels from top to bottom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from werkagenda.analysis.figures.comparison import look, names
from werkagenda.analysis.figures.comparison.certain import SMALL, verdict
from werkagenda.analysis.figures.comparison.results import Comparison
from werkagenda.analysis.figures.style import dress


def levels(c: Comparison, scenario: str, dimension: str, indicator: str = "regular_employed") -> pd.DataFrame:
    """Effects of the last year in percentage points of the group's adults: columns of `effects`, "
    "`adults`, `verdict`."""
    rows = c.part(scenario, c.central, dimension, indicator)
    rows = rows[rows["period"] == c.last_year].reset_index(drop=True)
    own = [c.adults(scenario, c.last_year, dimension=dimension, level=level) for level in rows["level"]]
    rows["adults"] = pd.Series(own, index=rows.index, dtype=float)
    for name in ("effect", "low", "high", "se"):
        rows[name] = 100 * rows[name] / rows["adults"]
    rows["verdict"] = [verdict(row) for _, row in rows.iterrows()]
    return rows[rows["adults"] > 0]


MOST = 5
"""Columns beside each other; more scenarios go below."""


def side_by_side(found: Mapping[str, pd.DataFrame], order: Sequence[str], height: int, left: int) -> go.Figure:
    """A column a scenario; each frame has `name` (its row), `effect`, `low`, `high`, `events`; `order` from the top."""
    lines, columns = -(-len(found) // MOST), min(len(found), MOST)
    space = {"horizontal_spacing": 0.025, "vertical_spacing": 90 / (height * lines)}
    titles = [names.label(name) for name in found]
    figure = make_subplots(lines, columns, subplot_titles=titles, shared_yaxes=True, **space)
    dress(figure, height * lines, hovermode="closest", margin={"l": left, "r": 32, "t": 46, "b": 50}, showlegend=False)
    figure.update_annotations(font_size=12)
    for number, (name, rows) in enumerate(found.items()):
        place = {"row": number // MOST + 1, "col": number % MOST + 1}
        _column(figure, rows, names.colour(name), place)
        figure.update_xaxes(title={"text": "points", "font": {"size": 12}}, nticks=5, **place)
    figure.update_yaxes(categoryorder="array", categoryarray=list(reversed(order)), rangemode="normal", dtick=1)
    figure.update_yaxes(range=[-0.7, len(order) - 0.3])
    return figure


def _column(figure: go.Figure, rows: pd.DataFrame, colour: str, place: dict[str, int]) -> None:
    look.no_effect(figure, vertical=True, **place)
    marks = [look.marker(row, colour) for _, row in rows.iterrows()]
    judged = rows["verdict"] != SMALL
    figure.add_scatter(
        x=rows["effect"].where(judged, 0.0).round(4).tolist(),
        y=rows["name"].tolist(),
        mode="markers",
        error_x=look.arms(rows.assign(low=rows["low"].where(judged), high=rows["high"].where(judged)))
        | {"color": look.FAINT, "thickness": 1.6},
        marker={
            "size": 9,
            "symbol": [mark["symbol"] for mark in marks],
            "color": [mark["color"] for mark in marks],
            "line": {"color": [mark["line"]["color"] for mark in marks], "width": 2},
        },
        text=rows["verdict"].tolist(),
        hovertemplate="%{y}: %{x:+.2r} points (%{text})<extra></extra>",
        **place,
    )

"""Effects by group as small figures side by side, with the markers that show the verdict on an effect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from werkagenda.analysis.colours import GREY, INK
from werkagenda.analysis.comparison import labels
from werkagenda.analysis.comparison.load_comparison import Comparison
from werkagenda.analysis.figures.comparison.significance import (
    FEW_REPLICATES,
    NO_CHANGE,
    NOT_SIGNIFICANT,
    TOO_SMALL_VERDICT,
    verdict,
)
from werkagenda.analysis.figures.style import apply_style
from werkagenda.analysis.language import deferred, named, say

FAINT = "#aab4bf"


def add_zero_line(figure: go.Figure, vertical: bool, **place: Any) -> None:
    """The line where a scenario changes nothing."""
    line = {"color": INK, "width": 1.2}
    if vertical:
        figure.add_vline(x=0, line=line, layer="below", exclude_empty_subplots=False, **place)
    else:
        figure.add_hline(y=0, line=line, layer="below", exclude_empty_subplots=False, **place)


def error_bars(rows: pd.DataFrame, divide: pd.Series | float = 1.0) -> dict[str, Any]:
    """Error bars from the ends of the intervals; none where there is one replicate."""
    up = ((rows["high"] - rows["effect"]) / divide).fillna(0.0).round(5)
    down = ((rows["effect"] - rows["low"]) / divide).fillna(0.0).round(5)
    return {"type": "data", "symmetric": False, "array": up.tolist(), "arrayminus": down.tolist(), "width": 0}


def effect_marker(row: pd.Series, colour: str) -> dict[str, Any]:
    """Filled: told from zero; hollow: not, or too few replicates; a grey cross: too few people."""
    found = verdict(row)
    if found == TOO_SMALL_VERDICT:
        return {"symbol": "x-thin", "color": FAINT, "line": {"color": FAINT, "width": 2}}
    if found in (NOT_SIGNIFICANT, NO_CHANGE):
        return {"symbol": "circle", "color": "white", "line": {"color": GREY, "width": 2}}
    fill = "white" if found == FEW_REPLICATES else colour
    return {"symbol": "circle", "color": fill, "line": {"color": colour, "width": 2}}


MARKER_KEY = deferred(
    "Filled: told from zero. Hollow: not (grey), or too few replicates. Bars: 95% Monte Carlo interval."
)


def group_points(c: Comparison, scenario: str, dimension: str, indicator: str = "regular_employed") -> pd.DataFrame:
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


MAX_COLUMNS = 5
"""Columns beside each other; more scenarios go below."""


def shown(c: Comparison) -> tuple[str, ...]:
    """Scenarios that a row of columns has room for: all, or the main and leading ones and those with the largest effect
    on regular work."""
    if len(c.scenarios) <= MAX_COLUMNS:
        return c.scenarios
    first = tuple(dict.fromkeys((c.main(), c.leading())))
    rest = sorted(set(c.scenarios) - set(first), key=lambda name: (-_size(c, name), name))
    kept = {*first, *rest[: MAX_COLUMNS - len(first)]}
    return tuple(name for name in c.scenarios if name in kept)


def _size(c: Comparison, scenario: str) -> float:
    row = c.effect(scenario, "regular_employed", c.last_year)
    return 0.0 if row is None else abs(float(row["effect"]))


def side_by_side(found: Mapping[str, pd.DataFrame], order: Sequence[str], height: int, left: int) -> go.Figure:
    """A column a scenario; each frame has `name` (its row), `effect`, `low`, `high`, `events`; `order` from the top."""
    lines, columns = -(-len(found) // MAX_COLUMNS), min(len(found), MAX_COLUMNS)
    space = {"horizontal_spacing": 0.025, "vertical_spacing": 90 / (height * lines)}
    titles = [labels.scenario_label(name) for name in found]
    figure = make_subplots(lines, columns, subplot_titles=titles, shared_yaxes=True, **space)
    apply_style(figure, height * lines, margin={"l": left, "r": 32, "t": 46, "b": 66}, showlegend=False)
    figure.update_annotations(font_size=12)
    for number, (name, rows) in enumerate(found.items()):
        place = {"row": number // MAX_COLUMNS + 1, "col": number % MAX_COLUMNS + 1}
        _add_column(figure, rows, labels.scenario_colour(name), place)
        figure.update_xaxes(title={"text": say("points"), "font": {"size": 12}}, nticks=5, **place)
    figure.update_yaxes(categoryorder="array", categoryarray=list(reversed(order)), rangemode="normal", dtick=1)
    figure.update_yaxes(range=[-0.7, len(order) - 0.3])
    return figure


def _add_column(figure: go.Figure, rows: pd.DataFrame, colour: str, place: dict[str, int]) -> None:
    add_zero_line(figure, vertical=True, **place)
    marks = [effect_marker(row, colour) for _, row in rows.iterrows()]
    judged = rows["verdict"] != TOO_SMALL_VERDICT
    figure.add_scatter(
        x=rows["effect"].where(judged, 0.0).round(4).tolist(),
        y=rows["name"].tolist(),
        mode="markers",
        error_x=error_bars(rows.assign(low=rows["low"].where(judged), high=rows["high"].where(judged)))
        | {"color": FAINT, "thickness": 1.6},
        marker={
            "size": 9,
            "symbol": [mark["symbol"] for mark in marks],
            "color": [mark["color"] for mark in marks],
            "line": {"color": [mark["line"]["color"] for mark in marks], "width": 2},
        },
        text=[named("verdict", str(each)) for each in rows["verdict"]],
        **place,
    )

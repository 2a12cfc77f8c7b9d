"""Marks that several figures share: the line of no effect, intervals, and how sure a point is."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from werkagenda.analysis.figures.comparison.certain import SAME, SINGLE, SMALL, ZERO, verdict
from werkagenda.analysis.figures.style import GREY, INK

FAINT = "#aab4bf"


def no_effect(figure: go.Figure, vertical: bool, **place: Any) -> None:
    """The line where a scenario changes nothing."""
    line = {"color": INK, "width": 1.2}
    if vertical:
        figure.add_vline(x=0, line=line, layer="below", exclude_empty_subplots=False, **place)
    else:
        figure.add_hline(y=0, line=line, layer="below", exclude_empty_subplots=False, **place)


def arms(rows: pd.DataFrame, divide: pd.Series | float = 1.0) -> dict[str, Any]:
    """Error bars from the ends of the intervals; none where there is one replicate."""
    up = ((rows["high"] - rows["effect"]) / divide).fillna(0.0).round(5)
    down = ((rows["effect"] - rows["low"]) / divide).fillna(0.0).round(5)
    return {"type": "data", "symmetric": False, "array": up.tolist(), "arrayminus": down.tolist(), "width": 0}


def marker(row: pd.Series, colour: str) -> dict[str, Any]:
    """Filled: told from zero; hollow: not, or too few replicates; a grey cross: too few people."""
    found = verdict(row)
    if found == SMALL:
        return {"symbol": "x-thin", "color": FAINT, "line": {"color": FAINT, "width": 2}}
    if found in (ZERO, SAME):
        return {"symbol": "circle", "color": "white", "line": {"color": GREY, "width": 2}}
    fill = "white" if found == SINGLE else colour
    return {"symbol": "circle", "color": fill, "line": {"color": colour, "width": 2}}


KEY = "Filled: told from zero. Hollow: not (grey), or too few replicates. Bars: 95% Monte Carlo interval."

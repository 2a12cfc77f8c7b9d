"""Employment by education, age and household: now and at the end of the outlook."""

from __future__ import annotations

import pandas as pd
from plotly.subplots import make_subplots

from werkagenda.analysis import measures
from werkagenda.analysis.figures.marks import dumbbell
from werkagenda.analysis.figures.panel import Panel, nothing
from werkagenda.analysis.figures.style import dress
from werkagenda.analysis.numbers import FEW, percent, spread
from werkagenda.analysis.run import Run
from werkagenda.tables import vocabulary as words

DIMENSIONS = ("education", "age", "household")


def draw(run: Run) -> Panel:
    """Share in work per level of three dimensions."""
    parts = {name: _shares(run, name) for name in DIMENSIONS}
    if all(part.empty for part in parts.values()):
        return nothing("Employment by group", "the run holds no groups of status holders")
    figure = make_subplots(1, 3, subplot_titles=[name.capitalize() for name in DIMENSIONS], horizontal_spacing=0.14)
    dress(figure, 350, hovermode="closest", margin={"t": 50, "l": 90, "r": 20, "b": 110})
    figure.update_layout(legend={"orientation": "h", "y": -0.32, "yanchor": "top"})
    for column, part in enumerate(parts.values(), start=1):
        order = sorted(set(part["level"]), key=_rank)
        now, end = part[part["month"] == run.now], part[part["month"] == run.last_month]
        dumbbell(figure, now, end, (run.now_name, run.last_name), order, column == 1, row=1, col=column)
    highest = max(float(part["value"].max()) for part in parts.values() if len(part))
    figure.update_xaxes(tickformat=".0%", range=[0, min(1.0, highest * 1.1)], title="share in paid work")
    reading = (
        "Adult status holders (18–65). Hollow: now; filled: the end of the outlook. Groups with too few simulated "
        "people are left out."
    )
    return Panel(_title(parts["education"], run), reading, figure)


def _shares(run: Run, dimension: str) -> pd.DataFrame:
    wide = measures.levels(run, dimension, ["adults", "employed"])
    wide = wide[wide["month"].isin([run.now, run.last_month])]
    return measures.shares(wide, "employed", "adults", ["month", "level"], run.scale)


def _rank(level: str) -> tuple[int, str]:
    """Schooling in its order, all else by name (ages sort by their first year)."""
    return (words.EDUCATIONS.index(level) if level in words.EDUCATIONS else -1, level)


def _title(education: pd.DataFrame, run: Run) -> str:
    now = education[(education["month"] == run.now) & (education["events"] >= FEW)].sort_values("value")
    if len(now) < 2:
        return "Employment by education, age and household"
    low, high = now.iloc[0], now.iloc[-1]
    found = spread(low["value"], low["level"], high["value"], high["level"], percent)
    return f"By schooling the share in work {found} in {run.now_name}"

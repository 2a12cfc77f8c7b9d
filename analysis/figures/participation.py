"""Who takes part: employed, searching, inactive - and why people do not search."""

from __future__ import annotations

import pandas as pd
from plotly.subplots import make_subplots

from werkagenda.analysis import measures
from werkagenda.analysis.figures.panel import Panel
from werkagenda.analysis.figures.style import SERIES, STATE, dress, outlook_line, percent_axis, time_axis
from werkagenda.analysis.numbers import percent
from werkagenda.analysis.run import Run
from werkagenda.tables import vocabulary as words

REASONS = {
    "in_reception": "in reception",
    "in_class": "in class",
    "in_education": "in education",
    "in_care": "caring",
    "in_poor_health": "in poor health",
    "exempt": "exempt from the duty to search",
    "discouraged": "discouraged",
}


def draw(run: Run) -> Panel:
    """Shares of adult status holders by state, and shares to whom a reason applies."""
    wide = measures.people(run, ["adults", *words.STATES, *REASONS])
    parts = {name: measures.shares(wide, name, "adults", ["month"], run.scale) for name in (*words.STATES, *REASONS)}
    figure = make_subplots(
        1, 2, subplot_titles=("Everyone, by state", "Share to whom this applies"), horizontal_spacing=0.08
    )
    dress(
        figure,
        470,
        margin={"t": 50, "l": 60, "r": 24, "b": 130},
        legend={"orientation": "h", "y": -0.16, "yanchor": "top", "traceorder": "normal"},
    )
    for state in words.STATES:
        figure.add_scatter(
            x=parts[state]["month"].tolist(),
            y=parts[state]["value"].round(4).tolist(),
            name=state,
            stackgroup="all",
            mode="lines",
            line={"width": 0.5, "color": "white"},
            fillcolor=STATE[state],
            hovertemplate="%{y:.1%}",
            row=1,
            col=1,
        )
    for colour, (name, text) in zip(SERIES, REASONS.items(), strict=False):
        figure.add_scatter(
            x=parts[name]["month"].tolist(),
            y=parts[name]["value"].round(4).tolist(),
            name=text,
            mode="lines",
            line={"color": colour, "width": 2},
            hovertemplate="%{y:.1%}",
            row=1,
            col=2,
        )
    time_axis(figure, run, (1, 1), (1, 2))
    outlook_line(figure, run, 1, 1)
    percent_axis(figure, "share of adult status holders", row=1, col=1)
    figure.update_yaxes(range=[0, 1], row=1, col=1)
    percent_axis(figure, "", row=1, col=2)
    reading = (
        "Left: employed, searching and inactive make up everyone aged 18–65. Right: shares of the same people; a "
        "person can be in class "
        "and work, so these do not add up to the inactive."
    )
    return Panel(_title(run, parts), reading, figure)


def _title(run: Run, parts: dict[str, pd.DataFrame]) -> str:
    def now(name: str) -> float:
        found = measures.at(parts[name], month=run.now)
        return float("nan") if found is None else float(found["value"])

    idle = now("inactive") + now("searching")
    share = now("inactive") / idle if idle else float("nan")
    top = max(REASONS, key=lambda name: now(name) if name != "in_class" else -1.0)
    return (
        f"Of status holders without work {percent(share)} do not search ({run.now_name}); apart from class, the "
        f"commonest circumstance is ‘{REASONS[top]}’ ({percent(now(top))} of all)"
    )

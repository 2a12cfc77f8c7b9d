"""Which unknown moves the answer: the effect on regular work under each assumption, the largest swing on top."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from werkagenda.analysis.figures.comparison import look, names
from werkagenda.analysis.figures.comparison.certain import SURE
from werkagenda.analysis.figures.comparison.results import Comparison
from werkagenda.analysis.figures.panel import Panel, nothing
from werkagenda.analysis.figures.style import GREY, dress
from werkagenda.analysis.numbers import span, whole

INDICATOR = "regular_employed"
ROW, APART = 38, 64
"""Pixels of a row, and between the panels of two scenarios."""


def swings(c: Comparison, scenario: str) -> pd.DataFrame:
    """A row a world that is not central: `what` is assumed, its `value`, the `effect` there, `error` (half of the 95%
    interval of its difference with the central world), `beyond` chance or not, and `swing`, the width of the range of
    what is assumed (people)."""
    central = c.effect(scenario, INDICATOR, c.last_year)
    rows = []
    for row in c.sensitivity(scenario, INDICATOR, c.last_year).to_dict("records"):
        moved = c.moved(str(row["world"]))
        what, value = names.world(moved), ""
        if len(moved) == 1:
            name, number = next(iter(moved.items()))
            what, value = names.ASSUMED.get(name, name), f"{number:g}"
        rows.append((what, value, row["value"], row["high"] - row["effect"], row["verdict"] == SURE))
    found = pd.DataFrame(rows, columns=["what", "value", "effect", "error", "beyond"])
    found["central"] = float("nan") if central is None else float(central["effect"])
    ends = found.groupby("what")["effect"]
    high, low = ends.transform("max").clip(lower=found["central"]), ends.transform("min").clip(upper=found["central"])
    return found.assign(swing=high - low).sort_values(["swing", "what", "value"], ignore_index=True)


def draw(c: Comparison) -> Panel:
    """A panel a scenario, a row an assumption."""
    found = {name: rows for name in c.scenarios if len(rows := swings(c, name))}
    if not found:
        return nothing("What moves the answer", "only one set of assumptions was run")
    heights = [max(rows["what"].nunique(), 2) for rows in found.values()]
    figure = make_subplots(
        len(found),
        1,
        subplot_titles=[_title(c, name, rows) for name, rows in found.items()],
        row_heights=heights,
        vertical_spacing=APART / (ROW * sum(heights) + APART * (len(found) - 1)),
    )
    dress(figure, ROW * sum(heights) + APART * (len(found) - 1) + 90, hovermode="closest", showlegend=False)
    figure.update_layout(margin={"l": 150, "r": 24, "t": 40, "b": 50})
    for number, (name, rows) in enumerate(found.items(), start=1):
        _scenario(figure, name, rows, number)
    figure.update_xaxes(title="people more in regular work", row=len(found), col=1)
    figure.update_annotations(font_size=13, x=0, xanchor="left")
    return Panel(_overall(found), READING, figure)


READING = (
    "Effect on regular work in the last year with one assumption moved to the value beside the "
    "point, all others central "
    "(dotted line): its mean there plus the mean difference in the replicates that both worlds have. Bars: 95% Monte "
    "Carlo interval of that difference. Hollow: the difference is not told from zero, so chance may explain it."
)


def _scenario(figure: go.Figure, name: str, rows: pd.DataFrame, number: int) -> None:
    central, colour = float(rows["central"].iloc[0]), names.colour(name)
    figure.add_vline(
        x=central, line={"color": GREY, "width": 1.5, "dash": "dot"}, exclude_empty_subplots=False, row=number, col=1
    )
    look.no_effect(figure, vertical=True, row=number, col=1)
    for what, part in rows.groupby("what", sort=False):
        ends = [*part["effect"], central]
        line = {"color": "#b6c0cb", "width": 4}
        both = {"x": [min(ends), max(ends)], "y": [what] * 2, "mode": "lines", "line": line, "hoverinfo": "skip"}
        figure.add_scatter(**both, row=number, col=1)
    known = {"type": "data", "array": rows["error"].fillna(0.0).round(2).tolist(), "width": 0, "thickness": 1}
    figure.add_scatter(
        x=rows["effect"].round(1).tolist(),
        y=rows["what"].tolist(),
        mode="markers+text",
        text=rows["value"].tolist(),
        textposition=_sides(rows),
        textfont={"size": 11},
        cliponaxis=False,
        error_x=known | {"color": colour},
        marker={
            "size": 11,
            "color": [colour if beyond else "white" for beyond in rows["beyond"]],
            "line": {"color": colour, "width": 2},
        },
        hovertemplate="%{y} %{text}: %{x:+,.2r}<extra></extra>",
        row=number,
        col=1,
    )
    figure.update_xaxes(tickformat=",", rangemode="tozero", row=number, col=1)
    figure.update_yaxes(range=[-0.6, rows["what"].nunique() - 0.2], row=number, col=1)


def _sides(rows: pd.DataFrame) -> list[str]:
    """Labels of the lower point of an assumption to the left, of the higher to the right."""
    lowest = rows.groupby("what")["effect"].transform("min")
    return ["top left" if here else "top right" for here in rows["effect"] <= lowest]


def _most(rows: pd.DataFrame) -> str:
    """The assumption with the largest swing among those that move the effect beyond chance; "" if there is none."""
    told = rows[rows["beyond"]]
    return str(told["what"].iloc[-1]) if len(told) else ""


def _overall(found: dict[str, pd.DataFrame]) -> str:
    parts = [f"{names.label(name)} on {what}" for name, rows in found.items() if (what := _most(rows))]
    return (
        f"The effect rests most: {', '.join(parts)}"
        if parts
        else "No assumption moves an effect further than chance may"
    )


def _title(c: Comparison, name: str, rows: pd.DataFrame) -> str:
    """The largest swing beyond chance, or that there is none."""
    what, row = _most(rows), c.effect(name, INDICATOR, c.last_year)
    if not what or row is None:
        return f"{names.label(name)}: no assumption moves the effect further than chance may"
    part = rows[rows["what"] == what]["effect"]
    ends = span(min(part.min(), row["effect"]), max(part.max(), row["effect"]), whole)
    return f"{names.label(name)}: {what} moves the effect most ({ends})"

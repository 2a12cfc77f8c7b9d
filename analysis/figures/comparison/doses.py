"""Ladders: what more of the same measure brings and costs."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from werkagenda.analysis.figures.comparison import look, names
from werkagenda.analysis.figures.comparison.certain import said
from werkagenda.analysis.figures.comparison.results import Comparison
from werkagenda.analysis.figures.panel import Panel, Table, nothing
from werkagenda.analysis.figures.style import dress
from werkagenda.analysis.numbers import euros, whole

WORK = "regular_employed"
READING = (
    "A panel a ladder: one setting at several values, all else as in its scenario. Points: status holders more in "
    "regular work in the last year than in the baseline, central world, with the 95% Monte Carlo interval. A straight "
    "line through zero would mean that twice as much does twice as much. Axes differ by ladder."
)


def draw(c: Comparison) -> Panel:
    """Effect on regular work by dose, a panel a ladder, and a table of all answers."""
    rows = c.tables["ladder"]
    rows = rows[rows["world"] == c.central].sort_values(["scenario", "dose"])
    if rows.empty:
        return nothing("Ladders", "no scenario was run at several values")
    found = set(rows["scenario"])
    ladders = [*(name for name in names.ORDER if name in found), *sorted(found - set(names.ORDER))]
    columns = min(3, len(ladders))
    lines = -(-len(ladders) // columns)
    titles = [f"{names.label(name)}<br>{setting(c, name)}" for name in ladders]
    space = {"horizontal_spacing": 0.08, "vertical_spacing": 0.42 / lines}
    figure = make_subplots(lines, columns, subplot_titles=titles, **space)
    dress(figure, 320 * lines + 40, hovermode="closest", showlegend=False, margin={"t": 60, "l": 60, "r": 32, "b": 50})
    figure.update_annotations(font_size=12)
    figure.update_yaxes(rangemode="normal", tickformat=",", nticks=6)
    for number, name in enumerate(ladders):
        here = rows[(rows["scenario"] == name) & (rows["indicator"] == WORK) & (rows["period"] == c.last_year)]
        _steps(figure, here, names.colour(name), row=number // columns + 1, col=number % columns + 1)
    rank = {name: number for number, name in enumerate(ladders)}
    rows = rows.assign(rank=rows["scenario"].map(rank)).sort_values(["rank", "dose"], kind="stable")
    return Panel(_title(c, rows, ladders), READING, figure, [_table(c, rows)])


def _steps(figure: go.Figure, rows: pd.DataFrame, colour: str, **place: int) -> None:
    look.no_effect(figure, vertical=False, **place)
    figure.add_scatter(
        x=rows["dose"].tolist(),
        y=rows["effect"].round(2).tolist(),
        mode="lines+markers",
        line={"color": colour, "width": 1.6},
        marker={"size": 8, "color": colour},
        error_y=look.arms(rows) | {"color": colour, "thickness": 1.4},
        hovertemplate="at %{x}: %{y:+,.2r}<extra></extra>",
        **place,
    )
    figure.update_xaxes(title={"text": "value", "font": {"size": 12}}, **place)


def setting(c: Comparison, scenario: str) -> str:
    """The setting in which the steps of a ladder differ; "" when the comparison does not say."""
    found = c.info.get("scenarios", {})
    steps = [found[name].get("instruments", {}) for name in found if name.startswith(f"{scenario}{names.AT}")]
    if len(steps) < 2:
        return ""
    ways = [f"{group}.{key}" for group, values in steps[0].items() for key in values]
    return ", ".join(way for way in ways if len({str(_at(step, way)) for step in steps}) > 1)


def _at(step: dict[str, dict[str, object]], way: str) -> object:
    group, _, key = way.partition(".")
    return step.get(group, {}).get(key)


def _table(c: Comparison, rows: pd.DataFrame) -> Table:
    wanted = {
        (WORK, c.last_year): whole,
        ("subsidised_employed", c.last_year): whole,
        ("on_benefit", c.last_year): whole,
        ("policy_outlay", c.years): euros,
        ("government_euros", c.years): euros,
    }
    cells = {(key.scenario, key.dose, key.indicator, key.period): n for n, key in enumerate(rows.itertuples())}
    steps = rows[["scenario", "dose"]].drop_duplicates().itertuples(index=False)
    body = [
        (
            names.label(name),
            value(dose),
            *(_cell(rows, cells.get((name, dose, *key)), show) for key, show in wanted.items()),
        )
        for name, dose in steps
    ]
    heads = ("ladder", "value", "regular work", "placements", "on benefit", "policy outlay", "public euros paid more")
    caption = f"Less the baseline: people in {c.last_year}, euros {c.years_name}"
    return Table(heads, body, frozenset(range(1, len(heads))), caption)


def _cell(rows: pd.DataFrame, place: int | None, show: object) -> str:
    return "–" if place is None else said(rows.iloc[place], "", show)  # type: ignore[arg-type]


def value(dose: float) -> str:
    """A dose as it is written: 0.25, 2 million."""
    return f"{dose / 1e6:g} million" if dose >= 1e5 else f"{dose:g}"


def short(row: pd.Series) -> str:
    """An effect without its interval."""
    return said(row, "").partition(" (")[0]


def _title(c: Comparison, rows: pd.DataFrame, ladders: list[str]) -> str:
    """What the lowest and the highest step of each ladder bring."""
    here = rows[(rows["indicator"] == WORK) & (rows["period"] == c.last_year)]
    parts = []
    for name in ladders:
        steps = here[here["scenario"] == name]
        first, last = steps.iloc[0], steps.iloc[-1]
        low, high = value(first["dose"]), value(last["dose"])
        same = short(first) == short(last)
        told = f"{short(last)} from {low} to {high}" if same else f"{short(first)} at {low}, {short(last)} at {high}"
        parts.append(f"{names.label(name)} {told}")
    return f"More of the same, regular work in {c.last_year}: {'; '.join(parts)}"

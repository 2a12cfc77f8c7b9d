"""What a scenario changes month by month: regular work, subsidised placements and benefit, against the baseline."""

from __future__ import annotations

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from werkagenda.analysis.colours import BLUE, ORANGE, PURPLE, transparent
from werkagenda.analysis.comparison import labels
from werkagenda.analysis.comparison.load_comparison import Comparison
from werkagenda.analysis.figures.comparison import small_multiples
from werkagenda.analysis.figures.comparison.significance import cell_text
from werkagenda.analysis.figures.panel import Panel, empty_panel
from werkagenda.analysis.figures.style import apply_style
from werkagenda.analysis.language import deferred, say
from werkagenda.analysis.numbers import ENOUGH

INDICATORS_SHOWN = (
    ("regular_employed", deferred("regular work"), BLUE, 1),
    ("subsidised_employed", deferred("subsidised placements"), ORANGE, 1),
    ("on_benefit", deferred("benefit"), PURPLE, 2),
)
"""Indicator, name, colour and column."""
ON_BENEFIT = deferred("On benefit (bijstand or unemployment insurance)")
OTHER_SETS_FILL = "#e1e6ec"


def monthly_effects(c: Comparison, scenario: str) -> Panel:
    """Two panels: people in regular and subsidised work, and people on bijstand; the grey area reaches over the other
    worlds (of as many replicates: means over fewer are not comparable month by month)."""
    rows = c.part(scenario, c.central, "all", "regular_employed")
    if not rows["period"].str.contains(r"^\d{4}-\d\d$").any():
        return empty_panel(labels.scenario_label(scenario), say("the tables hold no months"))
    figure = make_subplots(1, 2, subplot_titles=[say("At work, people more or fewer"), str(ON_BENEFIT)])
    apply_style(figure, 330, margin={"t": 60, "l": 60, "r": 32, "b": 40})
    figure.update_layout(legend={"y": 1.14, "font": {"size": 12}})
    figure.update_yaxes(tickformat=",", rangemode="normal", nticks=6)
    others = [str(world) for world in c.tables["worlds"]["world"] if world != c.central and world in c.paired]
    if others:
        _add_other_sets(figure, c, scenario, others)
    for indicator, name, colour, column in INDICATORS_SHOWN:
        _add_indicator(figure, c, scenario, indicator, name, colour, column)
    for column in (1, 2):
        small_multiples.add_zero_line(figure, vertical=False, row=1, col=column)
    figure.update_xaxes(type="date", dtick="M12", tickformat="%Y")
    return Panel(_title(c, scenario), _reading(c) if scenario == c.scenarios[0] else "", figure)


def _monthly_values(
    c: Comparison, scenario: str, world: str, indicator: str
) -> tuple[list[str], dict[str, list[float]]]:
    rows = c.part(scenario, world, "all", indicator)
    rows = rows[rows["period"].str.fullmatch(r"\d{4}-\d\d")].sort_values("period")
    return rows["period"].tolist(), {name: rows[name].round(1).tolist() for name in ("effect", "low", "high")}


def _add_other_sets(figure: go.Figure, c: Comparison, scenario: str, others: list[str]) -> None:
    """The area from the lowest to the highest effect over the other worlds, month by month."""
    for indicator, column in (("regular_employed", 1), ("on_benefit", 2)):
        found = [_monthly_values(c, scenario, world, indicator) for world in others]
        months = found[0][0]
        ends = [
            [end(each) for each in zip(*(values["effect"] for _, values in found), strict=True)] for end in (max, min)
        ]
        figure.add_scatter(
            x=[*months, *months[::-1]],
            y=[*ends[0], *ends[1][::-1]],
            mode="lines",
            fill="toself",
            fillcolor=OTHER_SETS_FILL,
            line={"width": 0, "color": OTHER_SETS_FILL},
            name=say("range over other worlds"),
            legendgroup="worlds",
            showlegend=column == 1,
            row=1,
            col=column,
        )


def _add_indicator(
    figure: go.Figure, c: Comparison, scenario: str, indicator: str, name: str, colour: str, column: int
) -> None:
    months, values = _monthly_values(c, scenario, c.central, indicator)
    if c.replicates >= ENOUGH:
        ends, back = values["high"] + values["low"][::-1], months + months[::-1]
        band = {"fill": "toself", "fillcolor": transparent(colour, 0.22), "line": {"width": 0}, "mode": "lines"}
        figure.add_scatter(x=back, y=ends, showlegend=False, row=1, col=column, **band)
    dash = "dash" if indicator == "subsidised_employed" else "solid"
    figure.add_scatter(
        x=months,
        y=values["effect"],
        name=str(name),
        mode="lines",
        line={"color": colour, "width": 2.4, "dash": dash},
        row=1,
        col=column,
    )


def _title(c: Comparison, scenario: str) -> str:
    """What the year at the end shows, each part with its verdict."""
    found = [(name, c.effect(scenario, indicator, c.last_year)) for indicator, name, _, _ in INDICATORS_SHOWN]
    parts = [
        f"{name} {cell_text(row)}" for name, row in found if row is not None and (row["effect"] or row["baseline"])
    ]
    return say(
        "{scenario}, people in {last_year}: {items}",
        scenario=labels.scenario_label(scenario),
        last_year=c.last_year,
        items="; ".join(parts),
    )


def _reading(c: Comparison) -> str:
    band = say("bands: 95% Monte Carlo interval") if c.replicates >= ENOUGH else say("too few replicates for a band")
    return say(
        "Scenario less baseline, status holders 18–65. Coloured: central world ({band}). Axes differ by scenario.",
        band=band,
    )

"""Sections 'Which unknown moves the answer' and 'What the answer depends on': effects by set of assumptions."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from werkagenda.analysis.colours import FADED, GREY
from werkagenda.analysis.comparison import labels
from werkagenda.analysis.comparison.load_comparison import Comparison
from werkagenda.analysis.figures.comparison import small_multiples
from werkagenda.analysis.figures.comparison.significance import (
    FEW_REPLICATES,
    NOT_SIGNIFICANT,
    SIGNIFICANT,
    TOO_SMALL_VERDICT,
    significant_sets,
    verdict,
)
from werkagenda.analysis.figures.panel import Panel, Table, empty_panel
from werkagenda.analysis.figures.style import apply_style
from werkagenda.analysis.language import deferred, say
from werkagenda.analysis.numbers import TOO_SMALL, general, signed, span, whole
from werkagenda.evidence import registry
from werkagenda.tables.comparison import ASSUMPTIONS

INDICATOR = "regular_employed"
ROW_HEIGHT, PANEL_GAP = 38, 64
"""Pixels of a row, and between the panels of two scenarios."""


def assumption_swings(c: Comparison, scenario: str) -> pd.DataFrame:
    """A row a world that is not central: `what` is assumed, its `value`, the `effect` there, `error` (half of the 95%
    interval of its difference with the central world), `beyond` chance or not, and `swing`, the width of the range of
    what is assumed (people)."""
    central = c.effect(scenario, INDICATOR, c.last_year)
    rows = []
    for row in c.sensitivity(scenario, INDICATOR, c.last_year).to_dict("records"):
        moved = c.moved(str(row["world"]))
        what, value = labels.assumptions_text(moved), ""
        if len(moved) == 1:
            name, number = next(iter(moved.items()))
            what, value = labels.assumption_label(name), general(number)
        rows.append((what, value, row["value"], row["high"] - row["effect"], row["verdict"] == SIGNIFICANT))
    found = pd.DataFrame(rows, columns=["what", "value", "effect", "error", "beyond"])
    found["central"] = float("nan") if central is None else float(central["effect"])
    ends = found.groupby("what")["effect"]
    high, low = ends.transform("max").clip(lower=found["central"]), ends.transform("min").clip(upper=found["central"])
    return found.assign(swing=high - low).sort_values(["swing", "what", "value"], ignore_index=True)


def sensitivity_chart(c: Comparison) -> Panel:
    """A panel a scenario, a row an assumption."""
    found = {name: rows for name in small_multiples.shown(c) if len(rows := assumption_swings(c, name))}
    if not found:
        return empty_panel(say("What moves the answer"), say("only one set of assumptions was run"))
    heights = [max(rows["what"].nunique(), 2) for rows in found.values()]
    figure = make_subplots(
        len(found),
        1,
        subplot_titles=[_scenario_title(c, name, rows) for name, rows in found.items()],
        row_heights=heights,
        vertical_spacing=PANEL_GAP / (ROW_HEIGHT * sum(heights) + PANEL_GAP * (len(found) - 1)),
    )
    apply_style(figure, ROW_HEIGHT * sum(heights) + PANEL_GAP * (len(found) - 1) + 90, showlegend=False)
    figure.update_layout(margin={"l": 150, "r": 24, "t": 40, "b": 50})
    for number, (name, rows) in enumerate(found.items(), start=1):
        _add_scenario(figure, name, rows, number)
    figure.update_xaxes(title=say("people more in regular work"), row=len(found), col=1)
    figure.update_annotations(font_size=13, x=0, xanchor="left")
    return Panel(_chart_title(found), CHART_READING, figure)


CHART_READING = deferred(
    "Effect on regular work in the last year with one assumption moved to the value beside the "
    "point, all others central (dotted line): its mean there plus the mean difference in the "
    "replicates that both worlds have. Bars: 95% Monte Carlo interval of that difference. Hollow: "
    "the difference is not told from zero, so chance may explain it."
)


def _add_scenario(figure: go.Figure, name: str, rows: pd.DataFrame, number: int) -> None:
    central, colour = float(rows["central"].iloc[0]), labels.scenario_colour(name)
    figure.add_vline(
        x=central, line={"color": GREY, "width": 1.5, "dash": "dot"}, exclude_empty_subplots=False, row=number, col=1
    )
    small_multiples.add_zero_line(figure, vertical=True, row=number, col=1)
    for what, part in rows.groupby("what", sort=False):
        ends = [*part["effect"], central]
        line = {"color": FADED, "width": 4}
        both = {"x": [min(ends), max(ends)], "y": [what] * 2, "mode": "lines", "line": line}
        figure.add_scatter(**both, row=number, col=1)
    known = {"type": "data", "array": rows["error"].fillna(0.0).round(2).tolist(), "width": 0, "thickness": 1}
    figure.add_scatter(
        x=rows["effect"].round(1).tolist(),
        y=rows["what"].tolist(),
        mode="markers+text",
        text=rows["value"].tolist(),
        textposition=_label_sides(rows),
        textfont={"size": 11},
        cliponaxis=False,
        error_x=known | {"color": colour},
        marker={
            "size": 11,
            "color": [colour if beyond else "white" for beyond in rows["beyond"]],
            "line": {"color": colour, "width": 2},
        },
        row=number,
        col=1,
    )
    figure.update_xaxes(tickformat=",", rangemode="tozero", row=number, col=1)
    figure.update_yaxes(range=[-0.6, rows["what"].nunique() - 0.2], row=number, col=1)


def _label_sides(rows: pd.DataFrame) -> list[str]:
    """Labels of the lower point of an assumption to the left, of the higher to the right."""
    lowest = rows.groupby("what")["effect"].transform("min")
    return ["top left" if here else "top right" for here in rows["effect"] <= lowest]


def _most_sensitive(rows: pd.DataFrame) -> str:
    """The assumption with the largest swing among those that move the effect beyond chance; "" if there is none."""
    told = rows[rows["beyond"]]
    return str(told["what"].iloc[-1]) if len(told) else ""


def _chart_title(found: dict[str, pd.DataFrame]) -> str:
    parts = [
        say("{scenario} on {what}", scenario=labels.scenario_label(name), what=what)
        for name, rows in found.items()
        if (what := _most_sensitive(rows))
    ]
    return (
        say("The effect depends most: {items}", items=", ".join(parts))
        if parts
        else say("No assumption moves an effect further than chance may")
    )


def _scenario_title(c: Comparison, name: str, rows: pd.DataFrame) -> str:
    """The largest swing beyond chance, or that there is none."""
    what, row = _most_sensitive(rows), c.effect(name, INDICATOR, c.last_year)
    if not what or row is None:
        return say(
            "{scenario}: no assumption moves the effect further than chance may", scenario=labels.scenario_label(name)
        )
    part = rows[rows["what"] == what]["effect"]
    ends = span(min(part.min(), row["effect"]), max(part.max(), row["effect"]), whole)
    return say(
        "{scenario}: {what} moves the effect most ({ends})", scenario=labels.scenario_label(name), what=what, ends=ends
    )


def assumption_tables(c: Comparison) -> Panel:
    """A row a world, a column a scenario, and the conditions under which an answer turns."""
    worlds = c.tables["worlds"]
    if len(worlds) < 2:
        return empty_panel(say("Assumptions"), say("only one set was run"))
    rows = [_set_row(c, str(world), int(n)) for world, n in zip(worlds["world"], worlds["replicates"], strict=True)]
    heads = (say("set of assumptions"), *map(labels.scenario_label, c.scenarios), say("replicates"))
    swept = Table(heads, rows, frozenset(range(1, len(heads))), _sets_caption(c))
    meant = Table(
        (say("assumption"), say("what it means"), say("central")),
        _assumption_meanings(c),
        frozenset({2}),
        say("What is swept"),
    )
    found = turning_assumptions(c)
    title = (
        say("The answer turns: {items}", items="; ".join(found))
        if found
        else say("No assumption that was swept turns an answer")
    )
    reading = say(
        "An answer turns when its sign changes or it falls below half of its central value, by a "
        "difference with the central world, paired by replicate, that is told from zero."
    )
    return Panel(title, reading, None, [swept, meant, _parameter_table(c)])


def _sets_caption(c: Comparison) -> str:
    return say("People more in regular work in {last_year} (*: not told from the central value)", last_year=c.last_year)


def turning_assumptions(c: Comparison) -> list[str]:
    """Conditions under which the effect of a scenario changes its sign or falls below half, as text."""
    found = []
    for scenario in c.scenarios:
        central = c.headline(scenario, INDICATOR, c.last_year)
        if central is None or verdict(central) == TOO_SMALL_VERDICT or not central["effect"]:
            continue
        for row in significant_sets(c, central).to_dict("records"):
            if row["value"] / central["effect"] < 0.5:
                where = labels.assumptions_text(c.moved(str(row["world"])))
                about = {"scenario": labels.scenario_label(scenario), "where": where}
                found.append(say("{scenario} at {where} is {value}", value=signed(row["value"], whole), **about))
    return found


def _set_row(c: Comparison, world: str, replicates: int) -> tuple[str, ...]:
    cells = [_set_cell(c, scenario, world) for scenario in c.scenarios]
    return (labels.assumptions_text(c.moved(world)), *cells, str(replicates))


def _set_cell(c: Comparison, scenario: str, world: str) -> str:
    """The effect in a world; * when it is not told from the central one."""
    central = c.headline(scenario, INDICATOR, c.last_year)
    rows = c.sensitivity(scenario, INDICATOR, c.last_year)
    rows = rows[rows["world"] == world]
    if central is None or (rows.empty and world != c.central):
        return "–"
    if verdict(central) == TOO_SMALL_VERDICT:
        return str(TOO_SMALL)
    if world == c.central:
        return signed(central["effect"], whole)
    row = rows.iloc[0]
    return signed(row["value"], whole) + ("*" if row["verdict"] in (NOT_SIGNIFICANT, FEW_REPLICATES) else "")


def _assumption_meanings(c: Comparison) -> list[tuple[str, ...]]:
    worlds = c.tables["worlds"]
    central = worlds[worlds["world"] == c.central].iloc[0]
    return [
        (labels.assumption_label(name), str(labels.ASSUMPTION_MEANINGS[name]), general(float(central[name])))
        for name in ASSUMPTIONS
    ]


def _range(low: float | None, high: float | None) -> str:
    """From a low to a high value; a dash where the evidence gives no range."""
    return "–" if low is None or high is None else span(low, high, general)


def _parameter_table(c: Comparison) -> Table:
    """Parameters of the instruments with their range and grade."""
    given = c.info.get("parameters", {})
    known = registry.load().parameters()
    groups = {each for scenario in c.info.get("scenarios", {}).values() for each in scenario.get("instruments", {})}
    rows: list[tuple[str, ...]] = []
    for name in sorted(given):
        entry = known.get(name)
        if name.split(".")[0] in groups and entry is not None:
            value = given[name].get("value") if isinstance(given[name], dict) else given[name]
            rows.append(
                (name, general(float(value)), _range(entry.low, entry.high), entry.unit, entry.grade, entry.note)
            )
    heads = (say("parameter"), say("value"), say("range"), say("unit"), say("grade"), say("what it is"))
    caption = say("Parameters of the instruments (grade D: assumption), held at one value here")
    return Table(heads, rows, frozenset({1}), caption, folded=True, language="en")

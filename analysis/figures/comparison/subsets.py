"""Parts and whole: what each measure does alone, what goes when it is left out, and what the sum of parts misses."""

from __future__ import annotations

from functools import partial

import pandas as pd
import plotly.graph_objects as go

from werkagenda.analysis import rounding
from werkagenda.analysis.comparison.parts import ALONE, INTERPLAY, LEFT_OUT, SUM, WHOLE
from werkagenda.analysis.figures.comparison import look, names
from werkagenda.analysis.figures.comparison.certain import said
from werkagenda.analysis.figures.comparison.results import Comparison
from werkagenda.analysis.figures.panel import Panel, Table, nothing
from werkagenda.analysis.figures.style import BLUE, INK, ORANGE, canvas

WORK = "regular_employed"
INDICATORS = {
    WORK: ("status holders in regular work", "last"),
    "on_benefit": ("status holders on benefit", "last"),
    "government_euros": ("public euros paid more, all years", "all"),
}
"""Indicator: its name and its period."""
MARKS = {ALONE: (BLUE, "circle"), LEFT_OUT: (ORANGE, "diamond")}
SUMS = {SUM: "sum of all alone", WHOLE: "the whole", INTERPLAY: "interplay (whole less sum)"}
READING = (
    "People more in regular work in the last year. Alone: the measure by itself, less the baseline. Left out: the "
    "whole less the whole without it. Where the two differ, measures share people or openings: a person whom two "
    "measures would bring to work counts once in the whole, and a case manager’s hour or an opening is used once. "
    "Interplay below zero: the whole is less than its parts. Bars: 95% Monte Carlo interval of paired differences, "
    "central world."
)


def draw(c: Comparison, name: str) -> Panel:
    """Alone beside left out, a row a measure; the sums in the table."""
    rows = c.tables["parts"]
    rows = rows[(rows["whole"] == name) & (rows["world"] == c.central)]
    here = rows[(rows["indicator"] == WORK) & (rows["period"] == c.last_year)]
    order = [part for part in names.ORDER if part in set(here["part"])]
    sums = here[here["part"] == ""].set_index("measure").reindex([m for m in SUMS if m in set(here["measure"])])
    figure = canvas(
        44 * (len(order) + len(sums)) + 130, hovermode="closest", margin={"l": 190, "r": 32, "t": 50, "b": 50}
    )
    for measure, (colour, symbol) in MARKS.items():
        own = here[(here["measure"] == measure) & (here["part"] != "")]
        _points(figure, own, [names.label(part) for part in own["part"]], measure, (colour, symbol))
    _points(figure, sums, [SUMS[str(measure)] for measure in sums.index], "together", (INK, "square"))
    look.no_effect(figure, vertical=True)
    labels = [*(names.label(part) for part in order), *(SUMS[str(measure)] for measure in sums.index)]
    figure.update_yaxes(categoryorder="array", categoryarray=labels[::-1], rangemode="normal")
    figure.update_xaxes(title=f"people more in regular work, {c.last_year}", tickformat=",")
    return Panel(_title(c, name, here), READING, figure, [_table(c, rows, order)])


def wholes(c: Comparison) -> list[str]:
    """Scenarios whose parts are in the tables."""
    return sorted(c.tables["parts"]["whole"].unique())


def none() -> Panel:
    """What is said when there are none."""
    return nothing("Parts and whole", "a study needs `werkagenda` and its measures alone or left out")


def _points(figure: go.Figure, rows: pd.DataFrame, labels: list[str], measure: str, mark: tuple[str, str]) -> None:
    if rows.empty:
        return
    colour, symbol = mark
    figure.add_scatter(
        x=rows["effect"].round(2).tolist(),
        y=labels,
        mode="markers",
        name=measure,
        error_x=look.arms(rows) | {"color": colour, "thickness": 1.2},
        marker={"symbol": symbol, "size": 10, "color": colour},
        hovertemplate="%{y}: %{x:+,.2r}<extra>" + measure + "</extra>",
    )


def _table(c: Comparison, rows: pd.DataFrame, order: list[str]) -> Table:
    body = [(names.label(part), measure, *_cells(c, rows, part, measure)) for part in order for measure in MARKS]
    body += [(text, "", *_cells(c, rows, "", measure)) for measure, text in SUMS.items()]
    body = [row for row in body if any(cell != "–" for cell in row[2:])]
    heads = ("measure", "how", *(text for text, _ in INDICATORS.values()))
    caption = f"Work and benefit (bijstand or unemployment insurance) in {c.last_year}, euros {c.years_name}"
    return Table(heads, body, frozenset(range(2, len(heads))), caption)


def _cells(c: Comparison, rows: pd.DataFrame, part: str, measure: str) -> list[str]:
    found = []
    for indicator, (_, when) in INDICATORS.items():
        here = rows[(rows["indicator"] == indicator) & (rows["period"] == (c.last_year if when == "last" else c.years))]
        found.append(_printed(here).get((part, measure), "–"))
    return found


def _printed(rows: pd.DataFrame) -> dict[tuple[str, str], str]:
    """What is said of each part and measure of one answer: the parts alone add up to their sum, and the sum and the
    interplay to the whole, as printed."""
    exact = {(str(row["part"]), str(row["measure"])): float(row["effect"]) for _, row in rows.iterrows()}
    in_euros = len(rows) > 0 and rows["unit"].iloc[0] == "euros"
    size = rounding.euro_step(list(exact.values())) if in_euros else max(1.0, rounding.step(list(exact.values())))
    shown = {key: rounding.parts([value], size)[0] for key, value in exact.items()}
    alone = [key for key in exact if key[1] == ALONE]
    if ("", SUM) in exact:
        shown |= dict(zip(alone, rounding.parts([exact[key] for key in alone], size), strict=True))
        shown["", SUM] = sum(shown[key] for key in alone)
        shown["", INTERPLAY] = shown["", WHOLE] - shown["", SUM]
    show = partial(_amount, size=size, unit=rounding.MILLION if in_euros else 1.0)
    return {
        key: said(row.where(row.index != "effect", shown[key]), "", show)
        for key, (_, row) in zip(exact, rows.iterrows(), strict=True)
    }


def _amount(value: float, size: float, unit: float) -> str:
    """People, or millions of euros, with as many decimals as the step; ends of intervals are rounded to it."""
    text = rounding.text(rounding.parts([value], size)[0] / unit, size / unit)
    return text if unit == 1.0 else f"€{text} million"


def _title(c: Comparison, name: str, rows: pd.DataFrame) -> str:
    """The whole, the sum of its parts, and their difference."""
    found = {measure: text for (part, measure), text in _printed(rows).items() if part == ""}
    head = f"{names.label(name)}, regular work in {c.last_year}: {found[WHOLE]}"
    return f"{head}; its parts alone sum to {found[SUM]}; interplay {found[INTERPLAY]}" if SUM in found else head

"""Section 'Against official figures': cohort curves and the table of official figures against the model."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from werkagenda.analysis import measures, official
from werkagenda.analysis.figures.panel import Panel, Table, empty_panel
from werkagenda.analysis.figures.style import add_line, add_official_points, canvas, colour_ramp, percent_axis
from werkagenda.analysis.numbers import FEW, percent, points
from werkagenda.analysis.run import Run

COHORT_YEARS = tuple(range(2014, 2025))
LONGEST_MONTHS = 132
"""Months shown: the official series end well before."""


def cohort_curves(run: Run) -> Panel:
    """Cohorts 2014 to 2024, all followed equally far; dotted where the cohort is in the outlook."""
    curves = measures.cohort(run, "employed")
    curves = curves[curves["permit_year"].isin(COHORT_YEARS) & (curves["months_since_permit"] <= LONGEST_MONTHS)]
    if curves.empty:
        return empty_panel("Employment by cohort", "the run ends before a whole cohort can be followed")
    figure = canvas(520, hovermode="closest", legend={"orientation": "v", "x": 1.01, "y": 1, "yanchor": "top"})
    shown = sorted(curves["permit_year"].unique())
    colours = dict(zip(COHORT_YEARS, colour_ramp(len(COHORT_YEARS)), strict=True))
    for year in shown:
        _add_cohort(figure, curves[curves["permit_year"] == year], int(year), colours[int(year)])
    _add_official(figure, colours, shown)
    figure.update_xaxes(title="months since the permit", dtick=12, range=[0, LONGEST_MONTHS])
    percent_axis(figure, "share of the cohort (18–65) in paid work")
    reading = (
        "Each line is everyone aged 18–65 whose permit is of that year and who still lives in the country. Solid: "
        "history; dotted: "
        "outlook. Filled points were used to fit the model, hollow points only to judge it; a point has the colour "
        "of its cohort."
    )
    return Panel(cohort_title(curves), reading, figure)


def _add_cohort(figure: go.Figure, part: pd.DataFrame, year: int, colour: str) -> None:
    past, ahead = part[~part["outlook"]], part[part["outlook"]]
    if len(past) and len(ahead):
        ahead = pd.concat([past.tail(1), ahead])
    for piece, dash in ((past, "solid"), (ahead, "dot")):
        if piece.empty:
            continue
        style = {"color": colour, "width": 3.6 if year == 2014 else 1.8, "dash": dash}
        name = str(year)
        add_line(
            figure,
            piece,
            "months_since_permit",
            name,
            colour,
            line=style,
            legendgroup=name,
            band=year == 2014,
            showlegend=piece is past or past.empty,
            hovertemplate=f"{year}, %{{x}} months: %{{y:.1%}}<extra></extra>",
        )


def _add_official(figure: go.Figure, colours: dict[int, str], shown: list[int]) -> None:
    legend = True
    for year in shown:
        points = official.of_cohort(year, "employed")
        if points:
            add_official_points(figure, points, colours[int(year)], legend)
            legend = False


def cohort_title(curves: pd.DataFrame) -> str:
    """Do later cohorts start sooner, in the history? Computed at 24 months, or at the last month they share."""
    first = int(curves["permit_year"].min())
    past = curves[(curves["events"] >= FEW) & ~curves["outlook"]]
    for month in (24, 12, 6):
        there = past[past["months_since_permit"] == month]
        if len(there) > 1 and first in set(there["permit_year"]):
            early, late = there.iloc[0], there.iloc[-1]
            word = (
                "more"
                if late["value"] > early["value"] + 0.01
                else "less"
                if late["value"] < early["value"] - 0.01
                else "as much"
            )
            tail = "as" if word == "as much" else "than"
            return (
                f"Cohort {late['permit_year']:.0f} works {word} after {month} months {tail} cohort "
                f"{early['permit_year']:.0f}: "
                f"{percent(late['value'])} against {percent(early['value'])}"
            )
    last = curves.iloc[-1]
    return (
        f"Cohort {last['permit_year']:.0f}: {percent(last['value'])} in work after {last['months_since_permit']:.0f} "
        "months"
    )


FIT_HEADS = ("what and for whom", "official", "model", "gap", "Monte Carlo error", "within", "id", "notes")


def official_figures(run: Run, fit: pd.DataFrame) -> Panel:
    """Every target, calibration in the open and validation folded, with its gap and its notes; no figure."""
    known = fit[fit["gap"].notna()]
    if known.empty:
        return empty_panel("Official figures against the model", "none of the official figures falls in this run")
    notes = list(dict.fromkeys(part for note in fit["note"] for part in split_notes(note)))
    tables = []
    for use in ("calibration", "validation"):
        part = fit[fit["use"] == use]
        rows = [fit_row(r, run, notes) for r in part.to_dict("records")]
        caption = f"{use.capitalize()}: {_within_tolerance(part)} of {int(part['gap'].notna().sum())} within tolerance"
        if rows:
            tables.append(Table(FIT_HEADS, rows, frozenset({1, 2, 3, 4}), caption, folded=use == "validation"))
    if notes:
        numbered = [(str(i), note) for i, note in enumerate(notes, start=1)]
        tables.append(Table(("", "note"), [*numbered], frozenset({0}), "Notes", folded=True))
    counts = {use: known[known["use"] == use] for use in ("calibration", "validation")}
    parts = [f"{_within_tolerance(part)} of {len(part)} {use} figures" for use, part in counts.items() if len(part)]
    title = f"Within tolerance of the official figures: {' and '.join(parts)}"
    return Panel(title, FIT_READING, None, tables)


FIT_READING = (
    "Calibration figures were used to fit a few parameters; validation figures were not. Within tolerance: at most 5 "
    "points from the official figure (benefit: 8, since sources define it differently; durations: a month). Where a "
    "dash stands the run cannot say; the notes give the reason."
)


def _within_tolerance(part: pd.DataFrame) -> int:
    return int(part["within"].fillna(False).sum())


def split_notes(note: object) -> list[str]:
    """The single remarks of a note."""
    return [part for part in str(note).split("; ") if part]


def fit_row(found: dict[Hashable, Any], run: Run, notes: list[str]) -> tuple[str, ...]:
    """One target as text, in points for shares and in months for durations."""
    show = _months_text if found["unit"] == "months" else _share_text
    known = not pd.isna(found["gap"])
    error = known and run.replicates > 1
    return (
        str(found["definition"]),
        show(found["official"], False),
        show(found["model"], False) if known else "–",
        show(found["gap"], True) if known else "–",
        show(found["monte_carlo_se"], False).removesuffix("%") if error else "–",
        "–" if not known else "yes" if found["within"] else "no",
        str(found["id"]),
        ", ".join(str(notes.index(part) + 1) for part in split_notes(found["note"])),
    )


def _share_text(value: float, signed: bool) -> str:
    return points(value) if signed else f"{100 * value:.1f}%"


def _months_text(value: float, signed: bool) -> str:
    return f"{value:+.1f} mo".replace("-", "−") if signed else f"{value:.1f} mo"

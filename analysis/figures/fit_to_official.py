"""Section 'Against official figures': cohort curves and the table of official figures against the model."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cache
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from werkagenda.analysis import fit, measures, official
from werkagenda.analysis.colours import colour_ramp
from werkagenda.analysis.figures.panel import Panel, Table, empty_panel
from werkagenda.analysis.figures.style import add_line, add_official_points, canvas, percent_axis
from werkagenda.analysis.language import current, deferred, named, say
from werkagenda.analysis.numbers import FEW, fixed, fixed_percent, month_name, percent, points
from werkagenda.analysis.run import Run
from werkagenda.evidence.registry import Target

COHORT_YEARS = tuple(range(2014, 2025))
LONGEST_MONTHS = 132
"""Months shown: the official series end well before."""


def cohort_curves(run: Run) -> Panel:
    """Cohorts 2014 to 2024, all followed equally far; dotted where the cohort is in the outlook."""
    curves = measures.cohort(run, "employed")
    curves = curves[curves["permit_year"].isin(COHORT_YEARS) & (curves["months_since_permit"] <= LONGEST_MONTHS)]
    if curves.empty:
        return empty_panel(say("Employment by cohort"), say("the run ends before a whole cohort can be followed"))
    figure = canvas(520, legend={"orientation": "v", "x": 1.01, "y": 1, "yanchor": "top"})
    shown = sorted(curves["permit_year"].unique())
    colours = dict(zip(COHORT_YEARS, colour_ramp(len(COHORT_YEARS)), strict=True))
    for year in shown:
        _add_cohort(figure, curves[curves["permit_year"] == year], int(year), colours[int(year)])
    _add_official(figure, colours, shown)
    figure.update_xaxes(title=say("months since the permit"), dtick=12, range=[0, LONGEST_MONTHS])
    percent_axis(figure, say("share of the cohort (18–65) in paid work"))
    reading = say(
        "Each line is everyone aged 18–65 whose permit is of that year and who still lives in the "
        "country. Solid: history; dotted: outlook. Filled points were used to fit the model, hollow "
        "points only to judge it; a point has the colour of its cohort."
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
            about: dict[str, object] = {
                "late": f"{late['permit_year']:.0f}",
                "early": f"{early['permit_year']:.0f}",
                "month": month,
            }
            about |= {"value": percent(late["value"]), "before": percent(early["value"])}
            return _cohorts_text(float(late["value"] - early["value"]), about)
    last = curves.iloc[-1]
    return say(
        "Cohort {permit_year}: {value} in work after {months_since_permit} months",
        permit_year=f"{last['permit_year']:.0f}",
        value=percent(last["value"]),
        months_since_permit=fixed(last["months_since_permit"], 0),
    )


def _cohorts_text(gap: float, about: dict[str, object]) -> str:
    """A later cohort against an early one, after as many months."""
    if gap > 0.01:
        return say(
            "Cohort {late} works more after {month} months than cohort {early}: {value} against {before}", **about
        )
    if gap < -0.01:
        return say(
            "Cohort {late} works less after {month} months than cohort {early}: {value} against {before}", **about
        )
    return say("Cohort {late} works as much after {month} months as cohort {early}: {value} against {before}", **about)


FIT_HEADS = (
    deferred("what and for whom"),
    deferred("official"),
    deferred("model"),
    deferred("gap"),
    deferred("Monte Carlo error"),
    deferred("within"),
    deferred("id"),
    deferred("notes"),
)


def official_figures(run: Run, found: pd.DataFrame) -> Panel:
    """Every target, calibration in the open and validation folded, with its gap and its notes; no figure."""
    known = found[found["gap"].notna()]
    if known.empty:
        return empty_panel(
            say("Official figures against the model"), say("none of the official figures falls in this run")
        )
    notes = list(dict.fromkeys(part for note in found["note"] for part in split_notes(note)))
    tables = []
    for use in ("calibration", "validation"):
        part = found[found["use"] == use]
        rows = [fit_row(r, run, notes) for r in part.to_dict("records")]
        caption = say(
            "{use}: {within} of {count} within tolerance",
            use=named("use", use).capitalize(),
            within=_within_tolerance(part),
            count=int(part["gap"].notna().sum()),
        )
        if rows:
            tables.append(
                Table(tuple(map(str, FIT_HEADS)), rows, frozenset({1, 2, 3, 4}), caption, folded=use == "validation")
            )
    if notes:
        numbered = [(str(i), note) for i, note in enumerate(notes, start=1)]
        tables.append(Table(("", say("note")), [*numbered], frozenset({0}), say("Notes"), folded=True, language="en"))
    counts = {use: known[known["use"] == use] for use in ("calibration", "validation")}
    parts = [
        say(
            "{within} of {count} figures {use}",
            within=_within_tolerance(part),
            count=len(part),
            use=named("use", use),
        )
        for use, part in counts.items()
        if len(part)
    ]
    title = say("Within tolerance of the official figures: {items}", items=say(" and ").join(parts))
    return Panel(title, FIT_READING, None, tables)


FIT_READING = deferred(
    "Calibration figures were used to fit a few parameters; validation figures were not. Within "
    "tolerance: at most 5 points from the official figure (benefit: 8, since sources define it "
    "differently; durations: a month). Where a dash stands the run cannot say; the notes give the "
    "reason."
)


def _within_tolerance(part: pd.DataFrame) -> int:
    return int(part["within"].fillna(False).sum())


@cache
def known_targets() -> dict[str, Target]:
    """Official figures by id."""
    return {target.id: target for target in official.targets()}


def described(target: Target) -> str:
    """A target for readers: what, for whom, when."""
    who = [named("level", word) for word in (target.origin, target.sex) if word != official.ALL]
    what = indicator_label(target.indicator)
    if target.months_since_permit is not None:
        since = say(
            "permits of {year}, {months} months after", year=target.permit_year, months=target.months_since_permit
        )
        return ", ".join([what, since, *who])
    years = target.permit_year.replace("/", "–")
    permits = [say("permits of {years}", years=years)] if years else []
    when = [month_name(target.month)] if target.month else []
    return ", ".join([what, named("population", target.population), *permits, *when, *who])


def indicator_label(indicator: str) -> str:
    """An indicator for readers; those of parts of all who work name the part."""
    first, _, rest = indicator.partition(" ")
    if first in fit.PARTS and rest:
        return say("of who works: {level}", level=named("level", rest))
    if indicator.startswith(MONTHS_OPEN):
        return say("months a vacancy stands open, {sector}", sector=named("level", indicator.removeprefix(MONTHS_OPEN)))
    return named("indicator", indicator)


MONTHS_OPEN = "months open "
"""Before the name of a sector."""


def split_notes(note: object) -> list[str]:
    """The single remarks of a note."""
    return [part for part in str(note).split("; ") if part]


def fit_row(found: dict[Hashable, Any], run: Run, notes: list[str]) -> tuple[str, ...]:
    """One target as text, in points for shares and in months for durations."""
    show = _months_text if found["unit"] == "months" else _share_text
    known = not pd.isna(found["gap"])
    error = known and run.replicates > 1
    return (
        described(known_targets()[str(found["id"])]),
        show(found["official"], False),
        show(found["model"], False) if known else "–",
        show(found["gap"], True) if known else "–",
        show(found["monte_carlo_se"], False).removesuffix("%") if error else "–",
        "–" if not known else say("yes") if found["within"] else say("no"),
        str(found["id"]),
        ", ".join(str(notes.index(part) + 1) for part in split_notes(found["note"])),
    )


def _share_text(value: float, signed: bool) -> str:
    return points(value) if signed else fixed_percent(value, 1)


def _months_text(value: float, signed: bool) -> str:
    return say("{value} mo", value=current().signed(value, 1) if signed else fixed(value, 1))

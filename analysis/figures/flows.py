"""Three-month flows of status holders between work, search and inactivity."""

from __future__ import annotations

import pandas as pd

from werkagenda.analysis import measures
from werkagenda.analysis.figures.panel import Panel, Table, nothing
from werkagenda.analysis.figures.style import BLUE, GREEN, ORANGE, RED, canvas, line, percent_axis, time_axis
from werkagenda.analysis.numbers import judged, percent
from werkagenda.analysis.run import Run
from werkagenda.tables import vocabulary as words

SHOWN = {
    ("searching", "employed"): ("searching → employed", BLUE),
    ("inactive", "searching"): ("inactive → searching", ORANGE),
    ("inactive", "employed"): ("inactive → employed", GREEN),
    ("employed", "not employed"): ("employed → not employed", RED),
}


def draw(run: Run) -> Panel:
    """Transition shares by quarter, smoothed over a year, and the matrix of the last whole years."""
    columns = ["replicate", "month", "from", "to", "persons"]
    frame = run.table("flows", columns, {"population": ["status holders"]})
    if frame.empty:
        return nothing("Three-month flows", "the run is too short")
    rates = by_year(frame, run.scale)
    figure = canvas(380)
    for (start, end), (name, colour) in SHOWN.items():
        wanted = ["searching", "inactive"] if end == "not employed" else [end]
        part = rates[(rates["from"] == start) & rates["to"].isin(wanted)]
        part = part.groupby("year").agg(value=("value", "sum"), events=("events", "sum")).reset_index()
        part = part[part["events"] >= 30].assign(month=part["year"] + "-07", replicates=1)
        line(figure, part, "month", name, colour, mode="lines+markers", hovertemplate="%{y:.1%}")
    time_axis(figure, run)
    percent_axis(figure, "share that moves within three months")
    figure.update_xaxes(hoverformat="%Y")
    reading = (
        "Share of those in a state at the start of a month who are in another state three months later, averaged "
        "over the year. Short spells "
        "in between are not seen, as in the official flow statistics, which cover the whole population."
    )
    years = sorted(rates["year"].unique())
    now = min(years[-1], run.now[:4])
    tables = [_matrix(rates, year) for year in dict.fromkeys((now, years[-1]))]
    return Panel(_title(rates, now), reading, figure, tables)


def by_year(frame: pd.DataFrame, scale: float) -> pd.DataFrame:
    """Transition shares per year of the starting month; columns of `measures`, year, from, to."""
    frame = frame.assign(year=frame["month"].str[:4])
    frame["start"] = frame.groupby(["replicate", "month", "from"])["persons"].transform("sum")
    return measures.shares(frame, "persons", "start", ["year", "from", "to"], scale)


def _matrix(rates: pd.DataFrame, year: str) -> Table:
    rows: list[tuple[str, ...]] = []
    for start in words.STATES:
        found = [measures.at(rates, year=year, **{"from": start, "to": end}) for end in words.STATES]
        rows.append((start, *("–" if f is None else judged(percent(f["value"]), f["events"]) for f in found)))
    return Table(("from \\ to", *words.STATES), rows, frozenset({1, 2, 3}), f"Three months later, {year}")


def _title(rates: pd.DataFrame, year: str) -> str:
    found = measures.at(rates, year=year, **{"from": "searching", "to": "employed"})
    start = measures.at(rates, year=year, **{"from": "inactive", "to": "searching"})
    if found is None or start is None:
        return "Three-month flows of status holders"
    return (
        f"{percent(found['value'])} of those who search have work three months later, but only "
        f"{percent(start['value'])} of the inactive "
        f"start searching ({year})"
        if found["value"] > start["value"]
        else f"{percent(found['value'])} of those who search have work three months later ({year})"
    )

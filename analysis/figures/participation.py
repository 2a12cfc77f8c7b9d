"""Sections 'Who takes part' and 'Asylum seekers at work': states, three-month flows, work permits."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from werkagenda.analysis import measures, official
from werkagenda.analysis.colours import BLUE, GREEN, GREY, INK, MUTED, ORANGE, RED, SKY
from werkagenda.analysis.figures.panel import Panel, Table, empty_panel
from werkagenda.analysis.figures.style import (
    SERIES,
    STATE,
    add_line,
    apply_style,
    canvas,
    outlook_line,
    percent_axis,
    time_axis,
)
from werkagenda.analysis.language import deferred, named, say
from werkagenda.analysis.numbers import FEW, TOO_SMALL, judged, percent, plain
from werkagenda.analysis.run import Run
from werkagenda.tables import vocabulary as words

REASONS = {
    "in_reception": deferred("in reception"),
    "in_class": deferred("in class"),
    "in_education": deferred("in education"),
    "in_care": deferred("caring"),
    "in_poor_health": deferred("in poor health"),
    "exempt": deferred("exempt from the duty to search"),
    "discouraged": deferred("discouraged"),
}


def states(run: Run) -> Panel:
    """Shares of adult status holders by state, and shares to whom a reason applies."""
    wide = measures.people(run, ["adults", *words.STATES, *REASONS])
    parts = {name: measures.shares(wide, name, "adults", ["month"], run.scale) for name in (*words.STATES, *REASONS)}
    figure = make_subplots(
        1, 2, subplot_titles=(say("Everyone, by state"), say("Share to whom this applies")), horizontal_spacing=0.08
    )
    apply_style(
        figure,
        470,
        margin={"t": 50, "l": 60, "r": 24, "b": 130},
        legend={"orientation": "h", "y": -0.16, "yanchor": "top", "traceorder": "normal"},
    )
    for state in words.STATES:
        figure.add_scatter(
            x=parts[state]["month"].tolist(),
            y=parts[state]["value"].round(4).tolist(),
            name=named("level", state),
            stackgroup="all",
            mode="lines",
            line={"width": 0.5, "color": "white"},
            fillcolor=STATE[state],
            row=1,
            col=1,
        )
    for colour, (name, text) in zip(SERIES, REASONS.items(), strict=False):
        figure.add_scatter(
            x=parts[name]["month"].tolist(),
            y=parts[name]["value"].round(4).tolist(),
            name=str(text),
            mode="lines",
            line={"color": colour, "width": 2},
            row=1,
            col=2,
        )
    time_axis(figure, run, (1, 1), (1, 2))
    outlook_line(figure, run, 1, 1)
    percent_axis(figure, say("share of adult status holders"), row=1, col=1)
    figure.update_yaxes(range=[0, 1], row=1, col=1)
    percent_axis(figure, "", row=1, col=2)
    reading = say(
        "Left: employed, searching and inactive make up everyone aged 18–65. Right: shares of the same "
        "people; a person can be in class and work, so these do not add up to the inactive."
    )
    return Panel(_states_title(run, parts), reading, figure)


def _states_title(run: Run, parts: dict[str, pd.DataFrame]) -> str:
    def now(name: str) -> float:
        found = measures.at(parts[name], month=run.now)
        return float("nan") if found is None else float(found["value"])

    idle = now("inactive") + now("searching")
    share = now("inactive") / idle if idle else float("nan")
    top = max(REASONS, key=lambda name: now(name) if name != "in_class" else -1.0)
    return say(
        "Of status holders without work {share} do not search ({now_name}); apart from class, the "
        "commonest circumstance is ‘{reasons}’ ({percent} of all)",
        share=percent(share),
        now_name=run.now_name,
        reasons=REASONS[top],
        percent=percent(now(top)),
    )


FLOWS_SHOWN = {
    ("searching", "employed"): (deferred("searching → employed"), BLUE),
    ("inactive", "searching"): (deferred("inactive → searching"), ORANGE),
    ("inactive", "employed"): (deferred("inactive → employed"), GREEN),
    ("employed", "not employed"): (deferred("employed → not employed"), RED),
}


def transitions(run: Run) -> Panel:
    """Transition shares by quarter, smoothed over a year, and the matrix of the last whole years."""
    columns = ["replicate", "month", "from", "to", "persons"]
    frame = run.table("flows", columns, {"population": ["status holders"]})
    if frame.empty:
        return empty_panel(say("Three-month flows"), say("the run is too short"))
    rates = transition_shares(frame, run.scale)
    figure = canvas(380)
    for (start, end), (name, colour) in FLOWS_SHOWN.items():
        wanted = ["searching", "inactive"] if end == "not employed" else [end]
        part = rates[(rates["from"] == start) & rates["to"].isin(wanted)]
        part = part.groupby("year").agg(value=("value", "sum"), events=("events", "sum")).reset_index()
        part = part[part["events"] >= 30].assign(month=part["year"] + "-07", replicates=1)
        add_line(figure, part, "month", str(name), colour, mode="lines+markers")
    time_axis(figure, run)
    percent_axis(figure, say("share that moves within three months"))
    figure.update_xaxes()
    reading = say(
        "Share of those in a state at the start of a month who are in another state three months later, "
        "averaged over the year. Short spells in between are not seen, as in the official flow "
        "statistics, which cover the whole population."
    )
    years = sorted(rates["year"].unique())
    now = min(years[-1], run.now[:4])
    tables = [_transition_matrix(rates, year) for year in dict.fromkeys((now, years[-1]))]
    return Panel(_transitions_title(rates, now), reading, figure, tables)


def transition_shares(frame: pd.DataFrame, scale: float) -> pd.DataFrame:
    """Transition shares per year of the starting month; columns of `measures`, year, from, to."""
    frame = frame.assign(year=frame["month"].str[:4])
    frame["start"] = frame.groupby(["replicate", "month", "from"])["persons"].transform("sum")
    return measures.shares(frame, "persons", "start", ["year", "from", "to"], scale)


def _transition_matrix(rates: pd.DataFrame, year: str) -> Table:
    rows: list[tuple[str, ...]] = []
    for start in words.STATES:
        found = [measures.at(rates, year=year, **{"from": start, "to": end}) for end in words.STATES]
        rows.append(
            (named("level", start), *("–" if f is None else judged(percent(f["value"]), f["events"]) for f in found))
        )
    return Table(
        (say("from \\ to"), *(named("level", state) for state in words.STATES)),
        rows,
        frozenset({1, 2, 3}),
        say("Three months later, {year}", year=year),
    )


def _transitions_title(rates: pd.DataFrame, year: str) -> str:
    found = measures.at(rates, year=year, **{"from": "searching", "to": "employed"})
    start = measures.at(rates, year=year, **{"from": "inactive", "to": "searching"})
    if found is None or start is None:
        return say("Three-month flows of status holders")
    return (
        say(
            "{value} of those who search have work three months later, but only {starting} of the inactive "
            "start searching ({year})",
            value=percent(found["value"]),
            starting=percent(start["value"]),
            year=year,
        )
        if found["value"] > start["value"]
        else say(
            "{value} of those who search have work three months later ({year})",
            value=percent(found["value"]),
            year=year,
        )
    )


RULE_ENDS = "2023-12"
PUBLISHED = {2022: "C368", 2023: "C369"}
"""Published work permits for asylum seekers by year (entries of the registry)."""


def work_permits(run: Run) -> Panel:
    """Permits granted per year beside the published ones, and how many may and do work."""
    frame = run.table("permits")
    heads = (say("Work permits granted a year"), say("Asylum seekers (persons)"))
    figure = make_subplots(1, 2, subplot_titles=heads, horizontal_spacing=0.1)
    under = {"orientation": "h", "y": -0.14, "yanchor": "top"}
    apply_style(figure, 380, margin={"t": 50, "l": 60, "r": 24, "b": 70}, legend=under)
    _permit_bars(figure, frame, run)
    for name, text, colour in (
        ("asylum_seekers_allowed_to_work", say("allowed to work"), ORANGE),
        ("asylum_seekers_working", say("working"), GREEN),
    ):
        part = measures.totals(frame, name, ["month"], run.scale)
        add_line(figure, part, "month", text, colour, row=1, col=2)
    time_axis(figure, run, (1, 2))
    if run.last_month >= RULE_ENDS:
        figure.add_vline(x=RULE_ENDS, line={"color": MUTED, "width": 1, "dash": "dot"}, row=1, col=2)
    figure.update_yaxes(title=say("permits a year"), row=1, col=1)
    figure.update_yaxes(title=say("persons"), row=1, col=2)
    reading = say(
        "The rule that let asylum seekers work at most 24 weeks a year ended on 29 November 2023 (dotted "
        "line). The dates of the rule are given to the model; the size of the jump is not. Light bars: "
        "outlook; pale grey bars rest on fewer than {few} simulated permits.",
        few=FEW,
    )
    return Panel(permit_title(frame, run), reading, figure)


def _permit_bars(figure: go.Figure, frame: pd.DataFrame, run: Run) -> None:
    years = frame.assign(year=frame["month"].str[:4])
    found = measures.totals(years, "work_permits_granted", ["year"], run.scale)
    ahead, few = found["year"] >= "2025", found["events"] < FEW
    colours = ["#dfe4ea" if f else SKY if a else BLUE for a, f in zip(ahead, few, strict=True)]
    figure.add_bar(
        x=[int(y) for y in found["year"]],
        y=found["value"].round(0).tolist(),
        name=say("work permits granted, model"),
        marker={"color": colours, "line": {"color": GREY, "width": 0.5}},
        row=1,
        col=1,
    )
    points = [(year, official.number(entry)) for year, entry in PUBLISHED.items() if str(year) <= run.last_month[:4]]
    figure.add_scatter(
        x=[year for year, _ in points],
        y=[value for _, value in points],
        name=say("published ({items})", items=", ".join(PUBLISHED.values())),
        mode="markers",
        marker={"symbol": "circle-open", "size": 9, "color": INK, "line": {"width": 2}},
        row=1,
        col=1,
    )
    figure.update_xaxes(dtick=5, tick0=2015, row=1, col=1)


def permit_title(frame: pd.DataFrame, run: Run) -> str:
    """Permits in the twelve months before and after the rule ended."""
    before = (
        frame[(frame["month"] >= "2022-12") & (frame["month"] < RULE_ENDS)]["work_permits_granted"].sum()
        / run.replicates
    )
    after = (
        frame[(frame["month"] >= RULE_ENDS) & (frame["month"] < "2024-12")]["work_permits_granted"].sum()
        / run.replicates
    )
    if run.last_month < "2024-11":
        return say("Work permits of asylum seekers")
    if min(before, after) * run.scale * run.replicates < FEW:
        return say("Work permits before and after the 24-week rule: {too_small}", too_small=TOO_SMALL)
    return say(
        "Work permits of asylum seekers go from {before} to {after} a year when the 24-week rule ends "
        "({value} times as many)",
        before=plain(before),
        after=plain(after),
        value=plain(after / before),
    )

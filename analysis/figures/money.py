"""Sections 'Who receives benefit' and 'Euros': benefit recipients and euros, and the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from werkagenda.analysis import measures, official, rounding
from werkagenda.analysis.colours import BLUE, GREY, INK, ORANGE, SKY
from werkagenda.analysis.comparison import labels
from werkagenda.analysis.comparison.load_comparison import ledger_headings
from werkagenda.analysis.figures.panel import Panel, Table, empty_panel
from werkagenda.analysis.figures.style import add_line, add_official_points, apply_style, percent_axis, time_axis
from werkagenda.analysis.language import deferred, named, say
from werkagenda.analysis.numbers import change, euros
from werkagenda.analysis.run import Run
from werkagenda.tables import vocabulary as words


def benefit_by_year(run: Run) -> pd.DataFrame:
    """Euros of benefit to adult status holders by calendar year, whole years only: columns of `measures`, `year`, and
    `bijstand`, what of it is bijstand; the rest is unemployment insurance."""
    wide = measures.people(run, ["benefit_euros", "bijstand_euros"])
    wide["year"] = wide["month"].str[:4]
    wide = wide[wide.groupby("year")["month"].transform("nunique") == 12]
    both = measures.totals(wide, "benefit_euros", ["year"], run.scale)
    bijstand = measures.totals(wide, "bijstand_euros", ["year"], run.scale).set_index("year")["value"]
    return both.assign(bijstand=both["year"].map(bijstand))


def benefit(run: Run) -> Panel:
    """Receipt over the calendar, for the cohort of 2014, and euros by year."""
    wide = measures.people(run, ["adults", "on_benefit", "partial_benefit"])
    stock = measures.shares(wide, "on_benefit", "adults", ["month"], run.scale)
    partial = measures.shares(wide, "partial_benefit", "adults", ["month"], run.scale)
    heads = (
        say("All status holders, by month"),
        say("Permits of 2014, by months since"),
        say("Euros a year, all status holders"),
    )
    figure = make_subplots(1, 3, subplot_titles=heads, horizontal_spacing=0.09)
    apply_style(
        figure,
        420,
        margin={"t": 50, "l": 60, "r": 20, "b": 90},
        legend={"orientation": "h", "y": -0.2, "yanchor": "top"},
    )
    add_line(figure, stock, "month", say("receives benefit"), BLUE, row=1, col=1)
    add_line(
        figure,
        partial,
        "month",
        say("of which bijstand beside earnings (partial)"),
        ORANGE,
        row=1,
        col=1,
    )
    for name, column, colour in (
        (say("receives benefit"), "on_benefit", BLUE),
        (say("partial"), "partial_benefit", ORANGE),
    ):
        curve = measures.cohort(run, column)
        curve = curve[(curve["permit_year"] == 2014) & (curve["months_since_permit"] <= 132)]
        add_line(figure, curve, "months_since_permit", name, colour, row=1, col=2, showlegend=False)
    add_official_points(figure, official.of_cohort(2014, "on_benefit"), BLUE, row=1, col=2)
    add_official_points(figure, official.of_stock("on_benefit"), BLUE, legend=False, row=1, col=1)
    time_axis(figure, run, (1, 1))
    _benefit_bars(figure, benefit_by_year(run))
    figure.update_xaxes(type="linear", range=[0, 132], dtick=24, title=say("months since the permit"), row=1, col=2)
    percent_axis(figure, say("share of adults (18–65)"), row=1, col=1)
    percent_axis(figure, "", row=1, col=2)
    reading = say(
        "Benefit is bijstand and unemployment insurance together; the euros show both. Bijstand is "
        "counted for each adult of a household that receives it; it is partial when earnings are set off "
        "against it. Euros are net cash to adult status holders in prices of the day; the ledger below "
        "has bijstand of family migrants and of people of 66 as well. The letter's 91% and 34% are given "
        "without a definition."
    )
    return Panel(_benefit_title(run, stock), reading, figure)


def _benefit_bars(figure: go.Figure, years: pd.DataFrame) -> None:
    insurance = years["value"] - years["bijstand"]
    for euros_, later, before in ((years["bijstand"], SKY, GREY), (insurance, BLUE, INK)):
        figure.add_bar(
            x=[int(y) for y in years["year"]],
            y=(euros_ / 1e9).round(4).tolist(),
            marker_color=[later if year >= "2025" else before for year in years["year"]],
            showlegend=False,
            row=1,
            col=3,
        )
    figure.update_layout(barmode="stack")
    figure.update_xaxes(type="linear", range=[2013.4, 2029.6], dtick=5, tick0=2015, title=say("year"), row=1, col=3)
    figure.update_yaxes(title=say("€ billion; dark: unemployment insurance"), row=1, col=3)


def _bill_text(last: pd.Series) -> str:
    both, bijstand = euros(float(last["value"])), euros(float(last["bijstand"]))
    about = {"both": both, "year": last["year"], "bijstand": bijstand}
    if last["year"] >= "2025":
        return say("; the bill is {both} in {year}, of which bijstand {bijstand}", **about)
    return say("; the bill was {both} in {year}, of which bijstand {bijstand}", **about)


def _benefit_title(run: Run, stock: pd.DataFrame) -> str:
    now, end = measures.at(stock, month=run.now), measures.at(stock, month=run.last_month)
    years = benefit_by_year(run)
    tail = _bill_text(years.iloc[-1]) if len(years) else ""
    if now is None or end is None or not run.has_outlook:
        return say("Benefit among status holders{tail}", tail=tail)
    return say(
        "The share on benefit (bijstand or unemployment insurance) {change} between {now_name} and {last_name}{tail}",
        change=change(float(now["value"]), float(end["value"])),
        now_name=run.now_name,
        last_name=run.last_name,
        tail=tail,
    )


ADD_UP = deferred("rounded so that flows add up to balances, and balances to zero")


def ledger_by_year(run: Run) -> pd.DataFrame:
    """Cash by year, payer, payee and instrument (mean over replicates; whole years only)."""
    frame = run.table("ledger")
    frame["year"] = frame["month"].str[:4]
    whole = frame.groupby("year")["month"].transform("nunique") == 12
    by = ["year", "payer", "payee", "instrument"]
    sums = frame[whole].groupby(by)["euros"].sum() / run.replicates
    return sums.reset_index()


def ledger_years(run: Run, found: pd.DataFrame) -> list[str]:
    """The last year of history and all of the outlook; without an outlook the last five years."""
    years = sorted(found["year"].unique())
    return [y for y in years if y >= run.now[:4]] if run.has_outlook else years[-5:]


def ledger(run: Run) -> Panel:
    """What each payer pays and receives by year, and a table of every flow."""
    found = ledger_by_year(run)
    years = ledger_years(run, found)
    found = found[found["year"].isin(years)]
    if found.empty:
        return empty_panel(say("Euros"), say("the run holds no whole year of the ledger"))
    payers = [p for p in words.PAYERS if p in set(found["payer"]) | set(found["payee"])]
    rows = (len(payers) + 3) // 4
    figure = make_subplots(
        rows,
        4,
        subplot_titles=[named("party", payer) for payer in payers],
        vertical_spacing=0.34 / rows,
        horizontal_spacing=0.06,
    )
    apply_style(figure, 60 + 230 * rows, barmode="group", margin={"t": 50, "l": 60, "r": 20, "b": 80})
    figure.update_layout(legend={"orientation": "h", "y": -0.1, "yanchor": "top"})
    for i, payer in enumerate(payers):
        for side, name, colour in (("payer", say("pays"), ORANGE), ("payee", say("receives"), BLUE)):
            sums = found[found[side] == payer].groupby("year")["euros"].sum().reindex(years).fillna(0.0)
            figure.add_bar(
                x=[int(y) for y in years],
                y=(sums / 1e9).round(5).tolist(),
                name=name,
                marker_color=colour,
                legendgroup=name,
                showlegend=i == 0,
                row=i // 4 + 1,
                col=i % 4 + 1,
            )
    figure.update_xaxes(dtick=2, tick0=int(years[0]))
    figure.update_yaxes(title=say("€ billion"), col=1)
    flows, known = rounded_flows(found, years), ledger_headings(run.manifest)
    return Panel(_ledger_title(found, years, known), LEDGER_READING, figure, [_balance(*flows), _flows(*flows, known)])


LEDGER_READING = deferred(
    "Cash in prices of the day, everyone the model keeps accounts for: status holders, asylum "
    "seekers, family migrants and other people who search. Each euro has one payer and one payee; "
    "what comes in and goes out is not the same within a payer because only these flows are kept. "
    "Each panel has its own axis."
)


def rounded_flows(found: pd.DataFrame, years: list[str]) -> tuple[pd.DataFrame, float]:
    """Flows by year as printed, multiples of a step, a column a year; and the step. Each year adds up by itself."""
    wide = (
        found.pivot_table("euros", ["payer", "payee", "instrument"], "year", aggfunc="sum")
        .reindex(columns=years)
        .fillna(0.0)
    )
    size = rounding.euro_step(wide.to_numpy(float))
    payers, payees = (list(wide.index.get_level_values(name)) for name in ("payer", "payee"))
    for year in years:
        wide[year] = rounding.flows(wide[year].to_numpy(float), payers, payees, size)
    return wide.sort_values(years[-1], ascending=False, kind="stable"), size


def _flows(wide: pd.DataFrame, size: float, known: Mapping[str, Mapping[str, Any]]) -> Table:
    rows = [
        (
            *labels.flow_labels(key, known),
            *(rounding.text(v / rounding.MILLION, size / rounding.MILLION) for v in values),
        )
        for key, values in zip(wide.index, wide.to_numpy(), strict=True)
    ]
    heads = (say("payer"), say("payee"), say("for"), *map(str, wide.columns))
    return Table(
        heads, rows, frozenset(range(3, len(heads))), say("Every flow, € million a year; {add_up}", add_up=ADD_UP)
    )


def _balance(wide: pd.DataFrame, size: float) -> Table:
    rows = []
    for payer in words.PAYERS:
        paid, got = (wide[wide.index.get_level_values(side) == payer] for side in ("payer", "payee"))
        if len(paid) + len(got):
            rows.append((named("party", payer), *(rounding.millions(float(v), size) for v in got.sum() - paid.sum())))
    heads = ("", *map(str, wide.columns))
    return Table(
        heads,
        rows,
        frozenset(range(1, len(heads))),
        say("Received less paid, € million a year; {add_up}", add_up=ADD_UP),
    )


def _ledger_title(found: pd.DataFrame, years: list[str], known: Mapping[str, Mapping[str, Any]]) -> str:
    last = found[found["year"] == years[-1]]
    paid = last[last["payer"] == "municipality"].groupby("instrument")["euros"].sum().sort_values()
    if paid.empty:
        return say("Euros per payer, {first}–{last}", first=years[0], last=years[-1])
    return say(
        "Municipalities pay {euros} in {years}, most of it for {heading} ({most})",
        euros=euros(float(paid.sum())),
        years=years[-1],
        heading=labels.heading_label(str(paid.index[-1]), known),
        most=euros(float(paid.iloc[-1])),
    )

"""Euros: who pays whom, for what, in which year."""

from __future__ import annotations

import pandas as pd
from plotly.subplots import make_subplots

from werkagenda.analysis import rounding
from werkagenda.analysis.figures.panel import Panel, Table, nothing
from werkagenda.analysis.figures.style import BLUE, ORANGE, dress
from werkagenda.analysis.numbers import euros
from werkagenda.analysis.run import Run
from werkagenda.tables import vocabulary as words

ADD_UP = "rounded so that flows add up to balances, and balances to zero"


def per_year(run: Run) -> pd.DataFrame:
    """Cash by year, payer, payee and instrument (mean over replicates; whole years only)."""
    frame = run.table("ledger")
    frame["year"] = frame["month"].str[:4]
    whole = frame.groupby("year")["month"].transform("nunique") == 12
    by = ["year", "payer", "payee", "instrument"]
    sums = frame[whole].groupby(by)["euros"].sum() / run.replicates
    return sums.reset_index()


def shown_years(run: Run, found: pd.DataFrame) -> list[str]:
    """The last year of history and all of the outlook; without an outlook the last five years."""
    years = sorted(found["year"].unique())
    return [y for y in years if y >= run.now[:4]] if run.has_outlook else years[-5:]


def draw(run: Run) -> Panel:
    """What each payer pays and receives by year, and a table of every flow."""
    found = per_year(run)
    years = shown_years(run, found)
    found = found[found["year"].isin(years)]
    if found.empty:
        return nothing("Euros", "the run holds no whole year of the ledger")
    payers = [p for p in words.PAYERS if p in set(found["payer"]) | set(found["payee"])]
    rows = (len(payers) + 3) // 4
    figure = make_subplots(rows, 4, subplot_titles=payers, vertical_spacing=0.34 / rows, horizontal_spacing=0.06)
    dress(figure, 60 + 230 * rows, hovermode="closest", barmode="group", margin={"t": 50, "l": 60, "r": 20, "b": 80})
    figure.update_layout(legend={"orientation": "h", "y": -0.1, "yanchor": "top"})
    for i, payer in enumerate(payers):
        for side, name, colour in (("payer", "pays", ORANGE), ("payee", "receives", BLUE)):
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
                hovertemplate="%{x}: €%{y:.3f} billion<extra>" + name + "</extra>",
            )
    figure.update_xaxes(dtick=2, tick0=int(years[0]))
    figure.update_yaxes(title="€ billion", col=1)
    flows = shown(found, years)
    return Panel(_title(found, years), _READING, figure, [_balance(*flows), _flows(*flows)])


_READING = (
    "Cash in prices of the day, everyone the model keeps accounts for: status holders, asylum seekers, family "
    "migrants and other people who "
    "search. Each euro has one payer and one payee; what comes in and goes out is not the same within a payer "
    "because only these flows are kept. "
    "Each panel has its own axis."
)


def shown(found: pd.DataFrame, years: list[str]) -> tuple[pd.DataFrame, float]:
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


def _flows(wide: pd.DataFrame, size: float) -> Table:
    rows = [
        (*map(str, key), *(rounding.text(v / rounding.MILLION, size / rounding.MILLION) for v in values))
        for key, values in zip(wide.index, wide.to_numpy(), strict=True)
    ]
    heads = ("payer", "payee", "for", *map(str, wide.columns))
    return Table(heads, rows, frozenset(range(3, len(heads))), f"Every flow, € million a year; {ADD_UP}")


def _balance(wide: pd.DataFrame, size: float) -> Table:
    rows = []
    for payer in words.PAYERS:
        paid, got = (wide[wide.index.get_level_values(side) == payer] for side in ("payer", "payee"))
        if len(paid) + len(got):
            rows.append((payer, *(rounding.millions(float(v), size) for v in got.sum() - paid.sum())))
    heads = ("", *map(str, wide.columns))
    return Table(heads, rows, frozenset(range(1, len(heads))), f"Received less paid, € million a year; {ADD_UP}")


def _title(found: pd.DataFrame, years: list[str]) -> str:
    last = found[found["year"] == years[-1]]
    paid = last[last["payer"] == "municipality"].groupby("instrument")["euros"].sum().sort_values()
    if paid.empty:
        return f"Euros per payer, {years[0]}–{years[-1]}"
    return (
        f"Municipalities pay {euros(float(paid.sum()))} in {years[-1]}, most of it for {paid.index[-1]} "
        f"({euros(float(paid.iloc[-1]))})"
    )

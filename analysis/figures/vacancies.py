"""Vacancies by sector: how many stand open, how long they last, how many lapse."""

from __future__ import annotations

import pandas as pd
from plotly.subplots import make_subplots

from werkagenda.analysis import measures
from werkagenda.analysis.figures.panel import Panel, nothing
from werkagenda.analysis.figures.style import BLUE, GREY, ORANGE, dress
from werkagenda.analysis.numbers import FEW, percent, plain, spread
from werkagenda.analysis.run import Run


def draw(run: Run) -> Panel:
    """One row a sector, over the last twelve months of history."""
    stock = _year(run.table("employers", ["replicate", "month", "sector", "vacancies_open"]), run)
    spells = _year(run.table("vacancy_durations"), run)
    if stock.empty or spells.empty:
        return nothing("Vacancies", "the run holds no vacancies in its last year of history")
    stock = stock.groupby(["replicate", "month", "sector"])["vacancies_open"].sum().reset_index()
    opened = stock.groupby(["replicate", "sector"])["vacancies_open"].mean().reset_index()
    level = measures.totals(opened, "vacancies_open", ["sector"], run.scale)
    months, lapsed = durations(spells, run.scale)
    order = level.sort_values("value")["sector"].tolist()
    heads = ("Open vacancies (thousand)", "Months open until filled", "Share that lapses")
    figure = make_subplots(1, 3, shared_yaxes=True, subplot_titles=heads, horizontal_spacing=0.05)
    dress(figure, 380, hovermode="closest", margin={"t": 50, "l": 160, "r": 20, "b": 40}, showlegend=False)
    for column, (frame, colour, form) in enumerate(
        ((level.assign(value=level["value"] / 1e3), GREY, ".1f"), (months, BLUE, ".1f"), (lapsed, ORANGE, ".1%")),
        start=1,
    ):
        part = frame[frame["events"] >= FEW]
        figure.add_bar(
            y=part["sector"].tolist(),
            x=part["value"].round(4).tolist(),
            orientation="h",
            marker_color=colour,
            row=1,
            col=column,
            hovertemplate="%{y}: %{x:" + form + "}<extra></extra>",
        )
    figure.update_yaxes(categoryorder="array", categoryarray=order)
    figure.update_xaxes(rangemode="tozero")
    figure.update_xaxes(tickformat=".0%", row=1, col=3)
    reading = (
        f"The twelve months up to {run.now_name}, posted and unposted vacancies together; months are counted from "
        "opening, with half a month for those filled at once."
    )
    return Panel(_title(level, months, spells), reading, figure)


def durations(spells: pd.DataFrame, scale: float) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Mean months from opening to filling (middle of the month), and share of vacancies that lapse, per sector."""
    sums = spells.assign(
        ended=spells["filled"] + spells["lapsed"], time=(spells["months_open"] + 0.5) * spells["filled"]
    )
    months = measures.shares(sums, "time", "filled", ["sector"], scale)
    lapsed = measures.shares(sums, "lapsed", "ended", ["sector"], scale)
    return months, lapsed


def _year(frame: pd.DataFrame, run: Run) -> pd.DataFrame:
    return frame[frame["month"].str[:4] == run.now[:4]]


def _title(level: pd.DataFrame, months: pd.DataFrame, spells: pd.DataFrame) -> str:
    slow = months[months["events"] >= FEW].sort_values("value")
    if len(slow) < 2:
        return "Vacancies by sector"
    total, last, first = float(level["value"].sum()), slow.iloc[-1], slow.iloc[0]
    lapsed = float(spells["lapsed"].sum())
    lapse = percent(lapsed / (lapsed + float(spells["filled"].sum())))
    found = spread(first["value"], first["sector"], last["value"], last["sector"], lambda x: f"{plain(x)} months")
    return f"{plain(total)} vacancies stand open; the time to fill one {found}; {lapse} lapse"

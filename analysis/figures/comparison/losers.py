"""At whose expense: who is at work more or less in the last year because of a scenario."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from werkagenda.analysis.figures.comparison import look, names
from werkagenda.analysis.figures.comparison.certain import SURE, ZERO, of_kind, verdict
from werkagenda.analysis.figures.comparison.results import Comparison
from werkagenda.analysis.figures.comparison.rows import side_by_side
from werkagenda.analysis.figures.panel import Panel, Table, nothing
from werkagenda.analysis.numbers import ENOUGH, FEW, signed, span, whole

GAINERS = ("status holders placed or offered", "status holders")
RUNNERS_UP = "runner-ups (first round)"
ORDER = (*GAINERS, "other status holders", "other people", "fringe", RUNNERS_UP)
IN_WORDS = {"fringe": "EU workers and pupils (fringe)", RUNNERS_UP: "passed in the first round, people a year"}


def rows_of(c: Comparison, scenario: str) -> pd.DataFrame:
    """Rows of `displacement` of the last year in the central world, who gains first."""
    rows = c.tables["displacement"]
    rows = rows[(rows["scenario"] == scenario) & (rows["world"] == c.central) & (rows["period"] == c.last_year)]
    rank = {name: number for number, name in enumerate(ORDER)}
    rows = rows.assign(rank=rows["who"].map(rank).fillna(len(rank)), events=float(FEW))
    return rows.sort_values(["rank", "who"], ignore_index=True)


def told(rows: pd.DataFrame) -> pd.DataFrame:
    """Who loses work and is told from zero."""
    others = rows[~rows["who"].isin([*GAINERS, RUNNERS_UP]) & (rows["effect"] < 0)]
    return of_kind(others, SURE)


def expense(c: Comparison, scenario: str) -> str:
    """At whose expense, in words: the groups that lose and are told from zero, or that none is."""
    rows = rows_of(c, scenario)
    if rows.empty:
        return "not in the tables"
    lost = told(rows)
    if lost.empty:
        return "too few replicates to tell" if c.replicates < ENOUGH else "no group’s loss is told from zero"
    return ", ".join(
        f"{whole(-row['effect'])} fewer {IN_WORDS.get(str(row['who']), row['who'])}" for _, row in lost.iterrows()
    )


def draw(c: Comparison) -> Panel:
    """A row a group, a column a scenario, people at work more or fewer."""
    found = {name: rows for name in c.scenarios if len(rows := rows_of(c, name))}
    if not found:
        return nothing("Displacement", "the tables do not hold it")
    found = {name: _shown(rows[rows["who"] != RUNNERS_UP]) for name, rows in found.items()}
    present = {name for rows in found.values() for name in rows["name"]}
    order = [IN_WORDS.get(who, who) for who in ORDER if IN_WORDS.get(who, who) in present]
    figure: go.Figure = side_by_side(found, order, 30 * len(order) + 130, 230)
    figure.update_xaxes(title={"text": "people at work", "font": {"size": 12}}, tickformat=",")
    figure.update_traces(hovertemplate="%{y}: %{x:+,.2r} (%{text})<extra></extra>")
    reading = (
        f"People at work, regular or subsidised, in {c.last_year} less the baseline, central world. "
        "What others lose after "
        f"all reactions counts, not who was passed first. {look.KEY} Axes differ by scenario."
    )
    leading = c.leading()
    title = f"{names.label(leading)}, at work in {c.last_year}: {expense(c, leading)}"
    return Panel(title, reading, figure, [_table(c, found)])


def _shown(rows: pd.DataFrame) -> pd.DataFrame:
    said = [verdict(row) for _, row in rows.iterrows()]
    return rows.assign(verdict=said, name=[IN_WORDS.get(who, who) for who in rows["who"]])


def _table(c: Comparison, found: dict[str, pd.DataFrame]) -> Table:
    whole = {name: rows_of(c, name).set_index("who") for name in found}
    who = [name for name in ORDER if any(name in rows.index for rows in whole.values())]
    body = [(IN_WORDS.get(each, each), *(_cell(rows, each) for rows in whole.values())) for each in who]
    heads = ("who", *map(names.label, whole))
    caption = (
        f"People at work more or fewer in {c.last_year}, with the 95% Monte Carlo interval (*: not told from zero)"
    )
    return Table(heads, body, frozenset(range(1, len(heads))), caption)


def _cell(rows: pd.DataFrame, who: str) -> str:
    here = rows[rows.index == who]
    if here.empty:
        return "–"
    row = here.iloc[0]
    ends = "" if pd.isna(row["low"]) or row["low"] == row["high"] else f" ({span(row['low'], row['high'], whole)})"
    return f"{signed(row['effect'], whole)}{ends}" + ("*" if verdict(row) == ZERO else "")

"""Deadweight and what becomes of 100 people who are offered a placement, after one, two and three years."""

from __future__ import annotations

import pandas as pd

from werkagenda.analysis.figures.comparison import names
from werkagenda.analysis.figures.comparison.results import Comparison
from werkagenda.analysis.figures.panel import Panel, Table, nothing
from werkagenda.analysis.numbers import FEW, TOO_SMALL, plain, signed, span

MARKS = (12, 24, 36)
ANYWAY = "would have worked anyway"
IN_WORDS = {
    "accepted": "accept a placement",
    "regular": "are in regular work",
    ANYWAY: "would have been in regular work anyway (deadweight)",
    "extra regular": "more in regular work than without the offer",
    "subsidised": "are in a subsidised placement",
    "on partial benefit": "work and receive a partial benefit",
    "extra on partial benefit": "more on a partial benefit than without the offer",
    "extra on benefit": "more on any benefit than without the offer",
    "of accepted, would have worked anyway": "of 100 who accept: would have been in regular work anyway",
    "displaced others": "others no longer at work for 100 offers, last December",
}
"""Outcomes in the order of the table."""


def rows_of(c: Comparison, scenario: str) -> pd.DataFrame:
    """Rows of `offers` in the central world."""
    rows = c.tables["offers"]
    return rows[(rows["scenario"] == scenario) & (rows["world"] == c.central)]


def offering(c: Comparison) -> list[str]:
    """Scenarios that offer placements."""
    return [name for name in c.scenarios if len(rows_of(c, name))]


def figure_of(c: Comparison, scenario: str, outcome: str, months: int) -> pd.Series | None:
    """One outcome at one mark; nothing when absent or fewer than FEW simulated people could be followed so long."""
    rows = rows_of(c, scenario)
    rows = rows[(rows["outcome"] == outcome) & (rows["months"] == months)]
    return None if rows.empty or too_few(c, rows.iloc[0]) else rows.iloc[0]


def too_few(c: Comparison, row: pd.Series) -> bool:
    """Are there fewer than FEW simulated people behind it, all replicates together?"""
    return float(row["offered"]) * c.scale * float(row["replicates"]) < FEW


def draw(c: Comparison, scenario: str) -> Panel:
    """The table per 100 offers of one scenario."""
    rows = rows_of(c, scenario)
    if rows.empty:
        return nothing(f"{names.label(scenario)}, per 100 offers", "nobody is offered a placement")
    known = [name for name in IN_WORDS if (rows["outcome"] == name).any()]
    more = [name for name in dict.fromkeys(rows["outcome"]) if name not in IN_WORDS]
    body = [(IN_WORDS.get(name, name), *_cells(c, rows[rows["outcome"] == name])) for name in [*known, *more]]
    accepted = rows[rows["outcome"] == "accepted"].set_index("months")["offered"]
    counts = [plain(float(accepted[mark])) if mark in accepted.index else "–" for mark in MARKS]
    body.append(("people who can be followed so long", *counts, ""))
    heads = ("of 100 people offered", *(f"{mark} months" for mark in MARKS), "end")
    table = Table(heads, body, frozenset(range(1, 5)), folded=scenario in names.TOGETHER)
    return Panel(_title(c, scenario), READING, None, [table])


READING = (
    "Everyone offered a placement here and not in the baseline, beside the same person in the "
    "baseline; months since the "
    "first bijstand; whoever left the country counts as not working. In brackets: 95% Monte Carlo interval."
)


def _cells(c: Comparison, rows: pd.DataFrame) -> list[str]:
    cells = []
    for mark in MARKS:
        found = rows[rows["months"] == mark]
        cells.append(_cell(c, found.iloc[0]) if len(found) else "–")
    ends = rows[rows["months"].isna()]
    return [*cells, _cell(c, ends.iloc[0]) if len(ends) else ""]


def _cell(c: Comparison, row: pd.Series) -> str:
    if too_few(c, row):
        return TOO_SMALL
    value, ends = float(row["value"]), span(row["low"], row["high"])
    shown = signed(value) if str(row["outcome"]).startswith("extra") else span(value, value)
    return shown if pd.isna(row["low"]) or " to " not in ends else f"{shown} ({ends})"


def _title(c: Comparison, scenario: str) -> str:
    """Deadweight and gain after two years."""
    anyway, extra = (figure_of(c, scenario, name, 24) for name in (ANYWAY, "extra regular"))
    if anyway is None or extra is None:
        return f"{names.label(scenario)}, per 100 offers: {TOO_SMALL} after two years"
    gain = float(extra["value"])
    return (
        f"{names.label(scenario)}: of 100 people offered, {plain(float(anyway['value']))} would have "
        "been in regular work "
        f"anyway after two years; with the offer {plain(abs(gain))} {'more' if gain > 0 else 'fewer'}"
    )

"""Who keeps the bijstand that is saved: municipalities until the state's budget has followed, then the state."""

from __future__ import annotations

import numpy as np
import pandas as pd

from werkagenda.analysis import rounding
from werkagenda.analysis.figures.comparison import names
from werkagenda.analysis.figures.comparison.certain import SURE, ZERO, verdict
from werkagenda.analysis.figures.comparison.results import Comparison
from werkagenda.analysis.figures.panel import Panel, Table, nothing
from werkagenda.analysis.numbers import euros, span

TOGETHER, YEAR = "together", "2025"
ACCOUNT = "bijstand savings"
WHO = {
    "municipality": "municipalities (own balance)",
    "central government": "the state (smaller budget)",
    "together": "together (bijstand not paid)",
}
READING = (
    "€ million in cash, central world; positive: saved. The state gives municipalities a budget that follows last "
    "year’s bijstand, so that a saving stays with the municipality in the year in which it is made and moves to the "
    "state a year later. Seen nationally it is one saving: the two views add up to the bijstand that is not paid, "
    "counted once."
)


def draw(c: Comparison) -> Panel:
    """A table with three rows a scenario and a column a year."""
    rows = c.tables["balance"]
    rows = rows[(rows["account"] == ACCOUNT) & (rows["world"] == c.central) & (rows["prices"] == "cash")]
    if rows.empty:
        return nothing("Bijstand saved", "the tables hold no savings")
    years = sorted(rows["year"].unique(), key=lambda year: (len(year), year))
    body = [cells for scenario in c.scenarios for cells in _scenario(rows, scenario, years)]
    heads = ("scenario", "who saves", *(year.replace("-", "–") for year in years))
    table = Table(
        heads,
        body,
        frozenset(range(2, len(heads))),
        "Bijstand saved by year, € million; rounded so that parties and years add up",
    )
    return Panel(_title(c, rows), READING, None, [table])


def _row(rows: pd.DataFrame, scenario: str, part: str, year: str) -> pd.Series | None:
    found = rows[(rows["scenario"] == scenario) & (rows["part"] == part) & (rows["year"] == year)]
    return found.iloc[0] if len(found) else None


def _scenario(rows: pd.DataFrame, scenario: str, years: list[str]) -> list[tuple[str, ...]]:
    """A row a party and their sum, a column a year and the sum of the years: rounded so that both add up."""
    single = [year for year in years if len(year) == len(YEAR)]
    who = [part for part in WHO if part != TOGETHER]
    exact = np.array([[_effect(rows, scenario, part, year) for year in single] for part in who])
    size = rounding.euro_step(exact)
    shown = rounding.cells(exact, size)
    table = np.vstack([shown, shown.sum(axis=0)])
    table = np.hstack([table, table.sum(axis=1, keepdims=True)])[:, : len(years)]
    return [
        (names.label(scenario), WHO[part], *(rounding.millions(float(value), size) for value in values))
        for part, values in zip((*who, TOGETHER), table, strict=True)
    ]


def _effect(rows: pd.DataFrame, scenario: str, part: str, year: str) -> float:
    row = _row(rows, scenario, part, year)
    return 0.0 if row is None else float(row["effect"])


def _title(c: Comparison, rows: pd.DataFrame) -> str:
    """How the saving of the leading scenario is shared between municipalities and the state."""
    scenario = c.leading()
    found = {part: _row(rows, scenario, part, c.years) for part in WHO}
    whole = found["together"]
    head = f"{names.label(scenario)}, {c.years_name}"
    if whole is None or verdict(whole) == ZERO:
        ends = "" if whole is None else f" ({span(whole['low'], whole['high'], euros)})"
        return f"{head}: less bijstand for newcomers is not told from zero{ends}"
    kept = [f"{WHO[part].split(' (')[0]} keep {euros(row['effect'])}" for part, row in found.items() if row is not None]
    chance = "" if verdict(whole) == SURE else ", by too few replicates to be sure"
    said = f"{kept[0]}, {kept[1].replace(' keep ', ' keeps ')}"
    return f"{head}: {euros(whole['effect'])} less bijstand for newcomers{chance}; {said}"

"""Who keeps the bijstand that is saved: municipalities until the state's budget has followed, then the state."""

from __future__ import annotations

import pandas as pd

from werkagenda.analysis.figures.comparison import names
from werkagenda.analysis.figures.comparison.certain import SURE, ZERO, verdict
from werkagenda.analysis.figures.comparison.results import Comparison
from werkagenda.analysis.figures.panel import Panel, Table, nothing
from werkagenda.analysis.numbers import euros, signed, span

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
    body = [
        (names.label(scenario), WHO[part], *(_cell(rows, scenario, part, year) for year in years))
        for scenario in c.scenarios
        for part in WHO
    ]
    heads = ("scenario", "who saves", *(year.replace("-", "–") for year in years))
    table = Table(heads, body, frozenset(range(2, len(heads))), "Bijstand saved by year, € million")
    return Panel(_title(c, rows), READING, None, [table])


def _row(rows: pd.DataFrame, scenario: str, part: str, year: str) -> pd.Series | None:
    found = rows[(rows["scenario"] == scenario) & (rows["part"] == part) & (rows["year"] == year)]
    return found.iloc[0] if len(found) else None


def _cell(rows: pd.DataFrame, scenario: str, part: str, year: str) -> str:
    row = _row(rows, scenario, part, year)
    return "–" if row is None else signed(row["effect"] / 1e6)


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

"""What policy costs per person reached, per person in work and per benefit-year: gross and net, with chance."""

from __future__ import annotations

from typing import Any

import pandas as pd

from werkagenda.analysis.comparison import cost, ratios
from werkagenda.analysis.figures.comparison import names
from werkagenda.analysis.figures.comparison.results import Comparison
from werkagenda.analysis.figures.panel import Panel, Table, nothing
from werkagenda.analysis.numbers import euros, plain, span

SHORT = {
    cost.OUTLAY: "outlay of policy, € million",
    cost.REACHED: "per person or employer reached",
    cost.GROSS: "per year of regular work of who was offered a job (gross)",
    cost.HOLDER: "per extra year, status holders (net of deadweight)",
    cost.NEWCOMER: "per extra year, all newcomers",
    cost.EVERYBODY: "per extra year, everybody (net of displacement)",
    cost.AT_WORK: "the same with placements counted",
    cost.LEFT: "per year off bijstand of who was offered a job (gross)",
    cost.SAVED: "per year on benefit less, bijstand or unemployment insurance (net)",
}
WORDS = {
    ratios.UNRESOLVED: "not resolved",
    ratios.NONE: "nobody gained",
    ratios.UNKNOWN: "not recorded",
}
READING = (
    "€ thousand (outlay: € million): cash that the public purses spend on policy more than in the baseline, overhead "
    "included and savings not taken off, for each person or person-year; in brackets Fieller’s 95% interval over "
    "replicates. Not resolved: the number of people may be zero, so that the cost has no upper end. Nobody gained: "
    "there are fewer. Gross counts who is offered a placement and works, though many would have anyway; who other "
    "instruments reach is counted and not followed (not recorded). Ordinary guidance and classes that a measure "
    "brings about are no outlay here: they stand in the balances."
)


def draw(c: Comparison) -> Panel:
    """A table for all years and one for the last."""
    rows = c.tables["cost"]
    central = rows[rows["world"] == c.central]
    if central.empty:
        return nothing("Cost per person", "the tables hold no costs")
    tables = [
        _table(c, central, c.years, f"All years: outlay {c.years_name} over the person-years of {c.years_name}"),
        _table(c, central, c.last_year, f"The last year: outlay {c.last_year} over the person-years of {c.last_year}"),
        _over_worlds(c, rows),
    ]
    return Panel(_title(c, central), READING, None, tables)


def _pick(rows: pd.DataFrame, scenario: str, period: str, measure: str) -> list[dict[Any, Any]]:
    keep = (rows["scenario"] == scenario) & (rows["period"] == period) & (rows["measure"] == measure)
    return rows[keep].to_dict("records")


def _table(c: Comparison, rows: pd.DataFrame, period: str, caption: str) -> Table:
    body = [
        (names.label(name), *(_cell(_pick(rows, name, period, measure)) for measure in SHORT)) for name in c.scenarios
    ]
    return Table(("scenario", *SHORT.values()), body, frozenset(range(1, len(SHORT) + 1)), caption)


def _cell(found: list[dict[Any, Any]]) -> str:
    if not found:
        return "–"
    row = found[0]
    if row["verdict"] in WORDS:
        return WORDS[row["verdict"]]
    unit = 1e6 if row["measure"] == cost.OUTLAY else 1e3
    if row["verdict"] == ratios.ONE or row["low"] == row["high"]:
        return plain(row["value"] / unit)
    return f"{plain(row['value'] / unit)} ({span(row['low'] / unit, row['high'] / unit, plain)})"


def _over_worlds(c: Comparison, rows: pd.DataFrame) -> Table:
    """From the lowest to the highest cost over the worlds that have one, of as many replicates as the central one."""
    rows = rows[rows["world"].isin(c.paired)]
    measures = (cost.HOLDER, cost.EVERYBODY, cost.AT_WORK, cost.SAVED)
    body = [(names.label(name), *(_range(_pick(rows, name, c.years, m)) for m in measures)) for name in c.scenarios]
    heads = ("scenario", *(SHORT[measure] for measure in measures))
    caption = f"Range over worlds {c.years_name}, € thousand (worlds of as many replicates as the central one)"
    return Table(heads, body, frozenset(range(1, len(heads))), caption, folded=True)


def _range(found: list[dict[Any, Any]]) -> str:
    values = [row["value"] for row in found if row["verdict"] in (ratios.RESOLVED, ratios.ONE)]
    if not found:
        return "–"
    if not values:
        return f"in no world of {len(found)}"
    return f"{span(min(values) / 1e3, max(values) / 1e3, plain)} in {len(values)} of {len(found)} worlds"


def _title(c: Comparison, rows: pd.DataFrame) -> str:
    """The cost of a year of regular work of the leading scenario, gross, net of deadweight and of displacement."""
    name = c.leading()
    words = {cost.GROSS: "gross", cost.HOLDER: "net of deadweight", cost.EVERYBODY: "net of displacement"}
    found = {said: _pick(rows, name, c.years, measure) for measure, said in words.items()}
    parts = [f"{said} {_told(rows[0]) if rows else 'not in the tables'}" for said, rows in found.items()]
    return f"{names.label(name)}, a year of regular work more: {'; '.join(parts)}"


def _told(row: dict[Any, Any]) -> str:
    return WORDS.get(row["verdict"]) or euros(row["value"])

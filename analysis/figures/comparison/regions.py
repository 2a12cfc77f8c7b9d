"""Where: the effect on regular work by labour-market region."""

from __future__ import annotations

import pandas as pd

from werkagenda.analysis.figures.comparison import look, names
from werkagenda.analysis.figures.comparison.certain import SURE
from werkagenda.analysis.figures.comparison.results import Comparison
from werkagenda.analysis.figures.comparison.rows import levels, side_by_side
from werkagenda.analysis.figures.panel import Panel, nothing
from werkagenda.analysis.numbers import fine, signed
from werkagenda.evidence import places


def draw(c: Comparison) -> Panel:
    """The regions ordered by the effect of the first scenario."""
    known = places.regions()
    named = dict(zip(known.code, known.name, strict=True))
    found: dict[str, pd.DataFrame] = {}
    for scenario in c.scenarios:
        rows = levels(c, scenario, "region")
        if len(rows):
            found[scenario] = rows.assign(name=[named.get(level, level) for level in rows["level"]])
    if not found:
        return nothing("Regions", "the tables hold no regions")
    first = next(iter(found.values())).sort_values("effect", ascending=False)
    figure = side_by_side(found, list(first["name"]), 19 * len(first) + 110, 215)
    reading = (
        f"As above, by labour-market region, in the order of {names.label(next(iter(found)))}. Of "
        f"{len(first)} regions about "
        "one in twenty looks different from zero by chance alone; neighbours in this order often cannot be told apart."
    )
    return Panel(_title(next(iter(found)), first), f"{reading} {look.KEY}", figure)


def _title(scenario: str, rows: pd.DataFrame) -> str:
    """In how many regions the first scenario's effect is told from zero, and the ends among them."""
    told = rows[rows["verdict"] == SURE]
    head = f"{names.label(scenario)}: told from zero in {len(told)} of {len(rows)} regions"
    if len(told) < 2:
        return head
    high, low = told.iloc[0], told.iloc[-1]
    ends = [f"{signed(row['effect'], fine)} ({row['name']})" for row in (low, high)]
    return f"{head}, from {ends[0]} to {ends[1]} points"

"""What equal chance in both arms is worth: independent runs for the precision of one pair."""

from __future__ import annotations

import math

import pandas as pd

from werkagenda.analysis.figures.comparison import names
from werkagenda.analysis.figures.comparison.results import Comparison
from werkagenda.analysis.figures.panel import Panel, Table, nothing
from werkagenda.analysis.numbers import plain

SHOWN = ("all", "sex", "origin", "education")
INDICATOR = "regular_employed"


def ratios(c: Comparison) -> pd.DataFrame:
    """Variance ratios of regular work in the last year, by group (rows) and scenario (columns)."""
    parts = {}
    for scenario in c.scenarios:
        rows = pd.concat([c.part(scenario, c.central, dimension, INDICATOR) for dimension in SHOWN])
        rows = rows[rows["period"] == c.last_year]
        parts[scenario] = rows.set_index(["dimension", "level"])["variance_ratio"].astype(float)
    return pd.DataFrame(parts)


def draw(c: Comparison) -> Panel:
    """A row a group, a column a scenario."""
    found = ratios(c)
    if not found.notna().to_numpy().any():
        return nothing("Paired chance", "it takes two replicates or more to see what pairing saves")
    order = {name: number for number, name in enumerate(SHOWN)}
    found = found.sort_index(level=0, key=lambda each: each.map(order) if each.name == "dimension" else each)
    rows = [(_group(*key), *map(_times, values)) for key, values in zip(found.index, found.to_numpy(), strict=True)]
    heads = ("status holders", *map(names.label, found.columns))
    table = Table(heads, rows, frozenset(range(1, len(heads))), "Independent pairs that one pair is worth", folded=True)
    return Panel(_title(found), READING, None, [table])


READING = (
    "Variance of the difference of two runs with chance of their own, divided by that of a pair that "
    "shares its chance. "
    "Computed on few replicates, so read the order of size only. At 1 pairing saves nothing."
)


def _group(dimension: str, level: str) -> str:
    return "all" if dimension == "all" else f"{dimension}: {level}"


def _times(value: float) -> str:
    return plain(value) if math.isfinite(value) else "–"


def _title(found: pd.DataFrame) -> str:
    here = found[[key == ("all", "all") for key in found.index]]
    whole = here.iloc[0].dropna() if len(here) else pd.Series(dtype=float)
    if whole.empty:
        return "Pairing: not known for all status holders together"
    parts = [f"{plain(value)} ({names.label(str(name))})" for name, value in whole.items()]
    return f"One pair of runs is worth this many independent pairs for all status holders: {', '.join(parts)}"

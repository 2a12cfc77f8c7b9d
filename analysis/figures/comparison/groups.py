"""For whom: the effect on regular work by sex, origin, education, age and household."""

from __future__ import annotations

import math

import pandas as pd

from werkagenda.analysis.figures.comparison import look, names
from werkagenda.analysis.figures.comparison.certain import SURE, reach
from werkagenda.analysis.figures.comparison.results import Comparison
from werkagenda.analysis.figures.comparison.rows import levels, side_by_side
from werkagenda.analysis.figures.panel import Panel, nothing
from werkagenda.analysis.numbers import fine, signed
from werkagenda.tables import vocabulary as words

APART = "\u200b"
"""Letter without width: rows of two dimensions may bear the same word."""
KNOWN = (*words.SEXES, *words.ORIGINS, *words.EDUCATIONS)


def draw(c: Comparison) -> Panel:
    """Every level of five dimensions as a row, a scenario a column."""
    found = {name: _rows(c, name) for name in c.scenarios}
    first = next((rows for rows in found.values() if len(rows)), None)
    if first is None:
        return nothing("Effects by group", "the tables hold no groups")
    order: list[str] = []
    for title in names.DIMENSIONS.values():
        part = first[first["dimension"] == title]
        order += [f"<b>{title}</b>", *part["name"]] if len(part) else []
    figure = side_by_side(found, order, 23 * len(order) + 110, 170)
    reading = (
        f"People more in regular work per 100 adults of the group in {c.last_year}, scenario less "
        "baseline, central world. "
        f"{look.KEY} Grey cross: too small to judge. Axes differ by scenario."
    )
    return Panel(_title(c, found), reading, figure)


def _rows(c: Comparison, scenario: str) -> pd.DataFrame:
    parts = []
    for number, (dimension, title) in enumerate(names.DIMENSIONS.items()):
        rows = levels(c, scenario, dimension)
        rows = rows.sort_values("level", key=lambda each: each.map(_rank))
        parts.append(rows.assign(dimension=title, name=rows["level"] + number * APART))
    return pd.concat(parts, ignore_index=True)


def _rank(level: str) -> tuple[int, str]:
    """Known words in their order, all else by name (ages sort by their first year)."""
    return (KNOWN.index(level) if level in KNOWN else len(KNOWN), level)


def _title(c: Comparison, found: dict[str, pd.DataFrame]) -> str:
    """Women against men in the scenario that moves most: who gains more, as far as chance lets us see."""
    name = c.leading()
    sex = found[name][found[name]["dimension"] == "Sex"].set_index("level")
    head = f"{names.label(name)}, regular work:"
    if not {"female", "male"} <= set(sex.index) or not (sex["verdict"] == SURE).any():
        return f"{head} no effect on women or men is told from zero"
    women, men = (sex[sex.index == each].iloc[0] for each in ("female", "male"))
    values = f"women {signed(women['effect'], fine)}, men {signed(men['effect'], fine)} points"
    if not abs(women["effect"] - men["effect"]) > reach(c.replicates) * math.hypot(women["se"], men["se"]):
        return f"{head} women and men are not told apart ({values})"
    side = "higher" if women["effect"] > men["effect"] else "lower"
    return f"{head} the change is {side} for women than for men ({values})"

"""Sections 'For whom' and 'Where': effects on regular work by group and by labour-market region."""

from __future__ import annotations

import math

import pandas as pd

from werkagenda.analysis.figures.comparison import labels, small_multiples
from werkagenda.analysis.figures.comparison.load_comparison import Comparison
from werkagenda.analysis.figures.comparison.significance import SIGNIFICANT, t_quantile
from werkagenda.analysis.figures.comparison.small_multiples import group_points, side_by_side
from werkagenda.analysis.figures.panel import Panel, empty_panel
from werkagenda.analysis.numbers import fine, signed
from werkagenda.evidence import places
from werkagenda.tables import vocabulary as words

DISTINGUISHER = "\u200b"
"""Letter without width: rows of two dimensions may bear the same word."""
KNOWN_LEVELS = (*words.SEXES, *words.ORIGINS, *words.EDUCATIONS)


def by_group(c: Comparison) -> Panel:
    """Every level of five dimensions as a row, a scenario a column."""
    found = {name: _group_rows(c, name) for name in c.scenarios}
    first = next((rows for rows in found.values() if len(rows)), None)
    if first is None:
        return empty_panel("Effects by group", "the tables hold no groups")
    order: list[str] = []
    for title in labels.DIMENSIONS.values():
        part = first[first["dimension"] == title]
        order += [f"<b>{title}</b>", *part["name"]] if len(part) else []
    figure = side_by_side(found, order, 23 * len(order) + 110, 170)
    reading = (
        f"People more in regular work per 100 adults of the group in {c.last_year}, scenario less "
        "baseline, central world. "
        f"{small_multiples.MARKER_KEY} Grey cross: too small to judge. Axes differ by scenario."
    )
    return Panel(_group_title(c, found), reading, figure)


def _group_rows(c: Comparison, scenario: str) -> pd.DataFrame:
    parts = []
    for number, (dimension, title) in enumerate(labels.DIMENSIONS.items()):
        rows = group_points(c, scenario, dimension)
        rows = rows.sort_values("level", key=lambda each: each.map(_level_rank))
        parts.append(rows.assign(dimension=title, name=rows["level"] + number * DISTINGUISHER))
    return pd.concat(parts, ignore_index=True)


def _level_rank(level: str) -> tuple[int, str]:
    """Known words in their order, all else by name (ages sort by their first year)."""
    return (KNOWN_LEVELS.index(level) if level in KNOWN_LEVELS else len(KNOWN_LEVELS), level)


def _group_title(c: Comparison, found: dict[str, pd.DataFrame]) -> str:
    """Women against men in the scenario that moves most: who gains more, as far as chance lets us see."""
    name = c.leading()
    sex = found[name][found[name]["dimension"] == "Sex"].set_index("level")
    head = f"{labels.scenario_label(name)}, regular work:"
    if not {"female", "male"} <= set(sex.index) or not (sex["verdict"] == SIGNIFICANT).any():
        return f"{head} no effect on women or men is told from zero"
    women, men = (sex[sex.index == each].iloc[0] for each in ("female", "male"))
    values = f"women {signed(women['effect'], fine)}, men {signed(men['effect'], fine)} points"
    if not abs(women["effect"] - men["effect"]) > t_quantile(c.replicates) * math.hypot(women["se"], men["se"]):
        return f"{head} women and men are not told apart ({values})"
    side = "higher" if women["effect"] > men["effect"] else "lower"
    return f"{head} the change is {side} for women than for men ({values})"


def by_region(c: Comparison) -> Panel:
    """The regions ordered by the effect of the first scenario."""
    known = places.regions()
    named = dict(zip(known.code, known.name, strict=True))
    found: dict[str, pd.DataFrame] = {}
    for scenario in c.scenarios:
        rows = group_points(c, scenario, "region")
        if len(rows):
            found[scenario] = rows.assign(name=[named.get(level, level) for level in rows["level"]])
    if not found:
        return empty_panel("Regions", "the tables hold no regions")
    first = next(iter(found.values())).sort_values("effect", ascending=False)
    figure = side_by_side(found, list(first["name"]), 19 * len(first) + 110, 215)
    reading = (
        f"As above, by labour-market region, in the order of {labels.scenario_label(next(iter(found)))}. Of "
        f"{len(first)} regions about "
        "one in twenty looks different from zero by chance alone; neighbours in this order often cannot be told apart."
    )
    return Panel(_region_title(next(iter(found)), first), f"{reading} {small_multiples.MARKER_KEY}", figure)


def _region_title(scenario: str, rows: pd.DataFrame) -> str:
    """In how many regions the first scenario's effect is told from zero, and the ends among them."""
    told = rows[rows["verdict"] == SIGNIFICANT]
    head = f"{labels.scenario_label(scenario)}: told from zero in {len(told)} of {len(rows)} regions"
    if len(told) < 2:
        return head
    high, low = told.iloc[0], told.iloc[-1]
    ends = [f"{signed(row['effect'], fine)} ({row['name']})" for row in (low, high)]
    return f"{head}, from {ends[0]} to {ends[1]} points"

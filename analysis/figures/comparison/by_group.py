"""Section 'For whom': effects on regular work by group."""

from __future__ import annotations

import math

import pandas as pd

from werkagenda.analysis.comparison import labels
from werkagenda.analysis.comparison.load_comparison import Comparison
from werkagenda.analysis.figures.comparison import small_multiples
from werkagenda.analysis.figures.comparison.significance import SIGNIFICANT, TOO_SMALL_VERDICT, t_quantile
from werkagenda.analysis.figures.comparison.small_multiples import group_points, shown, side_by_side
from werkagenda.analysis.figures.panel import Panel, Table, empty_panel
from werkagenda.analysis.language import named, say
from werkagenda.analysis.numbers import fine, signed
from werkagenda.tables import vocabulary as words

DISTINGUISHER = "\u200b"
"""Letter without width: rows of two dimensions may bear the same word."""
KNOWN_LEVELS = (*words.SEXES, *words.ORIGINS, *words.EDUCATIONS)


def by_group(c: Comparison) -> Panel:
    """Every level of five dimensions as a row, a scenario a column."""
    every = {name: _group_rows(c, name) for name in c.scenarios}
    found = {name: every[name] for name in shown(c)}
    first = next((rows for rows in found.values() if len(rows)), None)
    if first is None:
        return empty_panel(say("Effects by group"), say("the tables hold no groups"))
    order: list[str] = []
    for title in map(_title_of, labels.DIMENSIONS):
        part = first[first["dimension"] == title]
        order += [f"<b>{title}</b>", *part["name"]] if len(part) else []
    figure = side_by_side(found, order, 23 * len(order) + 110, 170)
    reading = say(
        "People more in regular work per 100 adults of the group in {last_year}, scenario less baseline, "
        "central world. {marker_key} Grey cross: too small to judge. Axes differ by scenario.",
        last_year=c.last_year,
        marker_key=small_multiples.MARKER_KEY,
    )
    return Panel(_group_title(c, every), reading, figure, [_group_table(c, every)] if len(every) > len(found) else [])


def _group_table(c: Comparison, every: dict[str, pd.DataFrame]) -> Table:
    """Every group as a row and every scenario as a column, in percentage points."""
    frames = {name: rows.set_index(["dimension", "name"]) for name, rows in every.items()}
    keys = list(dict.fromkeys(key for frame in frames.values() for key in frame.index))
    body = [
        (f"{dimension}: {name}", *(_group_cell(frame, (dimension, name)) for frame in frames.values()))
        for dimension, name in keys
    ]
    heads = (say("group"), *map(labels.scenario_label, every))
    caption = say("All scenarios, percentage points of the adults of the group in {year}", year=c.last_year)
    return Table(heads, body, frozenset(range(1, len(heads))), caption, folded=True)


def _group_cell(frame: pd.DataFrame, key: tuple[str, str]) -> str:
    row = frame[frame.index == key]
    return "–" if row.empty or row["verdict"].iloc[0] == TOO_SMALL_VERDICT else signed(row["effect"].iloc[0], fine)


def _group_rows(c: Comparison, scenario: str) -> pd.DataFrame:
    parts = []
    for number, dimension in enumerate(labels.DIMENSIONS):
        rows = group_points(c, scenario, dimension)
        rows = rows.sort_values("level", key=lambda each: each.map(_level_rank))
        parts.append(
            rows.assign(
                dimension=_title_of(dimension), name=rows["level"].map(labels.level_label) + number * DISTINGUISHER
            )
        )
    return pd.concat(parts, ignore_index=True)


def _title_of(dimension: str) -> str:
    """What the groups of a dimension are called."""
    return named("dimension", dimension).capitalize()


def _level_rank(level: str) -> tuple[int, str]:
    """Known words in their order, all else by name (ages sort by their first year)."""
    return (KNOWN_LEVELS.index(level) if level in KNOWN_LEVELS else len(KNOWN_LEVELS), level)


def _group_title(c: Comparison, found: dict[str, pd.DataFrame]) -> str:
    """Women against men in the main scenario: who gains more, as far as chance lets us see."""
    name = c.main()
    sex = found[name][found[name]["dimension"] == _title_of("sex")].set_index("level")
    head = say("{scenario}, regular work:", scenario=labels.scenario_label(name))
    if not {"female", "male"} <= set(sex.index) or not (sex["verdict"] == SIGNIFICANT).any():
        return say("{head} no effect on women or men is told from zero", head=head)
    women, men = (sex[sex.index == each].iloc[0] for each in ("female", "male"))
    values = say(
        "women {women}, men {men} points",
        women=signed(women["effect"], fine),
        men=signed(men["effect"], fine),
    )
    if not abs(women["effect"] - men["effect"]) > t_quantile(c.replicates) * math.hypot(women["se"], men["se"]):
        return say("{head} women and men are not told apart ({values})", head=head, values=values)
    if women["effect"] > men["effect"]:
        return say("{head} the change is higher for women than for men ({values})", head=head, values=values)
    return say("{head} the change is lower for women than for men ({values})", head=head, values=values)

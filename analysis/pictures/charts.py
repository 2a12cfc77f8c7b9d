"""Charts of a comparison: the path of an effect, effects by group, euros by payer and year."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from werkagenda.analysis.colours import BLUE, BROWN, GREEN, ORANGE, RED, SKY
from werkagenda.analysis.comparison.labels import DIMENSIONS
from werkagenda.analysis.comparison.money_flows import PUBLIC_PARTIES
from werkagenda.analysis.language import Language
from werkagenda.analysis.results import effects
from werkagenda.analysis.results.stored import Stored
from werkagenda.analysis.scene import GRID, INK, MUTED, Scene, Shape, Words, headed
from werkagenda.tables.vocabulary import EDUCATIONS

WIDTH, HEIGHT = 900.0, 520.0
LEFT, RIGHT, BOTTOM = 90.0, 30.0, 78.0
COLOURS = (BLUE, RED, GREEN, "#cc79a7", SKY, ORANGE, BROWN, "#999999")
SHOWN = ("all", *DIMENSIONS)
EUROS = "euros"
MILLION = 1e6
NARROW = 480.0
"""Below this width an axis has fewer numbers."""


def ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Round numbers from at or below `low` to at or above `high`, zero among them."""
    low, high = min(low, 0.0), max(high, 0.0)
    raw = (high - low) / most or 1.0
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(size * power for size in (1, 2, 2.5, 5, 10) if size * power >= raw)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [step * number for number in range(first, last + 1)]


def paths(stored: Stored, scenario: str, title: str, source: str, words: Language) -> Scene:
    """Effect on regular work of status holders by month, with its 95% interval."""
    rows = effects.paths(stored, scenarios=scenario)
    scene = Scene(WIDTH, HEIGHT, title, words.say("Line by month with a band: the 95% Monte Carlo interval."))
    top = headed(scene, source) + 26
    sure = rows["low"].notna().all()
    ends = rows[["low", "high"] if sure else ["effect"]]
    marks = ticks(float(ends.min().min()), float(ends.max().max()))
    scale = _axis(scene, marks, top, words, words.say("persons more than in the baseline"))
    step = (WIDTH - LEFT - RIGHT) / max(1, len(rows) - 1)
    xs = [LEFT + step * number for number in range(len(rows))]
    if sure:
        upper = [(x, scale(v)) for x, v in zip(xs, rows["high"], strict=True)]
        lower = [(x, scale(v)) for x, v in zip(xs, rows["low"], strict=True)]
        scene.add(Shape([*upper, *reversed(lower)], fill="#b3d4e8"))
    scene.line((LEFT, scale(0.0)), (WIDTH - RIGHT, scale(0.0)), INK, 1.0)
    line = [(x, scale(v)) for x, v in zip(xs, rows["effect"], strict=True)]
    scene.add(Shape(line, stroke=BLUE, width=2.5, closed=False))
    for number, month in enumerate(rows["month"]):
        if month.endswith("-01"):
            scene.add(Words((xs[number], HEIGHT - BOTTOM + 20), month[:4], 12, "middle"))
    return scene


def _axis(scene: Scene, marks: Sequence[float], top: float, words: Language, unit: str):  # type: ignore[no-untyped-def]
    """Horizontal grid lines with numbers; returns the place of a value."""
    low, high = marks[0], marks[-1]
    bottom = scene.height - (BOTTOM if scene.headed else 28)
    decimals = 0 if marks[1] - marks[0] >= 1 else 1

    def place(value: float) -> float:
        return bottom - (value - low) / (high - low) * (bottom - top)

    scene.add(Words((16, top - 10), unit, 12, colour=MUTED))
    for mark in marks:
        scene.line((LEFT, place(mark)), (scene.width - RIGHT, place(mark)), GRID)
        scene.add(Words((LEFT - 8, place(mark) + 4), words.number(mark, decimals), 12, "end"))
    return place


@dataclass(frozen=True)
class Form:
    """The form of a chart: its width in pixels, and whether a page says title and source beside it (`bare`)."""

    width: float = WIDTH
    bare: bool = False

    @property
    def ticks(self) -> int:
        """Numbers that a horizontal axis has room for."""
        return 6 if self.width >= NARROW else 2


ALONE = Form()
"""A file of its own."""


def groups(
    stored: Stored,
    scenario: str,
    year: str,
    title: str,
    source: str,
    words: Language,
    indicator: str = "regular_employed",
    form: Form = ALONE,
) -> Scene:
    """Effect on an indicator by group of status holders: a dot with its interval, grey where not told from zero."""
    parts = [effects.effects(stored, name, year, indicator, scenario) for name in SHOWN]
    parts = [in_millions(part) for part in parts]
    parts = [part.sort_values("level", key=_order, kind="stable") for part in parts if len(part)]
    rows = sum(len(part) for part in parts) + len(parts)
    height = (40 if form.bare else 170) + 22.0 * rows
    said = words.say("Dots with lines: effect and 95% Monte Carlo interval by group.")
    scene = Scene(form.width, height, title, said, headed=not form.bare)
    y = headed(scene, source) + 44
    every = pd.concat(parts)
    ends = every[["low", "high"]].fillna(0.0)
    lowest, highest = (float(end) for end in (ends.min().min(), ends.max().max()))
    marks = ticks(min(lowest, float(every["effect"].min())), max(highest, float(every["effect"].max())), form.ticks)
    left, right = min(230.0, 0.36 * form.width), form.width - 40

    def place(value: float) -> float:
        return left + (value - marks[0]) / (marks[-1] - marks[0]) * (right - left)

    decimals = 0 if marks[1] - marks[0] >= 1 else 1
    for mark in marks:
        scene.line((place(mark), y), (place(mark), y + 22 * rows + 8), INK if mark == 0 else GRID)
        scene.add(Words((place(mark), y - 8), words.number(mark, decimals), 12, "middle"))
    unit = unit_text(str(every["unit"].iloc[0]), words)
    scene.add(Words((16, y - 24), words.say("{unit} more than in the baseline", unit=unit), 12, colour=MUTED))
    for part in parts:
        y += 22
        if part["dimension"].iloc[0] != "all":
            scene.add(Words((16, y + 4), words.name("dimension", str(part["dimension"].iloc[0])), 12, bold=True))
            y += 22
        for _, row in part.iterrows():
            _dot(scene, row, y, place, words)
            y += 22 if part["dimension"].iloc[0] != "all" else 0
        y -= 22 if part["dimension"].iloc[0] != "all" else 0
    return scene


def unit_text(unit: str, words: Language) -> str:
    """The unit of an axis: millions of euros, or what is counted."""
    return words.say("€ million") if unit == EUROS else words.name("unit", unit)


def in_millions(rows: pd.DataFrame) -> pd.DataFrame:
    """The same rows, euros in millions."""
    columns = [each for each in ("baseline", "effect", "level", "low", "high") if each in rows.select_dtypes("number")]
    euros = len(rows) > 0 and (rows["unit"] == EUROS).all()
    more: dict[str, Any] = {each: rows[each] / MILLION for each in columns if euros}
    return rows.assign(**more)


def _order(levels: pd.Series) -> pd.Series:
    """Schooling from low to high; other levels stay as they are."""
    return levels.map(lambda level: EDUCATIONS.index(level) if level in EDUCATIONS else 0)


def _dot(scene: Scene, row: pd.Series, y: float, place, words: Language) -> None:  # type: ignore[no-untyped-def]
    told = bool(row["low"] > 0 or row["high"] < 0)
    colour = BLUE if told else "#8a8a8a"
    scene.add(Words((28, y + 4), words.name("level", str(row["level"])), 12))
    if not row["enough_events"]:
        scene.add(Words((place(0.0) + 8, y + 4), words.say("too few people"), 11, colour=MUTED))
        return
    if pd.notna(row["low"]):
        scene.line((place(row["low"]), y), (place(row["high"]), y), colour, 2.0)
    x, size = place(row["effect"]), 5.0
    said = words.signed(float(row["effect"]), 0 if row["unit"] != EUROS else 1)
    scene.add(Shape([(x - size, y), (x, y - size), (x + size, y), (x, y + size)], fill=colour, tip=said))


def payers(stored: Stored, scenario: str, title: str, source: str, words: Language, form: Form = ALONE) -> Scene:
    """What each public body pays more on balance, money passed on included, by year; the sum of all as a diamond."""
    parties = stored.compared.tables["parties"]
    keep = (parties["scenario"] == scenario) & (parties["world"] == stored.compared.central)
    own = parties[keep & parties["party"].isin(PUBLIC_PARTIES) & (parties["year"].str.len() == len("2029"))]
    table = own.pivot_table("effect", "party", "year", aggfunc="sum").fillna(0.0) / 1e6
    table = table[(table.abs() > 0).any(axis=1)]
    high, low = table.clip(lower=0).sum().max(), table.clip(upper=0).sum().min()
    said = words.say("Bars by year, a colour a public body; a diamond for all together.")
    scene = Scene(form.width, HEIGHT - (60 if form.bare else 0), title, said, headed=not form.bare)
    top = _legend(scene, headed(scene, source) + 20, table.index.tolist(), words) + 30
    scale = _axis(scene, ticks(float(low), float(high)), top, words, words.say("€ million more than in the baseline"))
    bottom = scene.height - (28 if form.bare else BOTTOM)
    step = (form.width - LEFT - RIGHT) / max(1, len(table.columns))
    for number, year in enumerate(table.columns):
        x = LEFT + step * (number + 0.5)
        _stack(scene, x, step * 0.5, table[year], scale, words)
        scene.add(Words((x, bottom + 20), str(year), 12, "middle"))
    scene.line((LEFT, scale(0.0)), (form.width - RIGHT, scale(0.0)), INK, 1.2)
    return scene


def _legend(scene: Scene, y: float, bodies: Sequence[str], words: Language) -> float:
    """Which colour is which public body, in as many lines as are needed; returns the height of the last."""
    x = 16.0
    for number, body in enumerate(bodies):
        name = words.name("party", str(body))
        across = 34 + 6.6 * len(name)
        if x + across > scene.width and x > 16.0:
            x, y = 16.0, y + 20
        scene.rectangle(x, y - 10, 12, 12, COLOURS[number])
        scene.add(Words((x + 17, y), name, 12))
        x += across
    return y


def _stack(scene: Scene, x: float, width: float, values: pd.Series, scale, words: Language) -> None:  # type: ignore[no-untyped-def]
    up = down = 0.0
    for number, (body, value) in enumerate(values.items()):
        start = up if value > 0 else down
        y = scale(max(start, start + value))
        said = f"{words.name('party', str(body))}: {words.signed(float(value), 1)}"
        scene.rectangle(x - width / 2, y, width, abs(scale(value) - scale(0.0)), COLOURS[number], tip=said)
        up, down = (up + value, down) if value > 0 else (up, down + value)
    y, size = scale(float(values.sum())), 7.0
    diamond = [(x - size, y), (x, y - size), (x + size, y), (x, y + size)]
    scene.add(Shape(diamond, fill="#ffffff", stroke=INK, width=2, tip=words.signed(float(values.sum()), 1)))

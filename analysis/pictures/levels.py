"""An indicator of status holders month by month: baseline beside scenario, and under them their difference."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import pandas as pd

from werkagenda.analysis.colours import BLUE
from werkagenda.analysis.language import Language
from werkagenda.analysis.numbers import ENOUGH
from werkagenda.analysis.pictures.charts import ALONE, NARROW, Form, in_millions, unit_text
from werkagenda.analysis.results import effects
from werkagenda.analysis.results.stored import Stored
from werkagenda.analysis.scene import GRID, INK, MUTED, Point, Scene, Shape, Words, headed

BAND = "#b3d4e8"
UPPER, LOWER, GAP = 210.0, 150.0, 62.0
"""Heights of the two parts and of the space between them."""
HEIGHT = 620.0
"""Of a picture with title and source."""
LEFT, RIGHT = 76.0, 14.0
Place = Callable[[float], float]


def levels(
    stored: Stored,
    scenario: str,
    indicator: str,
    title: str,
    source: str,
    words: Language,
    form: Form = ALONE,
) -> Scene:
    """Lines of baseline and scenario above, their difference with its 95% interval below."""
    rows = in_millions(effects.paths(stored, indicator, scenario))
    text = words.say("Lines by month; below, the difference with its interval.")
    scene = Scene(form.width, HEIGHT, title, text, headed=not form.bare)
    top = headed(scene, source) + 44.0
    name = words.name("scenario", scenario)
    unit = unit_text(str(rows["unit"].iloc[0]), words)
    xs = _months(scene, rows["month"].tolist(), top)
    place = _axis(scene, _marks(rows[["baseline", "level"]]), (top, top + UPPER), unit, words)
    _line(scene, xs, rows["baseline"], place, INK, "5 3")
    _line(scene, xs, rows["level"], place, BLUE)
    _key(scene, top - 32, words.name("scenario", stored.baseline()), name)
    below = top + UPPER + GAP
    more = words.say("{unit} more than in the baseline", unit=unit)
    sure = rows["low"].notna().all() and int(rows["replicates"].min()) >= ENOUGH
    marks = _marks(rows[["effect", "low", "high"] if sure else ["effect"]].assign(zero=0.0))
    place = _axis(scene, marks, (below, below + LOWER), more, words)
    if sure:
        ends = [[(x, place(v)) for x, v in zip(xs, rows[side], strict=True)] for side in ("high", "low")]
        scene.add(Shape([*ends[0], *reversed(ends[1])], fill=BAND))
    scene.line((LEFT, place(0.0)), (form.width - RIGHT, place(0.0)), INK)
    _line(scene, xs, rows["effect"], place, BLUE)
    scene.height = HEIGHT if scene.headed else below + LOWER + 26
    return scene


def _marks(values: pd.DataFrame, most: int = 4) -> list[float]:
    """Round numbers from at or below the lowest to at or above the highest value."""
    low, high = float(values.min().min()), float(values.max().max())
    raw = max(high - low, abs(high) * 1e-6, 1e-9) / most
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(size * power for size in (1, 2, 2.5, 5, 10) if size * power >= raw)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [step * number for number in range(first, max(last, first + 1) + 1)]


def _axis(scene: Scene, marks: Sequence[float], ends: tuple[float, float], unit: str, words: Language) -> Place:
    """Grid lines with numbers and the unit above them; returns the place of a value."""
    top, bottom = ends
    low, high, step = marks[0], marks[-1], marks[1] - marks[0]
    decimals = max(0, -math.floor(math.log10(step) + 1e-9)) + (1 if f"{step:e}".startswith("2.5") and step < 10 else 0)

    def place(value: float) -> float:
        return bottom - (value - low) / (high - low) * (bottom - top)

    scene.add(Words((6, top - 10), unit, 12, colour=MUTED))
    for mark in marks:
        scene.line((LEFT, place(mark)), (scene.width - RIGHT, place(mark)), GRID)
        scene.add(Words((LEFT - 6, place(mark) + 4), words.number(mark, min(decimals, 3)), 12, "end"))
    return place


def _months(scene: Scene, months: Sequence[str], top: float) -> list[float]:
    """The place of each month; years are written under both parts."""
    step = (scene.width - LEFT - RIGHT) / max(1, len(months) - 1)
    xs = [LEFT + step * number for number in range(len(months))]
    every = 2 if scene.width < NARROW else 1
    starts = [(x, month[:4]) for x, month in zip(xs, months, strict=True) if month.endswith("-01")]
    for x, year in starts[::every]:
        for y in (top + UPPER, top + UPPER + GAP + LOWER):
            scene.add(Words((x, y + 17), year, 12, "middle"))
    return xs


def _line(scene: Scene, xs: Sequence[float], values: pd.Series, place: Place, colour: str, dash: str = "") -> None:
    points: list[Point] = [(x, place(float(value))) for x, value in zip(xs, values, strict=True)]
    scene.add(Shape(points, stroke=colour, width=2.4, closed=False, dash=dash))


def _key(scene: Scene, y: float, before: str, after: str) -> None:
    """Which line is which."""
    x = 6.0
    for name, colour, dash in ((before, INK, "5 3"), (after, BLUE, "")):
        scene.line((x, y - 4), (x + 24, y - 4), colour, 2.4, dash)
        scene.add(Words((x + 30, y), name, 12))
        x += 52 + 6.6 * len(name)

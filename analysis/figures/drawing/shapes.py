"""Pieces of a figure as shapes and texts of a scene."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence

from werkagenda.analysis.scene import Disc, Point, Shape, Words

DASHES = {"dot": "2,4", "dash": "8,5"}
WIDTH = 1000.0
"""Width of a picture in pixels of its own; the page scales it."""
WIDE = 0.57
"""Mean width of a letter as a part of the size of the type."""
BREAK = re.compile(r"<br ?/?>")
TAG = re.compile(r"</?(b|i|sup|sub)>")
HEXAGON = [(math.sin(math.pi * i / 3), math.cos(math.pi * i / 3)) for i in range(6)]
OUTLINES = {
    "diamond": [(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)],
    "square": [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
    "hexagon": HEXAGON,
}


def line(points: Sequence[Point], colour: str, width: float = 1.0, dash: str | None = None) -> Iterator[Shape]:
    """Straight pieces between points; a point that is not a number breaks the line."""
    runs: list[list[Point]] = [[]]
    for point in points:
        if _known(point):
            runs[-1].append(point)
        elif runs[-1]:
            runs.append([])
    dashes = DASHES.get(dash or "", "")
    yield from (Shape(run, stroke=colour, width=width, closed=False, dash=dashes) for run in runs if run)


def area(points: Iterable[Point], colour: str) -> Iterator[Shape]:
    """A filled outline."""
    kept = [point for point in points if _known(point)]
    fill, opacity = opaque(colour)
    if kept:
        yield Shape(kept, fill=fill, opacity=opacity)


def box(start: Point, end: Point, colour: str, opacity: float = 1.0) -> Shape:
    """A rectangle between two corners."""
    fill, faint = opaque(colour)
    return Shape([start, (end[0], start[1]), end, (start[0], end[1])], fill=fill, opacity=opacity * faint)


def opaque(colour: str) -> tuple[str, float]:
    """A colour and its opacity: of `rgba(r,g,b,a)` the parts, of any other colour 1."""
    if not colour.startswith("rgba("):
        return colour, 1.0
    *parts, alpha = (float(part) for part in colour[5:-1].split(","))
    return "#{:02x}{:02x}{:02x}".format(*map(int, parts)), alpha


def mark(at: Point, symbol: str, size: float, style: tuple[str, str, float], tip: str = "") -> Iterator[Disc | Shape]:
    """A marker of a symbol and size; `style` is fill, edge and its width. An open one has no fill, a thin cross only
    strokes; `tip` is shown by a pointer."""
    if not _known(at):
        return
    fill, edge, width = style
    half, (x, y) = size / 2, at
    name = symbol.removesuffix("-open")
    inside = "none" if symbol.endswith("-open") else fill
    around = edge if width else "none"
    if name == "x-thin":
        for way in (1, -1):
            ends = [(x - half, y - way * half), (x + half, y + way * half)]
            yield Shape(ends, stroke=edge, width=width, closed=False, tip=tip)
    elif name in OUTLINES:
        outline = [(x + half * dx, y + half * dy) for dx, dy in OUTLINES[name]]
        yield Shape(outline, fill=inside, stroke=around, width=width, tip=tip)
    else:
        yield Disc(at, half, inside, around, width, tip)


LINE = 1.2
"""Distance of two lines as a part of the size of the type."""


def broken(text: str, size: float, room: float) -> str:
    """A text with breaks between words where its lines would be wider than the room."""
    if width_of(text, size) <= room:
        return text
    lines: list[str] = []
    for word in BREAK.sub(" ", text).split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return "<br>".join(lines)


def words(at: Point, text: str, size: float, colour: str, anchor: str = "start", turn: bool = False) -> Iterator[Words]:
    """Text at a point, a line for each `<br>`; `turn` writes upwards."""
    text = str(text)
    bold = text.startswith("<b>")
    for number, part in enumerate(BREAK.split(TAG.sub("", text))):
        yield Words((at[0], at[1] + number * size * LINE), part, size, anchor, colour, bold, turn)


def width_of(text: str, size: float) -> float:
    """About how wide a text is, in pixels; its longest line."""
    return WIDE * size * max(len(part) for part in BREAK.split(TAG.sub("", text)))


def _known(point: Point) -> bool:
    return math.isfinite(point[0]) and math.isfinite(point[1])

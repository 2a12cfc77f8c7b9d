"""Lines, areas, bars, marks, their error bars and texts."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from werkagenda.analysis.figures.drawing import shapes, stacks
from werkagenda.analysis.figures.drawing.frame import Frame, axis_name
from werkagenda.analysis.figures.drawing.legend import colour_of
from werkagenda.analysis.figures.drawing.scale import Scale
from werkagenda.analysis.scene import Item, Point

GAP = 0.8
"""Part of its room that a bar fills."""
ANCHORS = {"left": ("end", -8), "right": ("start", 8), "center": ("middle", 0)}


def drawn(figure: Any, trace: Any, frame: Frame, ink: str) -> Iterator[Item]:
    """The shapes and texts of a trace."""
    x, y = frame.scales[axis_name(trace.xaxis, "x")], frame.scales[axis_name(trace.yaxis, "y")]
    if trace.type == "bar":
        yield from _bars(figure, trace, x, y)
        return
    points = [(x.at(a), y.at(b)) for a, b in zip(stacks.values(trace, "x"), stacks.values(trace, "y"), strict=True)]
    if trace.stackgroup:
        yield from _stacked(figure, trace, x, y)
        return
    if trace.fill == "toself":
        yield from shapes.area(points, trace.fillcolor or colour_of(trace))
    yield from _error_bars(trace, x, y, points)
    mode = trace.mode or "lines"
    if "lines" in mode and trace.line.width != 0:
        yield from shapes.line(points, colour_of(trace), trace.line.width or 2, trace.line.dash)
    if "markers" in mode:
        yield from _marks(trace, points)
    if "text" in mode:
        yield from _texts(trace, points, ink)


def _stacked(figure: Any, trace: Any, x: Scale, y: Scale) -> Iterator[Item]:
    places = [x.at(each) for each in stacks.values(trace, "x")]
    low = stacks.starts(figure, trace)
    high = [start + float(value) for start, value in zip(low, stacks.values(trace, "y"), strict=True)]
    upper = [(a, y.place(b)) for a, b in zip(places, high, strict=True)]
    lower = [(a, y.place(b)) for a, b in zip(places, low, strict=True)]
    yield from shapes.area([*upper, *lower[::-1]], trace.fillcolor or colour_of(trace))


def _bars(figure: Any, trace: Any, x: Scale, y: Scale) -> Iterator[Item]:
    letter = stacks.measure_of(trace)
    grows, stands = (x, y) if letter == "x" else (y, x)
    places = [stands.number(each) for each in stacks.values(trace, "y" if letter == "x" else "x")]
    offset, thick = _slot(figure, trace, stacks.thickness(places))
    for number, (place, start) in enumerate(zip(places, stacks.starts(figure, trace), strict=True)):
        value = float(stacks.values(trace, letter)[number] or 0.0)
        if not math.isfinite(value):
            continue
        ends = (grows.place(start), grows.place(start + value))
        sides = (stands.place(place + offset), stands.place(place + offset + thick))
        corners = [(end, side) if letter == "x" else (side, end) for end, side in zip(ends, sides, strict=True)]
        colour = _each(trace.marker.color, number) or colour_of(trace)
        yield shapes.box(corners[0], corners[1], colour, trace.opacity or trace.marker.opacity or 1.0)


def _slot(figure: Any, trace: Any, room: float) -> tuple[float, float]:
    """Offset and thickness of the bars of a trace: beside each other in a group, else in one place."""
    wide = GAP * room
    if figure.layout.barmode in stacks.STACKED:
        return -wide / 2, wide
    beside = [t for t in figure.data if t.type == "bar" and (t.xaxis, t.yaxis) == (trace.xaxis, trace.yaxis)]
    part = wide / len(beside)
    return -wide / 2 + part * beside.index(trace), part


def _error_bars(trace: Any, x: Scale, y: Scale, points: list[Point]) -> Iterator[Item]:
    for letter, scale in (("x", x), ("y", y)):
        error = trace[f"error_{letter}"]
        if error.array is None:
            continue
        less = error.arrayminus if error.arrayminus is not None else error.array
        style = (error.color or colour_of(trace), float(error.thickness or 2))
        own = [scale.number(each) for each in stacks.values(trace, letter)]
        for value, up, down, at in zip(own, error.array, less, points, strict=True):
            ends = (scale.place(value - down), scale.place(value + up))
            if up or down:
                yield from shapes.line([(e, at[1]) if letter == "x" else (at[0], e) for e in ends], *style)


def _marks(trace: Any, points: list[Point]) -> Iterator[Item]:
    marker, tips = trace.marker, trace.text
    for number, point in enumerate(points):
        fill = _fill(marker, number) or colour_of(trace)
        edge = _each(marker.line.color, number) or fill
        symbol, width = _each(marker.symbol, number) or "circle", _each(marker.line.width, number) or 0
        if symbol.endswith("-open") and not width:
            width = 2
        tip = "" if tips is None or isinstance(tips, str) or number >= len(tips) else str(tips[number])
        size = float(_each(marker.size, number) or 8)
        yield from shapes.mark(point, symbol, size, (fill, edge, float(width)), tip)


def _fill(marker: Any, number: int) -> Any:
    found = _each(marker.color, number)
    if not isinstance(found, int | float):
        return found
    share = (float(found) - marker.cmin) / ((marker.cmax - marker.cmin) or 1.0)
    return scale_colour(marker, min(1.0, max(0.0, share)))


def scale_colour(marker: Any, share: float) -> str:
    """The colour at a share of a colour scale."""
    share = 1 - share if marker.reversescale else share
    stops = [(float(place), colour) for place, colour in marker.colorscale]
    low = max(i for i, (place, _) in enumerate(stops[:-1]) if place <= share)
    (a, start), (b, end) = stops[low], stops[low + 1]
    part = (share - a) / (b - a)
    mixed = [round(p + (q - p) * part) for p, q in zip(_rgb(start), _rgb(end), strict=True)]
    return "#{:02x}{:02x}{:02x}".format(*mixed)


def _rgb(colour: str) -> list[int]:
    if colour.startswith("#"):
        return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    return [int(float(part)) for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]


def _texts(trace: Any, points: list[Point], ink: str) -> Iterator[Item]:
    size = float(trace.textfont.size or 12)
    for number, (x, y) in enumerate(points):
        place = str(_each(trace.textposition, number) or "middle center")
        anchor, shift = ANCHORS[place.split()[-1]]
        lift = {"top": -8.0, "bottom": 14.0}.get(place.split()[0], 4.0)
        yield from shapes.words((x + shift, y + lift), str(_each(trace.text, number) or ""), size, ink, anchor)


def _each(found: Any, number: int) -> Any:
    """The value for one point of a setting that is one for all or a list."""
    if found is None or isinstance(found, str | int | float):
        return found
    value = found[number]
    return value.item() if hasattr(value, "item") else value

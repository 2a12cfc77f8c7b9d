"""Everything in the picture of a figure, in the order in which it is painted: grid, shapes, traces, axes, texts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from werkagenda.analysis.colours import GRID, INK, MUTED
from werkagenda.analysis.figures.drawing import legend, shapes, traces
from werkagenda.analysis.figures.drawing.frame import LARGEST, TITLE_ROOM, TYPE, Frame, axis_name, frame, is_title
from werkagenda.analysis.figures.drawing.scale import Scale, number_text
from werkagenda.analysis.scene import Item, Point, Scene

OVERHANG = 14.0
"""Pixels that the number of a tick may reach beyond its axis, beside which another may stand."""
BESIDE = 4.0
"""Pixels between the numbers of two ticks, at least."""
LETTERS = {"left": "start", "right": "end", "center": "middle", None: "middle"}


def drawn(figure: Any, title: str, description: str) -> Scene:
    """The figure as a scene; `title` and `description` tell it in words."""
    found = frame(figure)
    ink = figure.layout.font.color or INK
    scene = Scene(found.width, found.height, title, description)
    scene.add(
        *_shapes(figure, found, "below"),
        *_grids(found),
        *(piece for trace in figure.data for piece in traces.drawn(figure, trace, found, ink)),
        *_shapes(figure, found, "above"),
        *_axes(found, ink),
        *legend.drawn(figure, found.height, found.top, ink),
        *_annotations(figure, found, ink),
        *_colour_bars(figure, found, ink),
    )
    return scene


def _crossing(found: Frame, name: str) -> Scale:
    """The axis at which an axis stands."""
    other = "y" if name[0] == "x" else "x"
    return found.scales[axis_name(found.scales[name].axis.anchor, other)]


def _grids(found: Frame) -> Iterator[Item]:
    for name, scale in found.scales.items():
        if not scale.used or scale.axis.visible is False:
            continue
        start, end = _crossing(found, name).pixels
        for number, _ in scale.ticks():
            at = scale.place(number)
            ends = [(at, start), (at, end)] if name[0] == "x" else [(start, at), (end, at)]
            yield from shapes.line(ends, scale.axis.gridcolor or GRID)


def _axes(found: Frame, ink: str) -> Iterator[Item]:
    for name, scale in found.scales.items():
        if not scale.used or scale.axis.visible is False:
            continue
        edge = _crossing(found, name).pixels[0]
        yield from _across(scale, edge, ink) if name[0] == "x" else _upright(scale, edge, ink)


def _across(scale: Scale, edge: float, ink: str) -> Iterator[Item]:
    yield from shapes.line([(scale.pixels[0], edge), (scale.pixels[1], edge)], scale.axis.linecolor or MUTED)
    size = float(scale.axis.title.font.size or TYPE)
    if scale.axis.showticklabels is not False:
        for at, text in _fitting(scale):
            yield from shapes.words((at, edge + 17), text, TYPE - 1, ink, "middle")
    if scale.axis.title.text:
        text = shapes.broken(scale.axis.title.text, size, abs(scale.pixels[1] - scale.pixels[0]) * TITLE_ROOM)
        yield from shapes.words((sum(scale.pixels) / 2, edge + 37), text, size, ink, "middle")


def _fitting(scale: Scale) -> list[tuple[float, str]]:
    """Places and texts of the ticks that are written under an axis: all, or each second, third and so on from zero,
    so that none touches another or reaches far beyond the axis."""
    low, high = min(scale.pixels) - OVERHANG, max(scale.pixels) + OVERHANG
    ticks = [(number, scale.place(number), text, shapes.width_of(text, TYPE - 1) / 2) for number, text in scale.ticks()]
    ticks = [each for each in ticks if low < each[1] - each[3] and each[1] + each[3] < high]
    zero = next((n for n, each in enumerate(ticks) if each[0] == 0), 0)
    for step in range(1, len(ticks) + 1):
        kept = [each for n, each in enumerate(ticks) if (n - zero) % step == 0]
        if all(a[1] + a[3] + BESIDE < b[1] - b[3] for a, b in pairwise(sorted(kept, key=lambda each: each[1]))):
            return [(at, text) for _, at, text, _ in kept]
    return []


def _upright(scale: Scale, edge: float, ink: str) -> Iterator[Item]:
    shown = scale.ticks() if scale.axis.showticklabels is not False else []
    for number, text in shown:
        yield from shapes.words((edge - 7, scale.place(number) + 4), text, TYPE - 1, ink, "end")
    if scale.axis.title.text:
        wide = max([shapes.width_of(text, TYPE - 1) for _, text in shown] or [0.0])
        at = (edge - wide - 16, sum(scale.pixels) / 2)
        room = abs(scale.pixels[1] - scale.pixels[0]) + 40
        size = min(TYPE, TYPE * room / shapes.width_of(scale.axis.title.text, TYPE))
        yield from shapes.words(at, scale.axis.title.text, round(size, 1), ink, "middle", turn=True)


def _place(found: Frame, reference: str, value: Any) -> float:
    """A place given in values of an axis or, where the reference says `domain`, in shares of its length."""
    name, _, domain = reference.partition(" ")
    scale = found.scales[axis_name(name, name[0])]
    if domain:
        return scale.pixels[0] + float(value) * (scale.pixels[1] - scale.pixels[0])
    return scale.at(value)


def _point(found: Frame, refs: tuple[Any, Any], x: Any, y: Any) -> Point:
    across = found.across(float(x)) if refs[0] == "paper" else _place(found, refs[0] or "x", x)
    return across, found.up(float(y)) if refs[1] == "paper" else _place(found, refs[1] or "y", y)


def _shapes(figure: Any, found: Frame, layer: str) -> Iterator[Item]:
    for shape in figure.layout.shapes:
        if (shape.layer or "above") != layer:
            continue
        refs = (shape.xref, shape.yref)
        start, end = _point(found, refs, shape.x0, shape.y0), _point(found, refs, shape.x1, shape.y1)
        if shape.type == "rect":
            yield shapes.box(start, end, shape.fillcolor)
        else:
            yield from shapes.line([start, end], shape.line.color, shape.line.width or 2, shape.line.dash)


def _annotations(figure: Any, found: Frame, ink: str) -> Iterator[Item]:
    for each in figure.layout.annotations:
        x, y = _point(found, (each.xref, each.yref), each.x, each.y)
        size, text = min(float(each.font.size or 12), LARGEST), str(each.text)
        if is_title(each):
            text = shapes.broken(text, size, found.column)
        above = size * shapes.LINE * text.count("<br>") if each.yanchor == "bottom" else 0.0
        lift = {"top": size + 2, "bottom": -6.0}.get(each.yanchor, size / 3)
        at = (x + float(each.xshift or 0), y + lift - above - float(each.yshift or 0))
        yield from shapes.words(at, text, size, each.font.color or ink, LETTERS.get(each.xanchor, "middle"))


def _colour_bars(figure: Any, found: Frame, ink: str, steps: int = 20) -> Iterator[Item]:
    for trace in figure.data:
        bar = trace.marker.colorbar if trace.type == "scatter" else None
        if bar is None or bar.title.text is None or trace.marker.cmin is None:
            continue
        x, tall = found.right - 90, (found.bottom - found.top) / 2
        foot = (found.top + found.bottom + tall) / 2
        for step in range(steps):
            low, high = foot - tall * step / steps, foot - tall * (step + 1) / steps
            yield shapes.box((x, low), (x + 14, high - 0.5), traces.scale_colour(trace.marker, (step + 0.5) / steps))
        yield from shapes.words((x, foot - tall - 10), bar.title.text, 12, ink)
        for share in (0.0, 0.5, 1.0):
            value = trace.marker.cmin + share * (trace.marker.cmax - trace.marker.cmin)
            yield from shapes.words(
                (x + 20, foot - tall * share + 4), number_text(value, 0.01, bar.tickformat), 12, ink
            )

"""The key of colours and marks of a figure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from werkagenda.analysis.colours import MUTED
from werkagenda.analysis.figures.drawing import shapes
from werkagenda.analysis.scene import Item

SIZE = 12.0
ROW = 20.0
SAMPLE = 30.0
"""Width of a sample of line or mark before its name."""
EDGE = 24.0


def entries(figure: Any, name: str = "legend") -> list[Any]:
    """A trace for each entry of the legend, one for each group of traces."""
    own = [trace for trace in figure.data if (trace.legend or "legend") == name]
    named = [trace for trace in own if trace.name and trace.showlegend is not False]
    if figure.layout.showlegend is False or (len(figure.data) < 2 and not figure.layout.showlegend):
        return []
    groups: dict[str, Any] = {}
    for trace in named:
        groups.setdefault(trace.legendgroup or trace.name, trace)
    return list(groups.values())


def names(figure: Any) -> list[str]:
    """Legends of the figure that have entries."""
    every = ["legend", *(name for name in figure.layout if name.startswith("legend") and name != "legend")]
    return [name for name in dict.fromkeys(every) if entries(figure, name)]


def is_inside(legend: Any) -> bool:
    """Whether the legend is a column in a corner of the plot or to the right of it."""
    return bool(legend.orientation == "v")


def is_above(legend: Any) -> bool:
    """Whether the legend stands over the plot."""
    return bool(legend.yanchor == "bottom" and not is_inside(legend))


def width_beside(figure: Any) -> float:
    """Pixels that legends to the right of the plot take."""
    beside = [
        name for name in names(figure) if is_inside(figure.layout[name]) and float(figure.layout[name].x or 0) >= 1
    ]
    return max((_need(trace) for name in beside for trace in entries(figure, name)), default=0.0)


def room(figure: Any, name: str) -> tuple[float, float]:
    """Left edge and width of a legend, up to the next one beside it."""
    starts = sorted(float(figure.layout[each].x or 0) for each in names(figure))
    start = float(figure.layout[name].x or 0)
    after = min((each for each in starts if each > start), default=1.0)
    left = EDGE if start == 0 else EDGE + start * (shapes.WIDTH - EDGE)
    if is_inside(figure.layout[name]) and start >= 1:
        left = shapes.WIDTH - width_beside(figure)
    return left, (after - start) * (shapes.WIDTH - EDGE) - 8


def rows(figure: Any, name: str) -> list[list[Any]]:
    """Entries broken into rows that fit."""
    wide = 0.0 if is_inside(figure.layout[name]) else room(figure, name)[1]
    found: list[list[Any]] = [[]]
    used = 0.0
    for trace in entries(figure, name):
        need = _need(trace)
        if found[-1] and used + need > wide:
            found.append([])
            used = 0.0
        found[-1].append(trace)
        used += need
    return found


def _need(trace: Any) -> float:
    return SAMPLE + shapes.width_of(trace.name, SIZE) + 16


def height_above(figure: Any) -> float:
    """Pixels of the legends over the plot."""
    tall = [len(rows(figure, n)) for n in names(figure) if is_above(figure.layout[n])]
    return ROW * max(tall) + 10 if tall else 0.0


def height_below(figure: Any) -> float:
    """Pixels of the legends under the plot."""
    under = [n for n in names(figure) if not is_above(figure.layout[n]) and not is_inside(figure.layout[n])]
    return ROW * max(len(rows(figure, n)) for n in under) + 6 if under else 0.0


def drawn(figure: Any, height: float, top: float, colour: str) -> Iterator[Item]:
    """The legends; those below end at the lower edge of the picture."""
    for name in names(figure):
        legend = figure.layout[name]
        y = 16.0 if is_above(legend) else height - height_below(figure) + 12
        y = top + 14 if is_inside(legend) else y
        for row in rows(figure, name):
            x = room(figure, name)[0]
            for trace in row:
                yield from _sample(trace, x, y)
                yield from shapes.words((x + SAMPLE, y + 4), trace.name, SIZE, colour)
                x += _need(trace)
            y += ROW


def _sample(trace: Any, x: float, y: float) -> Iterator[Item]:
    if trace.type == "bar" or trace.stackgroup or trace.fill:
        fill = trace.marker.color if trace.type == "bar" else trace.fillcolor
        yield shapes.box((x + 8, y - 6), (x + 22, y + 6), fill if isinstance(fill, str) else colour_of(trace))
        return
    mode = trace.mode or "lines"
    if "lines" in mode:
        yield from shapes.line([(x, y), (x + 24, y)], colour_of(trace), trace.line.width or 2, trace.line.dash)
    if "markers" in mode:
        fill = trace.marker.color if isinstance(trace.marker.color, str) else colour_of(trace)
        edge = trace.marker.line.color if isinstance(trace.marker.line.color, str) else fill
        symbol = trace.marker.symbol if isinstance(trace.marker.symbol, str) else "circle"
        width = trace.marker.line.width or 0
        yield from shapes.mark((x + 14, y), symbol, min(trace.marker.size or 8, 12), (fill, edge, width))


def colour_of(trace: Any) -> str:
    """The colour of the line of a trace, or of its marks."""
    found = trace.marker.color if trace.type == "bar" else trace.line.color or trace.marker.color
    return found if isinstance(found, str) else MUTED

"""The drawing area of a figure: margins that leave room for texts, and the scales of every subplot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from werkagenda.analysis.figures.drawing import legend, stacks
from werkagenda.analysis.figures.drawing.scale import CATEGORY, Scale, ends_of, kind_of
from werkagenda.analysis.figures.drawing.shapes import LINE, WIDTH, broken, width_of

TYPE = 13.0
"""Size of the type of ticks and titles of axes."""
BELOW = 48.0
"""Room under the plot for ticks and the title of an axis."""
HEAD = 26.0
"""Room over the plot for the title of a subplot."""
LARGEST = 14.0
"""Type of the titles of subplots, at most."""
TITLE_ROOM = 1.06
"""Width of a title of a subplot at most, as a part of the width of the narrowest column."""


@dataclass
class Frame:
    """Size of the picture, edges of the drawing area in pixels, and scales by the name of their axis."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    scales: dict[str, Scale]
    column: float = 0.0
    """Width that the title of a subplot may take."""

    def across(self, share: float) -> float:
        """A share of the width of the drawing area in pixels."""
        return self.left + share * (self.right - self.left)

    def up(self, share: float) -> float:
        """A share of the height of the drawing area in pixels."""
        return self.bottom - share * (self.bottom - self.top)


def axis_name(short: str | None, letter: str) -> str:
    """`xaxis3` of `x3`."""
    return f"{letter}axis{(short or letter)[1:]}"


def frame(figure: Any) -> Frame:
    """Everything that places a value of the figure in the picture."""
    layout = figure.layout
    names = [name for name in layout if name.startswith(("xaxis", "yaxis"))] or ["xaxis", "yaxis"]
    scales = {name: Scale(layout[name], "", (0.0, 1.0)) for name in names}
    for name in names:
        _fill(figure, name, scales)
    left = max([float(layout.margin.l), *_widths(scales)])
    right = WIDTH - max(float(layout.margin.r), legend.width_beside(figure))
    wide = _narrowest(scales) * (right - left) * TITLE_ROOM
    top = max(float(layout.margin.t), legend.height_above(figure) + _head(layout, wide))
    under = legend.height_below(figure)
    bottom = max(float(layout.margin.b), under + BELOW) if under else float(layout.margin.b)
    height = float(layout.height) + max(0.0, top - layout.margin.t) + max(0.0, bottom - layout.margin.b)
    found = Frame(WIDTH, height, left, right, top, height - bottom, scales, wide)
    for name, scale in scales.items():
        low, high = scale.axis.domain or (0.0, 1.0)
        place = found.across if name[0] == "x" else found.up
        scale.pixels = (place(low), place(high))
    _equal(scales)
    return found


def is_title(annotation: Any) -> bool:
    """Whether an annotation is the title over a subplot."""
    return bool(annotation.xref == "paper" and (annotation.xanchor or "center") == "center")


def _narrowest(scales: dict[str, Scale]) -> float:
    """Width of the narrowest column as a share of the drawing area."""
    domains = [scale.axis.domain or (0.0, 1.0) for name, scale in scales.items() if name[0] == "x"]
    return min(float(high) - float(low) for low, high in domains)


def _head(layout: Any, wide: float) -> float:
    """Room over the drawing area for the titles of the upper subplots, broken into lines that fit."""
    upper = [each for each in layout.annotations if each.yref == "paper" and each.y > 0.98]
    if not upper:
        return 8.0
    size = min(float(upper[0].font.size or 12), LARGEST)
    texts = [broken(str(each.text), size, wide) if is_title(each) else str(each.text) for each in upper]
    return HEAD + LINE * size * max(text.count("<br>") for text in texts)


def _root(scales: dict[str, Scale], name: str) -> str:
    """The axis that a shared axis follows."""
    follows = scales[name].axis.matches
    return _root(scales, axis_name(follows, name[0])) if follows else name


def _fill(figure: Any, name: str, scales: dict[str, Scale]) -> None:
    """Kind, categories and ends of an axis from all traces on it and on axes that share it."""
    letter, scale = name[0], scales[name]
    scale.used = any(axis_name(trace[f"{letter}axis"], letter) == name for trace in figure.data)
    root = _root(scales, name)
    own = [t for t in figure.data if _root(scales, axis_name(t[f"{letter}axis"], letter)) == root]
    values = [value for trace in own for value in (trace[letter] if trace[letter] is not None else ())]
    scale.kind = kind_of(scale.axis, values)
    if scale.kind == CATEGORY:
        listed = [str(value) for value in (scale.axis.categoryarray if scale.axis.categoryarray is not None else ())]
        scale.categories = list(dict.fromkeys([*listed, *(str(value) for value in values if value is not None)]))
    numbers = [number for trace in own for number in stacks.reach(figure, trace, letter, scale)]
    lines = all(trace.type == "scatter" and trace.mode == "lines" for trace in own)
    scale.ends = ends_of(scale.axis, scale, numbers, bare=letter == "x" and lines)


def _widths(scales: dict[str, Scale]) -> Iterator[float]:
    """Room that the texts of vertical axes at the left edge need."""
    for name, scale in scales.items():
        if name[0] == "y" and scale.axis.showticklabels is not False:
            anchor = scales.get(axis_name(scale.axis.anchor, "x"))
            if anchor is None or not anchor.axis.domain or anchor.axis.domain[0] < 0.01:
                title = 22.0 if scale.axis.title.text else 0.0
                texts = scale.categories if scale.kind == CATEGORY else [text for _, text in scale.ticks()]
                yield max([width_of(each, TYPE) for each in texts] or [0.0]) + 14 + title


def _equal(scales: dict[str, Scale]) -> None:
    """One unit across as long as one unit up, where an axis asks for it."""
    for scale in scales.values():
        if scale.axis.scaleanchor:
            other = scales[axis_name(scale.axis.scaleanchor, scale.axis.scaleanchor[0])]
            unit = abs(other.pixels[1] - other.pixels[0]) / abs(other.ends[1] - other.ends[0])
            middle, half = sum(scale.pixels) / 2, unit * (scale.ends[1] - scale.ends[0]) / 2
            scale.pixels = (middle - half, middle + half)

"""A picture as plain shapes, and its SVG text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

Point = tuple[float, float]
INK, MUTED, GRID, PAPER = "#1a1a1a", "#595959", "#d0d0d0", "#ffffff"
FONT = "Arial, Helvetica, sans-serif"


@dataclass(frozen=True)
class Shape:
    """A polygon, or with `closed` false a line; `hatched` puts strokes over the fill; `tip` is shown by a pointer."""

    points: Sequence[Point]
    fill: str = "none"
    stroke: str = "none"
    width: float = 1.0
    closed: bool = True
    hatched: bool = False
    dash: str = ""
    opacity: float = 1.0
    tip: str = ""


@dataclass(frozen=True)
class Words:
    """Text at a point; `anchor` is start, middle or end."""

    at: Point
    text: str
    size: float = 12.0
    anchor: str = "start"
    colour: str = INK
    bold: bool = False
    turn: bool = False
    """Written upwards."""


@dataclass(frozen=True)
class Disc:
    """A disc around a point; `tip` is shown by a pointer."""

    at: Point
    radius: float
    fill: str
    stroke: str = "none"
    width: float = 1.0
    tip: str = ""


@dataclass(frozen=True)
class Lines:
    """Many straight lines of one style, each from a start to an end."""

    ends: Sequence[tuple[Point, Point]]
    stroke: str
    width: float = 1.0


Item = Shape | Disc | Words | Lines


@dataclass
class Scene:
    """A picture of a width and height in pixels, y down; `title` states the finding, `description` what is shown."""

    width: float
    height: float
    title: str
    description: str
    items: list[Item] = field(default_factory=list)
    headed: bool = True
    """Whether title and source are written in the picture; a page has them beside it."""

    def add(self, *items: Item) -> None:
        """Put shapes and texts on top of what is there."""
        self.items.extend(items)

    def rectangle(self, x: float, y: float, across: float, down: float, fill: str, **style: Any) -> None:
        """A rectangle with its upper left corner at (x, y); `style` as of Shape."""
        corners = [(x, y), (x + across, y), (x + across, y + down), (x, y + down)]
        self.add(Shape(corners, fill=fill, **style))

    def line(self, start: Point, end: Point, colour: str = GRID, width: float = 1.0, dash: str = "") -> None:
        """A straight line."""
        self.add(Shape([start, end], stroke=colour, width=width, closed=False, dash=dash))


def svg(scene: Scene, name: str = "") -> str:
    """The scene as SVG: text as text, a title and a description, nothing from elsewhere.

    With a `name` it is a part of a page, its ids begin with the name; without one it is a document.
    """
    size = f'width="{scene.width:g}" height="{scene.height:g}"'
    own = f'aria-labelledby="{name}-title {name}-desc"' if name else f'xmlns="http://www.w3.org/2000/svg" {size}'
    font = "inherit" if name else FONT
    head = f'<svg {own} viewBox="0 0 {scene.width:g} {scene.height:g}" role="img" font-family="{font}">'
    about = f"<title{_id(name, 'title')}>{escape(scene.title)}</title>"
    about += f"<desc{_id(name, 'desc')}>{escape(scene.description)}</desc>"
    paper = "" if name else f'<rect {size} fill="{PAPER}"/>'
    hatch = f"{name}-hatch" if name else "hatch"
    parts = [head, about, _hatching(scene, hatch), paper, *_drawn(scene, hatch), "</svg>", ""]
    return "\n".join(part for part in parts if part)


def _id(name: str, part: str) -> str:
    return f' id="{name}-{part}"' if name else ""


def _hatching(scene: Scene, name: str) -> str:
    """The pattern of hatched shapes, where there are any: strokes on the fill of the first of them."""
    fills = [item.fill for item in scene.items if isinstance(item, Shape) and item.hatched]
    if not fills:
        return ""
    return (
        f'<defs><pattern id="{name}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="5" height="5" fill="{fills[0]}"/>'
        f'<line x1="0" y1="0" x2="0" y2="5" stroke="{MUTED}" stroke-width="1"/></pattern></defs>'
    )


def _drawn(scene: Scene, hatch: str) -> Iterator[str]:
    for item in scene.items:
        if isinstance(item, Words):
            yield _words(item)
        elif isinstance(item, Disc):
            yield _disc(item)
        elif isinstance(item, Lines):
            yield _lines(item)
        else:
            yield _shape(item, hatch)


def short(number: float) -> str:
    """One decimal at most, and no minus before zero."""
    text = f"{number:.1f}".removesuffix(".0")
    return "0" if text in ("-0", "-0.0") else text


def _lines(item: Lines) -> str:
    path = "".join(f"M{short(a[0])} {short(a[1])}L{short(b[0])} {short(b[1])}" for a, b in item.ends)
    return f'<path d="{path}" fill="none" stroke="{item.stroke}" stroke-width="{item.width:g}"/>'


def _shape(item: Shape, hatch: str) -> str:
    points = " ".join(f"{short(x)},{short(y)}" for x, y in item.points)
    name = "polygon" if item.closed else "polyline"
    fill = f"url(#{hatch})" if item.hatched else item.fill
    return _tipped(f'{name} points="{points}" {_painted(item, fill)}', item.tip)


def _disc(item: Disc) -> str:
    place = f'cx="{short(item.at[0])}" cy="{short(item.at[1])}" r="{short(item.radius)}"'
    return _tipped(f"circle {place} {_painted(item, item.fill)}", item.tip)


def _painted(item: Shape | Disc, fill: str) -> str:
    style = f'fill="{fill}"'
    style += f' stroke="{item.stroke}" stroke-width="{item.width:g}"' if item.stroke != "none" else ""
    if isinstance(item, Shape):
        style += f' stroke-dasharray="{item.dash}"' if item.dash else ""
        style += f' opacity="{item.opacity:g}"' if item.opacity < 1 else ""
    return style


def _tipped(element: str, tip: str) -> str:
    """An element with the text that a pointer shows."""
    name = element.split(" ")[0]
    return f"<{element}><title>{escape(tip)}</title></{name}>" if tip else f"<{element}/>"


def _words(item: Words) -> str:
    x, y = short(item.at[0]), short(item.at[1])
    anchor = f' text-anchor="{item.anchor}"' if item.anchor != "start" else ""
    weight = ' font-weight="bold"' if item.bold else ""
    turned = f' transform="rotate(-90 {x} {y})"' if item.turn else ""
    style = f'font-size="{item.size:g}"{anchor} fill="{item.colour}"{weight}{turned}'
    return f'<text x="{x}" y="{y}" {style}>{escape(item.text)}</text>'


def wrapped(text: str, width: int) -> list[str]:
    """A text in lines of at most so many characters."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) > width and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def headed(scene: Scene, source: str, size: float = 18.0) -> float:
    """Write the title over the picture and the source under it; returns the y below the title. Of a picture that is not
    headed neither is written."""
    if not scene.headed:
        return 0.0
    y = size + 10
    for line in wrapped(scene.title, int(scene.width / (0.64 * size))):
        scene.add(Words((16, y), line, size, bold=True))
        y += size * 1.25
    below = wrapped(source, int(scene.width / 6.8))
    for number, line in enumerate(below):
        scene.add(Words((16, scene.height - 12 - 14 * (len(below) - 1 - number)), line, 11, colour=MUTED))
    return y

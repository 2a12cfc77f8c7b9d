"""A picture as plain shapes, and its SVG text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

Point = tuple[float, float]
INK, MUTED, GRID, PAPER = "#1a1a1a", "#595959", "#d0d0d0", "#ffffff"
BLUE, VERMILLION, GREEN = "#0072b2", "#d55e00", "#009e73"
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


@dataclass
class Scene:
    """A picture of a width and height in pixels, y down; `title` states the finding, `description` what is shown."""

    width: float
    height: float
    title: str
    description: str
    items: list[Shape | Words] = field(default_factory=list)

    def add(self, *items: Shape | Words) -> None:
        """Put shapes and texts on top of what is there."""
        self.items.extend(items)

    def rectangle(self, x: float, y: float, across: float, down: float, fill: str, **style: Any) -> None:
        """A rectangle with its upper left corner at (x, y); `style` as of Shape."""
        corners = [(x, y), (x + across, y), (x + across, y + down), (x, y + down)]
        self.add(Shape(corners, fill=fill, **style))

    def line(self, start: Point, end: Point, colour: str = GRID, width: float = 1.0, dash: str = "") -> None:
        """A straight line."""
        self.add(Shape([start, end], stroke=colour, width=width, closed=False, dash=dash))


HATCH = (
    '<defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    f'<line x1="0" y1="0" x2="0" y2="5" stroke="{MUTED}" stroke-width="1"/></pattern></defs>'
)


def svg(scene: Scene) -> str:
    """The scene as an SVG document: text as text, a title and a description, nothing from elsewhere."""
    box = f"{scene.width:g} {scene.height:g}"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {box}" width="{scene.width:g}" '
        f'height="{scene.height:g}" role="img" font-family="{FONT}">'
    )
    about = f"<title>{escape(scene.title)}</title><desc>{escape(scene.description)}</desc>"
    paper = f'<rect width="{scene.width:g}" height="{scene.height:g}" fill="{PAPER}"/>'
    return "\n".join([head, about, HATCH, paper, *_drawn(scene), "</svg>", ""])


def _drawn(scene: Scene) -> Iterator[str]:
    for item in scene.items:
        yield from _shape(item) if isinstance(item, Shape) else _words(item)


def _shape(item: Shape) -> Iterator[str]:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in item.points)
    name = "polygon" if item.closed else "polyline"
    style = f'fill="{item.fill}" stroke="{item.stroke}" stroke-width="{item.width:g}"'
    style += f' stroke-dasharray="{item.dash}"' if item.dash else ""
    style += f' opacity="{item.opacity:g}"' if item.opacity < 1 else ""
    tip = f"<title>{escape(item.tip)}</title>" if item.tip else ""
    yield f'<{name} points="{points}" {style}>{tip}</{name}>'
    if item.hatched:
        yield f'<polygon points="{points}" fill="url(#hatch)" pointer-events="none"/>'


def _words(item: Words) -> Iterator[str]:
    weight = ' font-weight="bold"' if item.bold else ""
    place = f'x="{item.at[0]:.1f}" y="{item.at[1]:.1f}" font-size="{item.size:g}" text-anchor="{item.anchor}"'
    yield f'<text {place} fill="{item.colour}"{weight}>{escape(item.text)}</text>'


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
    """Write the title over the picture and the source under it; returns the y below the title."""
    y = size + 10
    for line in wrapped(scene.title, int(scene.width / (0.64 * size))):
        scene.add(Words((16, y), line, size, bold=True))
        y += size * 1.25
    below = wrapped(source, int(scene.width / 6.8))
    for number, line in enumerate(below):
        scene.add(Words((16, scene.height - 12 - 14 * (len(below) - 1 - number)), line, 11, colour=MUTED))
    return y

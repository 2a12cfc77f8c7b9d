"""SVG with panels of curves before (dashed) and after (solid) a change, with official points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDE, HIGH, LEFT, TOP, GAP = 300.0, 240.0, 40.0, 40.0, 60.0
"""Width and height of a panel, its margins, and the distance between panels, in pixels."""
MOST = 80.0
"""Maximum of the vertical axis in percent."""
COLOURS = ("#0b6e99", "#c8553d", "#3d8b37", "#7b4fa3", "#b8860b", "#555555")

Points = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Curve:
    """One group: (months, percent) before and after, and official points."""

    name: str
    before: Points
    after: Points
    official: Points


@dataclass(frozen=True)
class Panel:
    """Curves that share axes."""

    title: str
    curves: Sequence[Curve]


@dataclass(frozen=True)
class Axes:
    """Position of a panel and length of its time axis (months)."""

    left: float
    last: int

    def at(self, months: float, percent: float) -> tuple[float, float]:
        """Pixels of a point."""
        return self.left + WIDE * months / self.last, TOP + HIGH * (1.0 - min(percent, MOST) / MOST)


def _path(axes: Axes, points: Points, colour: str, style: str) -> str:
    spots = " ".join(f"{x:.1f},{y:.1f}" for x, y in (axes.at(*point) for point in points))
    return f'<polyline points="{spots}" fill="none" stroke="{colour}" {style}/>'


def _frame(axes: Axes, title: str) -> list[str]:
    out = [f'<text x="{axes.left}" y="{TOP - 14}" font-weight="bold">{escape(title)}</text>']
    for percent in range(0, int(MOST) + 1, 20):
        x, y = axes.at(0.0, float(percent))
        out.append(f'<line x1="{x}" x2="{x + WIDE}" y1="{y}" y2="{y}" stroke="#dddddd"/>')
        out.append(f'<text x="{x - 6}" y="{y + 4}" text-anchor="end">{percent}</text>')
    for months in range(0, axes.last + 1, 24):
        x, y = axes.at(float(months), 0.0)
        out.append(f'<text x="{x}" y="{y + 16}" text-anchor="middle">{months}</text>')
    return out


def _panel(axes: Axes, panel: Panel) -> list[str]:
    out = _frame(axes, panel.title)
    for k, curve in enumerate(panel.curves):
        colour = COLOURS[k % len(COLOURS)]
        out.append(_path(axes, curve.before, colour, 'stroke-width="1" stroke-dasharray="4 3"'))
        out.append(_path(axes, curve.after, colour, 'stroke-width="2"'))
        for point in curve.official:
            x, y = axes.at(*point)
            out.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}" stroke="white"/>')
        y = TOP + 14 * (k + 1)
        out.append(f'<text x="{axes.left + 8}" y="{y}" fill="{colour}">{escape(curve.name)}</text>')
    return out


def figure(panels: Sequence[Panel], last: int) -> str:
    """The SVG; ``last`` is the last month of the time axis. Dashed before, solid after, dots official."""
    body: list[str] = []
    for k, panel in enumerate(panels):
        body += _panel(Axes(LEFT + k * (WIDE + GAP), last), panel)
    width, height = LEFT + len(panels) * (WIDE + GAP), TOP + HIGH + 50
    note = "employed, percent, by months since the permit; dashed before, solid after, dots official"
    body.append(f'<text x="{LEFT}" y="{height - 10}">{note}</text>')
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}"'
    return f'{head} font-family="sans-serif" font-size="12">\n' + "\n".join(body) + "\n</svg>\n"

"""A scene as PNG or PDF, painted by matplotlib where that is installed."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from werkagenda.analysis.scene import Disc, Lines, Scene, Shape, Words

DPI = 200
POINTS = 72
"""Points in an inch."""
PIXELS = 96
"""Pixels of a scene in an inch."""


def missing() -> str:
    """What is missing to paint; "" where nothing is."""
    return "" if find_spec("matplotlib") else "needs matplotlib, which is not installed; install it or use --format svg"


def paint(scene: Scene, target: Path, kind: str) -> None:
    """Write the scene as `png` or `pdf`; the same scene gives the same bytes."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(scene.width / PIXELS, scene.height / PIXELS), dpi=DPI)
    FigureCanvasAgg(figure)
    axes: Any = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_xlim(0, scene.width)
    axes.set_ylim(scene.height, 0)
    axes.axis("off")
    for order, item in enumerate(scene.items):
        if isinstance(item, Shape):
            _shape(axes, item, order)
        elif isinstance(item, Disc):
            _disc(axes, item, order)
        elif isinstance(item, Lines):
            _lines(axes, item, order)
        else:
            _words(axes, item, order)
    about = {"Title": scene.title, "Subject": scene.description, "CreationDate": None}
    figure.savefig(target, format=kind, metadata=about if kind == "pdf" else {"Software": None, "Title": scene.title})


def _shape(axes: Any, item: Shape, order: int) -> None:
    from matplotlib.patches import Polygon

    style = (0, tuple(float(part) for part in item.dash.split(","))) if item.dash else "-"
    width = item.width * POINTS / PIXELS
    if not item.closed:
        xs, ys = zip(*item.points, strict=True)
        axes.plot(xs, ys, color=item.stroke, linewidth=width, linestyle=style, zorder=order)
        return
    for hatch in ("", "////") if item.hatched else ("",):
        fill = "none" if hatch else item.fill
        edge = "#888888" if hatch else item.stroke
        shown = {"facecolor": fill, "edgecolor": edge, "linewidth": 0 if hatch else width, "alpha": item.opacity}
        axes.add_patch(Polygon(list(item.points), closed=True, hatch=hatch or None, zorder=order, **shown))


def _lines(axes: Any, item: Lines, order: int) -> None:
    from matplotlib.collections import LineCollection

    width = item.width * POINTS / PIXELS
    axes.add_collection(LineCollection(list(item.ends), colors=item.stroke, linewidths=width, zorder=order))


def _disc(axes: Any, item: Disc, order: int) -> None:
    from matplotlib.patches import Circle

    width = item.width * POINTS / PIXELS
    style = {"facecolor": item.fill, "edgecolor": item.stroke, "linewidth": width, "zorder": order}
    axes.add_patch(Circle(item.at, item.radius, **style))


def _words(axes: Any, item: Words, order: int) -> None:
    align = {"start": "left", "middle": "center", "end": "right"}[item.anchor]
    text = item.text.replace("$", r"\$")
    size, weight = item.size * POINTS / PIXELS, "bold" if item.bold else "normal"
    axes.text(
        *item.at,
        text,
        fontsize=size,
        color=item.colour,
        ha=align,
        va="baseline",
        weight=weight,
        zorder=order,
        rotation=90 if item.turn else 0,
    )

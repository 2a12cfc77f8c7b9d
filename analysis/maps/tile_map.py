"""The tile map as a picture: fixed classes, hatched within noise, grey where too few people are simulated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from werkagenda.analysis.colours import BLUE, RED
from werkagenda.analysis.language import Language
from werkagenda.analysis.maps import tiles, values
from werkagenda.analysis.scene import INK, MUTED, Lines, Scene, Shape, Words, headed

LEVELS = (0.3, 0.4, 0.5, 0.6)
"""Bounds of the classes of a share at work, the same in every map."""
EFFECTS = (-0.01, -0.0025, 0.0025, 0.01)
"""Bounds of the classes of an effect on that share, the same in every map."""
VIRIDIS = ("#440154", "#3b528b", "#21918c", "#5ec962", "#fde725")
DIVERGING = (BLUE, "#8dbfe0", "#f2f2f2", "#f4b183", RED)
GREY, NOISE = "#c8c8c8", "#ffffff"
"""Too few people; an effect that chance may explain, which is hatched and has no colour."""
WIDTH, MAP, LEFT = 1000.0, 560.0, 16.0


@dataclass(frozen=True)
class Kind:
    """What is shown: an effect (or a level), of municipalities (or regions)."""

    effect: bool
    single: bool

    @property
    def bounds(self) -> tuple[float, ...]:
        """Bounds of the classes."""
        return EFFECTS if self.effect else LEVELS

    @property
    def colours(self) -> tuple[str, ...]:
        """A colour a class."""
        return DIVERGING if self.effect else VIRIDIS

    @property
    def column(self) -> str:
        """The column of the values shown."""
        return "effect" if self.effect else "level"


def tile_map(found: pd.DataFrame, kind: Kind, title: str, source: str, words: Language, bare: bool = False) -> Scene:
    """A scene of the map; `found` as of `values`, by name of region or municipality. A bare one has no title and no
    source written in it."""
    height = max(tiles.height(MAP), 690) + (24 if bare else 120)
    scene = Scene(WIDTH, height, title, words.say("Tile map of the Netherlands."), headed=not bare)
    top = headed(scene, source) + 8
    classed = pd.Series(values.classes(found[kind.column].to_numpy(float), kind.bounds), index=found.index)
    for tile in tiles.tiles(MAP):
        name = tile.name if kind.single else tile.region
        _tile(scene, tile, top, name, found, classed, kind, words)
    moved = [[(x + LEFT, y + top) for x, y in ends] for ends in tiles.borders(MAP)]
    scene.add(Lines([(start, end) for start, end in moved], INK, 1.2))
    order = sorted(found.index)
    if not kind.single:
        _numbers(scene, top, order)
        _list(scene, top, order, found, kind, words)
    _key(scene, top + (40 if kind.single else tiles.height(MAP) - 150), kind, words)
    return scene


def _tile(
    scene: Scene,
    tile: tiles.Tile,
    top: float,
    name: str,
    found: pd.DataFrame,
    classed: pd.Series,
    kind: Kind,
    words: Language,
) -> None:
    corners = [(x + LEFT, y + top) for x, y in tile.corners]
    known = name in found.index
    judged = known and bool(found.at[name, "judged"])
    shown = value(found, name, kind, words) if judged else words.say("too few people")
    said = f"{tile.name} ({tile.region}): {shown}"
    noise = judged and kind.effect and not bool(found.at[name, "told"])
    fill = NOISE if noise else kind.colours[int(classed[name])] if judged else GREY
    scene.add(Shape(corners, fill=fill, stroke="#ffffff", width=0.6, hatched=noise, tip=said))


def value(found: pd.DataFrame, name: str, kind: Kind, words: Language) -> str:
    """The value of a place with its interval, as percentage or percentage points."""
    row: dict[str, Any] = {str(column): found.at[name, column] for column in ("level", "effect", "low", "high")}
    if not kind.effect:
        return words.percent(float(row["level"]), 0)
    shown = words.signed(100 * float(row["effect"]), 2)
    if pd.isna(row["low"]):
        return shown
    ends = (words.number(100 * float(row[side]), 2) for side in ("low", "high"))
    return words.say("{value} ({low} to {high})", **dict(zip(("value", "low", "high"), (shown, *ends), strict=True)))


def _numbers(scene: Scene, top: float, order: list[str]) -> None:
    """The number of each region in its middle, on a white disc."""
    for number, region in enumerate(order, start=1):
        x, y = tiles.middles(MAP)[region]
        x, y = x + LEFT, y + top
        scene.add(Shape([(x - 9, y - 7), (x + 9, y - 7), (x + 9, y + 7), (x - 9, y + 7)], fill="#ffffff", opacity=0.85))
        scene.add(Words((x, y + 4), str(number), 11, "middle", bold=True))


def _list(scene: Scene, top: float, order: list[str], found: pd.DataFrame, kind: Kind, words: Language) -> None:
    """Every region with its number and value: what the colours say, in figures."""
    x, y = MAP + 60, top + 8
    points, share = words.say("Labour-market region, percentage points (95%)"), words.say("Labour-market region, %")
    head = points if kind.effect else share
    scene.add(Words((x, y), head, 12, bold=True))
    for number, region in enumerate(order, start=1):
        y += 18.5
        judged = bool(found.at[region, "judged"])
        said = value(found, region, kind, words) if judged else words.say("too few people")
        colour = INK if judged and (bool(found.at[region, "told"]) or not kind.effect) else MUTED
        scene.add(Words((x, y), f"{number}. {region}", 12, colour=colour))
        scene.add(Words((WIDTH - 20, y), said, 12, "end", colour))


def _key(scene: Scene, top: float, kind: Kind, words: Language) -> None:
    """The classes, hatching and grey; on a map of municipalities beside the map, else in its empty lower corner."""
    x = MAP + 60 if kind.single else LEFT
    size = 16.0
    for number, colour in enumerate(kind.colours):
        scene.rectangle(x, top, size, size, colour, stroke=MUTED, width=0.5)
        scene.add(Words((x + 24, top + 13), _class(number, kind, words), 12))
        top += 21
    if kind.effect:
        scene.rectangle(x, top, size, size, NOISE, stroke=MUTED, width=0.5, hatched=True)
        scene.add(Words((x + 24, top + 13), words.say("within the margin of chance"), 12))
        top += 21
    scene.rectangle(x, top, size, size, GREY, stroke=MUTED, width=0.5)
    scene.add(Words((x + 24, top + 13), words.say("too few people"), 12))


def _class(number: int, kind: Kind, words: Language) -> str:
    decimals = 2 if kind.effect else 0
    ends = [words.number(100 * bound, decimals) for bound in kind.bounds]
    if number == 0:
        said = words.say("below {high}", high=ends[0])
    elif number == len(ends):
        said = words.say("from {low}", low=ends[-1])
    else:
        said = words.say("{low} to {high}", low=ends[number - 1], high=ends[number])
    points = words.say("points")
    return f"{said} {points}" if kind.effect else f"{said}%"

"""Hexagons of the municipalities and borders of regions, in pixels of a picture."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

from werkagenda.analysis.scene import Point
from werkagenda.evidence import places

ACROSS = 10.5
"""Distance of neighbouring tiles in km, as laid out in tile_layout.csv."""
SIDES = 6


@dataclass(frozen=True)
class Tile:
    """A municipality's hexagon: code, name, region, centre and corners (pixels)."""

    code: str
    name: str
    region: str
    centre: Point
    corners: tuple[Point, ...]


@cache
def tiles(width: float) -> tuple[Tile, ...]:
    """All tiles on a map so many pixels wide, its upper left corner at (0, 0)."""
    layout, known, regions = places.tiles(), places.municipalities(), places.regions()
    left = min(x for x, _ in layout.values()) - ACROSS / 2
    right = max(x for x, _ in layout.values()) + ACROSS / 2
    top = max(y for _, y in layout.values()) + ACROSS / math.sqrt(3)
    scale = width / (right - left)
    found = []
    for code, name, region in zip(known.code, known.name, known.region, strict=True):
        x, y = layout[code]
        centre = ((x - left) * scale, (top - y) * scale)
        found.append(Tile(code, name, regions.name[int(region)], centre, _corners(centre, scale)))
    return tuple(found)


def _corners(centre: Point, scale: float) -> tuple[Point, ...]:
    """Corners of a hexagon with a point up, clockwise from the top."""
    radius = ACROSS / math.sqrt(3) * scale
    turns = [math.radians(60 * number - 90) for number in range(SIDES)]
    return tuple((centre[0] + radius * math.cos(turn), centre[1] + radius * math.sin(turn)) for turn in turns)


def height(width: float) -> float:
    """Height of the map in pixels."""
    return max(y for tile in tiles(width) for _, y in tile.corners)


@cache
def borders(width: float) -> tuple[tuple[Point, Point], ...]:
    """Sides of tiles that lie between two regions or at the edge of the country."""
    sides: dict[tuple[Point, Point], list[str]] = {}
    for tile in tiles(width):
        for start, end in zip(tile.corners, (*tile.corners[1:], tile.corners[0]), strict=True):
            ends = tuple(sorted((round(x), round(y)) for x, y in (start, end)))
            sides.setdefault((ends[0], ends[1]), []).append(tile.region)
    return tuple(side for side, regions in sides.items() if len(regions) == 1 or len(set(regions)) > 1)


@cache
def middles(width: float) -> dict[str, Point]:
    """For each region the centre of the tile nearest to its middle."""
    by_region: dict[str, list[Tile]] = {}
    for tile in tiles(width):
        by_region.setdefault(tile.region, []).append(tile)
    found = {}
    for region, members in by_region.items():
        x = sum(tile.centre[0] for tile in members) / len(members)
        y = sum(tile.centre[1] for tile in members) / len(members)
        found[region] = min((tile.centre for tile in members), key=lambda each: math.dist(each, (x, y)))
    return found

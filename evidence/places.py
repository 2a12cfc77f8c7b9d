"""The 342 municipalities and 35 labour-market regions (source: municipalities.csv, region_neighbours.csv)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from werkagenda.evidence.files import frozen, rows

SETS = {"G4": (0, 4), "G40": (4, 44)}
"""Named sets, by rank in population: the four largest municipalities, and the forty that follow them.

Derived from the registry (LM206 to LM218); the city network of the name G40 has members of its own choice.
"""
ALIASES = {"Den Haag": "'s-Gravenhage", "Den Bosch": "'s-Hertogenbosch"}
"""Names in daily use of municipalities with another official name."""


@dataclass(frozen=True)
class Places:
    """Municipalities of 1 January 2024, sorted by code; all arrays have shape (342,).

    `population` counts persons on 1 January 2024 (LM206 to LM218: 2022 figures scaled to the official totals of
    2024, error mostly under 1%). `region` is the position (0..34) of the labour-market region in `regions()`.
    """

    code: tuple[str, ...]
    name: tuple[str, ...]
    province: tuple[str, ...]
    region: NDArray[np.int8]
    population: NDArray[np.int64]
    latitude: NDArray[np.float64]
    longitude: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.code)


@dataclass(frozen=True)
class Regions:
    """The 35 labour-market regions, sorted by code."""

    code: tuple[str, ...]
    name: tuple[str, ...]


@cache
def regions() -> Regions:
    """Codes and names of the labour-market regions (classification of 2026, LM220)."""
    named = {row["labour_market_region_code"]: row["labour_market_region"] for row in rows("municipalities")}
    codes = tuple(sorted(named))
    return Regions(code=codes, name=tuple(named[code] for code in codes))


@cache
def municipalities() -> Places:
    """All municipalities as arrays in the order of their code."""
    table = sorted(rows("municipalities"), key=lambda row: row["code"])
    position = {code: i for i, code in enumerate(regions().code)}
    return Places(
        code=tuple(row["code"] for row in table),
        name=tuple(row["name"] for row in table),
        province=tuple(row["province"] for row in table),
        region=frozen(np.array([position[row["labour_market_region_code"]] for row in table], dtype=np.int8)),
        population=frozen(np.array([int(row["population_2024"]) for row in table], dtype=np.int64)),
        latitude=frozen(np.array([float(row["latitude"]) for row in table])),
        longitude=frozen(np.array([float(row["longitude"]) for row in table])),
    )


@cache
def named(name: str) -> tuple[str, ...]:
    """Official names of the municipalities that a name stands for: a set, an alias, or a municipality itself."""
    if name not in SETS:
        return (ALIASES.get(name, name),)
    where, (first, last) = municipalities(), SETS[name]
    order = sorted(range(len(where)), key=lambda row: (-int(where.population[row]), where.code[row]))
    return tuple(where.name[row] for row in order[first:last])


@cache
def neighbours() -> list[tuple[int, ...]]:
    """For each of the 35 regions the positions of the regions that share a border with it, ascending."""
    position = {code: i for i, code in enumerate(regions().code)}
    found: list[set[int]] = [set() for _ in position]
    for row in rows("region_neighbours"):
        a = position[row["labour_market_region_code_a"]]
        b = position[row["labour_market_region_code_b"]]
        found[a].add(b)
        found[b].add(a)
    return [tuple(sorted(each)) for each in found]


@cache
def tiles() -> dict[str, tuple[float, float]]:
    """Centre of each municipality's hexagon on the tile map, km east and north, by code (tile_layout.csv)."""
    return {row["code"]: (float(row["x"]), float(row["y"])) for row in rows("tile_layout")}

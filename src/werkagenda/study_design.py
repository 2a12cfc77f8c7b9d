"""The design of a study: draws over parameters, settings and circumstances, as a grid, a list, a sample or a table."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field
from scipy.stats import qmc

from werkagenda import design_table, design_values
from werkagenda.design_values import Names, Varied
from werkagenda.study.plan import Draw, Point, Settings
from werkagenda.validation import StrictModel, validated

SAMPLED = ("latin_hypercube", "sobol")
MOST = 100_000
"""Draws that a design may have."""


class Design(StrictModel):
    """What a study file says under `design`."""

    method: Literal["grid", "list", "latin_hypercube", "sobol", "table"] | None
    vary: Annotated[Mapping[str, Any] | None, Field(json_schema_extra={"must_be": "names with their values"})]
    draws: Annotated[int, Field(ge=1, le=MOST)] | None
    table: str | None
    joint: bool
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)]
    replicates: Annotated[int, Field(ge=1, le=100_000)] | None
    repeated: Annotated[int, Field(ge=1, le=MOST)] | None


EMPTY = Design(method=None, vary=None, draws=None, table=None, joint=True, seed=1, replicates=None, repeated=None)


def read(given: Mapping[str, Any], names: Names) -> tuple[Design, list[Draw], list[str]]:
    """The design, its draws, and everything that is wrong with it."""
    design, problems = validated(Design, given, "design.")
    if design is None:
        return EMPTY, [], problems
    if problems := [*unused(design)]:
        return design, [], problems
    if design.method is None:
        return design, [], []
    if design.method == "table":
        draws, problems = design_table.read(Path(str(design.table)), names)
    else:
        draws, problems = varied(design, names)
    if draws and design.repeated and design.repeated > len(draws):
        problems.append(f"design.repeated={design.repeated}: the design has {len(draws)} draws")
    return design, draws, problems


def unused(design: Design) -> Iterator[str]:
    """Settings of a design that are missing for its method, or would be ignored."""
    method, sampled = design.method, design.method in SAMPLED
    if method is None:
        given = [name for name in ("vary", "draws", "table", "repeated") if getattr(design, name)]
        if given or not design.joint:
            yield "design.method: is missing; grid, list, latin_hypercube, sobol or table"
        return
    if sampled and design.draws is None:
        yield f"design.draws: is missing; say how many draws {method} takes"
    if not sampled and design.draws is not None:
        yield f"design.draws={design.draws}: goes with latin_hypercube and sobol; the values decide the number here"
    if method == "sobol" and design.draws and design.draws & (design.draws - 1):
        near = 2 ** round(math.log2(design.draws))
        yield f"design.draws={design.draws}: must be a power of two for a Sobol sequence, such as {near}"
    if (method == "table") != (design.table is not None):
        yield "design.table: goes with method=table, which needs it"
    if method == "table" and design.vary:
        yield "design.vary: the columns of the table are varied; leave it out"
    if method != "table" and not design.vary:
        yield "design.vary: names nothing to vary"
    if method in ("list", "table") and not design.joint:
        yield f"design.joint=false: the rows of a {method} hold together; use a grid to vary one name at a time"


def varied(design: Design, names: Names) -> tuple[list[Draw], list[str]]:
    """The draws of a grid, a list or a sample."""
    found: list[Varied] = []
    problems: list[str] = []
    for name, given in (design.vary or {}).items():
        one, wrong = design_values.read(names, str(name), given, design.method in SAMPLED)
        problems += wrong
        found += [one] if one else []
    if problems:
        return [], problems
    points, problems = POINTS[str(design.method)](design, found)
    return [Draw(number, point) for number, point in enumerate(points, start=1)], problems


def grid(design: Design, found: Sequence[Varied]) -> tuple[list[Point], list[str]]:
    """Every combination of values; with joint=false each value by itself, all else central."""
    if not design.joint:
        return [((each.name, value),) for each in found for value in each.values], []
    number = math.prod(len(each.values) for each in found)
    if number > MOST:
        return [], [f"design.vary: {number:,} combinations; a design has at most {MOST:,} draws"]
    names = [each.name for each in found]
    return [tuple(zip(names, row, strict=True)) for row in product(*(each.values for each in found))], []


def together(_design: Design, found: Sequence[Varied]) -> tuple[list[Point], list[str]]:
    """The first values together, then the second, ...; all lists are of one length."""
    lengths = {each.name: len(each.values) for each in found}
    if len(set(lengths.values())) > 1:
        said = ", ".join(f"{name} {number}" for name, number in lengths.items())
        return [], [f"design.vary: the values of a list go together, so each name needs as many ({said})"]
    names = list(lengths)
    return [tuple(zip(names, row, strict=True)) for row in zip(*(each.values for each in found), strict=True)], []


def sample(design: Design, found: Sequence[Varied]) -> tuple[list[Point], list[str]]:
    """A Latin hypercube or a scrambled Sobol sequence; with joint=false one of each name by itself."""
    groups = [list(found)] if design.joint else [[each] for each in found]
    points: list[Point] = []
    for group in groups:
        unit = sampler(design, len(group)).random(int(design.draws or 0))
        points += [tuple((each.name, each.at(u)) for each, u in zip(group, row, strict=True)) for row in unit.tolist()]
    return points, []


def sampler(design: Design, dimensions: int) -> qmc.QMCEngine:
    """The sampler of SciPy; the same seed gives the same points."""
    if design.method == "sobol":
        return qmc.Sobol(dimensions, scramble=True, rng=design.seed)
    return qmc.LatinHypercube(dimensions, rng=design.seed)


POINTS = {"grid": grid, "list": together, **dict.fromkeys(SAMPLED, sample)}


def names_of(parameters: Sequence[str], members: Sequence[Settings]) -> Names:
    """What a design may vary in a study of these scenarios."""
    return Names(tuple(parameters), tuple(members))

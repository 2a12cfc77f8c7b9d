"""Plan of a run: frozen settings and cells (one scenario, one replicate each)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from werkagenda.tables.comparison import ASSUMED, ASSUMPTIONS
from werkagenda.tables.vocabulary import LAST_MONTH, month_index

Choices = Mapping[str, Mapping[str, Any]]
"""Settings by name of instrument."""

Assume = tuple[tuple[str, float | None], ...]
"""Value per assumption about the outlook (None: registry value), then of other parameters changed with it."""


Value = float | int | str | bool
"""A value that a design gives to a name."""


Point = tuple[tuple[str, Value], ...]
"""Values by name."""


@dataclass(frozen=True)
class Draw:
    """A draw of a design: its number, from 1 on, and values by name."""

    number: int
    values: Point


def entry(name: str) -> str:
    """Parameter behind an assumption; other parameters changed from 2025 on go by their own name."""
    return ASSUMED.get(name, name)


@dataclass(frozen=True)
class Parameter:
    """One number of the model: `group.field`, value, and evidence id (None: no source).

    `outside` is the registry's range if the value lies outside it.
    """

    name: str
    value: float
    source: str | None
    outside: tuple[float, float] | None = None


@dataclass(frozen=True)
class Settings:
    """Everything a run depends on, checked; `scale` is a share, `end` the last month as YYYY-MM."""

    scenario: str
    economy: str
    inflow: str
    law: str
    scale: float
    seed: int
    replicates: int
    parameters: tuple[Parameter, ...]
    output: Path
    cache: Path
    instruments: Choices = field(default_factory=dict)
    assume: Assume = tuple((name, None) for name in ASSUMPTIONS)
    extensions: Path | None = None
    """Folder with additional instruments and scenarios."""
    sources: tuple[tuple[str, str], ...] = ()
    """sha256 of each file in it, by name."""
    description: tuple[str, str] = ("", "")
    """Description of the scenario in English and Dutch."""
    about: tuple[tuple[str, str], ...] = ()
    """Display names, author and date of the scenario, where its file states them."""
    workers: int = 1
    end: str = LAST_MONTH
    report: bool = False
    language: str = "en"
    """Language of the report: en or nl."""
    changed: tuple[str, ...] = ()
    """Command-line overrides, without output, cache and workers."""
    draw: Draw | None = None
    """The draw of a design that this run is of; its values are in the settings already."""

    @property
    def months(self) -> int:
        """Number of months from 2014-01 to `end`, inclusive."""
        return month_index(self.end) + 1

    @property
    def without_source(self) -> list[str]:
        """Names of parameters given as plain numbers."""
        return [f"parameters.{p.name}" for p in self.parameters if p.source is None]

    @property
    def outside_range(self) -> list[str]:
        """Parameters outside their range, one line each: name, value and range."""
        return [
            f"parameters.{p.name}={p.value:g} (range {p.outside[0]:g} to {p.outside[1]:g})"
            for p in self.parameters
            if p.outside is not None
        ]

    def assumptions(self) -> dict[str, float | None]:
        """Value of each assumption, the registry value if none is given (None if there is no such parameter)."""
        own = {parameter.name: parameter.value for parameter in self.parameters}
        return {name: own.get(entry(name)) if value is None else value for name, value in self.assume}

    def content(self, parameters: bool = True) -> dict[str, Any]:
        """Plain values that determine the results (not folders and number of workers), with or without parameters."""
        named = {p.name: {"value": p.value, "source": p.source or "no source"} for p in self.parameters if parameters}
        extensions = {"extensions": dict(self.sources)} if self.extensions else {}
        return {
            **extensions,
            "scenario": self.scenario,
            "economy": self.economy,
            "inflow": self.inflow,
            "law": self.law,
            "population": {"scale": self.scale},
            "outlook": {"end": self.end},
            "seed": self.seed,
            "replicates": self.replicates,
            "instruments": {name: dict(given) for name, given in sorted(self.instruments.items())},
            "assume": self.assumptions(),
            "parameters": named,
        }

    def digest(self) -> str:
        """Eight hexadecimal digits over the content without the seed; used in the default folder name."""
        content = {key: value for key, value in self.content().items() if key != "seed"}
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:8]

    def folder_name(self) -> str:
        """`<scenario>-<settings hash>-s<seed>`."""
        return f"{self.scenario}-{self.digest()}-s{self.seed}"

    def at(self, output: Path) -> Settings:
        """The same run in another folder."""
        return replace(self, output=output)


@dataclass(frozen=True)
class Cell:
    """Unit of execution: one replicate (0, 1, ...) of a run."""

    settings: Settings
    replicate: int


def cells(settings: Settings) -> list[Cell]:
    """Cells of a run in the order of their rows in the tables."""
    return [Cell(settings, number) for number in range(settings.replicates)]

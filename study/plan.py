"""What is to be done: the frozen settings of a run and its cells (one scenario, one replicate)."""

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
"""Value of each assumption about the outlook (None: the parameter's own value), then of parameters moved with it."""


def entry(name: str) -> str:
    """The parameter behind an assumption; any other parameter that is moved from 2025 on goes by its own name."""
    return ASSUMED.get(name, name)


@dataclass(frozen=True)
class Parameter:
    """One number of the model: `group.field`, its value, and the evidence id it comes from (None: no source).

    `outside` is the range of the registry where the value lies outside it.
    """

    name: str
    value: float
    source: str | None
    outside: tuple[float, float] | None = None


@dataclass(frozen=True)
class Settings:
    """All that one run depends on, checked; `scale` is a share, `end` the last month as YYYY-MM."""

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
    """Folder with instruments and scenarios beside the project's own."""
    sources: tuple[tuple[str, str], ...] = ()
    """sha256 of each file of it, by name."""
    description: tuple[str, str] = ("", "")
    """What the scenario stands for, in English and in Dutch."""
    about: tuple[tuple[str, str], ...] = ()
    """Display names, author and date of the scenario, where its file says them."""
    workers: int = 1
    end: str = LAST_MONTH
    report: bool = False
    changed: tuple[str, ...] = ()
    """The words of the command that set something, without output, cache and workers."""

    @property
    def months(self) -> int:
        """Months to run from 2014-01 up to and including `end`."""
        return month_index(self.end) + 1

    @property
    def without_source(self) -> list[str]:
        """Names of parameters that are plain numbers."""
        return [f"parameters.{p.name}" for p in self.parameters if p.source is None]

    @property
    def outside_range(self) -> list[str]:
        """Parameters outside the range of their entry, one line each: name, value and range."""
        return [
            f"parameters.{p.name}={p.value:g} (range {p.outside[0]:g} to {p.outside[1]:g})"
            for p in self.parameters
            if p.outside is not None
        ]

    def assumptions(self) -> dict[str, float | None]:
        """Value of each assumption, the parameter's own where none is given (None where the parameter lacks)."""
        own = {parameter.name: parameter.value for parameter in self.parameters}
        return {name: own.get(entry(name)) if value is None else value for name, value in self.assume}

    def content(self) -> dict[str, Any]:
        """What decides the results, as plain values; where and by how many workers does not."""
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
            "parameters": {p.name: {"value": p.value, "source": p.source or "no source"} for p in self.parameters},
        }

    def digest(self) -> str:
        """Eight hexadecimal digits over the content without the seed; names the default folder."""
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
    """The smallest thing that is executed: one replicate (0, 1, ...) of a run."""

    settings: Settings
    replicate: int


def cells(settings: Settings) -> list[Cell]:
    """The cells of a run in the order of their rows in the tables."""
    return [Cell(settings, number) for number in range(settings.replicates)]

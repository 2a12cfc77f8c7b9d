"""What is to be done: the frozen settings of a run and its cells (one scenario, one replicate)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from werkagenda.tables.vocabulary import LAST_MONTH, month_index


@dataclass(frozen=True)
class Parameter:
    """One number of the model: `group.field`, its value, and the evidence id it comes from (None: no source)."""

    name: str
    value: float
    source: str | None


@dataclass(frozen=True)
class Settings:
    """All that one run depends on, checked; `scale` is a share, `end` the last month as YYYY-MM."""

    scenario: str
    economy: str
    inflow: str
    scale: float
    seed: int
    replicates: int
    parameters: tuple[Parameter, ...]
    output: Path
    cache: Path
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

    def content(self) -> dict[str, Any]:
        """What decides the results, as plain values; where and by how many workers does not."""
        return {
            "scenario": self.scenario,
            "economy": self.economy,
            "inflow": self.inflow,
            "population": {"scale": self.scale},
            "outlook": {"end": self.end},
            "seed": self.seed,
            "replicates": self.replicates,
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

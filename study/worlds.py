"""A study: scenarios in worlds.

A world is one set of assumptions that no evidence determines; the central one has none.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from werkagenda.study.plan import Settings
from werkagenda.tables.comparison import ASSUMED

RENAMED = {"doubts": "sensitivity", "world_replicates": "sensitivity_replicates"}
"""Old names of settings of a study, and their names of now."""
CENTRAL = "central"
BASELINE = "baseline"
RUNS = "runs"
"""Folder of the study's runs, `<world>/<scenario>` each."""
ENGINES = ("processes", "dask")
"""What can execute a study's cells: worker processes of this machine, or Dask distributed."""
COMPARISON = "comparison"
"""Folder of the study's comparison."""


@dataclass(frozen=True)
class Sweep:
    """Values of one assumption besides the central one, and the scenarios they are tried for."""

    name: str
    values: tuple[float, ...]
    scenarios: tuple[str, ...]


@dataclass(frozen=True)
class Run:
    """One run of a study: a scenario in a world."""

    world: str
    settings: Settings

    @property
    def name(self) -> str:
        """`<world>/<scenario>`."""
        return f"{self.world}/{self.settings.scenario}"


@dataclass(frozen=True)
class Study:
    """A checked study; it is determined by the command-line overrides (`words`) and the configuration."""

    name: str
    description: tuple[str, str]
    runs: tuple[Run, ...]
    output: Path
    cache: Path
    workers: int
    words: tuple[str, ...]
    asked: Mapping[str, Any]
    """The study's settings as plain values."""
    engine: str = "processes"
    """What executes its cells: one of `worlds.ENGINES`."""
    address: str | None = None
    """Address of a Dask scheduler; None starts workers on this machine."""
    language: str = "en"
    """Language of the report: en or nl."""
    precision: tuple[tuple[str, float], ...] = ()
    """Standard errors wanted of effects in the central world, by headline indicator."""
    most_replicates: int = 1
    """Replicates of the central world at most, where a precision is wanted."""

    @property
    def command(self) -> str:
        """Command that repeats the study."""
        return shlex.join(["werkagenda", "study", *self.words, f"output={self.output.as_posix()}"])


def current_word(word: str) -> str:
    """A word NAME=VALUE under the name of now."""
    name, equals, value = word.partition("=")
    return f"{RENAMED.get(name, name)}{equals}{value}"


def world_name(assumption: str, value: float) -> str:
    """Name of a world and its folder: `fringe_share-0.6`."""
    return f"{assumption}-{value:g}"


def text(value: float) -> str:
    """A number as text that reads back as the same number."""
    return str(int(value)) if value == int(value) else repr(value)


def override(assumption: str, value: float) -> str:
    """Command-line override that sets an assumption, or another parameter from 2025 on."""
    if assumption in ASSUMED:
        return f"assume.{assumption}={text(value)}"
    return f"assume.parameters={{{assumption}: {text(value)}}}"


def in_world(settings: Settings, output: Path, replicates: int, assumption: str = "", value: float = 0.0) -> Run:
    """A scenario's run with one assumption (none: the central world), in its folder below the study's."""
    world = world_name(assumption, value) if assumption else CENTRAL
    assume = {**dict(settings.assume), **({assumption: value} if assumption else {})}
    words = [f"replicates={replicates}"] if replicates != 1 else []
    words += [override(assumption, value)] if assumption else []
    run = replace(
        settings,
        replicates=replicates,
        assume=tuple(assume.items()),
        changed=(*settings.changed, *words),
        output=output / RUNS / world / settings.scenario,
    )
    return Run(world, run)


def place(sweep: Sweep) -> tuple[int, str]:
    """Sort key of a sweep: assumptions in their order, then other parameters by name."""
    known = list(ASSUMED)
    return (known.index(sweep.name) if sweep.name in known else len(known), sweep.name)


def runs(
    scenarios: Sequence[Settings], sweeps: Sequence[Sweep], replicates: int, sensitivity_replicates: int, output: Path
) -> tuple[Run, ...]:
    """All runs, the central world first; other worlds change one assumption each."""
    found = [in_world(each, output, replicates) for each in scenarios]
    for sweep in sorted(sweeps, key=place) if sensitivity_replicates else ():
        for value in sorted(sweep.values):
            found += [
                in_world(each, output, sensitivity_replicates, sweep.name, value)
                for each in scenarios
                if each.scenario in (BASELINE, *sweep.scenarios)
            ]
    return tuple(found)

"""What an instrument of policy says about itself; a new one is a class of this kind in a file of its own.

It stands in `scenarios/`, or in a folder that `extensions=FOLDER` names, and is checked before anything runs. The
ledger, result tables, the settings that a run accepts, the manifest and the pages read it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, Self, TypeVar

import numpy as np
import pyarrow as pa

from werkagenda.model.recording.record import Shape
from werkagenda.model.state import State
from werkagenda.tables.flows import Flow

C = TypeVar("C")
N = TypeVar("N")
"""What is decided, and the parameters."""


@dataclass(frozen=True)
class Number:
    """A parameter that no row of the evidence holds: its value, unit, range, and where it comes from."""

    value: float
    unit: str
    low: float
    high: float
    source: str = "assumption"


class Instrument(Generic[C, N]):
    """An instrument of policy. A class of its own names what is below and writes ``begin`` and ``act``."""

    name: ClassVar[str]
    """As in `instruments.NAME` on the command line; also the group of its parameters."""
    title: ClassVar[tuple[str, str]]
    """Its name for readers, in English and in Dutch."""
    summary: ClassVar[str]
    """What it does and what dose 0 means, in a line."""
    choices_type: ClassVar[type[Any]]
    """What is decided: a frozen dataclass whose fields are made by ``setting``."""
    numbers_type: ClassVar[type[Any]]
    """Parameters that it reads: a NamedTuple; `NAME.FIELD` is a row of the evidence, or stands in ``assumed``."""
    assumed: ClassVar[Mapping[str, Number]] = {}
    """Fields of ``numbers_type`` that the evidence does not hold."""
    levers: ClassVar[tuple[str, ...]] = ()
    """Levers that it moves (`model.policy.levers`)."""
    points: ClassVar[tuple[str, ...]] = ()
    """Points of the month at which it acts (`model.policy.hooks`)."""
    decisions: ClassVar[tuple[str, ...]] = ()
    """What it draws for, each with a key of its own."""
    flows: ClassVar[tuple[Flow, ...]] = ()
    """Ways along which it pays; payments along any other are refused."""
    counts: ClassVar[Mapping[str, str]] = {}
    """Counts that it notes in the table `uptake`, by name (`tables.policy.UPTAKE`), and whom each counts."""
    records: ClassVar[Mapping[str, Shape]] = {}
    """What it counts by month beside the model's own record."""
    past: str = ""
    """What decides its doing before January 2025, as text; part of the key of a kept history."""

    def __init__(self, choices: C, numbers: N) -> None:
        self.choices, self.numbers = choices, numbers
        self.memory: dict[str, np.ndarray[Any, Any]] = {}

    @classmethod
    def build(
        cls, choices: Mapping[str, Any], numbers: Mapping[str, float], _assume: Mapping[str, float | None]
    ) -> Self:
        """The instrument of checked settings, its parameters, and the assumptions about the outlook."""
        return cls(cls.choices_type(**choices), cls.numbers_type(**numbers))

    @classmethod
    def together(cls, _given: Mapping[str, Any]) -> Iterator[str]:
        """What is wrong with settings that fit one by one."""
        yield from ()

    def begin(self, state: State) -> None:
        """Make ``memory``; called once, before the first month or before a kept history is put back."""

    def act(self, point: str, state: State) -> None:
        """Act at one of its points; called once a month at each."""
        raise NotImplementedError

    def tables(self, _state: State) -> dict[str, pa.Table]:
        """Result tables that it makes, by name."""
        return {}

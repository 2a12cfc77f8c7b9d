"""Base class of policy instruments. Each instrument is one subclass in one file.

The file is in `scenarios/` or in a folder named by `extensions=FOLDER`. It is checked before anything runs. The ledger,
result tables, accepted settings, manifest and reports are derived from the class.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, Self, TypeVar

import numpy as np
import pyarrow as pa

from werkagenda.model.recording.record import Shape
from werkagenda.model.state import State
from werkagenda.tables.flows import Flow

C = TypeVar("C")
N = TypeVar("N")
"""Types of the choices and of the parameters."""


@dataclass(frozen=True)
class Number:
    """A parameter without a row in the evidence: value, unit, range and source."""

    value: float
    unit: str
    low: float
    high: float
    source: str = "assumption"


class Instrument(Generic[C, N]):
    """A policy instrument. A subclass sets the attributes below and implements ``begin`` and ``act``."""

    name: ClassVar[str]
    """Name in `instruments.NAME` on the command line; also the group of its parameters."""
    title: ClassVar[tuple[str, str]]
    """Display name in English and Dutch."""
    summary: ClassVar[str]
    """One line: what it does and what dose 0 means."""
    choices_type: ClassVar[type[Any]]
    """Policy choices: a model of ``InstrumentSettings`` whose fields are created by ``setting``."""
    numbers_type: ClassVar[type[Any]]
    """Parameters: a NamedTuple; each `NAME.FIELD` is a row of the evidence or an entry of ``assumed``."""
    assumed: ClassVar[Mapping[str, Number]] = {}
    """Fields of ``numbers_type`` that are not in the evidence."""
    levers: ClassVar[tuple[str, ...]] = ()
    """Levers it changes (`model.policy.levers`)."""
    points: ClassVar[tuple[str, ...]] = ()
    """Points of the month at which it acts (`model.policy.hooks`)."""
    decisions: ClassVar[tuple[str, ...]] = ()
    """Its random decisions, each with its own key."""
    flows: ClassVar[tuple[Flow, ...]] = ()
    """Payment flows it may post; any other payment is rejected."""
    counts: ClassVar[Mapping[str, str]] = {}
    """Counts it records in the table `uptake`, by name (`tables.policy.UPTAKE`), with a description."""
    records: ClassVar[Mapping[str, Shape]] = {}
    """Monthly counts it records in addition to the model's."""
    past: str = ""
    """Text of everything that determines its effect before January 2025; part of the checkpoint key."""

    def __init__(self, choices: C, numbers: N) -> None:
        self.choices, self.numbers = choices, numbers
        self.memory: dict[str, np.ndarray[Any, Any]] = {}

    @classmethod
    def build(
        cls, choices: Mapping[str, Any], numbers: Mapping[str, float], _assume: Mapping[str, float | None]
    ) -> Self:
        """Build the instrument from checked settings, its parameters and the assumptions about the outlook."""
        return cls(cls.choices_type(**choices), cls.numbers_type(**numbers))

    def begin(self, state: State) -> None:
        """Create ``memory``; called once, before the first month or before a checkpoint is restored."""

    def act(self, point: str, state: State) -> None:
        """Act at one of its points; called once a month at each."""
        raise NotImplementedError

    def tables(self, _state: State) -> dict[str, pa.Table]:
        """Result tables built by the instrument, by name."""
        return {}

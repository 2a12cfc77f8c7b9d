"""Policy interface: named points of the month and lever columns. The model knows no instrument by name.

A lever is a column that a rule reads. It is reset to its neutral value (exactly 0 or 1) each month, and instruments
contribute in order of their names. An instrument with dose zero therefore changes no bit of the results.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Generic, Protocol, TypeVar, runtime_checkable

import numpy as np
import pyarrow as pa

from werkagenda.agents.state import F64
from werkagenda.model.policy.levers import LEVERS
from werkagenda.model.random.keyed_random import Decision, check_unique
from werkagenda.tables.flows import Flow

W = TypeVar("W")
"""Type of the state that instruments act on."""
W_in = TypeVar("W_in", contravariant=True)

POINTS = ("study", "class", "contracts", "guidance", "offers", "learning", "money")
"""Points of the month at which instruments can act, in order."""


class HookProblem(ValueError):
    """An instrument uses a point or lever that does not exist."""


@runtime_checkable
class Instrument(Protocol[W_in]):
    """A policy instrument as seen by the model."""

    name: ClassVar[str]
    levers: ClassVar[tuple[str, ...]]
    """All levers it may change."""
    points: ClassVar[tuple[str, ...]]
    decisions: ClassVar[tuple[str, ...]]
    """Its random decisions, each with its own key (see ``decision``)."""
    past: str
    """Text of everything that determines its effect before January 2025; part of the checkpoint key ("" if nothing)."""
    flows: ClassVar[tuple[Flow, ...]]
    """Payment flows it may post."""
    records: ClassVar[Mapping[str, tuple[tuple[int, ...], str]]]
    """Additional monthly counts it records: shape of a month and type, by name."""
    memory: dict[str, np.ndarray[Any, Any]]
    """State kept between months, by employer or year; created by ``begin`` and saved in checkpoints."""

    def begin(self, state: W_in) -> None:
        """Called once, before the first month or before a checkpoint is restored."""

    def act(self, point: str, state: W_in) -> None:
        """Called once a month at each of its points."""

    def tables(self, state: W_in) -> dict[str, pa.Table]:
        """Result tables built by the instrument, by name; they replace the model's empty ones."""
        ...


def decision(instrument: str, what: str) -> int:
    """Number of an instrument's decision, above the model's own: 1000 + crc32 of "instrument.what"."""
    return int(Decision.INSTRUMENT) + zlib.crc32(f"{instrument}.{what}".encode())


def _read_only(column: F64) -> F64:
    """Read-only view of a column."""
    view = column.view()
    view.flags.writeable = False
    return view


class Hooks(Generic[W]):
    """Lever columns of a run and the instruments that act on it."""

    def __init__(self, instruments: Sequence[Instrument[W]], people: int, employers: int) -> None:
        self.instruments = sorted(instruments, key=lambda instrument: instrument.name)
        problems = []
        for instrument in self.instruments:
            problems += [f"{instrument.name}: no rule reads lever '{x}'" for x in instrument.levers if x not in LEVERS]
            problems += [
                f"{instrument.name}: no point '{x}' in the month" for x in instrument.points if x not in POINTS
            ]
        if problems:
            raise HookProblem("; ".join(problems))
        check_unique((f"{i.name}.{what}", decision(i.name, what)) for i in self.instruments for what in i.decisions)
        size = {"people": people, "employers": employers}
        self._columns = {name: np.full(size[of], neutral) for name, (of, neutral) in LEVERS.items()}
        self.lever: dict[str, F64] = {name: _read_only(column) for name, column in self._columns.items()}
        self._moved: set[str] = set()

    def begin(self, state: W) -> None:
        """Let every instrument create its memory."""
        for instrument in self.instruments:
            instrument.begin(state)

    def memories(self) -> dict[str, np.ndarray[Any, Any]]:
        """Memory of all instruments, by ``instrument.name``."""
        return {f"{each.name}.{name}": array for each in self.instruments for name, array in each.memory.items()}

    def move(self, name: str) -> F64:
        """Writable column of a lever for this month (``lever`` holds read-only views).

        Raises HookProblem if undeclared.
        """
        if not any(name in instrument.levers for instrument in self.instruments):
            raise HookProblem(f"no instrument says that it moves lever '{name}'")
        self._moved.add(name)
        return self._columns[name]

    def reset(self) -> None:
        """Reset the levers changed last month to their neutral values."""
        for name in self._moved:
            self._columns[name].fill(LEVERS[name][1])
        self._moved.clear()

    def act(self, point: str, state: W) -> None:
        """Call the instruments registered at a point, in order of name."""
        for instrument in self.instruments:
            if point in instrument.points:
                instrument.act(point, state)

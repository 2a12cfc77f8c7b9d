"""Where policy may act: named points of the month and lever columns. The model knows no instrument by name.

A lever is a column that a rule reads; it is put back to its neutral element (exactly 0 or 1) each month and
instruments contribute in the order of their names, so an instrument at dose zero changes no bit.
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
"""The state that instruments act on."""
W_in = TypeVar("W_in", contravariant=True)

POINTS = ("study", "class", "contracts", "guidance", "offers", "learning", "money")
"""Points of the month at which an instrument may be called, in the month's order."""


class HookProblem(ValueError):
    """An instrument asks for a point or a lever that does not exist."""


@runtime_checkable
class Instrument(Protocol[W_in]):
    """A policy instrument as the model sees it."""

    name: ClassVar[str]
    levers: ClassVar[tuple[str, ...]]
    """All that it may move."""
    points: ClassVar[tuple[str, ...]]
    decisions: ClassVar[tuple[str, ...]]
    """What it draws for, each with a key of its own (see ``decision``)."""
    past: str
    """What decides its doing before January 2025, as text: part of the key of a kept history ("" when nothing)."""
    flows: ClassVar[tuple[Flow, ...]]
    """Ways along which it pays."""
    records: ClassVar[Mapping[str, tuple[tuple[int, ...], str]]]
    """What it counts each month in the record beside the model: shape of a month and type, by name."""
    memory: dict[str, np.ndarray[Any, Any]]
    """What it remembers from month to month, by employer or by year, made by ``begin``; kept with a history."""

    def begin(self, state: W_in) -> None:
        """Called once, before the first month or before a kept history is put back."""

    def act(self, point: str, state: W_in) -> None:
        """Called once a month at each of its points."""

    def tables(self, state: W_in) -> dict[str, pa.Table]:
        """Result tables that the instrument makes, by name; they take the place of the model's empty ones."""
        ...


def decision(instrument: str, what: str) -> int:
    """Number of a decision of an instrument, above all of the model's own: 1000 + crc32 of "instrument.what"."""
    return int(Decision.INSTRUMENT) + zlib.crc32(f"{instrument}.{what}".encode())


def _to_read(column: F64) -> F64:
    """The same column, not to be written."""
    view = column.view()
    view.flags.writeable = False
    return view


class Hooks(Generic[W]):
    """The lever columns of a run and the instruments that act on it."""

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
        self.lever: dict[str, F64] = {name: _to_read(column) for name, column in self._columns.items()}
        self._moved: set[str] = set()

    def begin(self, state: W) -> None:
        """Let every instrument make its memory."""
        for instrument in self.instruments:
            instrument.begin(state)

    def memories(self) -> dict[str, np.ndarray[Any, Any]]:
        """The memory of all instruments, by ``instrument.name``."""
        return {f"{each.name}.{name}": array for each in self.instruments for name, array in each.memory.items()}

    def move(self, name: str) -> F64:
        """The column of a lever to contribute to, until the month ends (``lever`` holds what can only be read)."""
        if not any(name in instrument.levers for instrument in self.instruments):
            raise HookProblem(f"no instrument says that it moves lever '{name}'")
        self._moved.add(name)
        return self._columns[name]

    def reset(self) -> None:
        """Levers that moved are put back to neutral at the start of a month."""
        for name in self._moved:
            self._columns[name].fill(LEVERS[name][1])
        self._moved.clear()

    def act(self, point: str, state: W) -> None:
        """Call the instruments of a point in name order."""
        for instrument in self.instruments:
            if point in instrument.points:
                instrument.act(point, state)

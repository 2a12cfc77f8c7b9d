"""Where policy may act: named points of the month and lever columns. The model knows no instrument by name.

A lever is a column that a rule reads; it is put back to its neutral element (exactly 0 or 1) each month and
instruments contribute in the order of their names, so an instrument at dose zero changes no bit.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import numpy as np

from werkagenda.agents.state import F64

if TYPE_CHECKING:
    from werkagenda.model.world import World

POINTS = ("class", "contracts", "guidance", "offers", "learning", "money")
"""Points of the month at which an instrument may be called, in the month's order."""

LEVERS: dict[str, tuple[str, float]] = {
    "care_help": ("people", 0.0),
    "vocational": ("people", 0.0),
    "support": ("people", 0.0),
    "bias": ("employers", 1.0),
}
"""Lever, whose column it is, neutral element; the kernels of ``integration``, ``participation``, ``contracts``,
``search`` and ``audit`` read them."""


class PortProblem(ValueError):
    """An instrument asks for a point or a lever that does not exist."""


@runtime_checkable
class Instrument(Protocol):
    """A policy instrument as the model sees it."""

    name: str
    levers: tuple[str, ...]
    points: tuple[str, ...]

    def act(self, point: str, world: World) -> None:
        """Called once a month at each of its points."""


class Ports:
    """The lever columns of a run and the instruments that act on it."""

    def __init__(self, instruments: Sequence[Instrument], people: int, employers: int) -> None:
        self.instruments = sorted(instruments, key=lambda instrument: instrument.name)
        problems = []
        for instrument in self.instruments:
            problems += [f"{instrument.name}: no rule reads lever '{x}'" for x in instrument.levers if x not in LEVERS]
            problems += [
                f"{instrument.name}: no point '{x}' in the month" for x in instrument.points if x not in POINTS
            ]
        if problems:
            raise PortProblem("; ".join(problems))
        size = {"people": people, "employers": employers}
        self.lever: dict[str, F64] = {name: np.full(size[of], neutral) for name, (of, neutral) in LEVERS.items()}

    def reset(self) -> None:
        """Levers back to neutral at the start of a month (nothing to do without instruments)."""
        if self.instruments:
            for name, (_, neutral) in LEVERS.items():
                self.lever[name].fill(neutral)

    def act(self, point: str, world: World) -> None:
        """Call the instruments of a point in name order."""
        for instrument in self.instruments:
            if point in instrument.points:
                instrument.act(point, world)

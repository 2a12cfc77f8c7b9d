"""Agents as Mesa objects: views created on demand over the columns, without state of their own.

``class Person(AgentView, columns=PEOPLE)`` gets one attribute per column. A ``Label`` in the class body shows a code as
a text label. Reading or writing an attribute reads or writes the cell.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

import mesa
import numpy as np
from numpy.typing import NDArray

from werkagenda.agents.columns import Array, Columns, did_you_mean

if TYPE_CHECKING:
    from werkagenda.agents.view_set import ColumnAgentSet


class AgentGone(LookupError):
    """The agent of a view has left; its row is empty or belongs to another agent."""


class ChanceRefused(TypeError):
    """Raised when code requests a random stream from a model with keyed random numbers."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what} is refused: chance is keyed here, every draw belongs to a decision, a person "
            "and a month, and none depends on the order of calls. Draw with "
            "werkagenda.model.random.keyed_random, and put agents in order with sort()"
        )


class Cell:
    """Descriptor for one cell of a column; ``column`` defaults to the attribute's name."""

    def __init__(self, column: str = "") -> None:
        self.column = column

    def __set_name__(self, owner: type, name: str) -> None:
        self.column = self.column or name

    def __get__(self, view: AgentView | None, owner: type | None = None) -> Any:
        if view is None:
            return self
        row = view.row
        return self.decode(view.table.column(self.column)[row : row + 1])[0].item()

    def __set__(self, view: AgentView, value: Any) -> None:
        view.table.write(self.column, view.row, self.encode(value))

    def decode(self, stored: Array) -> Array:
        """Convert stored values to shown values."""
        return stored

    def encode(self, value: Any) -> Any:
        """Convert a value, or an array of values, to stored form."""
        return value


class Identity(Cell):
    """Descriptor of the id column; read-only."""

    def encode(self, _: Any) -> Any:
        """Raises AttributeError: ids never change."""
        raise AttributeError(f"'{self.column}' is the agent's identity and can't be changed")


class Label(Cell):
    """Descriptor of a column of codes shown as labels: code ``i`` is ``labels[i]``; -1 is ``none`` if given."""

    def __init__(self, column: str, labels: Iterable[str], none: str | None = None) -> None:
        super().__init__(column)
        self.labels = tuple(labels)
        self.none = none
        self._shown: NDArray[np.str_] = np.array([*self.labels, *([] if none is None else [none])])

    def decode(self, stored: Array) -> Array:
        """Labels of the codes. Raises ValueError for an unknown code."""
        lowest = 0 if self.none is None else -1
        if stored.size and not lowest <= int(stored.min()) <= int(stored.max()) < len(self.labels):
            raise ValueError(f"'{self.column}' holds a code without a label, known {self.labels}")
        return self._shown[stored.astype(np.intp)]

    def encode(self, value: Any) -> Any:
        """Code of a label, or codes of several. Raises ValueError for an unknown label."""
        if not isinstance(value, str):
            return np.array([self.encode(str(label)) for label in value], np.int64)
        if value in self.labels:
            return self.labels.index(value)
        if self.none is not None and value == self.none:
            return -1
        hint = did_you_mean(value, self.labels)
        raise ValueError(f"'{value}' is no label of '{self.column}', known are {self.labels}{hint}")


class AgentView(mesa.Agent):  # type: ignore[misc]  # Mesa ships no types
    """One agent of a column table, defined by set, row and the row's id at creation.

    Views are not registered with the model. Two views are equal if they show the same agent of the same table. After
    the row's id changes every attribute except ``unique_id`` raises ``AgentGone``; an agent that left can be read until
    its row is reused. Subclass with ``columns=`` (field names of the table) and, if the id column is not ``id``,
    ``id_column=``.
    """

    __slots__ = ("_id", "_row", "_set")

    id_column: ClassVar[str] = "id"
    pos: ClassVar[None] = None

    def __init_subclass__(cls, columns: Iterable[str] = (), id_column: str | None = None, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if id_column is not None:
            cls.id_column = id_column
        for name in columns:
            if name in cls.__dict__:
                continue
            if name in _TAKEN:
                raise TypeError(
                    f"column '{name}' of {cls.__name__} hides an attribute that Mesa's agents "
                    "have; rename it, or define the attribute in the class"
                )
            cell = Identity(name) if name == cls.id_column else Cell(name)
            setattr(cls, name, cell)

    def __init__(self, owner: ColumnAgentSet, row: int) -> None:
        # Skips Mesa's constructor, which would number and register the agent.
        object.__setattr__(self, "_set", owner.root)
        object.__setattr__(self, "_row", int(row))
        object.__setattr__(self, "_id", int(owner.table.column(self.id_column)[row]))

    def __setattr__(self, name: str, value: Any) -> None:
        if not hasattr(getattr(type(self), name, None), "__set__"):
            hint = did_you_mean(name, self._set.table.names)
            raise AttributeError(f"{type(self).__name__} has no column '{name}'{hint}")
        object.__setattr__(self, name, value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, AgentView) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._id:#018x} in row {self._row}>"

    def _key(self) -> tuple[int, int, int]:
        return id(self._set.table), self._row, self._id

    @property
    def alive(self) -> bool:
        """True if the row still belongs to this agent."""
        return bool(self._set.table.column(self.id_column)[self._row] == self._id)

    @property
    def table(self) -> Columns:
        """The column table. Raises ``AgentGone`` if the row now belongs to another agent."""
        if not self.alive:
            raise AgentGone(
                f"{type(self).__name__} {self._id:#018x} has left and row {self._row} is "
                "another's; fetch agents anew instead of keeping them across months"
            )
        table: Columns = self._set.table
        return table

    @property
    def row(self) -> int:
        """Row in the table."""
        return int(self._row)

    @property
    def unique_id(self) -> int:
        """Structured 64-bit id."""
        return int(self._id)

    @property
    def model(self) -> Any:
        """Model of the agent's set."""
        return self._set.model

    @property
    def random(self) -> Any:
        """Raises ``ChanceRefused``: random numbers are keyed."""
        raise ChanceRefused("agent.random")

    @property
    def rng(self) -> Any:
        """Raises ``ChanceRefused``: random numbers are keyed."""
        raise ChanceRefused("agent.rng")

    def remove(self) -> None:
        """Raises TypeError: agents leave through the rules of the month, which conserve people and jobs."""
        raise TypeError(
            f"a {type(self).__name__} is a view of a row and can't be removed by hand: agents "
            "leave through the month's own rules, which keep people and jobs conserved"
        )


_TAKEN = frozenset(dir(AgentView))

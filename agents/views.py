"""Agents as Mesa knows them, made on demand over the columns and owning nothing.

``class Person(AgentView, columns=PEOPLE)`` gets one attribute for each column; a ``Label`` in the
class body shows a code as a word. Reading and writing an attribute reads and writes the cell.
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
    """The agent a view was made for has left; its row belongs to nobody or to somebody else."""


class ChanceRefused(TypeError):
    """Something asked for a stream of random numbers in a model whose chance is keyed."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what} is refused: chance is keyed here, every draw belongs to a decision, a person "
            "and a month, and none depends on the order of calls. Draw with "
            "werkagenda.model.random.keyed_random, and put agents in order with sort()"
        )


class Cell:
    """Attribute of a view that is one cell of a column; the attribute's name unless given."""

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
        """What a reader sees of stored values."""
        return stored

    def encode(self, value: Any) -> Any:
        """What is stored for a value (or an array of them)."""
        return value


class Identity(Cell):
    """The column of structured ids: readable, never written through a view."""

    def encode(self, _: Any) -> Any:
        """Refuse: an identity is given once."""
        raise AttributeError(f"'{self.column}' is the agent's identity and can't be changed")


class Label(Cell):
    """A column of codes shown as words: code ``i`` is ``words[i]``, and -1 is ``none`` if given."""

    def __init__(self, column: str, words: Iterable[str], none: str | None = None) -> None:
        super().__init__(column)
        self.words = tuple(words)
        self.none = none
        self._shown: NDArray[np.str_] = np.array([*self.words, *([] if none is None else [none])])

    def decode(self, stored: Array) -> Array:
        """The words of the codes."""
        lowest = 0 if self.none is None else -1
        if stored.size and not lowest <= int(stored.min()) <= int(stored.max()) < len(self.words):
            raise ValueError(f"'{self.column}' holds a code without a word, known {self.words}")
        return self._shown[stored.astype(np.intp)]

    def encode(self, value: Any) -> Any:
        """The code of a word, or the codes of several."""
        if not isinstance(value, str):
            return np.array([self.encode(str(word)) for word in value], np.int64)
        if value in self.words:
            return self.words.index(value)
        if self.none is not None and value == self.none:
            return -1
        hint = did_you_mean(value, self.words)
        raise ValueError(f"'{value}' is no word for '{self.column}', known are {self.words}{hint}")


class AgentView(mesa.Agent):  # type: ignore[misc]  # Mesa ships no types
    """One agent of a column table: set, row, and the id of the row when the view was made.

    Never registered with the model. Two views are equal when they show the same agent of the same
    table. Once the row's id has changed every attribute raises ``AgentGone``; ``unique_id`` still
    answers. Somebody who left but whose row nobody took can still be read. Subclass with
    ``columns=`` (the table's field names) and, if the ids stand in a column that is not called
    ``id``, with ``id_column=``.
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
        # Mesa's own constructor would number and register it: state and identity are columns.
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
        """Whether the row still belongs to this agent."""
        return bool(self._set.table.column(self.id_column)[self._row] == self._id)

    @property
    def table(self) -> Columns:
        """The columns, after a check that the row still is this agent's."""
        if not self.alive:
            raise AgentGone(
                f"{type(self).__name__} {self._id:#018x} has left and row {self._row} is "
                "another's; fetch agents anew instead of keeping them across months"
            )
        table: Columns = self._set.table
        return table

    @property
    def row(self) -> int:
        """The row in the table."""
        return int(self._row)

    @property
    def unique_id(self) -> int:
        """The structured 64-bit id."""
        return int(self._id)

    @property
    def model(self) -> Any:
        """The model of the set the view came from."""
        return self._set.model

    @property
    def random(self) -> Any:
        """Refused: chance is keyed."""
        raise ChanceRefused("agent.random")

    @property
    def rng(self) -> Any:
        """Refused: chance is keyed."""
        raise ChanceRefused("agent.rng")

    def remove(self) -> None:
        """Refused: agents leave in the month, where people and jobs are counted out."""
        raise TypeError(
            f"a {type(self).__name__} is a view of a row and can't be removed by hand: agents "
            "leave through the month's own rules, which keep people and jobs conserved"
        )


_TAKEN = frozenset(dir(AgentView))

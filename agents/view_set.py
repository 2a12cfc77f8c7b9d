"""Mesa's AgentSet over the rows of a column table; works on whole columns where possible."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from inspect import getattr_static
from typing import Any, NoReturn, Self

import numpy as np
from mesa.agent import AgentSet
from numpy.typing import NDArray

from werkagenda.agents.columns import Array, Columns, Rows, did_you_mean
from werkagenda.agents.grouping import ColumnGroupBy, group_positions
from werkagenda.agents.views import AgentView, Cell, ChanceRefused

Active = str | Callable[[Columns], Array] | None
Values = Array | list[Any]

EVERYBODY = float("inf")


def quota(at_most: float, total: int) -> int:
    """Number of agents meant by Mesa's ``at_most``: a float up to 1 is a share of ``total``, anything else a number."""
    wanted = total * at_most if isinstance(at_most, float) and at_most <= 1.0 else at_most
    return int(min(wanted, total))


class ColumnAgentSet(AgentSet):  # type: ignore[misc]  # Mesa has no types
    """Agents of one table as an AgentSet; views are created on access.

    ``active`` selects the rows in use: the name of a column (nonzero = in use), a function of the table that returns a
    mask, or ``None`` for all ``table.count`` rows. The set built by the constructor is live: it follows ``active``.
    Results of ``select``, ``sort`` and ``groupby`` keep members and order and drop agents that leave, as in Mesa.
    """

    def __init__(self, model: Any, view: type[AgentView], table: Columns, active: Active = None) -> None:
        self.model, self.view, self.table, self.active = model, view, table, active
        self.root: ColumnAgentSet = self
        self._rows: Rows | None = None
        self._ids: Array | None = None

    # ------------------------------------------------------------------ members
    def _mask(self) -> Array | None:
        if self.active is None:
            return None
        if isinstance(self.active, str):
            return self.table.column(self.active)
        return self.active(self.table)

    def rows(self) -> Rows:
        """Rows of the members in set order."""
        mask = self._mask()
        if self._rows is None or self._ids is None:
            if mask is None:
                return np.arange(self.table.count, dtype=np.int64)
            return np.flatnonzero(mask[: self.table.count])
        here: NDArray[np.bool_] = self._column_of_ids()[self._rows] == self._ids
        if mask is not None:
            here &= mask[self._rows] != 0
        return self._rows if here.all() else self._rows[here]

    def _column_of_ids(self) -> Array:
        return self.table.column(self.view.id_column)

    def ids(self) -> Array:
        """Structured ids of the members in set order."""
        return self._column_of_ids()[self.rows()]

    def _with(self, rows: Rows) -> Self:
        chosen = type(self)(self.model, self.view, self.table, self.active)
        chosen.root, chosen._rows = self.root, rows
        chosen._ids = self._column_of_ids()[rows]
        return chosen

    def _result(self, rows: Rows, inplace: bool) -> Self:
        if not inplace:
            return self._with(rows)
        if self._rows is None:
            raise TypeError(
                f"the model's own set of {self.view.__name__} agents follows the columns and can't "
                "be changed in place; leave out inplace=True"
            )
        self._rows, self._ids = rows, self._column_of_ids()[rows]
        return self

    def _views(self, rows: Rows) -> Iterator[AgentView]:
        return (self.view(self.root, row) for row in rows.tolist())

    def __len__(self) -> int:
        mask = self._mask()
        if self._rows is None:
            count = self.table.count
            return count if mask is None else int(np.count_nonzero(mask[:count]))
        return len(self.rows())

    def __iter__(self) -> Iterator[AgentView]:
        return self._views(self.rows())

    def __reversed__(self) -> Iterator[AgentView]:
        return self._views(self.rows()[::-1])

    def __contains__(self, agent: object) -> bool:
        if not isinstance(agent, AgentView) or agent._set.table is not self.table:
            return False
        mask = self._mask()
        if not agent.alive or (mask is not None and not mask[agent.row]):
            return False
        if self._rows is None:
            return bool(agent.row < self.table.count)
        return bool((self._rows == agent.row).any())

    def __getitem__(self, item: int | slice) -> Any:
        chosen = self.rows()[item]
        if isinstance(item, slice):
            return list(self._views(chosen))
        return self.view(self.root, int(chosen))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ColumnAgentSet) or other.table is not self.table:
            return False
        return np.array_equal(np.sort(self.rows()), np.sort(other.rows()))

    __hash__ = None  # type: ignore[assignment]  # as in Mesa: a set that changes has no hash

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {len(self)} {self.view.__name__} agents>"

    def index(self, value: Any, start: int = 0, stop: int | None = None) -> int:
        """Position of an agent in the set. Raises ValueError if it is not a member."""
        places = np.arange(len(self))[start:stop]
        if value in self:
            places = places[self.rows()[start:stop] == value.row]
            if places.size:
                return int(places[0])
        raise ValueError(f"{value!r} is not in the set")

    def to_list(self) -> list[AgentView]:
        """All members as view objects; for small sets."""
        return list(self)

    def copy(self) -> Self:
        """Independent set with the current members."""
        return self._with(self.rows())

    __copy__ = copy

    def __getstate__(self) -> dict[str, Any]:
        return dict(self.__dict__)

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)

    # ------------------------------------------------------------------ reading and writing
    def _cell(self, name: str) -> Cell | None:
        found = getattr_static(self.view, name, None)
        if found is None:
            hint = did_you_mean(name, self.table.names)
            raise AttributeError(f"{self.view.__name__} has no attribute '{name}'{hint}")
        return found if isinstance(found, Cell) else None

    def column(self, name: str) -> Array:
        """Stored values (codes, not labels) of the members in set order.

        A read-only view of the column for a live set without ``active``, otherwise a copy.
        """
        if self._rows is None and self.active is None:
            view = self.table.column(name)[: self.table.count]
            view.flags.writeable = False
            return view
        return self.table.column(name)[self.rows()]

    def get(self, attr_names: str | list[str], handle_missing: str = "error", default_value: Any = None) -> Any:
        """Values of one attribute (an array for columns and labels), or one list per agent for several."""
        if handle_missing not in ("error", "default"):
            raise ValueError(f"handle_missing is 'error' or 'default', not {handle_missing!r}")
        if not isinstance(attr_names, str):
            parts = [list(self.get(name, handle_missing, default_value)) for name in attr_names]
            return [list(row) for row in zip(*parts, strict=True)]
        if handle_missing == "default" and not hasattr(self.view, attr_names):
            return [default_value] * len(self)
        cell = self._cell(attr_names)
        if cell is None:
            return [getattr(agent, attr_names) for agent in self]
        return cell.decode(self.column(cell.column))

    def set(self, attr_name: str, value: Any) -> Self:
        """Set an attribute of all members to one value or to an array with one value per member."""
        cell = self._cell(attr_name)
        if cell is None:
            for agent in self:
                setattr(agent, attr_name, value)
        else:
            self.table.write(cell.column, self.rows(), cell.encode(value))
        return self

    def agg(self, attribute: str, func: Callable[[Any], Any] | Iterable[Callable[[Any], Any]]) -> Any:
        """Apply one or several functions to an attribute's values; columns are passed as one array."""
        values = self.get(attribute)
        return func(values) if callable(func) else [f(values) for f in func]

    # ------------------------------------------------------------------ selection and order
    def select(
        self,
        filter_func: Callable[[Any], bool] | NDArray[np.bool_] | None = None,
        at_most: float = EVERYBODY,
        inplace: bool = False,
        agent_type: type | None = None,
    ) -> Self:
        """Members that pass a boolean mask (one entry per member) or a function of a view.

        ``at_most`` limits the result to the first members: a number, or a share of the whole set if a float up to 1.
        """
        rows = self.rows()
        limit = quota(at_most, len(rows))
        if agent_type is not None and not issubclass(self.view, agent_type):
            rows = rows[:0]
        if filter_func is None:
            rows = rows[:limit]
        elif callable(filter_func):
            rows = self._passing(filter_func, rows, limit)
        else:
            rows = rows[_checked_mask(filter_func, len(rows))][:limit]
        return self._result(rows, inplace)

    def _passing(self, test: Callable[[Any], bool], rows: Rows, limit: int) -> Rows:
        kept: list[int] = []
        for agent in self._views(rows):
            if len(kept) >= limit:
                break
            if test(agent):
                kept.append(agent.row)
        return np.array(kept, np.int64)

    def sort(self, key: Callable[[Any], Any] | str, ascending: bool = False, inplace: bool = False) -> Self:
        """Members sorted by an attribute or function, descending unless ``ascending``; ties by id."""
        rows = self.rows()
        rows = rows[np.argsort(self._column_of_ids()[rows], kind="stable")]
        values = self._with(rows)._values(key)
        if isinstance(values, list):
            order = sorted(range(len(values)), key=values.__getitem__, reverse=not ascending)
        else:
            rank = np.unique(values, return_inverse=True)[1].astype(np.int64)
            order = np.argsort(rank if ascending else -rank, kind="stable").tolist()
        return self._result(rows[np.array(order, np.intp)], inplace)

    def _values(self, key: Callable[[Any], Any] | str) -> Values:
        values: Values = self.get(key) if isinstance(key, str) else [key(agent) for agent in self]
        return values

    def groupby(self, by: Callable[[Any], Any] | str, result_type: str = "agentset") -> ColumnGroupBy:
        """Groups by an attribute or function, in order of first appearance, as in Mesa."""
        cell = self._cell(by) if isinstance(by, str) else None
        values = self._values(by) if cell is None else self.column(cell.column)
        rows = self.rows()
        groups = {}
        for value, positions in group_positions(values):
            name = value if cell is None else cell.decode(np.array([value]))[0].item()
            group = self._with(rows[positions])
            groups[name] = group if result_type == "agentset" else list(group)
        return ColumnGroupBy(groups)

    # ------------------------------------------------------------------ acting
    def do(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> Self:
        """Call a method of each member, or a function with each member, in set order."""
        self.map(method, *args, **kwargs)
        return self

    def map(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Like ``do``; returns the results as a list."""
        if isinstance(method, str):
            return [getattr(agent, method)(*args, **kwargs) for agent in self]
        return [method(agent, *args, **kwargs) for agent in self]

    # ------------------------------------------------------------------ not supported
    @property
    def random(self) -> NoReturn:
        """Raises ``ChanceRefused``: random numbers are keyed."""
        raise ChanceRefused("AgentSet.random")

    def shuffle(self, *_: Any, **__: Any) -> NoReturn:
        """Raises ``ChanceRefused``: random numbers are keyed, and no result may depend on agent order."""
        raise ChanceRefused("shuffle")

    def shuffle_do(self, *_: Any, **__: Any) -> NoReturn:
        """Raises ``ChanceRefused``: random numbers are keyed, and no result may depend on agent order."""
        raise ChanceRefused("shuffle_do")

    def _refuse_members(self, *_: Any) -> NoReturn:
        raise TypeError(
            f"members of {self!r} are rows of a table: agents enter and leave through the month's "
            "rules, and sets are combined by select() with a boolean mask"
        )

    add = discard = remove = pop = clear = _refuse_members
    __or__ = __and__ = __sub__ = __xor__ = __ior__ = __iand__ = __isub__ = __ixor__ = _refuse_members


def _checked_mask(mask: Any, members: int) -> NDArray[np.bool_]:
    """The mask as an array. Raises ValueError unless it holds one boolean per member."""
    array = np.asarray(mask)
    if array.dtype != np.bool_ or array.shape != (members,):
        raise ValueError(
            f"a mask needs one boolean for each of the {members} members of the set; this one is "
            f"{array.dtype} of shape {array.shape} (take it from the set's own get() or column())"
        )
    return array

"""Mesa model over column-backed agents, without a random stream."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NoReturn, Self

import mesa
from mesa.agent import AgentSet

from werkagenda.agents.grouping import ColumnGroupBy
from werkagenda.agents.view_set import EVERYBODY, ColumnAgentSet, quota
from werkagenda.agents.views import ChanceRefused


class NoStream:
    """Placeholder for Mesa's random generators; every use raises ``ChanceRefused``."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> NoReturn:
        if attribute.startswith("_"):  # needed by copy and pickle
            raise AttributeError(attribute)
        raise ChanceRefused(f"{self._name}.{attribute}")


class UnionAgentSet(AgentSet):  # type: ignore[misc]  # Mesa ships no types
    """``model.agents``: column-backed and ordinary agent sets, one after the other."""

    def __init__(self, sets: Sequence[Any]) -> None:
        self.sets = tuple(sets)

    def __len__(self) -> int:
        return sum(len(part) for part in self.sets)

    def __iter__(self) -> Iterator[Any]:
        return chain.from_iterable(self.sets)

    def __reversed__(self) -> Iterator[Any]:
        return chain.from_iterable(list(part)[::-1] for part in reversed(self.sets))

    def __contains__(self, agent: object) -> bool:
        return any(agent in part for part in self.sets)

    def __getitem__(self, item: int | slice) -> Any:
        if isinstance(item, slice):
            return [self[i] for i in range(*item.indices(len(self)))]
        place = item + len(self) if item < 0 else item
        for part in self.sets:
            if 0 <= place < len(part):
                return part[place] if isinstance(part, ColumnAgentSet) else list(part)[place]
            place -= len(part)
        raise IndexError(f"position {item} of {len(self)} agents")

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self.sets!r}>"

    def __getstate__(self) -> dict[str, Any]:
        return dict(self.__dict__)

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)

    def to_list(self) -> list[Any]:
        """All agents as objects; for small models."""
        return list(self)

    def get(self, attr_names: str | list[str], handle_missing: str = "error", default_value: Any = None) -> list[Any]:
        """Attribute values of all agents as one list. Kinds may lack the attribute: see ``handle_missing``."""
        parts = (part.get(attr_names, handle_missing, default_value) for part in self.sets)
        return list(chain.from_iterable(parts))

    def set(self, attr_name: str, value: Any) -> Self:
        """Set an attribute that all kinds have."""
        for part in self.sets:
            part.set(attr_name, value)
        return self

    def select(
        self,
        filter_func: Callable[[Any], bool] | None = None,
        at_most: float = EVERYBODY,
        inplace: bool = False,
        agent_type: type | None = None,
    ) -> UnionAgentSet:
        """Agents that pass ``filter_func``; ``at_most`` counts over all kinds together."""
        if inplace:
            raise TypeError("model.agents follows the model and can't be changed in place")
        left, parts = quota(at_most, len(self)), []
        for part in self.sets:
            parts.append(part.select(filter_func, at_most=left, agent_type=agent_type))
            left -= len(parts[-1])
        return UnionAgentSet(parts)

    def groupby(self, by: Callable[[Any], Any] | str, result_type: str = "agentset") -> ColumnGroupBy:
        """Group all agents by an attribute or function."""
        groups: dict[Any, list[Any]] = {}
        for part in self.sets:
            for name, group in part.groupby(by):
                groups.setdefault(name, []).append(group)
        if result_type == "agentset":
            return ColumnGroupBy({name: UnionAgentSet(found) for name, found in groups.items()})
        return ColumnGroupBy({name: list(chain(*found)) for name, found in groups.items()})

    def do(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> Self:
        """Call a method of each agent, or a function with each agent, one kind after the other."""
        for part in self.sets:
            part.do(method, *args, **kwargs)
        return self

    def map(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Like ``do``; returns the results as a list."""
        return list(chain.from_iterable(part.map(method, *args, **kwargs) for part in self.sets))

    def sort(self, *_: Any, **__: Any) -> NoReturn:
        """Raises TypeError: sort each kind separately."""
        raise TypeError("sort one kind of agent at a time: model.agents_by_type[Kind].sort(key)")

    random = ColumnAgentSet.random
    shuffle = ColumnAgentSet.shuffle
    shuffle_do = ColumnAgentSet.shuffle_do
    _refuse_members = ColumnAgentSet._refuse_members
    add = discard = remove = pop = clear = _refuse_members
    __or__ = __and__ = __sub__ = __xor__ = __ior__ = __iand__ = __isub__ = __ixor__ = _refuse_members


class ColumnModel(mesa.Model):  # type: ignore[misc]  # Mesa ships no types
    """``mesa.Model`` with column-backed sets and ordinary registered agents.

    A subclass assigns ``column_sets`` (view class to set) after creating its tables. ``random`` and ``rng`` raise
    ``ChanceRefused``: random numbers are keyed.
    """

    def __init__(self) -> None:
        super().__init__(rng=0)
        for name in ("random", "rng"):
            setattr(self, name, NoStream(f"model.{name}"))
        self.column_sets: Mapping[type, ColumnAgentSet] = {}

    @property
    def agents(self) -> UnionAgentSet:
        """All agents, one kind after the other."""
        return UnionAgentSet(list(self.agents_by_type.values()))

    @property
    def agents_by_type(self) -> dict[type, Any]:
        """Agent set by class: column-backed classes first, then registered ones."""
        return {**self.column_sets, **super().agents_by_type}

    @property
    def agent_types(self) -> list[type]:
        """Agent classes of the model."""
        return list(self.agents_by_type)

"""Groups of a column-backed agent set."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from werkagenda.agents.columns import Array, Rows

try:
    from mesa.agentset import GroupBy  # pyright: ignore[reportMissingImports]  # Mesa 3.4 and later
except ImportError:
    from mesa.agent import GroupBy


class ColumnGroupBy(GroupBy):  # type: ignore[misc]  # Mesa ships no types
    """Mesa's GroupBy; ``agg`` reads whole columns where the groups are column-backed sets."""

    def agg(self, attr_name: str, func: Callable[[Any], Any]) -> dict[Any, Any]:
        """Apply a function to an attribute's values in each group; returns results by group name."""
        return {name: func(_values(group, attr_name)) for name, group in self.groups.items()}


def _values(group: Any, name: str) -> Any:
    return [getattr(agent, name) for agent in group] if isinstance(group, list) else group.get(name)


def group_positions(values: Array | list[Any]) -> Iterator[tuple[Any, Rows]]:
    """Each distinct value with its positions (ascending), in order of first appearance."""
    if isinstance(values, list):
        found: dict[Any, list[int]] = {}
        for position, value in enumerate(values):
            found.setdefault(value, []).append(position)
        for value, positions in found.items():
            yield value, np.array(positions, np.int64)
        return
    different, first, inverse = np.unique(values, return_index=True, return_inverse=True)
    order = np.argsort(inverse, kind="stable")
    ends = np.cumsum(np.bincount(inverse, minlength=len(different)))
    parts = np.split(order, ends[:-1])
    for group in np.argsort(first, kind="stable").tolist():
        yield different[group].item(), parts[group]

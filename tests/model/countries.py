"""Small worlds for the tests, and what it means that two of them are the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa

from werkagenda.agents.kinds import NOBODY
from werkagenda.agents.state import fields
from werkagenda.evidence import registry
from werkagenda.evidence.law import LAWS
from werkagenda.model.country import Country
from werkagenda.model.parameters import FIELDS, Parameters, build
from werkagenda.model.policy.hooks import Instrument
from werkagenda.model.run_spec import RunSpec
from werkagenda.model.state import State
from werkagenda.scenarios import catalogue

Array = np.ndarray[Any, Any]
ROWS = ("household", "home")
"""Columns of people that hold a row number instead of an identity."""
BESIDE = {"best": "candidate", "best_who": "candidate", "second": "runner_up", "second_who": "runner_up"}
"""Columns of openings that mean something only beside somebody who stands."""


@cache
def entries() -> Mapping[str, Any]:
    """The evidence registry."""
    return registry.load()


def parameters(**changes: float) -> Parameters:
    """Parameters of the registry; ``group__field=number`` changes one."""
    known = entries()
    values = {g: {f: float(known[f"{g}.{f}"].number) for f in names} for g, names in FIELDS.items()}
    for name, number in changes.items():
        group, _, field = name.partition("__")
        assert field in values[group], name
        values[group][field] = number
    return build(values)


def setup(
    scale: float = 0.01,
    *,
    economy: str = "central",
    inflow: str = "central",
    law: str = LAWS[0],
    seed: int = 1,
    **changes: float,
) -> RunSpec:
    """Setup of a small run."""
    return RunSpec("baseline", seed, 0, scale, economy, inflow, parameters(**changes), law=law)


def country(
    months: int = 0, scale: float = 0.01, instruments: Sequence[Instrument[State]] = (), **rest: Any
) -> Country:
    """A country that has run so many months."""
    made = Country(setup(scale, **rest), instruments)
    made.run(months)
    return made


def entered(made: Country) -> list[tuple[str, Array]]:
    """Columns of the people who have come, in the order of their ids, row numbers replaced by ids."""
    w = made.state
    n = w.entered
    order = np.argsort(w.people.id[:n])
    columns = [(name, column[:n][order]) for name, column in w.people._asdict().items() if name not in ROWS]
    return columns + [(name, w.households.id[getattr(w.people, name)[:n]][order]) for name in ROWS]


def state(made: Country) -> dict[str, Array]:
    """Everything a month works on, each table in the order of its ids: equal for equal worlds."""
    w = made.state
    out = {f"people.{name}": column for name, column in entered(made)}
    heads = w.people.member[: w.entered] != 1
    out["households.id"] = np.sort(w.households.id[: int(heads.sum())])
    residents = np.argsort(w.residents.id[: w.residents_n])
    for name, column in w.residents._asdict().items():
        out[f"residents.{name}"] = column[: w.residents_n][residents]
    openings = np.argsort(w.openings.hash[: w.open_n])
    for name, column in w.openings._asdict().items():
        if name not in BESIDE.values():
            alone = name in BESIDE and getattr(w.openings, BESIDE[name]) == NOBODY  # left as it was: nobody stands
            out[f"openings.{name}"] = np.where(alone, 0, column)[: w.open_n][openings]
    for table in ("employers", "counts"):
        out.update({f"{table}.{name}": column for name, column in getattr(w, table)._asdict().items()})
    for name in ("usual_fill", "fill_rate", "network", "guidance", "clients", "caseload"):
        out[name] = getattr(w, name)
    return out


def record(made: Country) -> dict[str, Array]:
    """The record and the ledger of the months run."""
    w = made.state
    out = {f"record.{name}": array[: w.month] for name, array in w.record.arrays.items()}
    return {**out, "cohorts": w.record.cohorts, "ledger": entered_cents(made)}


def entered_cents(made: Country) -> Array:
    """The ledger with a place for every heading there is, also of instruments that are not in the run."""
    ledger, known = made.state.ledger, catalogue.headings()
    out = np.zeros((made.month, *ledger.cents.shape[1:3], len(known)), np.int64)
    for place, heading in enumerate(known):
        if heading.name in ledger.at:
            out[..., place] = ledger.cents[: made.month, ..., ledger.at[heading.name]]
    return out


def everything(made: Country) -> dict[str, Array]:
    """State and record together."""
    return {**state(made), **record(made)}


def different(left: Mapping[str, Array], right: Mapping[str, Array]) -> list[str]:
    """Names of arrays that are not the same bit for bit."""
    assert left.keys() == right.keys()
    return [name for name in left if not same_bits(left[name], right[name])]


def same_bits(a: Array, b: Array) -> bool:
    """Whether two arrays have the same type, shape and bytes."""
    return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()


def different_tables(left: Mapping[str, pa.Table], right: Mapping[str, pa.Table]) -> list[str]:
    """Names of result tables that differ."""
    assert left.keys() == right.keys()
    return [name for name in left if not left[name].equals(right[name])]


def born(made: Country) -> dict[int, tuple[Any, ...]]:
    """Columns of everybody who ever comes, by id, as they are before the first month."""
    w = made.state
    names = [n for n in fields(type(w.people)) if n not in ROWS]
    columns = [getattr(w.people, n).tolist() for n in names]
    homes = [w.households.id[getattr(w.people, n)].tolist() for n in ROWS]
    return {row[0]: row for row in zip(*columns, *homes, strict=True)}


class Policy:
    """An instrument of a test: acts by calling a function with the world."""

    def __init__(
        self,
        act: Callable[[Any], None] = lambda world: None,
        *,
        name: str = "test",
        levers: tuple[str, ...] = (),
        points: tuple[str, ...] = ("guidance",),
    ) -> None:
        self.name, self.levers, self.points, self._act = name, levers, points, act
        self.decisions: tuple[str, ...] = ()
        self.past = ""
        self.flows: tuple[Any, ...] = ()
        self.records: dict[str, Any] = {}
        self.memory: dict[str, Array] = {}

    def begin(self, world: Any) -> None:
        """Called by the model before the first month."""

    def act(self, point: str, world: Any) -> None:
        """Called by the model."""
        self._act(world)

    def tables(self, world: Any) -> dict[str, pa.Table]:
        """Called by the model: no table of its own."""
        return {}

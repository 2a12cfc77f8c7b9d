"""The country as a Mesa model: people, job seekers and employers as columns, municipalities as agents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from werkagenda.agents.columns import Columns
from werkagenda.agents.municipality import Municipality
from werkagenda.agents.people import Employers, People, Residents
from werkagenda.agents.shell import ColumnModel
from werkagenda.agents.state import fields
from werkagenda.agents.view_set import ColumnAgentSet
from werkagenda.agents.views import AgentView, Label
from werkagenda.model.month import run_month
from werkagenda.model.output import tables
from werkagenda.model.policy.hooks import Instrument
from werkagenda.model.run_spec import RunSpec
from werkagenda.model.state import State
from werkagenda.tables.vocabulary import CONTRACTS, EDUCATIONS, REASONS, SECTORS, SEXES, SIZE_CLASSES


class Person(AgentView, columns=fields(People)):
    """A newcomer, as a Mesa agent backed by columns."""

    sex = Label("sex", SEXES)
    education = Label("education", EDUCATIONS)
    state = Label("state", ("inactive", "searching", "employed"))
    kind = Label("kind", ("status holder", "asylum seeker", "family migrant", "Ukrainian"))
    reason = Label("reason", REASONS)
    contract = Label("contract", CONTRACTS)
    sector = Label("sector", SECTORS)


class Resident(AgentView, columns=fields(Residents)):
    """Another job seeker."""

    sex = Label("sex", SEXES)
    education = Label("education", EDUCATIONS)


class Employer(AgentView, columns=fields(Employers)):
    """An employer of two or more people."""

    sector = Label("sector", SECTORS)
    size_class = Label("size_class", SIZE_CLASSES)


class Country(ColumnModel):
    """One run. ``step()`` runs a month; ``month`` is the index of the next one (0 = January 2014).

    ``state`` holds the columns; ``agents_by_type`` has Person, Resident, Employer and Municipality.
    """

    def __init__(self, spec: RunSpec, instruments: Sequence[Instrument[State]] = ()) -> None:
        super().__init__()
        self.spec, self.state = spec, State(spec, instruments)
        places = self.state.places
        self.towns = [
            Municipality(self, i, places.code[i], places.name[i], int(places.region[i]), float(places.population[i]))
            for i in range(len(places.code))
        ]
        for town in self.towns:
            town.peers = tuple(t for t in self.towns if t.region == town.region and t is not town)
        self.state.towns = self.towns
        self.state.hooks.begin(self.state)
        self._tables = {
            Person: _table(self.state.people),
            Resident: _table(self.state.residents),
            Employer: _table(self.state.employers),
        }
        people, residents, employers = (self._tables[v] for v in (Person, Resident, Employer))
        self.column_sets = {
            Person: ColumnAgentSet(self, Person, people, lambda table: table.column("active") == 1),
            Resident: ColumnAgentSet(self, Resident, residents, self._searching),
            Employer: ColumnAgentSet(self, Employer, employers),
        }

    def _searching(self, table: Columns) -> np.ndarray[Any, np.dtype[np.bool_]]:
        mask = np.zeros(table.capacity, np.bool_)
        mask[: self.state.residents_n] = table.column("leaves")[: self.state.residents_n] == 0
        return mask

    @property
    def month(self) -> int:
        """Index of the next month to run."""
        return self.state.month

    def step(self) -> None:
        """Run one month."""
        run_month(self.state)

    def run(self, until: int | None = None) -> None:
        """Run months up to, not including, ``until`` (default: the last month of the run)."""
        while self.month < (self.spec.months if until is None else until):
            self.step()

    def tables(self) -> dict[str, pa.Table]:
        """Result tables of the months run so far, without the columns scenario and replicate."""
        return tables.tables(self.state)


def _table(columns: Any) -> Columns:
    """Column table over the arrays that kernels use, not copied."""
    return Columns.from_arrays({n: a.dtype for n, a in columns._asdict().items()}, columns._asdict())

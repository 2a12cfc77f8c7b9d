"""Histories run in memory and read like a finished run, without folder and manifest."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from werkagenda.analysis.run import Run
from werkagenda.evidence import registry
from werkagenda.model import checkpoint, parameters
from werkagenda.model.country import Country
from werkagenda.model.run_spec import RunSpec
from werkagenda.problems import BadInput
from werkagenda.scenarios import catalogue, compose
from werkagenda.tables.vocabulary import HISTORY_MONTHS, MONTHS

Tables = Mapping[str, pa.Table]


@dataclass(frozen=True)
class CountryRun(Run):
    """Runs that differ by seed only; `frames` holds each table with a column `replicate`."""

    frames: Tables

    def table(
        self,
        name: str,
        columns: Sequence[str] | None = None,
        where: Mapping[str, Sequence[object]] | None = None,
    ) -> pd.DataFrame:
        """A table of the runs: all columns or those named, the rows that match `where`."""
        found = self.frames[name]
        for column, values in (where or {}).items():
            found = found.filter(pc.field(column).isin(list(values)))
        frame: pd.DataFrame = (found if columns is None else found.select(list(columns))).to_pandas()
        return frame


Groups = dict[str, dict[str, float]]


def with_values(changes: Mapping[str, float]) -> Groups:
    """Registry parameters by group and field, with some replaced by id (`group.field`)."""
    groups = registry.load().groups()
    unknown = [name for name in changes if name.partition(".")[2] not in groups.get(name.partition(".")[0], {})]
    if unknown:
        raise parameters.ParameterProblem([f"parameters.{name}: unknown" for name in unknown])
    for name, value in changes.items():
        group, _, field = name.partition(".")
        groups[group][field] = value
    return groups


def of_model(groups: Groups) -> parameters.Parameters:
    """The parameters of the model alone, without those of instruments."""
    return parameters.build({name: group for name, group in groups.items() if name not in catalogue.groups()})


def country(
    seed: int,
    scale: float,
    changes: Mapping[str, float] | None = None,
    months: int = HISTORY_MONTHS,
    prepare: Callable[[Country], None] | None = None,
) -> Country:
    """A country after `months` months of the baseline; `prepare` may change it before the first month."""
    groups = with_values(changes or {})
    setup = RunSpec("baseline", seed, 0, scale, "central", "central", of_model(groups), months)
    made = Country(setup, compose.baseline(groups))
    if prepare is not None:
        prepare(made)
    made.run()
    return made


def forked(seed: int, scale: float, choices: compose.Choices) -> tuple[Country, Country]:
    """The country of January 2025 twice, from one history: as in the baseline, and with these settings of instruments.

    `choices`: settings by instrument, those that are left out as in the baseline. Raises BadInput for wrong settings.
    """
    groups = with_values({})
    settings, wrong = compose.checked({**{name: {} for name in compose.NAMES}, **choices})
    if wrong:
        raise BadInput(wrong)
    setup = RunSpec("baseline", seed, 0, scale, "central", "central", of_model(groups), MONTHS)
    made = Country(setup, compose.baseline(groups))
    made.run(HISTORY_MONTHS)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "history.npz"
        checkpoint.save(made, path)
        other = checkpoint.restore(setup, path, compose.build(settings, groups, {}), past=compose.baseline(groups))
    return made, other


def together(tables: Iterable[Tables], scale: float, months: int = HISTORY_MONTHS) -> CountryRun:
    """Result tables of several runs as one run with as many replicates."""
    each = [{name: _numbered(table, k) for name, table in one.items()} for k, one in enumerate(tables)]
    frames = {name: pa.concat_tables([one[name] for one in each]) for name in each[0]}
    return CountryRun(Path(), {}, "baseline", scale, len(each), months - 1, frames)


def _numbered(table: pa.Table, replicate: int) -> pa.Table:
    return table.append_column("replicate", pa.array([replicate] * table.num_rows, pa.int32()))


def history(seeds: Sequence[int], scale: float, changes: Mapping[str, float] | None = None) -> CountryRun:
    """Histories (January 2014 to December 2024) of several seeds as one run, with some parameters replaced."""
    return together((country(seed, scale, changes).tables() for seed in seeds), scale)

"""Execute one cell: the history from the cache when its key is there, else computed and kept; then the outlook."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pyarrow as pa

from werkagenda.model import checkpoint, parameters
from werkagenda.model.country import Country
from werkagenda.model.policy.hooks import Instrument
from werkagenda.model.run_spec import RunSpec
from werkagenda.model.state import State
from werkagenda.scenarios import catalogue, compose
from werkagenda.study import histories
from werkagenda.study.plan import Cell, entry
from werkagenda.tables.vocabulary import HISTORY_MONTHS

Tick = Callable[[int], None]
"""Told the number of months done so far."""

Numbers = dict[str, dict[str, float]]
"""Parameters as {group: {field: number}}."""


def grouped(cell: Cell) -> Numbers:
    """The parameters by group."""
    found: Numbers = {}
    for parameter in cell.settings.parameters:
        group, field = parameter.name.split(".", 1)
        found.setdefault(group, {})[field] = parameter.value
    return found


def checked(numbers: Mapping[str, Mapping[str, float]]) -> None:
    """Refuse parameters of instruments that are missing or unknown, each by name."""
    problems = []
    for group, known in catalogue.groups().items():
        given = numbers.get(group, {})
        problems += [f"parameters.{group}.{field}: missing" for field in known if field not in given]
        problems += [f"parameters.{group}.{field}: unknown" for field in given if field not in known]
    if problems:
        raise parameters.ParameterProblem(problems)


def moved(numbers: Numbers, assume: Mapping[str, float | None]) -> Numbers:
    """The parameters from January 2025 on: those of the history but for what is assumed."""
    changed = {group: dict(fields) for group, fields in numbers.items()}
    for name, value in assume.items():
        group, field = entry(name).split(".", 1)
        if value is not None and group in changed:
            changed[group][field] = value
    return changed


def model_numbers(numbers: Numbers) -> Numbers:
    """The parameters that the model reads, without those of instruments."""
    return {group: fields for group, fields in numbers.items() if group not in catalogue.groups()}


def outlook(numbers: Numbers, later: Numbers) -> parameters.Parameters | None:
    """The model's parameters from January 2025 on, or None where no assumption changes one."""
    changed = model_numbers(later)
    return None if changed == model_numbers(numbers) else parameters.build(changed)


@dataclass(frozen=True)
class Ready:
    """A cell in the words of the model; `instruments` makes new ones, without memory, at every call."""

    setup: RunSpec
    instruments: Callable[[], list[Instrument[State]]]
    later: Callable[[], list[Instrument[State]]]
    """The same from January 2025 on, with the parameters that are assumed then."""
    path: Path
    """Where the history of this cell is kept."""


def ready(cell: Cell) -> Ready:
    """A cell in the words of the model; raises ParameterProblem with every gap."""
    settings, numbers = cell.settings, grouped(cell)
    catalogue.use(settings.extensions)
    checked(numbers)
    later = moved(numbers, dict(settings.assume))
    setup = RunSpec(
        scenario=settings.scenario,
        seed=settings.seed,
        replicate=cell.replicate,
        scale=settings.scale,
        economy=settings.economy,
        inflow=settings.inflow,
        parameters=parameters.build(model_numbers(numbers)),
        months=settings.months,
        law=settings.law,
        outlook=outlook(numbers, later),
    )
    make = partial(compose.build, settings.instruments, numbers, settings.assumptions())
    then = make if later == numbers else partial(compose.build, settings.instruments, later, settings.assumptions())
    return Ready(setup, make, then, settings.cache / "history" / f"{checkpoint.key(setup, make())}.npz")


def history_key(cell: Cell) -> str:
    """What the cell's history depends on: cells with the same key share one."""
    return ready(cell).path.stem


def begun(cell: Cell, tick: Tick) -> tuple[Country, str]:
    """The country after its history (or at the cell's last month), which was `computed` and kept or `reused`."""
    this = ready(cell)
    read = partial(checkpoint.restore, this.setup, instruments=this.later(), past=this.instruments())
    country = histories.restored(read, this.path)
    if country is not None:
        return country, "reused"
    country = Country(this.setup, this.instruments())
    for month in range(min(HISTORY_MONTHS, this.setup.months)):
        country.step()
        tick(month + 1)
    if country.month == HISTORY_MONTHS:
        save = partial(checkpoint.save, country)
        if this.later is this.instruments:
            histories.keep(save, this.path)
        else:
            with histories.written(save, this.path) as snapshot:
                country = read(snapshot)
    return country, "computed"


def prepare(cell: Cell, tick: Tick) -> str:
    """Have the history of a cell in the cache: `computed` now or `reused`."""
    return begun(cell, tick)[1]


def simulate(cell: Cell, tick: Tick) -> tuple[dict[str, pa.Table], str]:
    """Result tables of one cell and whether its history was `computed` or `reused`."""
    country, origin = begun(cell, tick)
    for month in range(country.month, cell.settings.months):
        country.step()
        tick(month + 1)
    return country.tables(), origin

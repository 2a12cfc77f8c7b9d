"""Execute one cell: read the history from the cache or compute and save it, then run the outlook."""

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
"""Called with the number of months done so far."""

Numbers = dict[str, dict[str, float]]
"""Parameters as {group: {field: number}}."""


def grouped(cell: Cell) -> Numbers:
    """Parameters by group."""
    found: Numbers = {}
    for parameter in cell.settings.parameters:
        group, field = parameter.name.split(".", 1)
        found.setdefault(group, {})[field] = parameter.value
    return found


def checked(numbers: Mapping[str, Mapping[str, float]]) -> None:
    """Raise ParameterProblem for missing or unknown parameters of instruments, listing each."""
    problems = []
    for group, known in catalogue.groups().items():
        given = numbers.get(group, {})
        problems += [f"parameters.{group}.{field}: missing" for field in known if field not in given]
        problems += [f"parameters.{group}.{field}: unknown" for field in given if field not in known]
    if problems:
        raise parameters.ParameterProblem(problems)


def moved(numbers: Numbers, assume: Mapping[str, float | None]) -> Numbers:
    """Parameters from 2025 on: registry values with the assumption overrides applied."""
    changed = {group: dict(fields) for group, fields in numbers.items()}
    for name, value in assume.items():
        group, field = entry(name).split(".", 1)
        if value is not None and group in changed:
            changed[group][field] = value
    return changed


def model_numbers(numbers: Numbers) -> Numbers:
    """Parameters read by the model, without those of instruments."""
    return {group: fields for group, fields in numbers.items() if group not in catalogue.groups()}


def outlook(numbers: Numbers, later: Numbers) -> parameters.Parameters | None:
    """The model's parameters from January 2025 on, or None if no assumption changes one."""
    changed = model_numbers(later)
    return None if changed == model_numbers(numbers) else parameters.build(changed)


@dataclass(frozen=True)
class Ready:
    """Inputs of the model for one cell; `instruments()` builds new instruments without memory."""

    setup: RunSpec
    instruments: Callable[[], list[Instrument[State]]]
    later: Callable[[], list[Instrument[State]]]
    """Builds the instruments with the parameters that hold from January 2025 on."""
    path: Path
    """File of this cell's history in the cache."""


def ready(cell: Cell) -> Ready:
    """Model inputs of a cell. Raises ParameterProblem that lists all missing or unknown parameters."""
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
    """Key of the cell's history; cells with the same key share it."""
    return ready(cell).path.stem


def begun(cell: Cell, tick: Tick) -> tuple[Country, str]:
    """Country at the end of its history (or of the run if shorter), and `computed` or `reused`."""
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
    """Make sure that the cell's history is cached; returns `computed` or `reused`."""
    return begun(cell, tick)[1]


def simulate(cell: Cell, tick: Tick) -> tuple[dict[str, pa.Table], str]:
    """Result tables of one cell, and whether its history was `computed` or `reused`."""
    country, origin = begun(cell, tick)
    for month in range(country.month, cell.settings.months):
        country.step()
        tick(month + 1)
    return country.tables(), origin

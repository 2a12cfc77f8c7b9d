"""Sensitivity of a study: parameters at other values, on every scenario that contains the measure, by a rule.

A measure is an instrument; a scenario contains it when a setting of the instrument differs from the baseline's: the
scenario of that measure alone, the whole, the whole without another one, another mix, a step of a ladder.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from werkagenda import assumptions
from werkagenda.evidence import registry
from werkagenda.problems import near
from werkagenda.scenarios import compose
from werkagenda.study import worlds
from werkagenda.study.plan import Settings
from werkagenda.tables.comparison import ASSUMED, ASSUMPTIONS
from werkagenda.validation import StrictModel, validated

PATH = "sensitivity"


def some(must_be: str) -> Any:
    """A list of at least one."""
    return Field(min_length=1, json_schema_extra={"must_be": must_be})


class Entry(StrictModel):
    """A parameter to be tried: only its name must be said."""

    parameter: str
    measures: Annotated[tuple[str, ...], some("a list of names, each an instrument")] | None = None
    scenarios: Annotated[tuple[str, ...], some("a list of names, each a scenario of the study")] | None = None
    values: Annotated[tuple[float, ...], some("a list of numbers")] | None = None

    @property
    def instruments(self) -> tuple[str, ...]:
        """The measures: as named, or the instrument that the parameter belongs to."""
        return self.measures or (self.parameter.split(".")[0],)


@dataclass(frozen=True)
class Known:
    """What entries are read against: names of parameters, and the measures of each scenario."""

    parameters: tuple[str, ...]
    contains: Mapping[str, frozenset[str]]
    """Measures by scenario, the baseline with none."""

    def having(self, measures: Sequence[str]) -> tuple[str, ...]:
        """Scenarios that contain one of the measures."""
        return tuple(name for name, found in self.contains.items() if found & {*measures})


def known(parameters: Sequence[str], members: Sequence[Settings]) -> Known:
    """What the entries of a study are read against; `members` with the central assumptions."""
    own = next((each.instruments for each in members if each.scenario == worlds.BASELINE), {})
    contains = {
        each.scenario: frozenset(name for name, given in each.instruments.items() if given != own.get(name))
        for each in members
    }
    return Known(tuple(parameters), contains)


def sweeps(
    given: Sequence[Any], parameters: Sequence[str], members: Sequence[Settings]
) -> tuple[list[worlds.Sweep], list[str]]:
    """Parameters that are tried at other values, the ends of their range unless said, and what is wrong with them."""
    against = known(parameters, members)
    found: list[worlds.Sweep] = []
    problems: list[str] = []
    for number, one in enumerate(given):
        entry, wrong = read(f"{PATH}[{number}]", one, against)
        problems += wrong
        found += [sweep(entry, against)] if entry and not wrong else []
    twice = sorted({each.name for each in found if [one.name for one in found].count(each.name) > 1})
    return found, [*problems, *(f"{PATH}: {name} is given twice" for name in twice)]


def read(path: str, given: Any, against: Known) -> tuple[Entry | None, list[str]]:
    """An entry, and what is wrong with it."""
    names = list(Entry.model_fields)
    if not isinstance(given, Mapping) or not {"parameter"} <= {*given} <= {*names}:
        return None, [f"{path}={given}: must say parameter and may say {', '.join(names[1:])}"]
    entry, wrong = validated(Entry, given, f"{path}.")
    return entry, [*wrong, *(unfit(path, entry, against) if entry else ())]


def unfit(path: str, entry: Entry, against: Known) -> Iterator[str]:
    """What is wrong with an entry of the right form."""
    for name, given, have, what in (
        ("scenarios", entry.scenarios, list(against.contains), "scenario of the study"),
        ("measures", entry.measures, list(compose.NAMES), "instrument"),
    ):
        yield from (f"{path}.{name}: {each} is no {what}{near(each, have)}" for each in given or () if each not in have)
    if entry.parameter in against.parameters and entry.scenarios is None:
        yield from unreached(path, entry, against)
    tried = entry.values or ends(entry.parameter)[:1] or (0.0,)
    for value in tried:
        yield from assumptions.moved(entry.parameter, value, path, against.parameters)
    if entry.values is None and entry.parameter in against.parameters and not ends(entry.parameter):
        yield f"{path}: {entry.parameter} has no range in the registry; say values"


def unreached(path: str, entry: Entry, against: Known) -> Iterator[str]:
    """Whether the rule finds a scenario: the measures are named, or the parameter's group is one."""
    names = entry.instruments
    if entry.measures is None and names[0] not in compose.NAMES:
        yield f"{path}: {entry.parameter} is of no one instrument; say measures, such as [{compose.NAMES[0]}]"
    elif all(each in compose.NAMES for each in names) and not against.having(names):
        yield f"{path}: no scenario of the study contains {' or '.join(names)}"


def ends(parameter: str) -> tuple[float, ...]:
    """The ends of a parameter's range that are not its own value; none where it has no range."""
    try:
        entry = registry.load().parameters().get(parameter)
    except registry.EvidenceProblem:  # told by whoever reads the parameters
        return ()
    bounds = () if entry is None or entry.low is None or entry.high is None else (entry.low, entry.high)
    return tuple(float(value) for value in bounds if entry is not None and value != entry.number)


def sweep(entry: Entry, against: Known) -> worlds.Sweep:
    """A checked entry as values to be tried and the scenarios to try them on."""
    names = entry.scenarios or against.having(entry.instruments)
    return worlds.Sweep(entry.parameter, entry.values or ends(entry.parameter), names)


def assumed(
    sweep: Mapping[str, Any], only: Mapping[str, Any], asked: Sequence[str], central: Settings
) -> tuple[list[worlds.Sweep], list[str]]:
    """The assumptions with names of their own: values `sweep` beside the central one, for the scenarios `only`."""
    found: list[worlds.Sweep] = []
    problems: list[str] = []
    own = central.assumptions()
    for name in ASSUMPTIONS:
        values, wrong = numbers(name, sweep.get(name))
        names, odd = narrowed(name, only.get(name), asked)
        path = f"sweep.{name}"
        same = [value for value in values if value == own.get(name)]
        wrong += [f"{path}={each:g}: is the value of {ASSUMED[name]}, which the central world has" for each in same]
        problems += [*wrong, *odd]
        found.append(worlds.Sweep(name, tuple(values), tuple(names)))
    return found, problems


def numbers(name: str, given: Any) -> tuple[list[float], list[str]]:
    """The values to try of an assumption, and what is wrong with them."""
    path = f"sweep.{name}"
    if given is not None and not isinstance(given, list):
        return [], [f"{path}={given}: must be a list of numbers, such as [{given}]"]
    values = given or []
    problems = [problem for value in values for problem in assumptions.out_of_range(name, value, path)]
    twice = [] if problems else sorted({value for value in values if values.count(value) > 1})
    problems += [f"{path}={value}: is given twice" for value in twice]
    return [] if problems else sorted(float(value) for value in values), problems


def narrowed(name: str, given: Any, asked: Sequence[str]) -> tuple[list[str], list[str]]:
    """The scenarios that an assumption is tried for, and what is wrong with them."""
    path = f"only.{name}"
    if given is None:
        return list(asked), []
    if not isinstance(given, list) or not given:
        return [], [f"{path}={given}: must be a list of scenarios, or null for all"]
    names = [str(each) for each in given]
    odd = [f"{path}: {each} is no scenario of the study{near(each, asked)}" for each in names if each not in asked]
    return names, odd

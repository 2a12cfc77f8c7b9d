"""Assumptions about measures that a study tries: each on every scenario that contains the measure, by a rule.

A measure is an instrument; a scenario contains it when a setting of the instrument differs from the baseline's: the
scenario of that measure alone, the whole, the whole without another one, another mix, a step of a ladder.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from omegaconf import DictConfig, ListConfig, OmegaConf

from werkagenda import choices
from werkagenda.evidence import registry
from werkagenda.problems import near
from werkagenda.study import worlds
from werkagenda.study.plan import Settings

KEYS = ("parameter", "measures", "scenarios", "values")
"""What an entry can say; only the parameter must be said."""


@dataclass(frozen=True)
class Asked:
    """What entries are read against: names of parameters and of instruments, and the measures of each scenario."""

    parameters: tuple[str, ...]
    instruments: tuple[str, ...]
    contains: Mapping[str, frozenset[str]]
    """Measures by scenario, the baseline with none."""

    def having(self, measures: Sequence[str]) -> tuple[str, ...]:
        """Scenarios that contain one of the measures."""
        return tuple(name for name, found in self.contains.items() if found & {*measures})


def asked(config: DictConfig, members: Sequence[Settings]) -> Asked:
    """What the entries of a study are read against; `members` in the central world."""
    from werkagenda.scenarios import compose

    names = tuple(f"{group}.{field}" for group, fields in config.parameters.items() for field in fields)
    own = next((dict(each.instruments) for each in members if each.scenario == worlds.BASELINE), {})
    contains = {
        each.scenario: frozenset(name for name, given in each.instruments if given != own.get(name)) for each in members
    }
    return Asked(names, compose.NAMES, contains)


def doubts(config: DictConfig, members: Sequence[Settings]) -> tuple[list[worlds.Sweep], list[str]]:
    """Parameters that are tried at other values, the ends of their range unless said, and what is wrong with them."""
    given = OmegaConf.select(config, "doubts")
    if not isinstance(given, ListConfig):
        return [], [f"doubts={given}: must be a list of parameters, such as [{{parameter: startbanen.pull}}]"]
    known = asked(config, members)
    found: list[worlds.Sweep] = []
    problems: list[str] = []
    for number, one in enumerate(given):
        wrong = list(complaints(f"doubts[{number}]", one, known))
        problems += wrong
        found += [] if wrong else [doubt(one, known)]
    twice = sorted({each.name for each in found if [one.name for one in found].count(each.name) > 1})
    return found, [*problems, *(f"doubts: {name} is given twice" for name in twice)]


def complaints(path: str, one: Any, known: Asked) -> Iterator[str]:
    """What is wrong with one entry."""
    if not isinstance(one, Mapping) or not {"parameter"} <= {*one} <= {*KEYS}:
        yield f"{path}={one}: must say parameter and may say {', '.join(KEYS[1:])}"
        return
    parameter = str(one["parameter"])
    yield from of_names(f"{path}.scenarios", one.get("scenarios"), [*known.contains], "scenario of the study")
    measures = one.get("measures")
    yield from of_names(f"{path}.measures", measures, known.instruments, "instrument")
    if parameter in known.parameters and one.get("scenarios") is None:
        yield from reaches(path, parameter, measures, known)
    yield from of_values(path, parameter, one.get("values"), known)


def of_names(path: str, given: Any, known: Sequence[str], what: str) -> Iterator[str]:
    """What is wrong with a list of names; none is given where it is None."""
    if given is None:
        return
    if not isinstance(given, Sequence) or isinstance(given, str) or not given:
        yield f"{path}={given}: must be a list of names, each a {what}"
        return
    yield from (f"{path}: {each} is no {what}{near(str(each), list(known))}" for each in given if each not in known)


def reaches(path: str, parameter: str, measures: Any, known: Asked) -> Iterator[str]:
    """Whether the rule finds a scenario: the measures are named, or the parameter's group is one."""
    names = [parameter.split(".")[0]] if measures is None else measures
    if measures is None and names[0] not in known.instruments:
        yield f"{path}: {parameter} is of no one instrument; say measures, such as [{known.instruments[0]}]"
    elif isinstance(names, Sequence) and all(each in known.instruments for each in names) and not known.having(names):
        yield f"{path}: no scenario of the study contains {' or '.join(map(str, names))}"


def of_values(path: str, parameter: str, values: Any, known: Asked) -> Iterator[str]:
    """What is wrong with the values, or with the range that stands in for them."""
    if values is not None and (not isinstance(values, Sequence) or isinstance(values, str) or not values):
        yield f"{path}.values={values}: must be a list of numbers"
        return
    for value in ends(parameter)[:1] or [0.0] if values is None else values:
        yield from choices.moving(parameter, value, path, known.parameters)
    if values is None and parameter in known.parameters and not ends(parameter):
        yield f"{path}: {parameter} has no range in the registry; say values"


def ends(parameter: str) -> tuple[float, ...]:
    """The ends of a parameter's range that are not its own value; none where it has no range."""
    try:
        entry = registry.load().parameters().get(parameter)
    except registry.EvidenceProblem:  # told by whoever reads the parameters
        return ()
    bounds = () if entry is None or entry.low is None or entry.high is None else (entry.low, entry.high)
    return tuple(float(value) for value in bounds if entry is not None and value != entry.number)


def doubt(one: Mapping[str, Any], known: Asked) -> worlds.Sweep:
    """A checked entry as values to be tried and the scenarios to try them on."""
    parameter, values, scenarios = str(one["parameter"]), one.get("values"), one.get("scenarios")
    tries = ends(parameter) if values is None else tuple(float(value) for value in values)
    names = known.having(one.get("measures") or [parameter.split(".")[0]])
    return worlds.Sweep(parameter, tries, names if scenarios is None else tuple(map(str, scenarios)))

"""What a study names: its scenarios and the values of assumptions that it tries, checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from omegaconf import DictConfig, ListConfig, OmegaConf

from werkagenda import choices
from werkagenda.evidence import registry
from werkagenda.problems import near
from werkagenda.study import worlds
from werkagenda.study.plan import Settings
from werkagenda.tables.comparison import ASSUMED, ASSUMPTIONS


def listed(config: DictConfig, path: str) -> list[Any] | None:
    """The list at a path, or None where there is something else."""
    value = OmegaConf.select(config, path)
    return list(value) if isinstance(value, ListConfig) else None


def scenarios(config: DictConfig, have: Sequence[str]) -> tuple[list[str], list[str]]:
    """The scenarios, the baseline first, and what is wrong with them."""
    given = listed(config, "scenarios")
    if given is None:
        return [], [f"scenarios={config.scenarios}: must be a list of scenarios, [baseline,...]"]
    names = [str(name) for name in given]
    problems = [f"scenarios: unknown scenario {name}{near(name, have)}" for name in names if name not in have]
    twice = sorted({name for name in names if names.count(name) > 1})
    problems += [f"scenarios: {name} is given twice" for name in twice]
    if worlds.BASELINE not in names:
        problems.append("scenarios: the baseline is missing; everything is compared with it")
    good = [name for name in dict.fromkeys(names) if name in have]
    return sorted(good, key=lambda name: name != worlds.BASELINE), problems


def values(config: DictConfig, name: str) -> tuple[list[float], list[str]]:
    """The values to try of an assumption, and what is wrong with them."""
    path = f"sweep.{name}"
    given = OmegaConf.select(config, path)
    found = [] if given is None else listed(config, path)
    if found is None:
        return [], [f"{path}={given}: must be a list of numbers, such as [{given}]"]
    problems = [problem for value in found for problem in choices.judged(name, value, path)]
    if problems:
        return [], problems
    twice = sorted({value for value in found if found.count(value) > 1})
    problems = [f"{path}={value}: is given twice" for value in twice]
    return sorted({float(value) for value in found}), problems


def tried(config: DictConfig, name: str, asked: Sequence[str]) -> tuple[list[str], list[str]]:
    """The scenarios that an assumption is tried for, and what is wrong with them."""
    path = f"only.{name}"
    given = OmegaConf.select(config, path)
    if given is None:
        return list(asked), []
    found = listed(config, path)
    if not found:
        return [], [f"{path}={given}: must be a list of scenarios, or null for all"]
    names = [str(each) for each in found]
    return names, [
        f"{path}: {each} is no scenario of the study{near(each, asked)}" for each in names if each not in asked
    ]


def doubts(config: DictConfig, asked: Sequence[str]) -> tuple[list[worlds.Sweep], list[str]]:
    """Parameters that are tried at other values, the ends of their range unless said, and what is wrong with them."""
    given = listed(config, "doubts")
    if given is None:
        return [], [f"doubts={OmegaConf.select(config, 'doubts')}: must be a list of parameters with scenarios"]
    names = [f"{group}.{field}" for group, fields in config.parameters.items() for field in fields]
    found: list[worlds.Sweep] = []
    problems: list[str] = []
    for number, one in enumerate(given):
        wrong = list(complaints(f"doubts[{number}]", one, names, asked))
        problems += wrong
        found += [] if wrong else [doubt(one)]
    twice = sorted({each.name for each in found if [one.name for one in found].count(each.name) > 1})
    return found, [*problems, *(f"doubts: {name} is given twice" for name in twice)]


def complaints(path: str, one: Any, names: Sequence[str], asked: Sequence[str]) -> Iterator[str]:
    """What is wrong with one doubt: `parameter`, `scenarios` and, where it has no range, `values`."""
    if not isinstance(one, Mapping) or not {"parameter", "scenarios"} <= {*one} <= {"parameter", "scenarios", "values"}:
        yield f"{path}={one}: must say parameter, scenarios and, if other than the ends of its range, values"
        return
    parameter, scenarios, values = str(one["parameter"]), one["scenarios"], one.get("values")
    if not isinstance(scenarios, Sequence) or isinstance(scenarios, str) or not scenarios:
        yield f"{path}.scenarios={scenarios}: must be a list of scenarios"
    else:
        odd = [str(each) for each in scenarios if each not in asked]
        yield from (f"{path}: {each} is no scenario of the study{near(each, asked)}" for each in odd)
    if values is not None and (not isinstance(values, Sequence) or isinstance(values, str) or not values):
        yield f"{path}.values={values}: must be a list of numbers"
        return
    for value in ends(parameter)[:1] or [0.0] if values is None else values:
        yield from choices.moving(parameter, value, path, names)
    if values is None and parameter in names and not ends(parameter):
        yield f"{path}: {parameter} has no range in the registry; say values"


def ends(parameter: str) -> tuple[float, ...]:
    """The ends of a parameter's range that are not its own value; none where it has no range."""
    try:
        entry = registry.load().parameters().get(parameter)
    except registry.EvidenceProblem:  # told by whoever reads the parameters
        return ()
    bounds = () if entry is None or entry.low is None or entry.high is None else (entry.low, entry.high)
    return tuple(float(value) for value in bounds if entry is not None and value != entry.number)


def doubt(one: Mapping[str, Any]) -> worlds.Sweep:
    """A checked doubt as values to be tried."""
    parameter, values = str(one["parameter"]), one.get("values")
    tries = ends(parameter) if values is None else tuple(float(value) for value in values)
    return worlds.Sweep(parameter, tries, tuple(map(str, one["scenarios"])))


def sweeps(config: DictConfig, asked: Sequence[str], central: Settings) -> tuple[list[worlds.Sweep], list[str]]:
    """Every assumption to be swept; `central` has the values that need no world of their own."""
    found: list[worlds.Sweep] = []
    problems: list[str] = []
    own = central.assumptions()
    for name in ASSUMPTIONS:
        numbers, wrong = values(config, name)
        names, odd = tried(config, name, asked)
        same = [value for value in numbers if value == own.get(name)]
        wrong += [
            f"sweep.{name}={value:g}: is the value of {ASSUMED[name]}, which the central world has" for value in same
        ]
        problems += [*wrong, *odd]
        found.append(worlds.Sweep(name, tuple(numbers), tuple(names)))
    more, wrong = doubts(config, asked)
    return [*found, *more], [*problems, *wrong]

"""What a study names: its scenarios and the values of assumptions that it tries, checked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from omegaconf import DictConfig, ListConfig, OmegaConf

from werkagenda import choices
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
    return found, problems

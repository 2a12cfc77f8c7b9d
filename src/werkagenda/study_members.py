"""The scenarios of a study: those named, and the steps of its ladders (one setting of a scenario at several values)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hydra import compose
from omegaconf import DictConfig, OmegaConf

from werkagenda import study_values, words
from werkagenda.problems import near
from werkagenda.study import worlds

SAID = ("scenario", "setting", "values")
"""What a ladder says."""


@dataclass(frozen=True)
class Member:
    """A scenario of a study under its name there, with the words that set it otherwise."""

    name: str
    scenario: str
    words: tuple[str, ...] = ()


def members(config: DictConfig, have: Sequence[str]) -> tuple[list[Member], list[str]]:
    """The members, the baseline first, and what is wrong with them; inside an initialised Hydra."""
    names, problems = study_values.scenarios(config, have)
    steps, wrong = ladders(config, have)
    twice = sorted({each.name for each in steps if [one.name for one in steps].count(each.name) > 1})
    wrong += [f"ladders: {name} is given twice" for name in twice]
    if not (steps or wrong or problems) and len(names) == 1:
        problems.append("scenarios: name at least one scenario beside the baseline")
    return [*(Member(name, name) for name in names), *dict.fromkeys(steps)], [*problems, *wrong]


def ladders(config: DictConfig, have: Sequence[str]) -> tuple[list[Member], list[str]]:
    """The steps of all ladders, in their order, and what is wrong with them."""
    given = study_values.listed(config, "ladders")
    if given is None:
        return [], [f"ladders={OmegaConf.select(config, 'ladders')}: must be a list of scenario, setting and values"]
    found: list[Member] = []
    problems: list[str] = []
    for number, one in enumerate(given):
        wrong = list(complaints(f"ladders[{number}]", one, have))
        problems += wrong
        found += [] if wrong else steps(one)
    return found, problems


def complaints(path: str, ladder: Any, have: Sequence[str]) -> Iterator[str]:
    """What is wrong with a ladder."""
    if not isinstance(ladder, Mapping) or sorted(map(str, ladder)) != sorted(SAID):
        yield f"{path}={ladder}: must say {', '.join(SAID)}"
        return
    scenario, setting, values = (ladder[name] for name in SAID)
    if scenario not in have:
        yield f"{path}.scenario={scenario}: unknown scenario{near(str(scenario), list(have))}"
        return
    known = settings(str(scenario))
    if setting not in known:
        yield f"{path}.setting={setting}: unknown setting{near(str(setting), known)}"
    if not isinstance(values, Sequence) or isinstance(values, str) or not values or not all(map(numeric, values)):
        yield f"{path}.values={values}: must be a list of numbers, such as [0.25, 0.5]"


def numeric(value: object) -> bool:
    """Whether a value is a number."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def settings(scenario: str) -> list[str]:
    """Settings of instruments in a scenario, by their dotted names."""
    leaves, _ = words.keys(compose("config", [f"scenario={scenario}"]))
    return [name for name in leaves if name.startswith("instruments.")]


def steps(ladder: Mapping[str, Any]) -> Iterator[Member]:
    """One member a value: `startbanen_breed@0.25`."""
    for value in ladder["values"]:
        said = worlds.text(float(value))
        yield Member(f"{ladder['scenario']}@{said}", str(ladder["scenario"]), (f"{ladder['setting']}={said}",))

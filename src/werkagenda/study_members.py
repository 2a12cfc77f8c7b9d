"""The scenarios of a study: those named, parts of wholes, wholes without a part, and the steps of ladders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from werkagenda import config_store, defaults
from werkagenda.override_checks import Value
from werkagenda.problems import near
from werkagenda.scenarios import catalogue
from werkagenda.study import worlds
from werkagenda.validation import StrictModel, validated

ALL = "all"
NUMBERS = "a list of numbers, such as [0.25, 0.5]"


class Ladder(StrictModel):
    """One setting of a scenario at several values."""

    scenario: str
    setting: str
    values: Annotated[tuple[float, ...], Field(min_length=1, json_schema_extra={"must_be": NUMBERS})]


@dataclass(frozen=True)
class Member:
    """A scenario of a study under its name there, with what sets it otherwise."""

    name: str
    scenario: str
    values: tuple[Value, ...] = ()


def members(
    scenarios: Sequence[str], alone: Any, left_out: Any, ladders: Sequence[Any]
) -> tuple[list[Member], list[str]]:
    """The members, the baseline first, and what is wrong with them.

    `alone`: scenarios whose parts are added one at a time, `left_out`: scenarios that are added without each part;
    a list, None, or "all" for every scenario of the study that is several others together.
    """
    names, problems = named(scenarios)
    for path, given in (("one_at_a_time", alone), ("leave_out", left_out)):
        problems += no_wholes(path, given, names)
    steps, wrong = stepped(ladders)
    known = dict.fromkeys(
        each for name in names for each in expanded(name, wanted(name, alone), wanted(name, left_out))
    )
    found = [Member(config_store.called("scenario", name), name) for name in known]
    problems += [f"scenarios: {name} is given twice" for name in repeated(each.name for each in found)]
    return [*found, *dict.fromkeys(steps)], [*problems, *wrong]


def repeated(names: Iterator[str]) -> list[str]:
    """Names that are there more than once."""
    each = list(names)
    return sorted({name for name in each if each.count(name) > 1})


def named(given: Sequence[str]) -> tuple[list[str], list[str]]:
    """The scenarios that are named, the baseline first, and what is wrong with them."""
    have = config_store.options("scenario")
    known = [name for name in given if config_store.is_path(name) or name in have]
    problems = [f"scenarios: unknown scenario {name}{near(name, have)}" for name in given if name not in known]
    problems += [f"scenarios: {name} is given twice" for name in repeated(iter(given))]
    if worlds.BASELINE not in given:
        problems.append("scenarios: the baseline is missing; everything is compared with it")
    return sorted(dict.fromkeys(known), key=lambda name: name != worlds.BASELINE), problems


def no_wholes(path: str, given: Any, names: Sequence[str]) -> list[str]:
    """What is wrong with the wholes whose parts are asked for."""
    each = () if given in (None, ALL) else given
    unknown = [f"{path}: {name} is no scenario of the study{near(name, names)}" for name in each if name not in names]
    single = [name for name in each if name in names and not config_store.is_whole(name)]
    return [*unknown, *(f"{path}: {name} is not several other scenarios together" for name in single)]


def wanted(name: str, given: Any) -> bool:
    """Whether the parts of a scenario are asked for."""
    return bool(given) and (given == ALL or name in given) and config_store.is_whole(name)


def expanded(name: str, alone: bool, left_out: bool) -> list[str]:
    """A scenario, before it its parts, after it itself without each of them, as asked."""
    before = config_store.parts(name) if alone else []
    return [*before, name, *(config_store.left_out([name]) if left_out else [])]


def stepped(ladders: Sequence[Any]) -> tuple[list[Member], list[str]]:
    """The steps of all ladders, in their order, and what is wrong with them."""
    found: list[Member] = []
    problems: list[str] = []
    for number, one in enumerate(ladders):
        ladder, wrong = read(f"ladders[{number}]", one)
        problems += wrong
        found += steps(ladder) if ladder and not wrong else []
    return found, [*problems, *(f"ladders: {name} is given twice" for name in repeated(each.name for each in found))]


def read(path: str, given: Any) -> tuple[Ladder | None, list[str]]:
    """A ladder, and what is wrong with it."""
    if not isinstance(given, Mapping) or {*given} != {*Ladder.model_fields}:
        return None, [f"{path}={given}: must say {', '.join(Ladder.model_fields)}"]
    ladder, wrong = validated(Ladder, given, f"{path}.")
    scenario, setting, have = given["scenario"], given["setting"], config_store.options("scenario")
    if not config_store.is_path(str(scenario)) and scenario not in have:
        return None, [*wrong, f"{path}.scenario={scenario}: unknown scenario{near(str(scenario), have)}"]
    known = list(defaults.flat(catalogue.defaults(), "instruments."))
    if setting not in known:
        wrong.append(f"{path}.setting={setting}: unknown setting{near(str(setting), known)}")
    return ladder, wrong


def steps(ladder: Ladder) -> Iterator[Member]:
    """One member a value: `startbanen_breed@0.25`."""
    scenario = config_store.called("scenario", ladder.scenario)
    for value in ladder.values:
        said = worlds.text(value)
        step = Value(ladder.setting, int(value) if value.is_integer() else value, f"{ladder.setting}={said}")
        yield Member(f"{scenario}@{said}", ladder.scenario, (step,))

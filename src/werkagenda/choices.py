"""What is decided and what is assumed: settings of instruments and assumptions, checked, as plain frozen values."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, get_type_hints

from omegaconf import DictConfig, OmegaConf

from werkagenda.evidence import registry
from werkagenda.evidence.entry import whole_in
from werkagenda.problems import decimal_comma, near
from werkagenda.scenarios import catalogue
from werkagenda.study.plan import Assume, Frozen, entry, frozen
from werkagenda.tables.comparison import ASSUMED

FURTHER = "parameters"
"""Where any other parameter is given another value from 2025 on."""


def plain(config: DictConfig, path: str) -> dict[str, Any]:
    """The settings at a path as plain values by name; empty where the path holds none."""
    found = OmegaConf.select(config, path)
    if not isinstance(found, DictConfig):
        return {}
    inside = OmegaConf.to_container(found)
    return {str(name): value for name, value in inside.items()} if isinstance(inside, dict) else {}


def instruments(config: DictConfig) -> tuple[Frozen, list[str]]:
    """Settings of all instruments, and what is wrong with them (then none)."""
    from werkagenda.scenarios import compose

    given = plain(config, "instruments")
    odd = [f"instruments.{name}={each}: must be settings by name" for name, each in given.items() if not held(each)]
    choices = {name: each for name, each in given.items() if held(each)}
    problems = [*odd, *compose.problems(choices)]
    return ((), problems) if problems else (frozen(typed(choices)), [])


def typed(choices: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Checked settings as the kinds of numbers that the instruments declare: `dose=1` is 1.0."""
    found = {}
    for name, given in choices.items():
        kinds = get_type_hints(catalogue.known()[name].choices_type)
        found[name] = {key: as_kind(value, kinds[key]) for key, value in given.items()}
    return found


def as_kind(value: Any, kind: Any) -> Any:
    """A checked value as its kind; lists, of euros by year or of names, as tuples."""
    if isinstance(value, list | tuple):
        return tuple(each if isinstance(each, str) else float(each) for each in value)
    return (
        value if value is None or isinstance(value, bool) else (kind(value) if isinstance(kind, type) else float(value))
    )


def held(value: object) -> bool:
    """Whether a value is settings by name."""
    return isinstance(value, Mapping)


def judged(name: str, value: object, path: str) -> list[str]:
    """What is wrong with a value of an assumption; `path` is where it was given."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        return [f"{path}={value}: must be a number, or null for the parameter's own value{decimal_comma(value)}"]
    try:
        known = registry.load()[entry(name)]
    except registry.EvidenceProblem:  # told by whoever reads the parameters
        return []
    low, high = known.low, known.high
    if low is not None and high is not None and not low <= value <= high:
        return [f"{path}={value}: must lie between {low:g} and {high:g}, the range of {entry(name)}"]
    if not whole_in(known, value):
        return [f"{path}={value}: must be a {known.unit}"]
    return []


def assumed(config: DictConfig) -> tuple[Assume, list[str]]:
    """The assumptions about the outlook (None: the parameter's own value), and what is wrong with them."""
    given = plain(config, "assume")
    others, odd = further(given.pop(FURTHER, None), plain(config, "parameters"))
    problems = [f"assume.{name}: unknown name{near(name, list(ASSUMED))}" for name in given if name not in ASSUMED]
    found: list[tuple[str, float | None]] = []
    for name in ASSUMED:
        value = given.get(name)
        wrong = [] if value is None else judged(name, value, f"assume.{name}")
        problems += wrong
        found.append((name, None if value is None or wrong else float(value)))
    return (*found, *others), [*problems, *odd]


def further(given: object, known: Mapping[str, Any]) -> tuple[Assume, list[str]]:
    """Other parameters that have another value from 2025 on, by name, and what is wrong with them."""
    if given is None:
        return (), []
    path = f"assume.{FURTHER}"
    if not isinstance(given, Mapping):
        return (), [f"{path}={given}: must be values by name of parameter, such as {{offer.pass_through: 0}}"]
    names = [f"{group}.{field}" for group, fields in known.items() for field in fields]
    problems = [problem for name, value in given.items() for problem in moving(str(name), value, path, names)]
    found = ((str(name), float(value)) for name, value in sorted(given.items())) if not problems else ()
    return tuple(found), problems


def moving(name: str, value: object, path: str, names: Sequence[str]) -> list[str]:
    """What is wrong with moving a parameter, one of `names`, to a value; `path` is where it was asked."""
    own = {parameter: short for short, parameter in ASSUMED.items()}
    if name in own:
        return [f"{path}.{name}: goes by the name {own[name]} there"]
    if name not in names:
        return [f"{path}.{name}: unknown parameter{near(name, list(names))}"]
    return judged(name, value, f"{path}.{name}")

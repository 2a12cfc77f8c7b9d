"""Values of parameters: `ev:ID` is looked up in the evidence, a plain number is taken as it is and has no source."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from omegaconf import DictConfig

from werkagenda.evidence import registry
from werkagenda.problems import near
from werkagenda.study.plan import Parameter

MARK = "ev:"
SHARES = ("share", "probability")


def is_share(unit: str) -> bool:
    """Whether a unit says that values lie between 0 and 1."""
    return unit.split(" ")[0] in SHARES


def looked_up(name: str, reference: str, entries: Mapping[str, Any]) -> Parameter | str:
    """The parameter that a reference means, or what is wrong with it."""
    entry = entries.get(reference)
    if entry is None:
        return f"parameters.{name}={MARK}{reference}: no such evidence{near(reference, list(entries))}"
    if entry.number is None:
        return f"parameters.{name}={MARK}{reference}: the evidence is not one number ({entry.value})"
    return Parameter(name, float(entry.number), reference)


def plain(name: str, value: object, entries: Mapping[str, Any]) -> Parameter | str:
    """A parameter given as a number, or what is wrong with it."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return f"parameters.{name}={value}: must be a number or {MARK}ID"
    if not math.isfinite(value):
        return f"parameters.{name}={value}: must be a finite number"
    known = entries.get(name)
    if known is not None and is_share(known.unit) and not 0 <= value <= 1:
        return f"parameters.{name}={value}: is a {known.unit}; must lie between 0 and 1"
    return Parameter(name, float(value), None)


def named(config: DictConfig | None) -> Iterator[tuple[str, object]]:
    """Names `group.field` and values as they stand in the config."""
    for group in config or ():
        fields = config[group] if config is not None else {}
        for field in fields:
            yield f"{group!s}.{field!s}", fields[field]


def resolve(config: DictConfig | None) -> tuple[tuple[Parameter, ...], list[str]]:
    """All parameters by name, and all problems; missing or damaged evidence is told as a problem too."""
    try:
        entries = registry.load()
    except registry.EvidenceProblem as damaged:
        return (), [f"evidence: {problem}" for problem in damaged.problems]
    found: list[Parameter] = []
    problems: list[str] = []
    for name, value in named(config):
        if isinstance(value, str) and value.startswith(MARK):
            one = looked_up(name, value.removeprefix(MARK), entries)
        else:
            one = plain(name, value, entries)
        if isinstance(one, str):
            problems.append(one)
        else:
            found.append(one)
    return tuple(sorted(found, key=lambda each: each.name)), problems

"""Values of parameters: `ev:ID` is looked up in the evidence, a plain number is taken as it is and has no source."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from werkagenda.evidence import registry, units
from werkagenda.evidence.entry import whole_in
from werkagenda.problems import decimal_comma, near
from werkagenda.study.plan import Parameter

MARK = "ev:"


def looked_up(name: str, reference: str, entries: Mapping[str, Any]) -> Parameter | str:
    """The parameter that a reference means, or what is wrong with it."""
    entry = entries.get(reference)
    if entry is None:
        return f"parameters.{name}={MARK}{reference}: no such evidence{near(reference, list(entries))}"
    if entry.number is None:
        return f"parameters.{name}={MARK}{reference}: the evidence is not one number ({entry.value})"
    known = entries.get(name)
    if known is not None and not units.same(known.unit, entry.unit):
        return (
            f"parameters.{name}={MARK}{reference}: is in {entry.unit}, the parameter in {known.unit}; "
            "give a number, or evidence of the same unit"
        )
    return fitting(name, float(entry.number), reference, entries)


def fitting(name: str, value: float, source: str | None, entries: Mapping[str, Any]) -> Parameter | str:
    """The parameter with a value that is possible, with its range where it lies outside; or why it is impossible."""
    known = entries.get(name)
    if known is None:
        return Parameter(name, value, source)
    if complaint := units.impossible(known, value):
        return f"parameters.{name}={value:g}: {complaint}"
    if not whole_in(known, value):
        return f"parameters.{name}={value:g}: must be a {known.unit}"
    return Parameter(name, value, source, units.outside(known, value))


def plain(name: str, value: object, entries: Mapping[str, Any]) -> Parameter | str:
    """A parameter given as a number, or what is wrong with it."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return f"parameters.{name}={value}: must be a number or {MARK}ID{decimal_comma(value)}"
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        return f"parameters.{name}={value}: must be a finite number"
    return fitting(name, number, None, entries)


def resolve(given: Mapping[str, object]) -> tuple[tuple[Parameter, ...], list[str]]:
    """All parameters from what is given by name `group.field`, and all problems, missing or damaged evidence too."""
    try:
        entries = registry.load()
    except registry.EvidenceProblem as damaged:
        return (), [f"evidence: {problem}" for problem in damaged.problems]
    found: list[Parameter] = []
    problems: list[str] = []
    for name, value in given.items():
        if isinstance(value, str) and value.startswith(MARK):
            one = looked_up(name, value.removeprefix(MARK), entries)
        else:
            one = plain(name, value, entries)
        if isinstance(one, str):
            problems.append(one)
        else:
            found.append(one)
    return tuple(sorted(found, key=lambda each: each.name)), problems

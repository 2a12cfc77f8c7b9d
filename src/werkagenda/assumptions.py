"""Assumptions about the outlook: values that parameters take from January 2025 on, checked against the registry."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from werkagenda.evidence import registry
from werkagenda.evidence.entry import whole_in
from werkagenda.problems import near
from werkagenda.study.plan import Assume, entry
from werkagenda.tables.comparison import ASSUMED
from werkagenda.validation import hint

FURTHER = "parameters"
"""Where any other parameter is given another value from 2025 on."""


def out_of_range(name: str, value: object, path: str) -> list[str]:
    """What is wrong with a value of an assumption; `path` is where it was given."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        return [f"{path}={value}: must be a number, or null for the parameter's own value{hint(value)}"]
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


def resolve(given: Mapping[str, object], parameters: Sequence[str]) -> tuple[Assume, list[str]]:
    """The assumptions (None: the parameter's own value) from values by name, and what is wrong with them.

    `parameters` are the names of all parameters.
    """
    others, problems = further(given.get(FURTHER), parameters)
    found: list[tuple[str, float | None]] = []
    for name in ASSUMED:
        value = given.get(name)
        wrong = [] if value is None else out_of_range(name, value, f"assume.{name}")
        problems += wrong
        found.append((name, None if wrong or not isinstance(value, int | float) else float(value)))
    return (*found, *others), problems


def further(given: object, parameters: Sequence[str]) -> tuple[Assume, list[str]]:
    """Other parameters that have another value from 2025 on, by name, and what is wrong with them."""
    if given is None:
        return (), []
    path = f"assume.{FURTHER}"
    if not isinstance(given, Mapping):
        return (), [f"{path}={given}: must be values by name of parameter, such as {{offer.pass_through: 0}}"]
    problems = [line for name, value in given.items() for line in moved(str(name), value, path, parameters)]
    return () if problems else tuple((str(name), float(value)) for name, value in sorted(given.items())), problems


def moved(name: str, value: object, path: str, parameters: Sequence[str]) -> list[str]:
    """What is wrong with moving a parameter, one of `parameters`, to a value; `path` is where it was asked."""
    own = {parameter: short for short, parameter in ASSUMED.items()}
    if name in own:
        return [f"{path}.{name}: goes by the name {own[name]} there"]
    if name not in parameters:
        return [f"{path}.{name}: unknown parameter{near(name, list(parameters))}"]
    return out_of_range(name, value, f"{path}.{name}")

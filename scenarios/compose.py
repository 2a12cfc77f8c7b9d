"""The instruments of a scenario from its settings: found by name, checked, built in the order of their names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from werkagenda.model.policy import hooks
from werkagenda.model.state import State
from werkagenda.problems import near
from werkagenda.scenarios import catalogue
from werkagenda.validation import validated

NAMES = tuple(catalogue.PROJECT)
"""The instruments of this package."""
Choices = Mapping[str, Mapping[str, Any]]
Numbers = Mapping[str, Mapping[str, float]]


def checked(given: Mapping[str, Any]) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """Settings of instruments as the types that they declare, defaults filled in, and everything that is wrong."""
    kinds = catalogue.known()
    found: dict[str, dict[str, Any]] = {}
    problems: list[str] = []
    for name, values in given.items():
        if name not in kinds:
            problems.append(f"instruments.{name}: unknown instrument{near(name, list(kinds))}")
        elif not isinstance(values, Mapping):
            problems.append(f"instruments.{name}={values}: must be settings by name")
        else:
            model, wrong = validated(kinds[name].choices_type, values, f"instruments.{name}.", "setting")
            problems += wrong
            found[name] = model.model_dump() if model else {}
    return found, problems


def problems(choices: Mapping[str, Any]) -> list[str]:
    """Everything that is wrong with the settings of instruments, one line each."""
    return checked(choices)[1]


def baseline(numbers: Numbers) -> list[hooks.Instrument[State]]:
    """The instruments as they stand without a scenario: pilots stay pilots, SOWIS lapses, nobody is visited."""
    return build({name: {} for name in catalogue.known()}, numbers, {})


def build(choices: Choices, numbers: Numbers, assume: Mapping[str, float | None]) -> list[hooks.Instrument[State]]:
    """Instruments of checked settings; ``numbers``: parameters by group; ``assume``: assumptions about the outlook."""
    kinds, groups = catalogue.known(), catalogue.groups()
    made: list[Any] = []
    for name in sorted(choices):
        own = {field: numbers[name][field] for field in groups[name]}
        made.append(kinds[name].build(choices[name], own, assume))
    return made

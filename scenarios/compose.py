"""Build the instruments of a scenario from its settings: look up, check, and build in order of name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from werkagenda.model.policy import hooks
from werkagenda.model.state import State
from werkagenda.problems import near
from werkagenda.scenarios import catalogue, choice
from werkagenda.scenarios.setting import ranges

NAMES = tuple(catalogue.PROJECT)
"""Instruments of this package."""
Choices = Mapping[str, Mapping[str, Any]]
Numbers = Mapping[str, Mapping[str, float]]


def problems(choices: Choices) -> list[str]:
    """All errors in the settings of instruments, one line each."""
    return list(_problems(choices))


def problems_of(choices: Choices) -> list[str]:
    """Errors in given settings that do not depend on other settings."""
    return list(_each(choices))


def _problems(choices: Choices) -> Iterator[str]:
    yield from _each(choices)
    for name, given in choices.items():
        if name in catalogue.known():
            yield from catalogue.known()[name].together(given)


def _each(choices: Choices) -> Iterator[str]:
    kinds = catalogue.known()
    for name, given in choices.items():
        if name not in kinds:
            yield f"instruments.{name}: unknown instrument{near(name, list(kinds))}"
            continue
        kind = kinds[name].choices_type
        yield from choice.problems(name, kind, ranges(kind), given)


def baseline(numbers: Numbers) -> list[hooks.Instrument[State]]:
    """Instruments without a scenario: pilots continue, SOWIS lapses, no outreach."""
    return build({name: {} for name in catalogue.known()}, numbers, {})


def build(choices: Choices, numbers: Numbers, assume: Mapping[str, float | None]) -> list[hooks.Instrument[State]]:
    """Instruments from checked settings; ``numbers``: parameters by group; ``assume``: assumptions about the
    outlook.
    """
    kinds, groups = catalogue.known(), catalogue.groups()
    made: list[Any] = []
    for name in sorted(choices):
        own = {field: numbers[name][field] for field in groups[name]}
        made.append(kinds[name].build(choices[name], own, assume))
    return made

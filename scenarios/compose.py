"""The instruments of a scenario from its settings: found by name, checked, built in the order of their names.

A new instrument is a file here with ``Choices``, ``RANGES``, ``Numbers`` and ``build``, one YAML of its name in
``configs/instrument``, a line in ``configs/config.yaml`` and its rows in the evidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from werkagenda.model.policy.hooks import Instrument
from werkagenda.model.state import State
from werkagenda.problems import near
from werkagenda.scenarios import choice


def _yamls() -> Iterator[Traversable]:
    found = (files("werkagenda.configs") / "instrument").iterdir()
    return (each for each in found if each.name.endswith(".yaml"))


NAMES = tuple(sorted(each.name.removesuffix(".yaml") for each in _yamls()))
"""Every instrument: a YAML in ``configs/instrument`` and a file of the same name here."""

_MODULES = {name: import_module(f"werkagenda.scenarios.{name}") for name in NAMES}

GROUPS: dict[str, tuple[str, ...]] = {name: tuple(module.Numbers._fields) for name, module in _MODULES.items()}
"""Parameters that instruments read, by group."""


def module(name: str) -> Any:
    """The file of an instrument."""
    return _MODULES[name]


def problems(choices: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Everything that is wrong with the settings of instruments, one line each."""
    return list(_problems(choices))


def problems_of(choices: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """What is wrong with some settings by themselves, whatever the others are."""
    return list(_each(choices))


def _problems(choices: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    yield from _each(choices)
    for name, given in choices.items():
        if name in _MODULES:
            yield from getattr(_MODULES[name], "together", _nothing)(given)


def _each(choices: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for name, given in choices.items():
        if name not in _MODULES:
            yield f"instruments.{name}: unknown instrument{near(name, list(NAMES))}"
            continue
        module = _MODULES[name]
        yield from choice.problems(name, module.Choices, module.RANGES, given)


def _nothing(_given: Mapping[str, Any]) -> Iterator[str]:
    yield from ()


def baseline(numbers: Mapping[str, Mapping[str, float]]) -> list[Instrument[State]]:
    """The instruments as they stand without a scenario: pilots stay pilots, SOWIS lapses, nobody is visited."""
    return build({name: {} for name in NAMES}, numbers, {})


def build(
    choices: Mapping[str, Mapping[str, Any]],
    numbers: Mapping[str, Mapping[str, float]],
    assume: Mapping[str, float | None],
) -> list[Instrument[State]]:
    """Instruments of checked settings; ``numbers``: parameters by group; ``assume``: assumptions about the outlook."""
    made: list[Instrument[State]] = []
    for name in sorted(choices):
        group = {field: numbers[name][field] for field in GROUPS[name]}
        made.append(_MODULES[name].build(choices[name], group, assume))
    return made

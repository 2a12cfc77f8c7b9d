"""What a command reads where nothing is said: values by their dotted names, such as `instruments.startbanen.dose`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from werkagenda import config_store
from werkagenda.override_checks import Surface
from werkagenda.scenarios import catalogue

CHOICES = ("scenario", "economy", "inflow", "law")
LEVELS = CHOICES[1:]
"""Choices of one name each that decide the circumstances."""
SURFACE = {
    "config": (
        CHOICES,
        {
            "instrument": "every scenario has all instruments; set one with instruments.NAME.SETTING=VALUE",
            "study": "a study is carried out by: werkagenda study study=NAME",
        },
    ),
    "study": (
        ("study", *LEVELS),
        {
            "instrument": "a study takes its scenarios as they are; write a scenario with other settings",
            "instruments": "a study takes its scenarios as they are; write a scenario with other settings",
            "assume": "a study tries several values; use sweep.NAME=[...]",
            "scenario": "a study has several; give a list: scenarios=[baseline,...]",
        },
    ),
}
"""Of the configuration of a command: what is chosen, and what cannot be set there, with what to do instead."""


def flat(values: Mapping[str, Any], above: str = "", levels: int = 9) -> dict[str, Any]:
    """Nested values by their dotted names, so many levels deep."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        inner = levels > 1 and isinstance(value, Mapping) and value
        found |= flat(value, f"{above}{name}.", levels - 1) if inner else {f"{above}{name}": value}
    return found


def values(config: str) -> dict[str, Any]:
    """Every value of a command's configuration, `config` or `study`; what is chosen by the name of the choice."""
    said = dict(config_store.opened("", config).values)
    chosen = {name: option for each in said.pop("defaults", []) for name, option in each.items()}
    parameters = flat(config_store.opened("parameters", chosen.pop("parameters")).values, "parameters.")
    brought = {f"parameters.{name}": value for name, value in catalogue.assumed().items()}
    instruments = flat(catalogue.defaults(), "instruments.", 2) if config == "config" else {}
    return {**chosen, **flat(said), **instruments, **parameters, **brought}


def surface(config: str) -> Surface:
    """What a command can be given."""
    chosen, elsewhere = SURFACE[config]
    names = [name for name in values(config) if name not in (*chosen, "output", "cache", "extensions")]
    return Surface(names, (*chosen, "parameters"), chosen, elsewhere)


def below(values: Mapping[str, Any], group: str) -> dict[str, Any]:
    """Values of a group, without its name in theirs."""
    return {name.removeprefix(f"{group}."): value for name, value in values.items() if name.startswith(f"{group}.")}


def nested(values: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Values by group and name."""
    found: dict[str, dict[str, Any]] = {}
    for name, value in values.items():
        group, _, field = name.partition(".")
        found.setdefault(group, {})[field] = value
    return found

"""Declaration of an instrument's setting: default, allowed values, unit and description."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, TypeVar

from werkagenda.scenarios.choice import Envelope, Names, Range, Setting, Switch, Word

T = TypeVar("T")
ABOUT = "about"
"""Metadata key of a field's description."""


@dataclass(frozen=True)
class About:
    """Allowed values of a setting, its unit and its meaning."""

    may_be: Setting
    unit: str
    text: str


def setting(default: T, may_be: Setting, unit: str, text: str) -> T:
    """Dataclass field with default and description."""
    made: T = field(default=default, metadata={ABOUT: About(may_be, unit, text)})
    return made


def about(choices: type[Any]) -> dict[str, About]:
    """Description of every setting of a choices dataclass, in order. Raises KeyError if one has none."""
    return {each.name: each.metadata[ABOUT] for each in fields(choices)}


def ranges(choices: type[Any]) -> Mapping[str, Setting]:
    """Allowed values of each setting."""
    return {name: each.may_be for name, each in about(choices).items()}


def undescribed(choices: type[Any]) -> list[str]:
    """Settings without default, range, unit or description."""
    return [
        each.name
        for each in fields(choices)
        if each.default is MISSING
        or not isinstance(each.metadata.get(ABOUT), About)
        or not (each.metadata[ABOUT].unit.strip() and each.metadata[ABOUT].text.strip())
    ]


def allowed(may_be: Setting) -> str:
    """Allowed values of a setting as text."""
    if isinstance(may_be, Range):
        whole, none = ("whole number, " if may_be.whole else ""), (", or null" if may_be.optional else "")
        return f"{whole}{may_be.low:.15g} to {may_be.high:.15g}{none}"
    if isinstance(may_be, Switch):
        return "true or false"
    if isinstance(may_be, Word):
        return " or ".join(may_be.known)
    if isinstance(may_be, Names):
        return "a list of names, or null for all"
    assert isinstance(may_be, Envelope)
    return "a number, one for each year from 2025 to 2029, or null for as much as is needed"


def written(value: Any) -> str:
    """A default value as YAML."""
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else str(value)


def yaml(head: str, choices: type[Any]) -> str:
    """YAML of an instrument: each setting with default, unit and range."""
    known, defaults = about(choices), choices()
    lines = [f"{name}: {written(getattr(defaults, name))}" for name in known]
    wide = max(map(len, lines)) + 2
    rows = [
        f"{line:<{wide}}# {each.text}; {each.unit}, {allowed(each.may_be)}"
        for line, each in zip(lines, known.values(), strict=True)
    ]
    return "\n".join(
        [f"# {head}", "# Written by scripts/instruments_config.py from the instrument's class.", *rows, ""]
    )

"""Overrides NAME=VALUE of a command, read by Hydra's grammar and checked by name before any value is used."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.core.override_parser.types import Glob
from hydra.core.override_parser.types import Override as Parsed
from hydra.errors import HydraException

from werkagenda import config_store, folders
from werkagenda.problems import decimal_comma, near

LONGEST = 10_000
"""Longest override in characters."""
CAST = re.compile(r"=\s*(int|float|str|bool|json_str)\(")
"""Functions of Hydra that turn a value into another."""
FILES = ("scenario", "study")
"""Choices that may name a file by its path."""
WHOLE = ("seed", "replicates", "workers")
"""Settings that take whole numbers: a comma between them is no decimal."""


@dataclass(frozen=True)
class Value:
    """One value of an override, with the text NAME=VALUE that gives it."""

    name: str
    value: Any
    text: str


@dataclass(frozen=True)
class Override:
    """What an override gives a name: one value, or several to be run one by one."""

    name: str
    text: str
    values: tuple[Value, ...]
    several: bool = False


@dataclass(frozen=True)
class Surface:
    """What a command can be given: names of values, choices with their options, choices whose fields cannot be set one
    by one, and names that cannot be set here, with what to do instead."""

    names: Sequence[str]
    choices: Sequence[str]
    chosen: Sequence[str]
    elsewhere: Mapping[str, str] = field(default_factory=dict)

    def options(self, choice: str) -> list[str]:
        """Options of a choice."""
        return config_store.options(choice)

    def groups(self) -> set[str]:
        """Names of groups of values."""
        parts = [name.split(".") for name in self.names]
        return {".".join(each[:n]) for each in parts for n in range(1, len(each))}


def checked(overrides: Sequence[str], surface: Surface) -> tuple[list[Override], list[str]]:
    """The overrides that can be used, and everything that is wrong with the others, in their order."""
    parser = OverridesParser.create()
    good: list[Override] = []
    problems: list[str] = []
    seen: dict[str, str] = {}
    for text in overrides:
        name, found, wrong = one(text, surface, parser)
        if name in seen:
            wrong = [f"{name}: given twice ({seen[name]} and {text})", *wrong]
        if name:
            seen.setdefault(name, text)
        problems += wrong
        if found and not wrong:
            good.append(found)
    return good, problems


def one(text: str, surface: Surface, parser: OverridesParser) -> tuple[str, Override | None, list[str]]:
    """The name that an override sets ("" where it cannot be read), the override, and what is wrong with it."""
    if wrong := unreadable(text):
        return "", None, [wrong]
    if found := of_files(text, surface):
        return found.name, found, []
    try:
        parsed = parser.parse_override(text)
    except (HydraException, ValueError, RecursionError) as error:
        return "", None, [not_parsed(text, error)]
    problems = list(misnamed(parsed, text, surface))
    return parsed.key_or_group, None if problems else read(parsed, text, surface, parser), problems


def unreadable(text: str) -> str:
    """What is wrong with a text that Hydra's grammar would take for something else; "" where nothing is."""
    shown = folders.shown(text)
    if shown != text and len(text) <= folders.LONGEST:
        return f"{shown}: holds a control character; remove it"
    if len(text) > LONGEST:
        return f"{shown}: is too long ({len(text)} characters, at most {LONGEST})"
    if "${" in text:
        return f"{text}: ${{...}} is not filled in; write what is meant"
    if cast := CAST.search(text):
        return f"{text}: {cast[1]}() would change the value; write the value itself"
    return ""


def not_parsed(text: str, error: Exception) -> str:
    """Why a text is no override."""
    why = str(error).splitlines()[0]
    return f"{text}: cannot be read; write NAME=VALUE ({why})" if "=" in text else f"{text}: is not NAME=VALUE"


def of_files(text: str, surface: Surface) -> Override | None:
    """An override that names files by their paths, whatever their characters; None for any other.

    A path stands whole where there is such a file; else commas separate files and names.
    """
    name, equals, value = text.partition("=")
    if not equals or name not in FILES or name not in surface.choices:
        return None
    whole = folders.unquoted(value)
    alone = whole != value or folders.exists(config_store.expanded(whole)) or "," not in whole
    each = [whole] if alone else [folders.unquoted(part.strip()) for part in value.split(",")]
    if not any(config_store.is_path(one) for one in each):
        return None
    found = [str(config_store.expanded(one).absolute()) if config_store.is_path(one) else one for one in each]
    values = tuple(Value(name, one, f"{name}={one}") for one in found)
    return Override(name, text, values, several=len(values) > 1)


def misnamed(parsed: Parsed, text: str, surface: Surface) -> Iterator[str]:
    """What is wrong with the name of an override, or with the option of a choice."""
    name = parsed.key_or_group
    first = name.split(".")[0]
    if first == "hydra" or name.startswith("hydra/"):
        yield of_hydra(name, text)
    elif parsed.is_add() or parsed.is_delete() or parsed.is_force_add():
        yield f"{text}: names cannot be added or removed"
    elif first in surface.elsewhere:
        yield f"{text}: {surface.elsewhere[first]}"
    elif parsed.package is not None:
        yield f"{text}: a choice cannot be placed elsewhere (remove @)"
    elif name in surface.choices:
        yield from unknown_options(parsed, text, surface)
    elif first in surface.chosen and "." in name:
        yield f"{name}: is part of a choice; use {first}="
    elif name in surface.groups():
        inside = [each for each in surface.names if each.startswith(f"{name}.")]
        yield f"{name}: is a group of settings; name one of them{near(name, inside)}"
    elif name not in surface.names:
        yield f"{name}: unknown name{near(name, [*surface.names, *surface.choices, *folders.KEYS])}"
    elif isinstance(parsed.value(), Glob):
        yield f"{text}: glob() names choices ({', '.join(surface.choices)}); write the values of {name} out"
    elif parsed.is_sweep_override() and not parsed.is_discrete_sweep():
        yield f"{text}: names no values; list them, or use range()"


def of_hydra(name: str, text: str) -> str:
    """Why a setting of Hydra's own cannot be used."""
    if name in ("hydra/launcher", "hydra/sweeper"):
        return f"{text}: not installed; runs of -m go one after another, a study spreads its runs over processes"
    return f"{name}: cannot be set here; where results go is set with output="


def unknown_options(parsed: Parsed, text: str, surface: Surface) -> Iterator[str]:
    """Options of a choice that do not exist."""
    name, options = parsed.key_or_group, surface.options(parsed.key_or_group)
    given = texts(parsed, surface)
    yield from (f"{name}={each}: unknown {name}{near(each, options)}" for each in given if each not in options)
    if not given:
        yield f"{text}: no {name} fits (known: {', '.join(options)})"


def texts(parsed: Parsed, surface: Surface) -> list[str]:
    """The value or values of an override as text; of glob() the options that fit."""
    pattern: Any = parsed.value()
    if isinstance(pattern, Glob):
        return list(pattern.filter(surface.options(parsed.key_or_group)))
    if parsed.is_sweep_override():
        return [str(value) for value in parsed.sweep_string_iterator()]
    return [str(parsed.value())]


def read(parsed: Parsed, text: str, surface: Surface, parser: OverridesParser) -> Override:
    """A checked override with its values."""
    name = parsed.key_or_group
    if not parsed.is_sweep_override():
        return Override(name, text, (Value(name, parsed.value(), text),))
    each = [f"{name}={value}" for value in texts(parsed, surface)]
    values = tuple(Value(name, parser.parse_override(one).value(), one) for one in each)
    return Override(name, text, values, several=True)


def not_several(overrides: Sequence[Override], advice: str) -> tuple[list[Override], list[str]]:
    """The overrides of one value, and a line for each of several, with what to do about it."""
    found = [f"{each.text}: several values given; {advice}{point(each)}" for each in overrides if each.several]
    return [each for each in overrides if not each.several], found


def point(override: Override) -> str:
    """What to say where several values may be one decimal that is written with a comma."""
    found = decimal_comma(override.text.partition("=")[2])
    return f", or{found[2:]}" if found and override.name not in WHOLE else ""

"""Problems in the words of the overrides, found before Hydra composes anything."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hydra import compose
from hydra.core.config_loader import ConfigLoader
from hydra.core.object_type import ObjectType
from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.core.override_parser.types import Glob, Override
from hydra.errors import HydraException
from omegaconf import DictConfig

from werkagenda import folders
from werkagenda.config_files import options
from werkagenda.folders import KEYS
from werkagenda.problems import near


@dataclass(frozen=True)
class Surface:
    """What a command reads: its configuration, the choice that it is about, the groups whose fields describe a choice
    and cannot be set one by one, and names that cannot be set here, with what to do instead."""

    config: str
    choice: str
    chosen: tuple[str, ...]
    elsewhere: Mapping[str, str]


LONGEST = 10_000
"""Most letters of one word of a command."""

CAST = re.compile(r"=\s*(int|float|str|bool|json_str)\(")
"""Functions of Hydra that turn a value into another."""

RUN = Surface(
    "config",
    "scenario",
    ("scenario", "economy", "inflow", "law"),
    {
        "instrument": "every scenario has all instruments; set one with instruments.NAME.SETTING=VALUE",
        "own": "name the folder with extensions=",
        "study": "a study is carried out by: werkagenda study study=NAME",
    },
)
STUDY = Surface(
    "study",
    "study",
    ("study", "economy", "inflow", "law"),
    {
        "instrument": "a study takes its scenarios as they are; write a scenario with other settings",
        "instruments": "a study takes its scenarios as they are; write a scenario with other settings",
        "assume": "a study tries several values; use sweep.NAME=[...]",
        "scenario": "a study has several; give a list: scenarios=[baseline,...]",
    },
)


def keys(config: DictConfig, prefix: str = "") -> tuple[list[str], list[str]]:
    """Names of values and names of groups of values in a configuration."""
    leaves: list[str] = []
    branches: list[str] = []
    for key, value in config.items():
        name = prefix + str(key)
        if isinstance(value, DictConfig):
            inner = keys(value, name + ".")
            leaves += inner[0]
            branches += [name, *inner[1]]
        else:
            leaves.append(name)
    return leaves, branches


def given(override: Override) -> list[str]:
    """The value or values of an override as text; of glob() the names that fit."""
    pattern: Any = override.value()
    if isinstance(pattern, Glob):
        return list(pattern.filter(options(override.key_or_group)))
    if override.is_sweep_override():
        return [str(value) for value in override.sweep_string_iterator()]
    return [str(override.value())]


def plugin(override: Override, loader: ConfigLoader) -> Iterator[str]:
    """Problems in an override of Hydra's own settings: only an installed launcher or sweeper can be named."""
    key = override.key_or_group
    if key.startswith(("hydra.launcher.", "hydra.sweeper.")):
        return
    if key not in ("hydra/launcher", "hydra/sweeper"):
        yield f"{key}: cannot be set here; where results go is set with output="
        return
    have = loader.get_group_options(key)
    if key == "hydra/sweeper":
        have = ["basic"]
    for value in given(override):
        if value not in have:
            yield f"{key}={value}: not installed{near(value, have)}"


class Names:
    """What can be set: values, groups of values, and choices with their options."""

    def __init__(self, loader: ConfigLoader, surface: Surface = RUN) -> None:
        self.surface = surface
        leaves, self.branches = keys(compose(surface.config, [f"~{surface.choice}"]))
        self.leaves = [name for name in leaves if name.split(".")[0] not in (*surface.chosen, *KEYS)]
        self.options = {
            group: loader.get_group_options(group)
            for group in loader.get_group_options("", ObjectType.GROUP)
            if group != "hydra" and group not in surface.elsewhere
        }

    def problem(self, override: Override, text: str) -> Iterator[str]:
        """What is wrong with one override of ours."""
        key = override.key_or_group
        if override.is_add() or override.is_delete() or override.is_force_add():
            yield f"{text}: names cannot be added or removed"
        elif (first := key.split(".")[0]) in self.surface.elsewhere:
            yield f"{text}: {self.surface.elsewhere[first]}"
        elif override.package is not None:
            yield f"{text}: a choice cannot be placed elsewhere (remove @)"
        elif key in self.options:
            names = given(override)
            yield from (
                f"{key}={value}: unknown {key}{near(value, self.options[key])}"
                for value in names
                if value not in self.options[key]
            )
            if not names:
                yield f"{text}: no {key} fits (known: {', '.join(self.options[key])})"
        elif key.split(".")[0] in self.surface.chosen and "." in key:
            yield f"{key}: is part of a choice; use {key.split('.')[0]}="
        elif key in self.branches:
            inside = [name for name in self.leaves if name.startswith(key + ".")]
            yield f"{key}: is a group of settings; name one of them{near(key, inside)}"
        elif key not in self.leaves:
            yield f"{key}: unknown name{near(key, [*self.leaves, *self.options, *KEYS])}"
        elif isinstance(override.value(), Glob):
            yield f"{text}: glob() names choices ({', '.join(self.options)}); write the values of {key} out"


def unreadable(text: str) -> str:
    """What is wrong with a word that Hydra would take for something else; "" where nothing is."""
    shown = folders.shown(text)
    if shown != text and len(text) <= folders.LONGEST:
        return f"{shown}: holds a control character; remove it"
    if len(text) > LONGEST:
        return f"{shown}: is too long ({len(text)} letters, at most {LONGEST})"
    if "${" in text:
        return f"{text}: ${{...}} is not filled in; write what is meant"
    if cast := CAST.search(text):
        return f"{text}: {cast[1]}() would change the value; write the value itself"
    return ""


def sort_out(overrides: list[str], loader: ConfigLoader, surface: Surface = RUN) -> tuple[list[str], list[str]]:
    """All problems in the words, in their order, and the words without any, so that their values can be judged too."""
    names = Names(loader, surface)
    parser = OverridesParser.create(config_loader=loader)
    found: list[str] = []
    good: list[str] = []
    seen: dict[str, str] = {}
    for text in overrides:
        if complaint := unreadable(text):
            found.append(complaint)
            continue
        try:
            override = parser.parse_overrides([text])[0]
        except (HydraException, ValueError, RecursionError) as error:
            why = str(error).splitlines()[0]
            found.append(
                f"{text}: cannot be read; write NAME=VALUE ({why})" if "=" in text else f"{text}: is not NAME=VALUE"
            )
            continue
        key = override.key_or_group
        wrong = [f"{key}: given twice ({seen[key]} and {text})"] if key in seen else []
        seen.setdefault(key, text)
        ours = key != "hydra" and not key.startswith(("hydra.", "hydra/"))
        wrong += names.problem(override, text) if ours else plugin(override, loader)
        found += wrong
        if not wrong:
            good.append(text)
    return found, good

"""Files of configuration, read and judged before Hydra composes them: what cannot be used is told with file and line.

A scenario or study file says its own name, descriptions and settings, and nothing that is set elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from werkagenda.problems import near
from werkagenda.scenarios import catalogue
from werkagenda.yaml_text import Document, Keys, read

NAME = re.compile(r"[A-Za-z0-9_-]{1,80}")
HEADER = "# @package _global_"
LEVELS = {"economy": "level", "inflow": "level", "law": "name"}
"""Choices of one name each, and what the name is called in their files."""
LANGUAGES = ("description_en", "description_nl")
SELF = "_self_"
BESIDE_COMMAND = "where and how fast belongs on the command line"
ELSEWHERE = {
    "scenario": {
        **dict.fromkeys(("replicates", "seed", "workers", "output", "cache", "report"), "belongs on the command line"),
        "parameters": "belongs on the command line (parameters.GROUP.FIELD=VALUE) or in a study",
        "population": "belongs on the command line (population.scale=VALUE) or in a study",
        "outlook": "belongs on the command line (outlook.end=YYYY-MM) or in a study",
        "economy": "is chosen on the command line (economy=NAME)",
        "inflow": "is chosen on the command line (inflow=NAME)",
        "law": "is chosen on the command line (law=NAME)",
        "assume": "belongs on the command line (assume.NAME=VALUE), or in a study under sweep",
        "instrument": "is written instruments: {NAME: {SETTING: VALUE}}",
        "hydra": "cannot be set here",
    },
    "study": {
        **dict.fromkeys(("workers", "output", "cache", "report"), BESIDE_COMMAND),
        "economy": "is chosen on the command line (economy=NAME)",
        "inflow": "is chosen on the command line (inflow=NAME)",
        "law": "is chosen on the command line (law=NAME)",
        "instruments": "a study takes its scenarios as they are; write a scenario with other settings",
        "assume": "a study tries several values; use sweep",
        "scenario": "a study has several; give a list: scenarios",
        "hydra": "cannot be set here",
    },
}
"""What a file of a group cannot say, and where it is said instead."""


def place(group: str, name: str) -> Traversable:
    """The file of an option of a group of configs; with "" the file of a whole command."""
    folder = files("werkagenda.configs")
    extensions = catalogue.folder()
    if group == "scenario" and extensions and (extensions / f"{name}.yaml").is_file():
        return extensions / f"{name}.yaml"
    return (folder / group if group else folder) / f"{name}.yaml"


def opened(group: str, name: str) -> Document:
    """A file of configuration as it stands, what cannot be read among its problems."""
    item, usual = place(group, name), "/".join(filter(None, ("configs", group, f"{name}.yaml")))
    return read(item, usual if str(item).replace("\\", "/").endswith(usual) else str(item))


def options(group: str) -> list[str]:
    """The names of a group's files."""
    found = [item.name for item in (files("werkagenda.configs") / group).iterdir()]
    extensions = catalogue.folder()
    found += [item.name for item in extensions.iterdir()] if group == "scenario" and extensions else []
    return sorted({name.removesuffix(".yaml") for name in found if name.endswith(".yaml")})


def base(config: str) -> list[str]:
    """What is wrong with the files that every command of a kind (`config` or `study`) composes."""
    plain = [("", config), ("parameters", "default"), *(("instrument", name) for name in options("instrument"))]
    documents = [opened(*each) for each in plain]
    found = [problem for document in documents for problem in document.problems]
    levels = [(group, each) for group in LEVELS for each in options(group)]
    return found + [problem for each in levels for problem in level(*each)]


def level(group: str, name: str) -> list[str]:
    """What is wrong with the file of a level of the economy or the inflow, or of a law."""
    document, key = opened(group, name), LEVELS[group]
    if not document.problems:
        only(document, (), document.values, (key, "description"), {})
        if document.values.get(key) != name:
            document.at((key,), f"{key}={document.values.get(key)}: must be {name}, as the file is called")
    return document.problems


def scenario(name: str) -> Document:
    """The file of a scenario and all that is wrong with it and with those that it is made of."""
    document = headed("scenario", name, ("defaults", "scenario", "instruments"))
    if document.values:
        parts(document, name, options("scenario"))
        instruments(document)
    return document


def study(name: str) -> Document:
    """The file of a study and what is wrong with its names; what it asks for is judged once it is composed."""
    known = [each for each in opened("", "study").values if each not in ("defaults", *ELSEWHERE["study"])]
    document = headed("study", name, ("study", "parameters", *known))
    if document.values:
        plain = opened("", "study").values
        for group in ("population", "outlook", "sweep", "only"):
            if isinstance(document.values.get(group), Mapping) and isinstance(plain.get(group), Mapping):
                only(document, (group,), document.values[group], tuple(plain[group]), {})
            elif group in document.values:
                document.at((group,), f"{group}={document.values[group]}: must be names with values")
    return document


def headed(group: str, name: str, known: Sequence[str]) -> Document:
    """A file with its first line, its names and its head (name and descriptions) judged."""
    document = opened(group, name)
    if not NAME.fullmatch(name):
        document.wrong(1, f"a {group} is called by letters, digits, _ and - (at most 80), not {name!r}")
    if document.problems:
        document.values = {}
        return document
    if document.header != HEADER:
        document.wrong(1, f"the first line must be: {HEADER}")
    only(document, (), document.values, known, ELSEWHERE[group])
    head(document, group, name)
    return document


def head(document: Document, group: str, name: str) -> None:
    """The name, which is the file's, and the descriptions."""
    said = document.values.get(group)
    if not isinstance(said, Mapping):
        document.at((group,), f"{group}: must say name, {' and '.join(LANGUAGES)}")
        return
    only(document, (group,), said, ("name", *LANGUAGES), {})
    if said.get("name") != name:
        document.at((group, "name"), f"{group}.name={said.get('name')}: must be {name}, as the file is called")
    for language in LANGUAGES:
        text = said.get(language)
        if not isinstance(text, str) or not text.strip():
            document.at((group, language), f"{group}.{language}: is missing; say in a sentence what it stands for")


def only(
    document: Document, above: Keys, values: Mapping[str, Any], known: Sequence[str], elsewhere: Mapping[str, str]
) -> None:
    """Names that mean nothing, or belong elsewhere."""
    for name in values:
        path = ".".join((*above, name))
        if name in elsewhere:
            document.at((*above, name), f"{path}: {elsewhere[name]}")
        elif name not in known:
            document.at((*above, name), f"{path}: unknown name{near(name, list(known))}")


def parts(document: Document, name: str, have: Sequence[str], above: tuple[str, ...] = ()) -> None:
    """The scenarios that a scenario is made of: they are there, sound, and not made of it again."""
    given = document.values.get("defaults", [SELF])
    if not isinstance(given, list) or not all(isinstance(each, str) for each in given):
        document.at(("defaults",), f"defaults={given}: must be a list of scenarios, ending with {SELF}")
        return
    if SELF not in given:
        document.at(("defaults",), f"defaults: {SELF} is missing; it says where this file's own settings come")
    for number, each in enumerate(given):
        if each != SELF and (problem := part(each, (*above, name), have)):
            document.at(("defaults", str(number)), f"defaults: {each} {problem}")


def part(name: str, above: tuple[str, ...], have: Sequence[str]) -> str:
    """What is wrong with a scenario that others, `above`, are made of; "" where nothing is."""
    if name not in have:
        return f"is no scenario{near(name, have)}"
    if name in above:
        return f"is made of itself ({' of '.join((*above, name))})"
    inside = headed("scenario", name, ("defaults", "scenario", "instruments"))
    if not inside.problems:
        parts(inside, name, have, above)
    return f"cannot be used: {inside.problems[0]}" if inside.problems else ""


def instruments(document: Document) -> None:
    """Settings of instruments that are unknown or out of range."""
    from werkagenda.scenarios import compose

    if "instruments" not in document.values:
        return
    given = document.values["instruments"]
    if not isinstance(given, Mapping) or not given:
        document.at(("instruments",), f"instruments={given}: must be {{NAME: {{SETTING: VALUE}}}}")
        return
    for name, settings in given.items():
        if not isinstance(settings, Mapping):
            document.at(("instruments", name), f"instruments.{name}={settings}: must be settings by name")
            continue
        for key, value in settings.items():
            for problem in compose.problems_of({name: {key: value}}):
                document.at(("instruments", name, key), problem)


def located(problems: Iterable[str], document: Document, words: Iterable[str]) -> list[str]:
    """The same problems, with file and line where the value told of stands in the file and not on the command line."""
    said = {word.partition("=")[0] for word in words}
    where = {".".join(path): line for path, line in document.lines.items() if path}
    found = []
    for problem in problems:
        name = re.split(r"[=:\[ ]", problem, maxsplit=1)[0]
        inside = name in where and not any(name == each or name.startswith(f"{each}.") for each in said)
        found.append(f"{document.name} line {where[name]}: {problem}" if inside else problem)
    return found

"""Files of configuration, checked before anything is made of them: what cannot be used is told with file and line.

A scenario or study file says its own name, descriptions and settings, and nothing that is set elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from werkagenda import config_store
from werkagenda.config_store import ABOUT, HEADER, LANGUAGES, SCENARIO, SELF, is_path, opened, options, own, shipped
from werkagenda.problems import near
from werkagenda.scenarios import catalogue, compose
from werkagenda.study.worlds import BASELINE, RENAMED
from werkagenda.yaml_text import Document, Keys

NAME = re.compile(r"[A-Za-z0-9_-]{1,80}")
LEVELS = {"economy": "level", "inflow": "level", "law": "name"}
"""Choices of one name each, and what the name is called in their files."""
DESCRIPTIONS = (*LANGUAGES, "description")
BESIDE_COMMAND = "where and how fast belongs on the command line"
ELSEWHERE = {
    "scenario": {
        **dict.fromkeys(
            ("replicates", "seed", "workers", "output", "cache", "report", "language"), "belongs on the command line"
        ),
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
        **dict.fromkeys(("workers", "output", "cache", "report", "language"), BESIDE_COMMAND),
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
    """The file of a scenario (its name, or a path) and all that is wrong with it and with those that it is made of."""
    document = headed(SCENARIO, name, ("defaults", SCENARIO, "instruments"))
    if document.values:
        parts(document, name, options(SCENARIO))
        instruments(document)
    return document


def names_taken() -> list[str]:
    """Scenarios of one's own folders that have the name of one that ships."""
    return [
        f"{file}: there is a scenario {name} that ships with the simulator; give the file another name"
        for name, file in own().items()
        if name in shipped(SCENARIO)
    ]


def study(name: str) -> Document:
    """The file of a study and what is wrong with its names; what it asks for is judged once it is composed."""
    known = [each for each in opened("", "study").values if each not in ("defaults", *ELSEWHERE["study"])]
    document = headed("study", name, ("study", "parameters", *known, *RENAMED))
    if document.values:
        plain = opened("", "study").values
        for group in ("population", "outlook", "sweep", "only", "design"):
            if isinstance(document.values.get(group), Mapping) and isinstance(plain.get(group), Mapping):
                only(document, (group,), document.values[group], tuple(plain[group]), {})
            elif group in document.values:
                document.at((group,), f"{group}={document.values[group]}: must be names with values")
    return document


def headed(group: str, name: str, known: Sequence[str]) -> Document:
    """A file with its first line, its names and its head (name and descriptions) checked."""
    document = opened(group, name)
    mine = is_path(name) or (group == SCENARIO and name in own())
    if not mine and not NAME.fullmatch(name):
        document.wrong(1, f"a {group} is called by letters, digits, _ and - (at most 80), not {name!r}")
    if document.problems:
        document.values = {}
        return document
    if not mine and document.header != HEADER:
        document.wrong(1, f"the first line must be: {HEADER}")
    only(document, (), document.values, known, ELSEWHERE[group])
    head(document, group, name, mine)
    return document


def head(document: Document, group: str, name: str, mine: bool) -> None:
    """The name and the descriptions: of a file of one's own (`mine`) in one language at least."""
    said = document.values.get(group)
    if not isinstance(said, Mapping):
        document.at((group,), f"{group}: must say name, {' and '.join(LANGUAGES)}")
        return
    only(document, (group,), said, ("name", *DESCRIPTIONS, *ABOUT), {})
    called(document, group, name, said.get("name"))
    for key in (*DESCRIPTIONS, *ABOUT):
        if key in said and (not isinstance(said[key], str) or not said[key].strip()):
            document.at((group, key), f"{group}.{key}={said[key]}: must be text")
    lacking = [key for key in LANGUAGES if key not in said]
    if mine and any(key in said for key in DESCRIPTIONS):
        return
    for language in lacking:
        document.at((group, language), f"{group}.{language}: is missing; say in a sentence what it stands for")


def called(document: Document, group: str, name: str, given: object) -> None:
    """The name: the file's, or where the file is named by its path one that no other has."""
    if not is_path(name):
        if given != name:
            document.at((group, "name"), f"{group}.name={given}: must be {name}, as the file is called")
    elif not isinstance(given, str) or not NAME.fullmatch(given):
        line = f"{group}.name={given}: must be letters, digits, _ and - (at most 80)"
        document.at((group, "name"), line)
    elif given in options(group) and str(own().get(given, "")) != str(name):
        document.at((group, "name"), f"{group}.name={given}: there is a {group} of that name; give it another")


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
    if "instruments" not in document.values:
        return
    given = document.values["instruments"]
    if not isinstance(given, Mapping) or not given:
        document.at(("instruments",), f"instruments={given}: must be {{NAME: {{SETTING: VALUE}}}}")
        return
    for problem in compose.problems(given):
        document.at(tuple(re.split(r"[=: ]", problem, maxsplit=1)[0].split(".")), problem)


def differences(name: str) -> list[str]:
    """Lines `name: baseline's value -> value` where a scenario differs from the baseline."""
    plain, own = (config_store.settings(each) for each in (BASELINE, name))
    first = catalogue.defaults()
    for instrument, given in plain.items():
        first[instrument].update(given)
    return [
        f"instruments.{instrument}.{key}: {first[instrument][key]} -> {value}"
        for instrument, given in own.items()
        for key, value in given.items()
        if first[instrument][key] != value
    ]


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

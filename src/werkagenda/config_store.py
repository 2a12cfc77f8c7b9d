"""Files of configuration: where they stand, and the settings of instruments that a scenario comes to.

A scenario is a file of the package, of a folder of one's own, or named by its path. `WHOLE_zonder_PART` has no file: it
is a whole without one of the scenarios that it is made of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from werkagenda.yaml_text import Document, read

SELF = "_self_"
HEADER = "# @package _global_"
SCENARIO = "scenario"
WITHOUT = "_zonder_"
ENDINGS = (".yaml", ".yml")
LANGUAGES = ("description_en", "description_nl")
ABOUT = ("display_name", "display_name_nl", "author", "date")
"""What a file may say about itself beside its name and descriptions."""
_folders: list[Path] = []


def search(folders: Iterable[Path]) -> None:
    """Look for scenarios in these folders beside the package's."""
    _folders[:] = folders


def searched() -> tuple[Path, ...]:
    """Folders of one's own in which scenarios are looked for."""
    return tuple(_folders)


def is_path(text: str) -> bool:
    """Whether a text names a file and not a scenario or study."""
    return text.lower().endswith(ENDINGS) or any(mark in text for mark in "/\\")


def expanded(text: str) -> Path:
    """A path with ~ filled in where there is such a user."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)


def absolute(text: str, folders: Iterable[Path]) -> str:
    """The whole path of a file, in the first of some folders that has it (else in the first); a name as it is."""
    if not is_path(text):
        return text
    places = [folder / expanded(text) for folder in folders]
    return str(next((each for each in places if each.is_file()), places[0]).absolute())


def shipped(group: str) -> list[str]:
    """Names of the package's files of a group."""
    found = [item.name for item in (files("werkagenda.configs") / group).iterdir()]
    return sorted(name.removesuffix(".yaml") for name in found if name.endswith(".yaml"))


def own() -> dict[str, Path]:
    """Scenarios of one's own folders, by name."""
    return {item.stem: item for folder in _folders for item in sorted(folder.glob("*.yaml"))}


def options(group: str) -> list[str]:
    """Names of a group that can be chosen."""
    if group != SCENARIO:
        return shipped(group)
    found = {*shipped(group), *own()}
    return sorted({*found, *left_out(found)})


def place(group: str, name: str) -> Traversable:
    """The file of an option of a group of configs (or of a path); with "" the file of a whole command."""
    if is_path(name):
        return expanded(name)
    if group == SCENARIO and name in (mine := own()):
        return mine[name]
    folder = files("werkagenda.configs")
    return (folder / group if group else folder) / f"{name}.yaml"


def opened(group: str, name: str) -> Document:
    """A file of configuration as it stands, what cannot be read among its problems."""
    if group == SCENARIO and (parts := generated(name)):
        return Document(name, parts, header=HEADER)
    item, usual = place(group, name), "/".join(filter(None, ("configs", group, f"{name}.yaml")))
    return read(item, usual if str(item).replace("\\", "/").endswith(usual) else str(item))


def called(group: str, text: str) -> str:
    """The name of what is chosen: as given, or as the file at that path says."""
    if not is_path(text):
        return text
    said = opened(group, text).values.get(group)
    return str(said["name"]) if isinstance(said, Mapping) and said.get("name") else Path(text).stem


def description(group: str, name: str) -> tuple[str, str]:
    """What a scenario or study stands for, in English and in Dutch, each in one line; one stands in for the other."""
    said = opened(group, name).values.get(group, {})
    english = said.get("description_en") or said.get("description") or said.get("description_nl") or ""
    dutch = said.get("description_nl") or english
    return " ".join(str(english).split()), " ".join(str(dutch).split())


def about(name: str) -> tuple[tuple[str, str], ...]:
    """What the file of a scenario says of itself beside name and descriptions, in its order."""
    said = opened(SCENARIO, name).values.get(SCENARIO, {})
    return tuple((key, " ".join(str(value).split())) for key, value in said.items() if key in ABOUT)


def parts(name: str) -> list[str]:
    """Scenarios that one is made of."""
    given = opened(SCENARIO, name).values.get("defaults")
    return [each for each in given if isinstance(each, str) and each != SELF] if isinstance(given, list) else []


def is_whole(name: str) -> bool:
    """Whether a scenario is several others together and sets nothing itself."""
    return len(parts(name)) > 1 and "instruments" not in opened(SCENARIO, name).values


def left_out(names: Iterable[str]) -> list[str]:
    """Names of every whole among some scenarios without one of its parts."""
    return [
        f"{name}{WITHOUT}{part}" for name in names if WITHOUT not in name and is_whole(name) for part in parts(name)
    ]


def generated(name: str) -> dict[str, Any]:
    """What the file of a whole without a part would say; empty where a name means no such thing."""
    whole, mark, part = name.partition(WITHOUT)
    if not mark or is_path(name) or whole not in {*shipped(SCENARIO), *own()} or not is_whole(whole):
        return {}
    if part not in parts(whole):
        return {}
    rest = [each for each in parts(whole) if each != part]
    english = f"{whole} without {part}: its other {len(rest)} parts as in {whole}, {part} as in the baseline."
    dutch = f"{whole} zonder {part}: de andere {len(rest)} delen zoals in {whole}, {part} zoals in de baseline."
    about = {"name": name, **dict(zip(LANGUAGES, (english, dutch), strict=True))}
    return {"defaults": [*rest, SELF], SCENARIO: about}


def settings(name: str) -> dict[str, dict[str, Any]]:
    """Settings of instruments in a sound scenario: those of its parts in their order, then its own."""
    values = opened(SCENARIO, name).values
    found: dict[str, dict[str, Any]] = {}
    for each in values.get("defaults", [SELF]):
        given = values.get("instruments", {}) if each == SELF else settings(each)
        for instrument, own_values in given.items():
            found.setdefault(instrument, {}).update(own_values)
    return found

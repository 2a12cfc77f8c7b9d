"""A scenario file of one's own: written with every setting, its range, unit and default, and checked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from werkagenda import config_files, config_store, folders
from werkagenda.config_files import NAME
from werkagenda.problems import BadInput, near
from werkagenda.scenarios import catalogue, compose, wording
from werkagenda.scenarios.setting import lines

HEAD = """\
# A scenario for: werkagenda run scenario=PATH-OF-THIS-FILE. Check it with: werkagenda scenarios check PATH-OF-THIS-FILE
# What is left out is as in the baseline, where every dose is 0. The comments say what each setting may be.
# Where: municipalities: [G4, Eindhoven]. When: start: 2026-01. By year: dose: {{2026: 0.1, 2028: 0.5}}.
scenario:
  name: {name}
  # display_name: Its name in tables and pages.
  description: {english}
  description_nl: {dutch}
  # author: Who wrote it.
  # date: 2026-01-31
instruments:
"""


def new(name: str, start: str, folder: Path) -> Path:
    """Write NAME.yaml in a folder with all settings of a scenario, `start`; raises BadInput where it cannot be."""
    file = folder / f"{name}.yaml"
    if problems := [*unfit(name, start), *unwritable(file)]:
        raise BadInput(problems)
    file.write_text(text(name, start), encoding="utf-8", newline="\n")
    return file


def unfit(name: str, start: str) -> Iterator[str]:
    """What is wrong with the name of a new scenario, or of the one that it starts from."""
    have = config_store.options("scenario")
    if not NAME.fullmatch(name):
        yield f"{folders.shown(name)}: a scenario is called by letters, digits, _ and - (at most 80)"
    elif name in have:
        yield f"{name}: there is a scenario of that name; give another"
    if not config_store.is_path(start) and start not in have:
        yield f"--from {start}: unknown scenario{near(start, have)}"
    else:
        yield from config_files.scenario(start).problems


def unwritable(file: Path) -> list[str]:
    """Why a file cannot be made."""
    if folders.exists(file):
        return [f"{file}: is there already; give another name, or remove it"]
    if why := folders.unreadable(file.parent):
        return [f"{file.parent}: {why}"]
    inside = folders.within_sources(file.parent)
    return [f"{file}: lies in {inside}, which belongs to the simulator; name a folder elsewhere"] if inside else []


def text(name: str, start: str) -> str:
    """The file: a head, then every instrument with the settings of `start`, each with its comment."""
    english, dutch = config_store.description("scenario", start)
    settings = config_store.settings(start)
    parts = [HEAD.format(name=name, english=folded(english), dutch=folded(dutch))]
    for instrument, kind in catalogue.known().items():
        parts.append(f"  # {kind.summary}\n  {instrument}:\n")
        parts += [f"    {line}\n" for line in lines(kind.choices_type, settings.get(instrument))]
    return "".join(parts)


def folded(words: str) -> str:
    """A description as a folded block of YAML, whatever its characters."""
    return f">-\n    {words}"


def check(path: str) -> list[str]:
    """Lines on a sound scenario file: its name and what it sets otherwise than the baseline; raises BadInput."""
    place = config_store.absolute(path, [Path.cwd()]) if config_store.is_path(path) else path
    if not config_store.is_path(path) and path not in config_store.options("scenario"):
        place = str(Path(path).absolute())
    if problems := config_files.scenario(place).problems:
        raise BadInput(problems)
    name = config_store.called("scenario", place)
    said = wording.differing(compose.checked(config_store.settings(place))[0])["en"]
    return [f"{name}: can be run", *(f"    {line}" for line in [*config_files.differences(place), *said])]

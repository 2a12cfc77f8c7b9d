"""The studies below a folder, by name: what the dashboard may open. Nothing outside that folder is read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from werkagenda.analysis.results import stored
from werkagenda.analysis.results.stored import BELOW, CARD, Stored
from werkagenda.problems import BadInput, near
from werkagenda.study.store import MANIFEST
from werkagenda.study.studies import STUDY

LIVE = "live"
"""Folder of runs that were asked for in the dashboard."""
DEEPEST = 5
"""Levels below the folder at which studies are looked for."""


@dataclass
class _Used:
    folder: Path = Path("runs")
    language: str = "nl"


_used = _Used()


def use(folder: Path, language: str) -> None:
    """Show the studies of a folder, in a language where the address names none."""
    _used.folder, _used.language = folder.resolve(), language


def folder() -> Path:
    """The folder that is shown."""
    return _used.folder


def language() -> str:
    """The language where the address names none."""
    return _used.language


def _cards(top: Path) -> Iterator[Path]:
    """Folders with a comparison at or below a folder; hidden ones, links, and the runs of a study are left out."""
    for above, names, files in os.walk(top):
        place = Path(above)
        if CARD in files:
            yield place
        if CARD in files or MANIFEST in files or len(place.relative_to(top).parts) >= DEEPEST:
            names.clear()
        elif STUDY in files:
            names[:] = sorted({BELOW, LIVE} & set(names))
        else:
            names[:] = sorted(name for name in names if not name.startswith("."))


def studies() -> dict[str, Path]:
    """Folder of each study or comparison by its name: the path below the folder that is shown."""
    top = folder()
    found = {}
    for place in _cards(top):
        whole = place.parent if place.name == BELOW and place != top else place
        name = whole.relative_to(top).as_posix()
        found[top.name if name == "." else name] = whole
    return found


def opened(name: str) -> Stored:
    """A study of the list, read once while its files stay the same; BadInput for any other name or what is damaged."""
    place, when = _written(name)
    return _read(place, when)


def written(name: str) -> int:
    """When the results of a study of the list were written, in nanoseconds: pictures hold as long as it is the same."""
    return _written(name)[1]


def _written(name: str) -> tuple[Path, int]:
    """The folder of a study, and when its results were written."""
    known = studies()
    if name not in known:
        raise BadInput([f"study '{name}': is not in {folder().name}{near(name, list(known))}"])
    place = known[name]
    card = next((each for each in (place / CARD, place / BELOW / CARD) if each.is_file()), None)
    if card is None:
        raise BadInput([f"study '{name}': is being written at this moment; try again"])
    return place, card.stat().st_mtime_ns


@lru_cache(maxsize=8)
def _read(place: Path, _when: int) -> Stored:
    """A study with those of its runs that lie in the folder that is shown."""
    found = stored.opened(place)
    inside = {key: where for key, where in found.runs.items() if where.is_relative_to(folder())}
    return replace(found, runs=inside)

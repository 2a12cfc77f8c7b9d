"""The runs below a folder: what each is, whether it is complete and intact, and what can be removed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from werkagenda import folders
from werkagenda.problems import BadInput
from werkagenda.study import leftovers, store, studies
from werkagenda.study.plan import entry
from werkagenda.tables import intact, reader
from werkagenda.tables.problems import TableProblem

HEAD = ("scenario", "assumptions", "replicates", "scale", "seed", "date", "complete", "MB", "folder")
NOTHING = ("-",) * 6


@dataclass(frozen=True)
class Found:
    """A run below a folder; `manifest` is None where it is unfinished or damaged, `problems` says why."""

    folder: Path
    manifest: Mapping[str, Any] | None
    problems: tuple[str, ...]
    bytes: int
    complete: str

    def row(self, top: Path) -> tuple[str, ...]:
        """Values of HEAD, as text."""
        where = self.folder.relative_to(top).as_posix() if self.folder.is_relative_to(top) else str(self.folder)
        return (*(described(self.manifest) if self.manifest else NOTHING), self.complete, megabytes(self.bytes), where)


def megabytes(size: int) -> str:
    """A number of bytes in MB."""
    return f"{size / 1e6:.1f}"


def described(manifest: Mapping[str, Any]) -> tuple[str, ...]:
    """Scenario, assumptions that are not the registry's, replicates, scale, seed and date."""
    config = manifest["config"]
    return (
        str(manifest["scenario"]),
        assumed(config),
        str(config["replicates"]),
        f"{config['population']['scale']:g}",
        str(config["seed"]),
        str(manifest.get("finished", "-"))[:16],
    )


def assumed(config: Mapping[str, Any]) -> str:
    """Assumptions that differ from the run's own parameters; `central` where none does."""
    own = {name: each["value"] for name, each in config["parameters"].items()}
    given = config.get("assume", {})
    moved = {name: value for name, value in given.items() if value is not None and value != own.get(entry(name))}
    return ",".join(f"{name}={value:g}" for name, value in moved.items()) or "central"


def opened(folder: Path, verify: bool) -> Found:
    """A finished run, and with `verify` the hashes of its tables checked."""
    size = leftovers.size(folder)
    try:
        manifest = reader.manifest(folder)
    except TableProblem as bad:
        return Found(folder, None, tuple(bad.problems), size, "damaged")
    bad_files = intact.changed(folder, manifest.get("outputs")) if verify else []
    wrong = tuple(f"{folder / name}: is missing or not what the run wrote; make the run again" for name in bad_files)
    return Found(folder, manifest, wrong, size, "damaged" if wrong else "yes")


def run_folders(top: Path) -> Iterator[Path]:
    """Folders of finished runs at or below a folder, in order of name."""
    for above, names, files in os.walk(top):
        if store.MANIFEST in files:
            yield Path(above)
            names.clear()
        names[:] = sorted(name for name in names if not name.startswith("."))


def incomplete_studies(top: Path) -> Iterator[Path]:
    """Folders of studies at or below a folder that are not finished."""
    for path in sorted(top.rglob(studies.STUDY)):
        if (studies.read_json(path) or {}).get("finished") is None:
            yield path.parent


def found(top: Path, verify: bool = False) -> list[Found]:
    """All runs below a folder, then what was begun and not finished."""
    runs = [opened(folder, verify) for folder in run_folders(top)]
    finished = {each.folder for each in runs}
    begun = {*leftovers.unfinished(leftovers.below(top)), *incomplete_studies(top)} - finished
    half = [Found(folder, None, (), leftovers.size(folder) if folder.exists() else 0, "no") for folder in sorted(begun)]
    return [*runs, *half]


def readable(top: Path) -> Path:
    """The same folder; BadInput where it cannot be read."""
    if why := folders.unreadable(top):
        raise BadInput([f"{folders.shown(str(top))}: {why}"])
    return top


def lines(runs: Sequence[Found], top: Path) -> list[str]:
    """The list as aligned text, the heading first."""
    rows = [HEAD, *(each.row(top) for each in runs)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEAD))]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]


def listed(top: Path, verify: bool) -> tuple[list[str], list[str]]:
    """Lines that list the runs below a folder, and what is wrong with them; BadInput where there are none."""
    runs = found(readable(top), verify)
    if not runs:
        raise BadInput([f"{top}: holds no run; give the folder of a run, of a study or one above them"])
    return lines(runs, top), [line for each in runs for line in each.problems]


@dataclass(frozen=True)
class Prunable:
    """What can be removed: leftovers below a folder, and cached histories."""

    leftovers: tuple[Path, ...]
    histories: tuple[Path, ...]

    @property
    def words(self) -> str:
        """What would be removed, with its size."""
        parts = ((self.leftovers, "half-written leftovers"), (self.histories, "cached histories"))
        sizes = [megabytes(sum(map(leftovers.size, each))) for each, _ in parts]
        return " and ".join(f"{len(each)} {name} ({mb} MB)" for (each, name), mb in zip(parts, sizes, strict=True))


def prunable(top: Path, cache: Path) -> Prunable:
    """What can be removed below a folder and in a cache; a history that is removed is computed again when needed."""
    return Prunable(tuple(leftovers.below(readable(top))), tuple(leftovers.histories(cache)))

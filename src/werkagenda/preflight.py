"""Whether the runs asked for can be carried out here: evidence, sample, folders, disk. Creates nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from werkagenda.evidence import places, registry, series, structure
from werkagenda.folders import existing, exists, shown, unreadable
from werkagenda.problems import BadInput
from werkagenda.study import finished, histories, lock, store, studies
from werkagenda.study.plan import Settings

TABLE_BYTES, TABLE_BYTES_WHOLE = 4e6, 36e6
"""Assumption, bytes: an upper bound of the tables of one replicate, parts and whole together, at any scale and on top
of that at scale 1 (measured at scale 0.01: 0.8 MB)."""
HISTORY_BYTES = 2e9
"""Bytes of one replicate's history at scale 1: measured 17 MB at scale 0.01, rounded up."""
ENOUGH = 5.0
"""Assumption, units: expected employers or people below this can mean none at all in the sample of a region."""


def evidence(settings: Settings) -> list[str]:
    """Missing or damaged evidence that this run would read."""
    needed: list[Callable[[], object]] = [
        registry.load,
        places.municipalities,
        places.neighbours,
        structure.employer_cells,
        structure.origin_profiles,
        lambda: series.law(settings.law),
        lambda: series.economy(settings.economy),
        lambda: series.permits(settings.inflow),
    ]
    found: list[str] = []
    for read in needed:
        try:
            read()
        except registry.EvidenceProblem as damaged:
            found += [f"evidence: {problem}" for problem in damaged.problems]
        except (OSError, KeyError, ValueError) as damaged:
            found.append(f"evidence: damaged: {type(damaged).__name__}: {damaged}")
    return found


def smallest_scale() -> tuple[float, str]:
    """The least share at which every labour-market region has employers and people, and the region that decides it.

    Expected numbers at full size: employers (structure, LM005) and permits 2014-2024 (series, central) by the
    region's share of the population.
    """
    where = places.municipalities()
    total = where.population.sum()
    names = places.regions().name
    people = [int(where.population[where.region == index].sum()) for index in range(len(names))]
    least = min(range(len(names)), key=lambda index: people[index])
    employers = float(structure.employer_cells().counts.sum())
    permits = float(series.permits("central")[:132].sum())
    return ENOUGH / (min(employers, permits) * people[least] / float(total)), names[least]


def sample(settings: Settings) -> list[str]:
    """A scale at which a region would be without employers or people."""
    least, region = smallest_scale()
    if settings.scale >= least:
        return []
    return [
        f"population.scale={settings.scale:g}: labour-market region {region} would have no employers or people; "
        f"use {least:.2g} or more"
    ]


def writable(name: str, path: Path) -> list[str]:
    """A folder in which nothing can be made."""
    found = existing(path)
    if not os.access(found.parent, os.X_OK):
        return [f"{name}={path}: {found.parent} may not be entered by this user"]
    if not found.is_dir():
        return [f"{name}={path}: {found} is a file"]
    if not os.access(found, os.W_OK | os.X_OK):
        return [f"{name}={path}: {found} cannot be written"]
    return []


def closed(path: Path) -> list[str]:
    """An output that is there and cannot be looked into."""
    why = unreadable(path) if exists(path) else ""
    return [f"output={path}: {why}; name another folder"] if why else []


def folders(runs: Sequence[Settings], repeated: bool = False) -> list[str]:
    """Outputs that hold something already, collide, or lie where nothing can be written.

    `repeated`: a run may stand already, made of the same settings; it is kept, or made again where it is damaged.
    """
    found: list[str] = []
    seen: set[Path] = set()
    for run in runs:
        if run.output in seen:
            found.append(
                f"output={run.output}: two runs would write there (they differ in nothing that decides results)"
            )
        seen.add(run.output)
        found += (
            closed(run.output) or occupied(run, repeated) or lock.busy(run.output) or writable("output", run.output)
        )
        found += beside(run.output, run.cache)
    return found


def occupied(run: Settings, repeated: bool) -> list[str]:
    """Why a run cannot be put in its folder."""
    if not (repeated and store.finished(run.output)) or studies.made_of(run):
        return [] if repeated and store.finished(run.output) else store.occupied(run.output)
    said = studies.read_json(run.output / store.MANIFEST)
    if said is None or studies.same_origin(said, run):
        return []  # damaged: made again
    return [
        f"output={run.output}: holds a run made by other code, evidence or packages; remove it or name another folder"
    ]


def beside(output: Path, cache: Path) -> list[str]:
    """A cache that cannot be written or lies inside the output."""
    inside = cache == output or output in cache.parents
    return writable("cache", cache) + ([f"cache={cache}: cannot lie inside output={output}"] if inside else [])


def needed_bytes(runs: Sequence[Settings]) -> list[tuple[Path, float]]:
    """Estimated bytes by folder: tables of every run, and each history once (runs of one seed and scale share it)."""
    wanted = [(run.output, (TABLE_BYTES + TABLE_BYTES_WHOLE * run.scale) * run.replicates) for run in runs]
    found: dict[tuple[object, ...], tuple[Path, float]] = {}
    for run in runs:
        key = (run.cache, run.seed, run.scale, finished.parameters_text(run.parameters))
        size = max(HISTORY_BYTES * run.scale * run.replicates, found.get(key, (run.cache, 0.0))[1])
        found[key] = (run.cache, min(size, histories.limit_bytes()))
    return [*wanted, *found.values()]


def gigabytes(count: float) -> str:
    """Bytes in words."""
    return f"{count / 1e9:.2g} GB"


def space(runs: Sequence[Settings]) -> list[str]:
    """Disks that cannot hold what the runs would write."""
    wanted: dict[int, float] = {}
    free: dict[int, tuple[float, Path]] = {}
    for path, size in needed_bytes(runs):
        folder = existing(path)
        disk = folder.stat().st_dev
        wanted[disk] = wanted.get(disk, 0.0) + size
        free[disk] = (shutil.disk_usage(folder).free, folder)
    return [
        f"output and cache: about {gigabytes(size)} are needed on the disk of {free[disk][1]}, "
        f"where {gigabytes(free[disk][0])} are free"
        for disk, size in wanted.items()
        if size > free[disk][0]
    ]


def to_be_written(folder: Path) -> None:
    """Raise BadInput where a folder that is there cannot be read or written: a report goes into it."""
    name = shown(str(folder))
    if why := unreadable(folder):
        raise BadInput([f"{name}: {why} - give the folder of a run, a comparison or a study"])
    if not os.access(folder, os.W_OK | os.X_OK):
        raise BadInput([f"{name}: may not be written by this user, so the report cannot be put there - copy it first"])


def problems(runs: Sequence[Settings], sized: bool = True, repeated: bool = False) -> list[str]:
    """All that stands in the way of the runs; without `sized` their size is not judged (it is not known).

    `repeated`: runs that stand already are kept.
    """
    found = histories.problems()
    sized = sized and not found
    for run in runs:
        damaged = evidence(run)
        found += damaged
        if sized and not damaged:
            found += sample(run)
    found += folders(runs, repeated)
    if sized:
        found += space(runs)
    return list(dict.fromkeys(found))

"""Whether runs may be compared: all that differs and must not, all that is damaged, told at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from werkagenda.analysis.comparison import choose
from werkagenda.analysis.comparison.choose import unlike
from werkagenda.analysis.comparison.find import Finished, at
from werkagenda.tables import reader
from werkagenda.tables.problems import TableProblem

BASELINE = "baseline"
NEEDED = ("monthly", "groups", "ledger", "displacement", "applicants", "subsidy", "uptake")
"""Tables that a comparison reads."""
FEWEST = "2025-12"
"""A comparison by year needs the whole of 2025."""

Values = Mapping[str, object]


def problems(runs: Sequence[Finished]) -> list[str]:
    """Everything that stands in the way of comparing these runs, one line each."""
    found = list(differing(runs, shared, "compare runs that differ in scenario and assumptions only"))
    early = [run for run in runs if run.end < FEWEST]
    found += [f"{run.folder}: outlook.end={run.end}: ends before {FEWEST} - run it longer" for run in early]
    worlds = by_world(runs)
    for world, members in worlds.items():
        found += in_world(world, members)
    found += across(worlds)
    for run in runs:
        found += damaged(run)
    return [*found, *choose.advice(runs, shared, BASELINE)]


def by_world(runs: Iterable[Finished]) -> dict[str, list[Finished]]:
    """Runs of equal assumptions, the central world first."""
    worlds: dict[str, list[Finished]] = defaultdict(list)
    for run in sorted(runs, key=lambda each: (not each.central, each.world, each.scenario, each.folder)):
        worlds[run.world].append(run)
    return dict(worlds)


def shared(run: Finished) -> Values:
    """What must be the same in all runs, by the name a user knows."""
    config, manifest = run.config, run.manifest
    values: dict[str, object] = {
        "seed": config["seed"],
        "population.scale": run.scale,
        "outlook.end": run.end,
        "economy": config["economy"],
        "inflow": config["inflow"],
        "law": config["law"],
        "code version": at(manifest, ("code", "version")),
        "code (hash of the sources)": str(numbers_hash(manifest))[:12],
    }
    values |= {f"parameters.{name}": entry["value"] for name, entry in config["parameters"].items()}
    return values | {f"evidence {name}": str(digest)[:12] for name, digest in manifest["evidence"].items()}


def numbers_hash(manifest: Mapping[str, Any]) -> object:
    """The hash of the sources that decide numbers; a manifest without one has the hash of all sources."""
    return at(manifest, ("code", "numbers_sha256")) or at(manifest, ("code", "sources_sha256"))


def differing(runs: Sequence[Finished], values: Callable[[Finished], Values], remedy: str) -> Iterator[str]:
    """One line for each input that is not the same in all runs: its values and where each is found."""
    each = [values(run) for run in runs]
    for name in dict.fromkeys(name for one in each for name in one):
        where: dict[object, list[Finished]] = defaultdict(list)
        for run, one in zip(runs, each, strict=True):
            where[one.get(name, "nothing")].append(run)
        if len(where) > 1:
            said = "; ".join(f"{value} in {places(group)}" for value, group in where.items())
            yield f"{name} differs: {said} - {remedy}"


def places(runs: Sequence[Finished], most: int = 2) -> str:
    """The folders of some runs, the first few by name."""
    names = ", ".join(str(run.folder) for run in runs[:most])
    return names if len(runs) <= most else f"{names} and {len(runs) - most} more"


def in_world(world: str, runs: Sequence[Finished]) -> Iterator[str]:
    """What is wrong within one world: no baseline, nothing beside it, a scenario twice, other replicates."""
    same: dict[str, list[Finished]] = defaultdict(list)
    for run in runs:
        same[run.scenario].append(run)
    for scenario, group in same.items():
        if len(group) > 1:
            what = ", ".join(unlike(group)) or "they are alike"
            there = f"{scenario} is there {len(group)} times ({places(group, 3)}; {what})"
            yield f"world {world}: {there} - compare one of them at a time"
    if BASELINE not in same:
        yield f"world {world}: there is no run of scenario {BASELINE} beside {places(runs)} - add one"
    elif len(same) == 1:
        yield f"world {world}: there is nothing to compare {places(runs)} with - add a run of another scenario"
    yield from differing(
        runs, lambda run: {f"world {world}: replicates": len(run.replicates)}, "compare runs of as many replicates"
    )


def across(worlds: Mapping[str, Sequence[Finished]]) -> Iterator[str]:
    """What is wrong between worlds: no central one, a scenario that lacks there or has other settings elsewhere."""
    by_scenario: dict[str, list[Finished]] = defaultdict(list)
    for runs in worlds.values():
        for run in runs:
            by_scenario[run.scenario].append(run)
    if worlds and "central" not in worlds:
        yield (
            f"no world has the registry's value of every assumption (found: {'; '.join(worlds)}) - "
            f"add runs without assume.*"
        )
    for scenario, runs in by_scenario.items():
        if "central" in worlds and not any(run.central for run in runs):
            yield f"{scenario}: is not run in the central world ({places(runs)}) - add a run without assume.*"
        if len({run.world for run in runs}) == len(runs) and (settings := unlike(runs)):
            yield f"{scenario}: {', '.join(settings)} differ between worlds ({places(runs)}) - compare one set of them"


def damaged(run: Finished) -> Iterator[str]:
    """Tables that are missing, of another shape, or not the bytes that the run wrote."""
    for name in NEEDED:
        try:
            reader.read(run.folder, name, ["replicate"], {"replicate": [-1]})
        except TableProblem as problem:
            yield from problem.problems

"""Check that runs may be compared and group them by set of assumptions; all problems are reported at once."""

from __future__ import annotations

import shlex
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from werkagenda.analysis.comparison import discover_runs, incomplete_studies
from werkagenda.analysis.comparison.discover_runs import FinishedRun, value_at
from werkagenda.problems import BadInput
from werkagenda.tables import reader
from werkagenda.tables.problems import TableProblem

MAX_SETS_LISTED = 12
"""Sets that are listed."""

Values = Mapping[str, object]


def flatten_settings(values: Mapping[str, Any], above: str) -> dict[str, Any]:
    """Nested values by their dotted names."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        inner = isinstance(value, Mapping)
        found |= flatten_settings(value, f"{above}.{name}") if inner else {f"{above}.{name}": value}
    return found


def differing_settings(runs: Sequence[FinishedRun]) -> list[str]:
    """Settings of instruments in which runs of one scenario differ."""
    return differing_names([flatten_settings(run.config["instruments"], "instruments") for run in runs])


def differing_names(each: Sequence[Values]) -> list[str]:
    """Names whose values are not the same in all, in the order in which they are found."""
    names = dict.fromkeys(name for one in each for name in one)
    return [name for name in names if len({str(one.get(name)) for one in each}) > 1]


def swept_inputs(runs: Sequence[FinishedRun], shared: Callable[[FinishedRun], Values]) -> list[str]:
    """What was swept: what differs and must not, and settings in which runs of one scenario in one world differ."""
    found = dict.fromkeys(differing_names([shared(run) for run in runs]))
    by_name: dict[tuple[str, str], list[FinishedRun]] = {}
    for run in runs:
        by_name.setdefault((run.world, run.scenario), []).append(run)
    for group in by_name.values():
        found |= dict.fromkeys(differing_settings(group))
    return list(found)


def comparable_sets(
    runs: Sequence[FinishedRun], shared: Callable[[FinishedRun], Values], baseline: str
) -> list[tuple[dict[str, object], list[FinishedRun]]]:
    """Runs of equal swept settings that a baseline is among; a scenario that is there once joins every set it can."""
    names = swept_inputs(runs, shared)
    inputs = [name for name in names if not name.startswith("instruments.")]
    each = [(run, {**shared(run), **flatten_settings(run.config["instruments"], "instruments")}) for run in runs]
    found: list[tuple[dict[str, object], list[FinishedRun]]] = []
    for _, values in each:
        wanted = {name: values.get(name) for name in names}
        members = set_members(each, wanted, inputs)
        scenarios = {run.scenario for run in members}
        known = any(members == other for _, other in found)
        if not known and baseline in scenarios and len(scenarios) > 1:
            found.append((wanted, members))
    return found


def set_members(each: Sequence[tuple[FinishedRun, Values]], wanted: Values, inputs: Sequence[str]) -> list[FinishedRun]:
    """Runs that have the wanted values, and those that are there once among the runs of equal `inputs`."""
    near = [(run, own) for run, own in each if values_agree(own, wanted, inputs)]
    return [
        run
        for run, own in near
        if values_agree(own, wanted, list(wanted))
        or sum(other.scenario == run.scenario and other.world == run.world for other, _ in near) == 1
    ]


def values_agree(own: Values, wanted: Values, names: Sequence[str]) -> bool:
    """Whether values are those wanted under some names."""
    return all(str(own.get(name)) == str(wanted[name]) for name in names)


def compare_commands(
    runs: Sequence[FinishedRun], shared: Callable[[FinishedRun], Values], baseline: str
) -> Iterator[str]:
    """How to choose: the command of each set, where there are several."""
    found = comparable_sets(runs, shared, baseline)
    if not swept_inputs(runs, shared) or not found:
        return
    for wanted, members in found[:MAX_SETS_LISTED]:
        said = ", ".join(f"{name}={value}" for name, value in wanted.items())
        yield f"to compare {said}: {shlex.join(['werkagenda', 'compare', *(str(run.folder) for run in members)])}"
    if len(found) > MAX_SETS_LISTED:
        yield f"and {len(found) - MAX_SETS_LISTED} sets more, in the same way"


BASELINE = "baseline"
REQUIRED_TABLES = ("monthly", "groups", "ledger", "displacement", "applicants", "subsidy", "uptake")
"""Tables that a comparison reads."""
EARLIEST_END = "2025-12"
"""A comparison by year needs the whole of 2025."""


def comparison_problems(runs: Sequence[FinishedRun]) -> list[str]:
    """Everything that stands in the way of comparing these runs, one line each."""
    found = list(differing_inputs(runs, shared_inputs, "compare runs that differ in scenario and assumptions only"))
    early = [run for run in runs if run.end < EARLIEST_END]
    found += [f"{run.folder}: outlook.end={run.end}: ends before {EARLIEST_END} - run it longer" for run in early]
    worlds = runs_by_assumption_set(runs)
    for world, members in worlds.items():
        found += problems_within_set(world, members)
    found += problems_across_sets(worlds)
    for run in runs:
        found += damaged_tables(run)
    return [*found, *compare_commands(runs, shared_inputs, BASELINE)]


def runs_by_assumption_set(runs: Iterable[FinishedRun]) -> dict[str, list[FinishedRun]]:
    """Runs of equal assumptions, the central world first."""
    worlds: dict[str, list[FinishedRun]] = defaultdict(list)
    for run in sorted(runs, key=lambda each: (not each.central, each.world, each.scenario, each.folder)):
        worlds[run.world].append(run)
    return dict(worlds)


def shared_inputs(run: FinishedRun) -> Values:
    """What must be the same in all runs, by the name a user knows."""
    config, manifest = run.config, run.manifest
    values: dict[str, object] = {
        "seed": config["seed"],
        "population.scale": run.scale,
        "outlook.end": run.end,
        "economy": config["economy"],
        "inflow": config["inflow"],
        "law": config["law"],
        "code version": value_at(manifest, ("code", "version")),
        "code (hash of the sources)": str(numbers_hash(manifest))[:12],
    }
    values |= {f"parameters.{name}": entry["value"] for name, entry in config["parameters"].items()}
    return values | {f"evidence {name}": str(digest)[:12] for name, digest in manifest["evidence"].items()}


def numbers_hash(manifest: Mapping[str, Any]) -> object:
    """The hash of the sources that decide numbers; a manifest without one has the hash of all sources."""
    return value_at(manifest, ("code", "numbers_sha256")) or value_at(manifest, ("code", "sources_sha256"))


def differing_inputs(
    runs: Sequence[FinishedRun], values: Callable[[FinishedRun], Values], remedy: str
) -> Iterator[str]:
    """One line for each input that is not the same in all runs: its values and where each is found."""
    each = [values(run) for run in runs]
    for name in dict.fromkeys(name for one in each for name in one):
        where: dict[object, list[FinishedRun]] = defaultdict(list)
        for run, one in zip(runs, each, strict=True):
            where[one.get(name, "nothing")].append(run)
        if len(where) > 1:
            said = "; ".join(f"{value} in {folders_text(group)}" for value, group in where.items())
            yield f"{name} differs: {said} - {remedy}"


def folders_text(runs: Sequence[FinishedRun], most: int = 2) -> str:
    """The folders of some runs, the first few by name."""
    names = ", ".join(str(run.folder) for run in runs[:most])
    return names if len(runs) <= most else f"{names} and {len(runs) - most} more"


def problems_within_set(world: str, runs: Sequence[FinishedRun]) -> Iterator[str]:
    """What is wrong within one world: no baseline, nothing beside it, a scenario twice, other replicates."""
    same: dict[str, list[FinishedRun]] = defaultdict(list)
    for run in runs:
        same[run.scenario].append(run)
    for scenario, group in same.items():
        if len(group) > 1:
            what = ", ".join(differing_settings(group)) or "they are alike"
            there = f"{scenario} is there {len(group)} times ({folders_text(group, 3)}; {what})"
            yield f"world {world}: {there} - compare one of them at a time"
    if BASELINE not in same:
        yield f"world {world}: there is no run of scenario {BASELINE} beside {folders_text(runs)} - add one"
    elif len(same) == 1:
        yield f"world {world}: there is nothing to compare {folders_text(runs)} with - add a run of another scenario"
    yield from differing_inputs(
        runs, lambda run: {f"world {world}: replicates": len(run.replicates)}, "compare runs of as many replicates"
    )


def problems_across_sets(worlds: Mapping[str, Sequence[FinishedRun]]) -> Iterator[str]:
    """What is wrong between worlds: no central one, a scenario that lacks there or has other settings elsewhere."""
    by_scenario: dict[str, list[FinishedRun]] = defaultdict(list)
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
            yield f"{scenario}: is not run in the central world ({folders_text(runs)}) - add a run without assume.*"
        if len({run.world for run in runs}) == len(runs) and (settings := differing_settings(runs)):
            where = folders_text(runs)
            yield f"{scenario}: {', '.join(settings)} differ between worlds ({where}) - compare one set of them"


def damaged_tables(run: FinishedRun) -> Iterator[str]:
    """Tables that are missing, of another shape, or not the bytes that the run wrote."""
    for name in REQUIRED_TABLES:
        try:
            reader.read(run.folder, name, ["replicate"], {"replicate": [-1]})
        except TableProblem as problem:
            yield from problem.problems


@dataclass(frozen=True)
class DrawSet:
    """A draw of a design: its number, the values that it sets, its baseline and its other runs."""

    number: int
    values: Mapping[str, Any]
    baseline: FinishedRun
    scenarios: Sequence[FinishedRun]


@dataclass(frozen=True)
class AssumptionSet:
    """One set of assumptions with its runs: the baseline and, by name, every other scenario."""

    name: str
    central: bool
    assume: tuple[float, ...]
    further: tuple[tuple[str, float], ...]
    replicates: tuple[int, ...]
    baseline: FinishedRun
    scenarios: Mapping[str, FinishedRun]


def open_assumption_sets(given: Sequence[Path]) -> list[AssumptionSet]:
    """The worlds in the folders given, the central one first; raises BadInput with all that is wrong."""
    runs, wrong = opened_runs(given)
    drawn = [run for run in runs if run.draw]
    runs = complete_sets([run for run in runs if not run.draw], given)
    wrong += [*comparison_problems(runs), *draw_problems(drawn, runs)]
    if wrong:
        raise BadInput(wrong)
    return [assumption_set_of(name, members) for name, members in runs_by_assumption_set(runs).items()]


def opened_runs(given: Sequence[Path]) -> tuple[list[FinishedRun], list[str]]:
    """The finished runs in the folders given, and what is wrong with folders and manifests."""
    places, wrong = discover_runs.find_runs(given)
    runs: list[FinishedRun] = []
    for folder in places:
        try:
            runs.append(discover_runs.open_run(folder))
        except BadInput as problem:
            wrong += problem.problems
    return runs, wrong


def complete_sets(runs: list[FinishedRun], given: Sequence[Path]) -> list[FinishedRun]:
    """The runs that can be compared: of an incomplete study those of worlds with a baseline and another scenario."""
    if not incomplete_studies.missing(given):
        return runs
    worlds = runs_by_assumption_set(runs)
    able = {name for name, members in worlds.items() if able_to_compare(members)}
    central = {run.scenario for run in worlds.get("central", [])}
    return [run for run in runs if run.world in able and ("central" not in able or run.scenario in central)]


def able_to_compare(members: Sequence[FinishedRun]) -> bool:
    """Whether a world has its baseline and another scenario."""
    names = {run.scenario for run in members}
    return BASELINE in names and len(names) > 1


def draw_problems(drawn: Sequence[FinishedRun], runs: Sequence[FinishedRun]) -> Iterator[str]:
    """Draws that differ from the other runs in more than what they set, and their damaged tables."""
    plain = shared_inputs(runs[0]) if runs else {}
    for run in drawn:
        own = {} if run.draw is None else run.draw[1]
        odd = [
            name for name, value in shared_inputs(run).items() if name not in own and plain.get(name, value) != value
        ]
        if odd:
            yield f"{run.folder}: {', '.join(odd)} is not that of the other runs - compare runs of one study"
        yield from damaged_tables(run)


def open_draw_sets(given: Sequence[Path]) -> list[DrawSet]:
    """The complete draws among the runs in the folders given, by number."""
    by_number: dict[int, list[FinishedRun]] = defaultdict(list)
    for run in opened_runs(given)[0]:
        if run.draw:
            by_number[run.draw[0]].append(run)
    return [draw_set(number, members) for number, members in sorted(by_number.items()) if able_to_compare(members)]


def draw_set(number: int, members: Sequence[FinishedRun]) -> DrawSet:
    """A draw of its runs."""
    by_name = {run.scenario: run for run in sorted(members, key=lambda run: run.scenario)}
    values = next(run.draw[1] for run in members if run.draw)
    return DrawSet(number, values, by_name.pop(BASELINE), list(by_name.values()))


def assumption_set_of(name: str, runs: Sequence[FinishedRun]) -> AssumptionSet:
    """A world of checked runs."""
    by_name = {run.scenario: run for run in runs}
    baseline = by_name.pop(BASELINE)
    return AssumptionSet(
        name, baseline.central, baseline.assume, baseline.further, baseline.replicates, baseline, by_name
    )

"""Which runs of many belong together: sets of equal settings, each with the command that compares it."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from werkagenda.analysis.comparison.find import Finished

MOST = 12
"""Sets that are listed."""

Values = Mapping[str, object]


def flat(values: Mapping[str, Any], above: str) -> dict[str, Any]:
    """Nested values by their dotted names."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        inner = isinstance(value, Mapping)
        found |= flat(value, f"{above}.{name}") if inner else {f"{above}.{name}": value}
    return found


def unlike(runs: Sequence[Finished]) -> list[str]:
    """Settings of instruments in which runs of one scenario differ."""
    return differing([flat(run.config["instruments"], "instruments") for run in runs])


def differing(each: Sequence[Values]) -> list[str]:
    """Names whose values are not the same in all, in the order in which they are found."""
    names = dict.fromkeys(name for one in each for name in one)
    return [name for name in names if len({str(one.get(name)) for one in each}) > 1]


def swept(runs: Sequence[Finished], shared: Callable[[Finished], Values]) -> list[str]:
    """What was swept: what differs and must not, and settings in which runs of one scenario in one world differ."""
    found = dict.fromkeys(differing([shared(run) for run in runs]))
    by_name: dict[tuple[str, str], list[Finished]] = {}
    for run in runs:
        by_name.setdefault((run.world, run.scenario), []).append(run)
    for group in by_name.values():
        found |= dict.fromkeys(unlike(group))
    return list(found)


def sets(
    runs: Sequence[Finished], shared: Callable[[Finished], Values], baseline: str
) -> list[tuple[dict[str, object], list[Finished]]]:
    """Runs of equal swept settings that a baseline is among; a scenario that is there once joins every set it can."""
    names = swept(runs, shared)
    inputs = [name for name in names if not name.startswith("instruments.")]
    each = [(run, {**shared(run), **flat(run.config["instruments"], "instruments")}) for run in runs]
    found: list[tuple[dict[str, object], list[Finished]]] = []
    for _, values in each:
        wanted = {name: values.get(name) for name in names}
        members = together(each, wanted, inputs)
        scenarios = {run.scenario for run in members}
        known = any(members == other for _, other in found)
        if not known and baseline in scenarios and len(scenarios) > 1:
            found.append((wanted, members))
    return found


def together(each: Sequence[tuple[Finished, Values]], wanted: Values, inputs: Sequence[str]) -> list[Finished]:
    """Runs that have the wanted values, and those that are there once among the runs of equal `inputs`."""
    near = [(run, own) for run, own in each if agree(own, wanted, inputs)]
    return [
        run
        for run, own in near
        if agree(own, wanted, list(wanted))
        or sum(other.scenario == run.scenario and other.world == run.world for other, _ in near) == 1
    ]


def agree(own: Values, wanted: Values, names: Sequence[str]) -> bool:
    """Whether values are those wanted under some names."""
    return all(str(own.get(name)) == str(wanted[name]) for name in names)


def advice(runs: Sequence[Finished], shared: Callable[[Finished], Values], baseline: str) -> Iterator[str]:
    """How to choose: the command of each set, where there are several."""
    found = sets(runs, shared, baseline)
    if not swept(runs, shared) or not found:
        return
    for wanted, members in found[:MOST]:
        said = ", ".join(f"{name}={value}" for name, value in wanted.items())
        yield f"to compare {said}: {shlex.join(['werkagenda', 'compare', *(str(run.folder) for run in members)])}"
    if len(found) > MOST:
        yield f"and {len(found) - MOST} sets more, in the same way"

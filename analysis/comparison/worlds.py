"""Worlds: the runs that share a set of assumptions, opened and checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from werkagenda.analysis.comparison import check, find
from werkagenda.analysis.comparison.find import Finished
from werkagenda.problems import BadInput
from werkagenda.tables.vocabulary import HISTORY_MONTHS, month_index, month_label


@dataclass(frozen=True)
class World:
    """One set of assumptions with its runs: the baseline and, by name, every other scenario."""

    name: str
    central: bool
    assume: tuple[float, ...]
    further: tuple[tuple[str, float], ...]
    replicates: tuple[int, ...]
    baseline: Finished
    scenarios: Mapping[str, Finished]


def opened(given: Sequence[Path]) -> list[World]:
    """The worlds in the folders given, the central one first; raises BadInput with all that is wrong."""
    places, wrong = find.folders(given)
    runs: list[Finished] = []
    for folder in places:
        try:
            runs.append(find.opened(folder))
        except BadInput as problem:
            wrong += problem.problems
    wrong += check.problems(runs)
    if wrong:
        raise BadInput(wrong)
    return [world(name, members) for name, members in check.by_world(runs).items()]


def world(name: str, runs: Sequence[Finished]) -> World:
    """A world of checked runs."""
    by_name = {run.scenario: run for run in runs}
    baseline = by_name.pop(check.BASELINE)
    return World(name, baseline.central, baseline.assume, baseline.further, baseline.replicates, baseline, by_name)


def months(run: Finished) -> list[str]:
    """Labels of the months of the outlook, January 2025 to the last month of the last whole year."""
    last = (month_index(run.end) + 1) // 12 * 12
    return [month_label(index) for index in range(HISTORY_MONTHS, last)]


def years(run: Finished) -> list[str]:
    """The whole years of the outlook."""
    return [label[:4] for label in months(run) if label.endswith("-12")]


def all_years(run: Finished) -> str:
    """The name of the period of all whole years: `2025-2029`."""
    whole = years(run)
    return f"{whole[0]}-{whole[-1]}"

"""Carry out a study that was asked for and checked: its runs, the comparison, the report, the headlines."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from werkagenda import estimate, preflight, stopping, study_precision
from werkagenda import study_settings as reading
from werkagenda.problems import BadInput
from werkagenda.progress import study_watched
from werkagenda.study import lock, store, studies
from werkagenda.study.engines import EngineProblem
from werkagenda.study.worlds import COMPARISON, RUNS, Study

LAST = "comparison.json"
"""The last file of a comparison."""
MOST_TOLD = 5
"""Cells that failed that are told one by one."""


def say(line: str) -> None:
    """A line beside the results."""
    print(f"werkagenda: {line}", file=sys.stderr, flush=True)


def counted(number: int, one: str) -> str:
    """A number of things in words."""
    return f"{number} {one}" if number == 1 else f"{number} {one}s"


def workers(study: Study) -> str:
    """What executes a study's cells, in words."""
    if study.address:
        return f"the Dask workers of {study.address}"
    dask = "Dask " if study.engine == "dask" else ""
    return f"{study.workers} {dask}process{'' if study.workers == 1 else 'es'}"


def described(plan: studies.Plan) -> str:
    """A study in one line."""
    study, first = plan.study, plan.study.runs[0].settings
    names = {each.settings.scenario for each in study.runs}
    worlds = counted(len({each.world for each in study.runs}), "set")
    free = len(first.without_source)
    tail = f", {free} without source" if free else ""
    kept = f", {counted(len(plan.held), 'finished cell')} of runs that were stopped taken up" if plan.held else ""
    return (
        f"study {study.name}: {counted(len(names), 'scenario')} in {worlds} of assumptions, economy "
        f"{first.economy}, inflow {first.inflow}, law {first.law}, scale {first.scale:g}, seed {first.seed}{tail}; "
        f"{counted(len(plan.kept), 'run')} of {len(study.runs)} stand, {counted(len(plan.cells), 'cell')} to do over "
        f"{workers(study)}{kept}"
    )


def comparison_of(study: Study) -> Path:
    """The study's comparison, made unless it stands."""
    from werkagenda.analysis import comparison

    folder = study.output / COMPARISON
    bad = comparison.damaged_files(folder) if (folder / LAST).is_file() else []
    if bad:
        say(f"{folder}: {', '.join(bad)} is not what was written; the comparison is made again")
    if bad or not (folder / LAST).is_file() or not studies.compared_now(study):
        say("comparing scenarios")
        with store.making(folder, LAST, replace=True) as work:
            comparison.compare([study.output / RUNS], work, folder)
        studies.note_comparison(study)
    return folder


def compared(study: Study) -> Path:
    """The study's comparison with its report, made unless it stands."""
    from werkagenda.analysis.report import comparison_page as page
    from werkagenda.analysis.report import render

    folder = comparison_of(study)
    if not (folder / render.file_name(study.language)).is_file():
        say("writing the report")
        page.write(folder, study.language)
    return folder


def carry_out(study: Study) -> list[str]:
    """Carry out the runs that do not stand; a line for each cell that failed."""
    plan = studies.recovered(studies.inspect(study))
    for line in study.runs[0].settings.outside_range:
        say(f"warning: outside the range of the evidence: {line}")
    if plan.complete:
        say(f"study {study.name} stands in {study.output}; no run is made again")
        return []
    say(described(plan))
    say(estimate.described(estimate.of(plan)))
    with study_watched(plan) as progress:
        failed = studies.carry_out(plan, progress)
    estimate.remember(study)
    return failed


def refuse_too_large(study: Study, yes: bool = False) -> None:
    """Raise BadInput for a study that the disk cannot hold or, without `yes`, that takes long or much disk."""
    plan = studies.inspect(study)
    found = preflight.space([each.settings for each in plan.todo])
    if found := found + ([] if yes else estimate.too_large(estimate.of(plan))):
        raise BadInput(found)


def until_precise(study: Study, again: Callable[[int], Study]) -> tuple[Study, list[str]]:
    """Carry out a study, with more replicates until its precision is met; `again` gives it with so many."""
    failed = carry_out(study)
    while study.precision and not failed:
        errors = study_precision.errors(study)
        more = study_precision.needed(study, errors)
        for line in study_precision.said(study, errors) if more is None else ():
            say(line)
        if more is None:
            break
        say(f"precision: {more} replicates of the central set of assumptions are needed by now")
        study = again(more)
        refuse_too_large(study, yes=True)
        failed = carry_out(study)
    return study, failed


def launch(overrides: Sequence[str], scenarios: Path | None = None, yes: bool = False) -> Path:
    """Check everything, carry the study out; headlines on standard output, the last line is where the report is.

    `yes`: also where it takes long or much disk. Raises EngineProblem after the comparison of what is there where cells
    failed.
    """
    from werkagenda.analysis.comparison import headline_lines
    from werkagenda.analysis.report import render

    study = reading.read(overrides, scenarios)
    refuse_too_large(study, yes)
    stopping.go_on_by("the same command goes on; finished runs and replicates are kept")
    with lock.held(study.output):
        if taken := studies.taken(study):
            raise BadInput(taken)
        study, failed = until_precise(study, lambda number: reading.read(overrides, scenarios, number))
        folder = compared_where_possible(study, failed)
    print("\n".join([*headline_lines(folder), str(folder / render.file_name(study.language))]), flush=True)
    if failed:
        raise EngineProblem("\n".join(told(failed)))
    return folder


def compared_where_possible(study: Study, failed: Sequence[str]) -> Path:
    """The comparison; where cells failed that of what is there, or EngineProblem where nothing can be compared."""
    try:
        return compared(study)
    except BadInput:
        if not failed:
            raise
        raise EngineProblem("\n".join(told(failed))) from None


def told(failed: Sequence[str]) -> list[str]:
    """What failed, the first few cells one by one."""
    more = [f"and {len(failed) - MOST_TOLD} more (study.json lists all)"] if len(failed) > MOST_TOLD else []
    return [f"{counted(len(failed), 'cell')} failed; all others are done and kept", *failed[:MOST_TOLD], *more]

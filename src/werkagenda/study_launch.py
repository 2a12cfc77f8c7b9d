"""Carry out a study that was asked for and checked: its runs, the comparison, the report, the headlines."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from werkagenda import stopping
from werkagenda import study_settings as reading
from werkagenda.problems import BadInput
from werkagenda.progress import study_watched
from werkagenda.study import lock, store, studies
from werkagenda.study.worlds import COMPARISON, RUNS, Study

LAST = "comparison.json"
"""The last file of a comparison."""
PAGE = "report.html"


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


def compared(study: Study) -> Path:
    """The study's comparison with its report, made unless it stands."""
    from werkagenda.analysis import comparison
    from werkagenda.analysis.report import comparison_page as page

    folder = study.output / COMPARISON
    bad = comparison.damaged_files(folder) if (folder / LAST).is_file() else []
    if bad:
        say(f"{folder}: {', '.join(bad)} is not what was written; the comparison is made again")
    if bad or not (folder / LAST).is_file() or not studies.compared_now(study):
        say("comparing scenarios")
        with store.making(folder, LAST, replace=True) as work:
            comparison.compare([study.output / RUNS], work, folder)
        studies.note_comparison(study)
    if not (folder / PAGE).is_file():
        say("writing the report")
        page.write(folder)
    return folder


def carry_out(study: Study) -> Path:
    """The runs that do not stand, then the comparison; its folder."""
    plan = studies.inspect(study)
    for line in study.runs[0].settings.outside_range:
        say(f"warning: outside the range of the evidence: {line}")
    if plan.complete:
        say(f"study {study.name} stands in {study.output}; no run is made again")
    else:
        say(described(plan))
        with study_watched(plan) as progress:
            studies.carry_out(plan, progress)
    return compared(study)


def launch(overrides: Sequence[str], scenarios: Path | None = None) -> None:
    """Check everything, carry the study out; headlines on standard output, the last line is where the report is."""
    from werkagenda.analysis.comparison import headline_lines

    study = reading.read(overrides, scenarios)
    stopping.go_on_by("the same command goes on; finished runs and replicates are kept")
    with lock.held(study.output):
        if taken := studies.taken(study):
            raise BadInput(taken)
        folder = carry_out(study)
    print("\n".join([*headline_lines(folder), str(folder / PAGE)]), flush=True)

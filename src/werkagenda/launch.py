"""Carry out what was asked and checked: one run, or the runs of a sweep one after another."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from werkagenda import settings as reading
from werkagenda import stopping
from werkagenda.progress import watched
from werkagenda.study import run as study
from werkagenda.study import store, studies
from werkagenda.study.plan import Settings


def carry_out(settings: Settings, replace: bool = False) -> Path:
    """One run with its progress on stderr; with report=true its page too. `replace`: also where one stands."""
    print(f"werkagenda: {described(settings)}", file=sys.stderr, flush=True)
    for line in settings.outside_range:
        print(f"werkagenda: warning: outside the range of the evidence: {line}", file=sys.stderr, flush=True)
    with watched(settings) as progress:
        folder = study.run(settings, progress, replace=replace)
    if settings.report:
        from werkagenda.analysis import report

        print(f"werkagenda: report {report.write(folder, settings.language)}", file=sys.stderr)
    return folder


def described(settings: Settings) -> str:
    """A run in one line."""
    many = "1 replicate" if settings.replicates == 1 else f"{settings.replicates} replicates"
    free = len(settings.without_source)
    tail = f", {free} without source" if free else ""
    return (
        f"{settings.scenario}, economy {settings.economy}, inflow {settings.inflow}, law {settings.law}, "
        f"scale {settings.scale:g}, {many} of seed {settings.seed}{tail}"
    )


def sweep(runs: Sequence[Settings]) -> None:
    """Carry out the runs that do not stand; each run's folder on standard output."""
    stopping.go_on_by("the same command makes what is missing; finished runs are kept")
    for settings in runs:
        stopping.check()
        folder = settings.output
        if studies.made_of(settings):
            print(f"werkagenda: {settings.scenario} stands in {folder}; it is kept", file=sys.stderr, flush=True)
        else:
            carry_out(settings, replace=store.finished(folder))
        print(folder, flush=True)


def launch(overrides: Sequence[str], multirun: bool, scenarios: Path | None = None) -> None:
    """Check everything, then run; the last line of standard output is the run's folder (of each run, in a sweep).

    `scenarios`: a folder with scenarios beside those that ship.
    """
    runs = reading.read(overrides, multirun, scenarios)
    if multirun:
        sweep(runs)
    else:
        print(carry_out(runs[0]), flush=True)

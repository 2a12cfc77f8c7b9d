"""Carry out what was asked and checked: one run here, a sweep through Hydra's launcher."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from unittest import mock

from omegaconf import DictConfig

from werkagenda import folders, stopping
from werkagenda import settings as reading
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

        print(f"werkagenda: report {report.write(folder)}", file=sys.stderr)
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


def job(config: DictConfig, places: Mapping[str, str]) -> str:
    """One job of a sweep, as Hydra hands it over, below the folders given."""
    from hydra.core.hydra_config import HydraConfig

    stopping.check()
    settings = reading.settled(config, list(HydraConfig.get().overrides.task), places)
    folder = settings.output
    if studies.made_of(settings):
        print(f"werkagenda: {settings.scenario} stands in {folder}; it is kept", file=sys.stderr, flush=True)
    else:
        carry_out(settings, replace=store.finished(folder))
    print(folder, flush=True)
    return str(folder)


def sweep(overrides: Sequence[str]) -> None:
    """All runs of a sweep through Hydra; its own folders are temporary, ours is output=."""
    import hydra

    rest, places, _ = folders.apart(overrides)

    def task(config: DictConfig) -> str:
        return job(config, places)

    with tempfile.TemporaryDirectory(prefix="werkagenda-") as own:
        where = Path(own).as_posix()
        words = ["werkagenda", "-m", *rest, f"hydra.sweep.dir='{where}'", f"hydra.run.dir='{where}'"]
        with mock.patch.object(sys, "argv", words), mock.patch.dict(os.environ, {"HYDRA_FULL_ERROR": "1"}):
            hydra.main(version_base="1.3", config_path="pkg://werkagenda.configs", config_name="config")(task)()


def launch(overrides: Sequence[str], multirun: bool) -> None:
    """Check everything, then run; the last line of standard output is the run's folder (of each run, in a sweep)."""
    runs = reading.read(overrides, multirun)
    if multirun:
        stopping.go_on_by("the same command makes what is missing; finished runs are kept")
        sweep(overrides)
    else:
        print(carry_out(runs[0]), flush=True)

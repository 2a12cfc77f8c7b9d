"""A study on Dask workers: the same bytes as over processes, also when one is lost; refusals before anything runs."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import dask
import psutil
import pytest
import yaml
from dask_jobqueue.slurm import SLURMCluster
from distributed import LocalCluster

from werkagenda.study import dask_engine, engines, finished, studies, worlds
from werkagenda.study.plan import Cell, Settings
from werkagenda.study.worlds import Study

MODEL = "fake_model"
PAGE = "127.0.0.1:0"
"""Any free port for the page of a scheduler."""
Make = Callable[..., Settings]


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    """A scheduler with two worker processes, as one that runs elsewhere."""
    with closing(dask_engine.local(2)) as found:
        yield found


@pytest.fixture
def study(settings: Make, tmp_path: Path) -> Callable[..., Study]:
    """Makes a study of two scenarios with three replicates; `trouble` is what goes wrong in the second."""

    def make(name: str, engine: str = "dask", address: str | None = None, **trouble: float) -> Study:
        doses = {"baseline": {"dose": 0.0}, "bias_mkb": {"dose": 0.5, **trouble}}
        central = [settings(scenario=each, instruments={"fake": given}) for each, given in doses.items()]
        output, cache = tmp_path / name, tmp_path / f"cache-{name}"
        central = [replace(each, cache=cache) for each in central]
        runs = worlds.runs(central, [], 3, 0, output)
        return Study(name, ("What", "Wat"), runs, output, cache, 2, ("seed=1",), {"seed": 1}, engine, address)

    return make


def carried(study: Study, progress: engines.Progress = lambda job, month: None) -> dict[str, bytes]:
    studies.carry_out(studies.inspect(study), progress, MODEL)
    assert list(study.output.rglob(".*")) == []
    return {path.relative_to(study.output).as_posix(): path.read_bytes() for path in study.output.rglob("*.parquet")}


def test_the_same_bytes_on_workers_started_here_as_over_processes(study: Callable[..., Study]) -> None:
    months: list[tuple[int, int]] = []
    tables = carried(study("dask"), lambda job, month: months.append((job, month)))
    assert len(tables) == 4
    assert tables == carried(study("processes", "processes"))
    assert set(months) <= {(job, month) for job in range(6) for month in (1, 2, 3, 132)}
    assert {job for job, _ in months} == set(range(6))


def test_a_scheduler_that_runs_keeps_its_workers(study: Callable[..., Study], cluster: LocalCluster) -> None:
    here = study("elsewhere", address=cluster.scheduler_address)
    assert dask_engine.problems(cluster.scheduler_address, Cell(here.runs[0].settings, 0)) == []
    assert carried(here) == carried(study("processes", "processes"))
    assert len(cluster.scheduler_info["workers"]) == 2


def test_a_worker_that_is_killed_costs_no_cell(study: Callable[..., Study], cluster: LocalCluster) -> None:
    here = study("killed", address=cluster.scheduler_address, slow=0.4)
    killed: list[int] = []

    def kill(_job: int, _month: int) -> None:
        if not killed:
            killed.append(next(iter(cluster.workers.values())).pid)
            threading.Thread(target=psutil.Process(killed[0]).kill).start()

    tables = carried(here, kill)
    assert len(killed) == 1
    assert not psutil.pid_exists(killed[0])
    assert tables == carried(study("processes", "processes", slow=0.4))


def test_a_cell_that_ends_every_worker_is_told(study: Callable[..., Study]) -> None:
    here = study("dies", dies=1.0)
    with pytest.raises(engines.EngineProblem, match="killed again and again"):
        carried(here)
    assert not (here.output / "runs" / "central" / "bias_mkb").exists()
    assert list(here.output.rglob(".making*")) == []


def test_a_cell_that_fails_is_named(study: Callable[..., Study], cluster: LocalCluster) -> None:
    here = study("fails", address=cluster.scheduler_address, fails=1.0)
    (line,) = studies.carry_out(studies.inspect(here), model=MODEL)
    assert re.match(r"bias_mkb, replicate 1, for .*: ValueError: boom; to repeat it: werkagenda run ", line)
    assert (here.output / "runs" / "central" / "baseline" / "manifest.json").is_file()


def test_workers_that_would_compute_other_numbers_are_refused(
    settings: Make, cluster: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    cell = Cell(settings(), 0)
    monkeypatch.setattr(finished, "key", lambda _cell: "other")
    said = dask_engine.problems(cluster.scheduler_address, cell)
    assert len(said) == 2
    assert all("has another version of the simulator" in line for line in said)


def test_workers_of_several_threads_and_a_scheduler_without_workers_are_refused(settings: Make) -> None:
    cell = Cell(settings(), 0)
    with closing(LocalCluster(n_workers=1, threads_per_worker=2, processes=False, dashboard_address=PAGE)) as wide:
        assert "--nthreads 1" in dask_engine.problems(wide.scheduler_address, cell)[0]
    with closing(LocalCluster(n_workers=0, processes=True, dashboard_address=PAGE)) as empty:
        assert "has no workers" in dask_engine.problems(empty.scheduler_address, cell)[0]


def test_a_scheduler_that_does_not_answer(settings: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask_engine, "PATIENCE", 1.0)
    said = dask_engine.problems("tcp://127.0.0.1:9", Cell(settings(), 0))
    assert said[0].startswith("address=tcp://127.0.0.1:9: no Dask scheduler answers there")


def test_the_configuration_for_slurm_makes_a_job_of_one_thread_a_worker(capsys: pytest.CaptureFixture[str]) -> None:
    shipped = yaml.safe_load((files("werkagenda.configs") / "cluster" / "slurm.yaml").read_text(encoding="utf-8"))
    own = shipped["jobqueue"]["slurm"]
    whole = {**dask.config.get("jobqueue.slurm"), **own}  # as Dask reads it: beside its defaults
    with (
        dask.config.set({"jobqueue.slurm": whole}),
        closing(SLURMCluster(scheduler_options={"dashboard_address": PAGE})) as made,
    ):
        print(script := made.job_script())
    lines = script.splitlines()
    assert {"#!/usr/bin/env bash", "#SBATCH -J werkagenda", f"#SBATCH -p {own['queue']}"} <= set(lines)
    assert {f"#SBATCH --cpus-per-task={own['cores']}", f"#SBATCH -t {own['walltime']}"} <= set(lines)
    assert set(own["job-script-prologue"]) <= set(lines)
    assert "--nthreads 1 " in lines[-1]
    assert f"--nworkers {own['processes']} " in lines[-1]
    assert script in capsys.readouterr().out

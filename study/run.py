"""Carry out one run: plan cells, execute them, combine the tables, write the manifest last."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from werkagenda.study import engines, finished, lock, manifest, store
from werkagenda.study.plan import Settings, cells
from werkagenda.tables import writer


def silent(_number: int, _month: int) -> None:
    """Progress callback that does nothing."""


def together(work: Path, name: str, done: Sequence[finished.Done], scenario: str) -> dict[str, Any]:
    """Combine one table's replicates into the run's file; returns its entry in the manifest."""
    parts = []
    for cell in done:
        table = pq.read_table(cell.part / f"{name}.parquet")
        parts.append(writer.label(table, scenario, cell.replicate))
    whole = pa.concat_tables(parts)
    sha256 = writer.write(work, name, whole)
    path = work / f"{name}.parquet"
    return {"sha256": sha256, "rows": whole.num_rows, "bytes": path.stat().st_size}


def gather(work: Path, done: Sequence[finished.Done], scenario: str) -> dict[str, Any]:
    """Combine all tables of the run; removes the parts. Returns manifest entries by file name."""
    names = sorted({name for cell in done for name in cell.tables})
    outputs = {f"{name}.parquet": together(work, name, done, scenario) for name in names}
    for cell in done:
        shutil.rmtree(cell.part)
    return outputs


def stopwatch(before: float = 0.0) -> Callable[[], float]:
    """Function that returns seconds since now plus `before`."""
    started = time.perf_counter()
    return lambda: before + time.perf_counter() - started


def fill(work: Path, settings: Settings, done: Sequence[finished.Done], seconds: Callable[[], float]) -> None:
    """Write tables and manifest of a run whose cells are done; `seconds` returns the total time."""
    outputs = gather(work, done, settings.scenario)
    store.write_manifest(work, manifest.build(settings, outputs, [cell.entry() for cell in done], seconds()))


def run(
    settings: Settings, progress: engines.Progress = silent, model: str = engines.MODEL, replace: bool = False
) -> Path:
    """Carry out a run; its folder appears only when complete. `replace`: overwrite an existing run."""
    seconds = stopwatch()
    with lock.held(settings.output), store.making(settings.output, replace=replace) as work:
        jobs = [engines.Job(cell, work / f"part-{cell.replicate:05d}") for cell in cells(settings)]
        fill(work, settings, engines.carry_out(jobs, settings.workers, progress, model), seconds)
    return settings.output

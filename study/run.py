"""One run: plan its cells, carry them out, put the tables together, write the manifest last."""

from __future__ import annotations

import shutil
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from werkagenda.study import engines, manifest, store
from werkagenda.study.plan import Settings, cells
from werkagenda.tables import writer


def silent(_replicate: int, _month: int) -> None:
    """Progress that nobody watches."""


def together(work: Path, name: str, done: Sequence[engines.Done], scenario: str) -> dict[str, Any]:
    """Put one table's replicates in order into the run's file; its lines in the manifest."""
    parts = []
    for cell in done:
        table = pq.read_table(engines.part(work, cell.replicate) / f"{name}.parquet")
        parts.append(writer.label(table, scenario, cell.replicate))
    whole = pa.concat_tables(parts)
    sha256 = writer.write(work, name, whole)
    path = work / f"{name}.parquet"
    return {"sha256": sha256, "rows": whole.num_rows, "bytes": path.stat().st_size}


def gather(work: Path, done: Sequence[engines.Done], scenario: str) -> dict[str, Any]:
    """All tables of the run, by file name; the parts are removed after."""
    names = sorted({name for cell in done for name in cell.tables})
    outputs = {f"{name}.parquet": together(work, name, done, scenario) for name in names}
    for cell in done:
        shutil.rmtree(engines.part(work, cell.replicate))
    return outputs


def run(settings: Settings, progress: engines.Progress = silent, model: str = engines.MODEL) -> Path:
    """Carry out a run; its folder appears when it is whole and not before."""
    started = time.perf_counter()
    with store.making(settings.output) as work:
        done = engines.carry_out(cells(settings), work, settings.workers, progress, model)
        outputs = gather(work, done, settings.scenario)
        seconds = time.perf_counter() - started
        store.write_manifest(work, manifest.build(settings, outputs, [cell.entry() for cell in done], seconds))
    return settings.output

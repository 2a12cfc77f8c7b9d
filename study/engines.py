"""Engines: the cells of a run one after another, or over processes. The results do not depend on which.

A worker writes its cell's tables into a part of the work folder; nothing large travels between processes.
"""

from __future__ import annotations

import importlib
import multiprocessing
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from werkagenda.study import manifest
from werkagenda.study.plan import Cell

MODEL = "werkagenda.study.execute"
"""The module whose `simulate(cell, tick)` is the model."""

Progress = Callable[[int, int], None]
"""Told (replicate, months done)."""


class EngineProblem(Exception):
    """A cell could not be carried out."""


@dataclass(frozen=True)
class Done:
    """What is known of a finished cell besides its tables."""

    replicate: int
    history: str
    seconds: float
    peak_memory_bytes: int
    tables: tuple[str, ...]

    def entry(self) -> dict[str, Any]:
        """The cell's lines in the manifest."""
        return {
            "replicate": self.replicate,
            "history": self.history,
            "wall_seconds": round(self.seconds, 3),
            "peak_memory_bytes": self.peak_memory_bytes,
        }


def part(work: Path, replicate: int) -> Path:
    """Where a cell leaves its tables, in Arrow's own format, until they are put together."""
    return work / f".part-{replicate:05d}"


def one(cell: Cell, work: Path, model: str, tick: Callable[[int], None]) -> Done:
    """Carry out one cell and leave its tables in its part of the work folder."""
    started = time.perf_counter()
    tables, history = importlib.import_module(model).simulate(cell, tick)
    folder = part(work, cell.replicate)
    folder.mkdir()
    for name, table in tables.items():
        leave(table, folder / f"{name}.parquet")
    seconds = time.perf_counter() - started
    return Done(cell.replicate, history, seconds, manifest.peak_bytes(), tuple(tables))


def leave(table: pa.Table, path: Path) -> None:
    """Write one table of one cell."""
    pq.write_table(table, path, compression="zstd", store_schema=False)


_say: Any = None


def _listen(queue: Any) -> None:
    """In a worker: where progress goes."""
    global _say
    _say = queue


def _in_worker(cell: Cell, work: Path, model: str) -> Done:
    return one(cell, work, model, lambda month: _say.put((cell.replicate, month)))


@contextmanager
def heard(queue: Any, progress: Progress) -> Iterator[None]:
    """Pass on what workers say while the block runs."""

    def pass_on() -> None:
        while (said := queue.get()) is not None:
            progress(*said)

    thread = threading.Thread(target=pass_on, daemon=True)
    thread.start()
    try:
        yield
    finally:
        queue.put(None)
        thread.join(timeout=10)


def in_processes(cells: Sequence[Cell], work: Path, model: str, workers: int, progress: Progress) -> list[Done]:
    """All cells over worker processes; the first that fails stops the rest."""
    context = multiprocessing.get_context("spawn")
    queue = context.Queue()
    with heard(queue, progress), ProcessPoolExecutor(workers, context, _listen, (queue,)) as pool:
        waiting = [pool.submit(_in_worker, cell, work, model) for cell in cells]
        try:
            for future in as_completed(waiting):
                future.result()
        except BrokenProcessPool:
            raise EngineProblem("a worker process was killed (out of memory?); use fewer workers") from None
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return [future.result() for future in waiting]


def carry_out(cells: Sequence[Cell], work: Path, workers: int, progress: Progress, model: str = MODEL) -> list[Done]:
    """Carry out all cells; what is known of each, in their order."""
    workers = min(workers, len(cells))
    if workers > 1:
        return in_processes(cells, work, model, workers, progress)
    done = []
    for cell in cells:

        def tick(month: int, replicate: int = cell.replicate) -> None:
            progress(replicate, month)

        done.append(one(cell, work, model, tick))
    return done

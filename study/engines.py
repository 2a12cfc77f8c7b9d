"""Execute cells one after another or in worker processes; results do not depend on which.

A worker writes its cell's tables to its own folder, so nothing large is sent between processes. Cells that share a
history wait until one worker has cached it. Workers live for the whole study and import the model once.
"""

from __future__ import annotations

import gc
import importlib
import multiprocessing
import os
import queue as queues
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import wait as heard_from
from pathlib import Path
from typing import Any

from werkagenda import stopping
from werkagenda.study import finished as store_of_cells
from werkagenda.study import manifest, notices
from werkagenda.study.finished import Done
from werkagenda.study.plan import Cell

MODEL = "werkagenda.study.execute"
"""Module with the functions `simulate(cell, tick)`, `prepare(cell, tick)` and `history_key(cell)`."""

Progress = Callable[[int, int], None]
"""Called with (job number, months done)."""


class EngineProblem(Exception):
    """A cell could not be executed."""


@dataclass(frozen=True)
class Job:
    """A cell and the folder (not existing yet) for its tables."""

    cell: Cell
    part: Path


Finished = Callable[[int, Done], None]
"""Called with (job number, result) when a job is done."""


def ignore(_number: int, _done: Done) -> None:
    """Callback that does nothing."""


@contextmanager
def named(cell: Cell) -> Iterator[None]:
    """Context manager that adds the cell to the message of an exception."""
    try:
        yield
    except Exception as error:
        where = f"{cell.settings.scenario}, replicate {cell.replicate}, for {cell.settings.output}"
        raise EngineProblem(f"{where}: {type(error).__name__}: {error}") from error


def one(job: Job, model: str, tick: Callable[[int], None]) -> Done:
    """Execute one cell and write its tables to its folder, atomically."""
    started = time.perf_counter()
    with named(job.cell):
        tables, history = importlib.import_module(model).simulate(job.cell, tick)
        seconds, peak = time.perf_counter() - started, manifest.peak_bytes()
        known = {"history": history, "seconds": seconds, "peak_memory_bytes": peak}
        store_of_cells.put(job.part, tables, known)
    return Done(job.cell.replicate, history, seconds, peak, tuple(tables), job.part)


_say: Any = None


def _listen(queue: Any) -> None:
    """Worker initialiser: connect progress and notices to the queue, and end with the parent process."""
    global _say
    stopping.end_quietly()
    _say = queue
    notices.send_by(queue.put)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        heard_from([parent.sentinel])
        os._exit(1)


def _keys(cells: Sequence[Cell], model: str) -> list[str]:
    doors = importlib.import_module(model)
    return [doors.history_key(cell) for cell in cells]


def _prepare(number: int, job: Job, model: str) -> str:
    try:
        with named(job.cell):
            said: str = importlib.import_module(model).prepare(job.cell, lambda month: _say.put((number, month)))
            return said
    finally:
        gc.collect()  # a country has reference cycles; free it before the next one is built


def _simulate(number: int, job: Job, model: str) -> Done:
    try:
        return one(job, model, lambda month: _say.put((number, month)))
    finally:
        gc.collect()


@contextmanager
def forwarded(queue: Any, progress: Progress) -> Iterator[None]:
    """Context manager that forwards the workers' messages while the block runs."""

    over = threading.Event()

    def pass_on() -> None:
        while True:
            try:
                said = queue.get(timeout=0.1)
            except queues.Empty:
                if over.is_set():
                    return
                continue
            except (EOFError, OSError):
                return
            notices.show(said) if isinstance(said, str) else progress(*said)

    thread = threading.Thread(target=pass_on, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(timeout=2)  # a terminated worker may leave a partial message


def lineages(jobs: Sequence[Job], ask: Callable[[list[Cell]], list[str]]) -> list[list[int]]:
    """Job numbers grouped by shared history, in order; `ask` returns history keys and is called only if needed."""
    distinct = len({(job.cell.settings.seed, job.cell.replicate) for job in jobs}) == len(jobs)
    keys = [str(number) for number in range(len(jobs))] if distinct else ask([job.cell for job in jobs])
    found: dict[str, list[int]] = {}
    for number, key in enumerate(keys):
        found.setdefault(key, []).append(number)
    return list(found.values())


@dataclass(frozen=True)
class Tasks:
    """What workers do, and how a cell's result is received here."""

    prepare: Callable[[int, Job, str], str] = _prepare
    simulate: Callable[[int, Job, str], Any] = _simulate
    received: Callable[[Any], Done] = lambda result: result


class WorkerPool:
    """An executor with jobs: shared histories are computed first, and jobs follow their history."""

    def __init__(
        self, pool: Executor, jobs: Sequence[Job], model: str, finished: Finished, tasks: Tasks | None = None
    ) -> None:
        self.pool, self.jobs, self.model, self.finished = pool, jobs, model, finished
        self.tasks = tasks or Tasks()
        self.pending: dict[Future[Any], list[int]] = {}
        self.done: dict[int, Done] = {}

    def start(self) -> None:
        """Submit the jobs that can start at once."""
        for numbers in lineages(self.jobs, lambda cells: self.submit(_keys, cells, self.model).result()):
            if len(numbers) == 1:
                self.hand_out(numbers)
            else:
                first = numbers[0]
                self.pending[self.submit(self.tasks.prepare, first, self.jobs[first], self.model)] = numbers

    def submit(self, work: Callable[..., Any], *given: Any) -> Future[Any]:
        """Submit a call to the pool; starts a worker if there are too few."""
        with stopping.unheard_by_children():
            return self.pool.submit(work, *given)

    def hand_out(self, numbers: Sequence[int]) -> None:
        """Submit jobs whose history is cached or not shared."""
        for number in numbers:
            self.pending[self.submit(self.tasks.simulate, number, self.jobs[number], self.model)] = [number]

    def follow(self) -> None:
        """Collect results and submit waiting jobs until all are done."""
        while self.pending:
            stopping.check()
            for future in wait(self.pending, timeout=1.0, return_when=FIRST_COMPLETED).done:
                numbers, result = self.pending.pop(future), future.result()
                if isinstance(result, str):  # a history
                    self.hand_out(numbers)
                else:
                    self.take(numbers[0], self.tasks.received(result))

    def take(self, number: int, done: Done) -> None:
        """Pass on a finished cell."""
        self.done[number] = done
        self.finished(number, done)


def in_processes(
    jobs: Sequence[Job], workers: int, progress: Progress, model: str, finished: Finished
) -> dict[int, Done]:
    """Execute all jobs in worker processes; the first failure stops the others."""
    context = multiprocessing.get_context("spawn")
    queue = context.Queue()
    with forwarded(queue, progress), ProcessPoolExecutor(workers, context, _listen, (queue,)) as pool:
        workers_pool = WorkerPool(pool, jobs, model, finished)
        try:
            workers_pool.start()
            workers_pool.follow()
        except BaseException as error:
            stopping.end_children()
            pool.shutdown(wait=True, cancel_futures=True)  # no worker writes after unfinished output has been removed
            if not isinstance(error, BrokenProcessPool):
                raise
            if stopping.soon():
                raise stopping.Stopped from None
            raise EngineProblem("a worker process was killed (out of memory?); use fewer workers") from None
    return workers_pool.done


def in_turn(jobs: Sequence[Job], progress: Progress, model: str, finished: Finished) -> dict[int, Done]:
    """Execute all jobs in this process, in order; the first job with a shared history computes it."""
    found = {}
    for number, job in enumerate(jobs):

        def tick(month: int, number: int = number) -> None:
            stopping.check()
            progress(number, month)

        found[number] = one(job, model, tick)
        gc.collect()
        finished(number, found[number])
    return found


def carry_out(
    jobs: Sequence[Job], workers: int, progress: Progress, model: str = MODEL, finished: Finished = ignore
) -> list[Done]:
    """Execute all jobs; returns their results in order."""
    workers = min(workers, len(jobs))
    if workers > 1:
        done = in_processes(jobs, workers, progress, model, finished)
    else:
        done = in_turn(jobs, progress, model, finished)
    return [done[number] for number in range(len(jobs))]

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
from collections import deque
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


Failed = Callable[[int, EngineProblem], None]
"""Called with (job number, reason) when a job cannot be done; may raise to stop the others."""
WINDOW = 4
"""Jobs for each worker that are handed to the pool at a time."""


def ignore(_number: int, _done: Done) -> None:
    """Callback that does nothing."""


def stop_all(_number: int, problem: EngineProblem) -> None:
    """Callback for which the first failure stops the others."""
    raise problem


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


@dataclass(frozen=True)
class Told:
    """Who is told of jobs that are done, and of jobs that failed."""

    finished: Finished = ignore
    failed: Failed = stop_all


class WorkerPool:
    """An executor with jobs: shared histories are computed first, and jobs follow their history.

    Of many jobs only `window` are in the executor's hands at a time, so that this process stays small.
    """

    def __init__(
        self, pool: Executor, jobs: Sequence[Job], model: str, told: Told, tasks: Tasks | None = None, window: int = 64
    ) -> None:
        self.pool, self.jobs, self.model, self.told, self.window = pool, jobs, model, told, window
        self.tasks = tasks or Tasks()
        self.pending: dict[Future[Any], list[int]] = {}
        self.ready: deque[int] = deque()
        self.ahead: deque[list[int]] = deque()
        self.done: dict[int, Done] = {}

    def start(self) -> None:
        """Submit the first jobs."""
        self.ahead.extend(lineages(self.jobs, lambda cells: self.submit(_keys, cells, self.model).result()))
        self.fill()

    def fill(self) -> None:
        """Submit jobs and histories, in order, until the window is full."""
        while len(self.pending) < self.window and (self.ready or self.ahead):
            if not self.ready:
                self.next_line(self.ahead.popleft())
            else:
                number = self.ready.popleft()
                self.pending[self.submit(self.tasks.simulate, number, self.jobs[number], self.model)] = [number]

    def next_line(self, numbers: list[int]) -> None:
        """Jobs of one history: a single one makes its own, several wait for it."""
        if len(numbers) == 1:
            self.ready.extend(numbers)
        else:
            first = numbers[0]
            self.pending[self.submit(self.tasks.prepare, first, self.jobs[first], self.model)] = numbers

    def submit(self, work: Callable[..., Any], *given: Any) -> Future[Any]:
        """Submit a call to the pool; starts a worker if there are too few."""
        with stopping.unheard_by_children():
            return self.pool.submit(work, *given)

    def follow(self) -> None:
        """Collect results and submit waiting jobs until all are done."""
        while self.pending:
            stopping.check()
            for future in wait(self.pending, timeout=1.0, return_when=FIRST_COMPLETED).done:
                numbers = self.pending.pop(future)
                try:
                    result = future.result()
                except EngineProblem as problem:
                    for number in numbers:
                        self.told.failed(number, problem)
                    continue
                if isinstance(result, str):  # a history
                    self.ready.extend(numbers)
                else:
                    self.take(numbers[0], self.tasks.received(result))
            self.fill()

    def take(self, number: int, done: Done) -> None:
        """Pass on a finished cell."""
        self.done[number] = done
        self.told.finished(number, done)


def in_processes(jobs: Sequence[Job], workers: int, progress: Progress, model: str, told: Told) -> dict[int, Done]:
    """Execute all jobs in worker processes."""
    context = multiprocessing.get_context("spawn")
    queue = context.Queue()
    with forwarded(queue, progress), ProcessPoolExecutor(workers, context, _listen, (queue,)) as pool:
        workers_pool = WorkerPool(pool, jobs, model, told, window=WINDOW * workers)
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


def in_turn(jobs: Sequence[Job], progress: Progress, model: str, told: Told) -> dict[int, Done]:
    """Execute all jobs in this process, in order; the first job with a shared history computes it."""
    found = {}
    for number, job in enumerate(jobs):

        def tick(month: int, number: int = number) -> None:
            stopping.check()
            progress(number, month)

        try:
            found[number] = one(job, model, tick)
        except EngineProblem as problem:
            told.failed(number, problem)
            continue
        finally:
            gc.collect()
        told.finished(number, found[number])
    return found


def carry_out(
    jobs: Sequence[Job], workers: int, progress: Progress, model: str = MODEL, told: Told | None = None
) -> list[Done]:
    """Execute all jobs; returns their results in order. The first failure stops the others unless `told` takes it."""
    workers = min(workers, len(jobs))
    told = told or Told()
    done = in_processes(jobs, workers, progress, model, told) if workers > 1 else in_turn(jobs, progress, model, told)
    return [done[number] for number in sorted(done)]

"""Execute cells with Dask distributed: on worker processes of this machine, or those of a scheduler at an address.

Dask distributes the work, runs again what a lost worker had in hand and gives up on what ends its workers. A worker
returns the files of its cell, so that it shares no disk with this process; only what is complete is written here.
"""

from __future__ import annotations

import gc
import importlib
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from distributed import Client, LocalCluster, get_worker
from distributed.scheduler import KilledWorker

from werkagenda import stopping
from werkagenda.scenarios import catalogue
from werkagenda.study import engines, finished, notices
from werkagenda.study.engines import EngineProblem, Job
from werkagenda.study.plan import Cell

TOPIC = "werkagenda"
"""Topic of the workers' events: (job number, months done), or a notice."""
PATIENCE = 10.0
"""Seconds within which a scheduler must answer."""
ONE_THREAD = "runs several cells in one process; start it with: dask worker --nthreads 1"
_turn = threading.Lock()


@dataclass(frozen=True)
class Cluster:
    """Where cells run: `workers` processes started on this machine, or the workers of the scheduler at `address`."""

    workers: int
    address: str | None = None


def unlike(cell: Cell, key: str) -> str:
    """On a worker: why it would compute other numbers than this process; "" if it would not."""
    if finished.key(cell) != key:
        return "has another version of the simulator, its evidence, its packages or Python; install the same"
    own = cell.settings.extensions
    if own is not None and tuple(catalogue.digest(own).items()) != cell.settings.sources:
        return f"does not have the same files in extensions={own}; put the folder on a disk that it can read"
    return ""


def problems(address: str, cell: Cell) -> list[str]:
    """Error messages about the scheduler at an address and its workers; `cell` is one of those that they will run."""
    try:
        with Client(address, timeout=PATIENCE, set_as_default=False) as client:
            threads = cast("dict[str, int]", client.nthreads())
            answer = client.run(unlike, cell, finished.key(cell), on_error="return")
    except (OSError, ValueError) as error:
        reason = str(error).partition("\n")[0] or type(error).__name__
        return [f"address={address}: no Dask scheduler answers there ({reason})"]
    said = cast("dict[str, str | Exception]", answer)  # hints are those of an asynchronous client
    if not threads:
        return [f"address={address}: the scheduler has no workers; start them with: dask worker {address} --nthreads 1"]
    wide = [f"worker {name}: {ONE_THREAD}" for name, count in threads.items() if count > 1]
    other = [f"worker {name}: {each if isinstance(each, str) else shown(each)}" for name, each in said.items() if each]
    return [*wide, *other]


def shown(error: BaseException) -> str:
    """An exception of a worker in one line."""
    return f"cannot run the simulator ({type(error).__name__}: {error})"


def _tell(said: object) -> None:
    get_worker().log_event(TOPIC, said)


@contextmanager
def _at_work(first: Cell, key: str) -> Iterator[None]:
    """On a worker: one cell at a time in a process, by the same code; notices are sent to the command."""
    with _turn:
        if reason := unlike(first, key):
            raise EngineProblem(f"worker {get_worker().address}: {reason}")
        notices.send_by(_tell)
        try:
            yield
        finally:
            gc.collect()


def _prepare(same: tuple[Cell, str], number: int, job: Job, model: str) -> str:
    with _at_work(*same), engines.named(job.cell):
        said: str = importlib.import_module(model).prepare(job.cell, lambda month: _tell((number, month)))
        return said


def _simulate(same: tuple[Cell, str], number: int, job: Job, model: str) -> tuple[finished.Done, dict[str, bytes]]:
    with _at_work(*same), TemporaryDirectory(prefix="werkagenda-", ignore_cleanup_errors=True) as folder:
        here = replace(job, part=Path(folder) / "cell")
        done = engines.one(here, model, lambda month: _tell((number, month)))
        return replace(done, part=job.part), {item.name: item.read_bytes() for item in here.part.iterdir()}


def _received(result: tuple[finished.Done, dict[str, bytes]]) -> finished.Done:
    done, content = result
    finished.put_files(done.part, content)
    return done


@contextmanager
def connected(cluster: Cluster) -> Iterator[Client]:
    """Context manager with a client; workers of this machine are started for it and ended after it."""
    with ExitStack() as stack:
        where: Any = cluster.address
        with stopping.unheard_by_children():  # threads that start workers inherit it
            if where is None:
                where = stack.enter_context(closing(local(cluster.workers)))
            yield stack.enter_context(closing(Client(where, timeout=PATIENCE, set_as_default=False)))


def local(workers: int) -> LocalCluster:
    """Worker processes of one thread each on this machine, reachable from it alone."""
    return LocalCluster(n_workers=workers, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0")


def forwarded(progress: engines.Progress) -> Callable[[tuple[float, Any]], None]:
    """Handler of the workers' events."""

    def handle(event: tuple[float, Any]) -> None:
        said = event[1]
        notices.show(said) if isinstance(said, str) else progress(*said)

    return handle


def carry_out(
    jobs: Sequence[Job], cluster: Cluster, progress: engines.Progress, model: str, told: engines.Told
) -> None:
    """Execute all jobs. Raises EngineProblem."""
    first = jobs[0].cell
    same = (first, finished.key(first))
    tasks = engines.Tasks(partial(_prepare, same), partial(_simulate, same), _received)
    with connected(replace(cluster, workers=min(cluster.workers, len(jobs)))) as client:
        client.subscribe_topic(TOPIC, forwarded(progress))
        threads = sum(cast("dict[str, int]", client.nthreads()).values())
        window = engines.WINDOW * max(threads, cluster.workers)
        pool = engines.WorkerPool(client.get_executor(pure=False), jobs, model, told, tasks, window)
        try:
            pool.start()
            pool.follow()
        except KilledWorker as error:
            raise EngineProblem(f"Dask workers were killed again and again (out of memory?): {error}") from None
        except CancelledError:
            raise EngineProblem("the connection with the Dask scheduler was lost; the same command goes on") from None
        finally:
            for future in pool.pending:
                future.cancel()

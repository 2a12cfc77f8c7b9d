"""Simulate points over several processes; what is stored is never simulated again, whatever the number of workers."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from werkagenda.inference.posterior.store import Answers, Point, Store

Matrix = NDArray[np.float64]
Simulator = Callable[[Mapping[str, float], int], Mapping[str, float]]
"""Values by parameter and a seed in, the simulated targets by id out. It must be picklable."""
Tell = Callable[[str], None]


def quiet(_line: str) -> None:
    """Say nothing."""


@dataclass(frozen=True)
class History:
    """The model as a simulator: one history at a scale, read at the fitted targets."""

    scale: float
    targets: tuple[str, ...]

    def __call__(self, values: Mapping[str, float], seed: int) -> Answers:
        """Values of the targets in one history with these parameters."""
        from werkagenda.inference.country_run import history
        from werkagenda.inference.targets import aims, answers

        wanted = [aim for aim in aims() if aim.id in self.targets]
        return answers(history([seed], self.scale, values), wanted)


def points_of(names: Sequence[str], values: Matrix, first_seed: int) -> list[Point]:
    """A point for every row of values, each with a seed of its own, so that chance differs between points."""
    return [
        Point(tuple(zip(names, map(float, row), strict=True)), first_seed + number) for number, row in enumerate(values)
    ]


def simulated(
    simulator: Simulator, store: Store, points: Sequence[Point], workers: int = 1, tell: Tell = quiet
) -> Matrix:
    """Targets of all points, a row each in their order; only points that are not stored are simulated."""
    missing = list({point.key: point for point in points if point.key not in store.known}.values())
    tell(f"{len(points)} points, {len(points) - len(missing)} of them stored")
    if workers > 1 and len(missing) > 1:
        _together(simulator, store, missing, workers, tell)
    else:
        for number, point in enumerate(missing, 1):
            store.add(point, simulator(dict(point.values), point.seed))
            _progress(number, len(missing), tell)
    return np.array([[store.known[point.key][name] for name in store.targets] for point in points])


def _together(simulator: Simulator, store: Store, missing: Sequence[Point], workers: int, tell: Tell) -> None:
    """Simulate points in worker processes; each is stored as soon as it is done, also when another one fails."""
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(min(workers, len(missing)), mp_context=context)
    try:
        jobs = {pool.submit(simulator, dict(point.values), point.seed): point for point in missing}
        for number, job in enumerate(as_completed(jobs), 1):
            store.add(jobs[job], job.result())
            _progress(number, len(missing), tell)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _progress(number: int, total: int, tell: Tell) -> None:
    """Say how far the simulations are, some twenty times."""
    if number % max(1, total // 20) == 0 or number == total:
        tell(f"  simulated {number} of {total}")

"""History matching: waves of simulations and emulators that rule out what no stated error can explain.

Implausibility of a point at a target: distance between what is observed and what the emulator expects, in standard
deviations of emulator, Monte Carlo, discrepancy and sampling error together. A point is ruled out when the second
largest over the targets exceeds 3 (the largest, with one target): one target alone may be wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from werkagenda.evidence.priors import cube
from werkagenda.inference.posterior.emulator import Emulators, fitted
from werkagenda.inference.posterior.ensemble import evolve
from werkagenda.inference.posterior.evidence_model import Observed
from werkagenda.inference.posterior.simulate import Matrix, Simulator, Tell, points_of, simulated
from werkagenda.inference.posterior.space import Space
from werkagenda.inference.posterior.store import Store
from werkagenda.problems import BadInput

LIMIT = 3.0
TRIED = 2**13
"""Points of the cube on which the part that remains is measured."""
PER_DIMENSION = 10
"""Simulations of a wave for every parameter that is fitted, unless told otherwise."""
MOST = 800
"""Points an emulator is fitted on at most: the latest."""
SEARCH = 150
"""Generations in which points that remain are searched when the cube has too few."""


@dataclass(frozen=True)
class Wave:
    """One wave: its emulators, and the part of the prior that remains after it with the targets that rule out."""

    emulators: Emulators
    remaining: float
    ruling: tuple[tuple[str, float], ...]
    """Families of targets and the part of the prior that at least one of their targets is too far from."""


@dataclass(frozen=True)
class Task:
    """What a fit needs: parameters, what is observed, simulator, store and the number of processes."""

    space: Space
    observed: Observed
    simulator: Simulator
    store: Store
    workers: int
    seed: int
    tell: Tell


def implausibility(observed: Observed, emulators: Emulators, features: Matrix) -> Matrix:
    """Implausibility of points (rows) at each target (columns)."""
    mean, variance = emulators.predict(features)
    total = variance + emulators.noise + observed.sampling + np.diag(observed.discrepancy)
    found: Matrix = np.abs(observed.values - mean) / np.sqrt(total)
    return found


def judged(far: Matrix) -> Matrix:
    """The implausibility that decides: the second largest over targets, the largest with one."""
    found: Matrix = np.sort(far, axis=1)[:, -min(2, far.shape[1])]
    return found


def worst(task: Task, waves: Sequence[Wave], points: Matrix) -> Matrix:
    """The implausibility that decides over all waves, one a point; 0 before the first wave."""
    found = np.zeros(len(points))
    for wave in waves:
        found = np.maximum(found, judged(implausibility(task.observed, wave.emulators, task.space.features(points))))
    return found


def remaining_points(task: Task, waves: Sequence[Wave], count: int, seed: int) -> Matrix:
    """So many points that no wave rules out, spread over what remains. BadInput names the targets if none does."""
    if not waves:
        return cube(count, task.space.size, seed)
    tried = cube(TRIED, task.space.size, seed)
    far = worst(task, waves, tried)
    left = tried[far <= LIMIT]
    if len(left) >= count:
        return left[:count]
    chains = max(4 * task.space.size, 20)
    start = tried[np.argsort(far, kind="stable")[:chains]]

    def nearer(points: Matrix) -> Matrix:
        """0 where nothing rules a point out, falling with the distance from there."""
        return -10.0 * np.maximum(worst(task, waves, points[0]) - LIMIT, 0.0)[None]

    found = evolve(nearer, start[None], SEARCH, SEARCH, seed).flat
    far = worst(task, waves, found)
    inside = found[far <= LIMIT]
    if not len(inside):
        raise BadInput(_all_ruled_out(task, waves, found[np.argsort(far, kind="stable")[:chains]]))
    places = np.linspace(0, len(inside) - 1, count).round().astype(int)
    chosen: Matrix = inside[places]
    return chosen


def _all_ruled_out(task: Task, waves: Sequence[Wave], nearest: Matrix) -> list[str]:
    """Which targets the nearest points still miss."""
    far = implausibility(task.observed, waves[-1].emulators, task.space.features(nearest)).min(axis=0)
    missed = [f"{name} ({family})" for name, family, size in _targets(task.observed, far) if size > LIMIT]
    return [
        "every point is ruled out: with these errors the model itself does not meet the targets, not its parameters; "
        f"nearest points miss {', '.join(missed) or 'different targets each'}"
    ]


def _targets(observed: Observed, sizes: Matrix) -> list[tuple[str, str, float]]:
    return list(zip(observed.names, observed.families, map(float, sizes), strict=True))


def wave(task: Task, before: Sequence[Wave], number: int, count: int) -> Wave:
    """One wave: simulate points that remain, fit emulators, measure what remains."""
    seed = task.seed + 1000 * number
    points = remaining_points(task, before, count, seed)
    task.tell(f"wave {number}: {len(points)} points over {task.space.size} parameters")
    outputs = _run(task, points, seed)
    features = task.space.features(points[-MOST:])
    emulators = fitted(task.observed.names, features, outputs[-MOST:], task.store.path.parent)
    found = Wave(emulators, 0.0, ())
    tried = cube(TRIED, task.space.size, task.seed)
    left = float((worst(task, [*before, found], tried) <= LIMIT).mean())
    far = implausibility(task.observed, emulators, task.space.features(tried)) > LIMIT
    by_family = {name: far[:, [each == name for each in task.observed.families]] for name in task.observed.families}
    ruling = tuple((name, float(part.any(axis=1).mean())) for name, part in by_family.items())
    task.tell(f"  {_share(left)} of the prior remains")
    return Wave(emulators, left, ruling)


def _run(task: Task, points: Matrix, seed: int) -> Matrix:
    """Simulate points of the cube, each with its own seed."""
    listed = points_of(task.space.names, task.space.values(points), seed)
    return simulated(task.simulator, task.store, listed, task.workers, task.tell)


def _share(part: float) -> str:
    return f"{part:.2%}" if part > 0 else f"less than 1 in {TRIED}"


def matched(task: Task, count: int, each: int) -> list[Wave]:
    """So many waves of so many simulations each."""
    found: list[Wave] = []
    for number in range(1, count + 1):
        found.append(wave(task, found, number, each))
    return found

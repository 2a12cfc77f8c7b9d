"""Posterior sample: Markov chains on the emulators of the last wave, then direct runs of the draws and their weights.

Chains begin at points of the prior resampled by their likelihood, flattened until enough of them differ. A draw's
weight is the likelihood by emulators that have also seen the direct runs, over the likelihood by those that the chains
used: a direct run corrects the emulator where it was wrong, and the emulator takes chance off a direct run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from werkagenda.evidence.priors import cube
from werkagenda.inference.posterior.emulator import Emulators, with_more
from werkagenda.inference.posterior.ensemble import Allowed, Chains, LogDensity, evolve
from werkagenda.inference.posterior.evidence_model import Observed
from werkagenda.inference.posterior.simulate import Matrix, points_of, simulated
from werkagenda.inference.posterior.waves import LIMIT, Task, Wave, worst
from werkagenda.problems import BadInput

BURN, KEEP = 500, 2500
"""Generations of the chains before and while points are kept."""
ROUNDS = 3
"""Times that chains are run and their draws simulated, at most."""
TRIED = 2**14
"""Points of the prior from which chains begin."""
DIRECT_SEED = 500_000
"""Seeds of direct runs begin here: no emulator of a wave has seen them."""


@dataclass(frozen=True)
class Sample:
    """Weighted draws: points of the cube, their simulated targets, weights that add up to 1, how the chains went."""

    points: Matrix
    outputs: Matrix
    weights: Matrix
    rhat: float
    accepted: float
    misses: Matrix
    """Standardised errors of the emulators at the direct runs: a row a draw, a column a target."""

    @property
    def effective_size(self) -> float:
        """Number of equally weighted draws that would be worth as much."""
        return 1.0 / float(self.weights @ self.weights)


def log_likelihood(observed: Observed, emulators: Emulators, features: Matrix, values: Matrix | None = None) -> Matrix:
    """Log density of what is observed (or `values`) given points: errors of emulator, chance, sampling, discrepancy."""
    mean, variance = emulators.predict(features)
    return given(observed, emulators, mean, variance, observed.values if values is None else values)


def given(observed: Observed, emulators: Emulators, mean: Matrix, variance: Matrix, values: Matrix) -> Matrix:
    """Log density of `values` given what the emulators predict for points: a number a point."""
    covariance = observed.covariance + np.eye(len(observed.names)) * (variance + emulators.noise)[:, None, :]
    gap = values - mean
    factor = np.linalg.cholesky(covariance)
    solved = np.linalg.solve(factor, gap[..., None])[..., 0]
    heights = np.log(np.diagonal(factor, axis1=1, axis2=2)).sum(axis=1)
    found: Matrix = -0.5 * (solved**2).sum(axis=1) - heights
    return found


def log_posterior(task: Task, waves: Sequence[Wave], values: Matrix) -> LogDensity:
    """Log density over the cube (the prior is uniform on it) given `values`, a row of targets a group of chains."""

    def density(points: Matrix) -> Matrix:
        flat = points.reshape(-1, points.shape[-1])
        seen = np.repeat(values, points.shape[1], axis=0)
        found = log_likelihood(task.observed, waves[-1].emulators, task.space.features(flat), seen)
        return found.reshape(points.shape[:2])

    return density


def not_ruled_out(task: Task, waves: Sequence[Wave]) -> Allowed:
    """Whether points are left by all waves but the last, whose emulators the chains use."""
    return lambda points: np.asarray(worst(task, waves[:-1], points) <= LIMIT, np.bool_)


def ensemble_size(task: Task) -> int:
    """Chains of an ensemble: four a parameter."""
    return max(4 * task.space.size, 20)


def beginnings(task: Task, waves: Sequence[Wave], values: Matrix, count: int, seed: int) -> Matrix:
    """So many points for each group of chains: of the prior, resampled by the likelihood of the group's `values`.

    The likelihood is raised to a power below 1 where its weights would rest on fewer than two points a chain. BadInput
    where earlier waves left none of the points that are tried.
    """
    tried = cube(TRIED, task.space.size, seed)
    tried = tried[worst(task, waves[:-1], tried) <= LIMIT]
    if not len(tried):
        raise BadInput([f"none of {TRIED} points of the prior is left by the waves; the targets do not go together"])
    emulators, chance = waves[-1].emulators, np.random.default_rng(seed)
    mean, variance = emulators.predict(task.space.features(tried))
    found = np.empty((len(values), count, task.space.size))
    for group, seen in enumerate(values):
        weights = flattened(given(task.observed, emulators, mean, variance, seen), 2.0 * count)
        found[group] = tried[chance.choice(len(tried), count, p=weights)]
    return found


def flattened(heights: Matrix, size: float) -> Matrix:
    """Weights of log densities, raised to the largest power of at most 1 at which they are worth `size` points."""
    power = 1.0
    while True:
        weights = np.exp(power * (heights - heights.max()))
        weights /= weights.sum()
        if 1.0 / float(weights @ weights) >= min(size, 0.9 * len(heights)):
            found: Matrix = weights
            return found
        power *= 0.8


def chains(task: Task, waves: Sequence[Wave], seed: int) -> Chains:
    """Chains of the posterior."""
    values = task.observed.values[None]
    start = beginnings(task, waves, values, ensemble_size(task), seed)
    return evolve(log_posterior(task, waves, values), start, KEEP, BURN, seed, not_ruled_out(task, waves))


def sampled(task: Task, waves: Sequence[Wave], count: int) -> Sample:
    """Draws of the posterior, simulated directly and weighted.

    Where the weights are worth fewer than half the draws the emulators were too rough: they take up the direct runs,
    and the chains are run again, up to ROUNDS times.
    """
    found, better = once(task, waves, count, task.seed)
    for number in range(1, ROUNDS):
        if found.effective_size >= count / 2:
            break
        task.tell(f"  worth {found.effective_size:.0f} draws: the emulators take up the direct runs")
        waves = [*waves[:-1], replace(waves[-1], emulators=better)]
        found, better = once(task, waves, count, task.seed + 10_000 * number)
    return found


def once(task: Task, waves: Sequence[Wave], count: int, seed: int) -> tuple[Sample, Emulators]:
    """Chains, direct runs and weights once; and the emulators that have seen the direct runs."""
    found = chains(task, waves, seed)
    points = found.thinned(count)[0]
    task.tell(f"sample: {count} draws from chains (accepted {found.accepted:.0%}, R-hat {found.worst_rhat:.2f})")
    listed = points_of(task.space.names, task.space.values(points), seed + DIRECT_SEED)
    outputs = simulated(task.simulator, task.store, listed, task.workers, task.tell)
    used = waves[-1].emulators
    features = task.space.features(points)
    mean, variance = used.predict(features)
    misses = (outputs - mean) / np.sqrt(variance + used.noise)
    better = with_more(used, features, outputs)
    ratio = log_likelihood(task.observed, better, features) - log_likelihood(task.observed, used, features)
    weights = np.exp(ratio - ratio.max())
    sample = Sample(points, outputs, weights / weights.sum(), found.worst_rhat, found.accepted, misses)
    return sample, better

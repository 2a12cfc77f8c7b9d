"""Markov chain Monte Carlo by differential evolution of an ensemble of chains, for densities on the unit cube.

Chains propose jumps along the differences between chains of the other half of the ensemble (ter Braak 2006; halves as
in Goodman and Weare 2010), so that scales and correlations need no tuning; every tenth generation jumps by a whole
difference, to go between modes. Chains move in normal scores of the cube's coordinates, where a flat density is a
standard normal: no step leaves the cube, and none is folded back, which would favour some directions at its walls.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

Matrix = NDArray[np.float64]
LogDensity = Callable[[Matrix], Matrix]
"""Log density of points of the cube (group, chain, parameter) as (group, chain); minus infinity where it is zero."""
Allowed = Callable[[Matrix], NDArray[np.bool_]]
"""Whether points of the cube (a row each) may be visited: asked only of proposals that would be taken."""
WHOLE_EVERY = 10
JITTER = 1e-4
EDGE = 1e-12
"""Distance from the walls at which chains start at least: a wall has no normal score."""


@dataclass(frozen=True)
class Chains:
    """`points`: generation, group, chain, parameter; `accepted`: share of proposals that were taken."""

    points: Matrix
    accepted: float

    @property
    def flat(self) -> Matrix:
        """All points, a row each."""
        return self.points.reshape(-1, self.points.shape[-1])

    def thinned(self, count: int) -> Matrix:
        """So many points of every group, spread evenly over generations and chains: group, point, parameter."""
        generations, groups, chains, size = self.points.shape
        by_group = self.points.transpose(1, 0, 2, 3).reshape(groups, generations * chains, size)
        found: Matrix = by_group[:, np.linspace(0, generations * chains - 1, count).round().astype(int)]
        return found

    @property
    def worst_rhat(self) -> float:
        """Largest potential scale reduction over groups and parameters, of halves of chains: near 1 once mixed."""
        half = len(self.points) // 2
        parts = np.concatenate([self.points[:half], self.points[half : 2 * half]], axis=2)
        within = parts.var(axis=0, ddof=1).mean(axis=1)
        between = parts.mean(axis=0).var(axis=1, ddof=1)
        ratio = np.sqrt((half - 1) / half + between / np.maximum(within, 1e-300))
        return float(ratio.max())


def evolve(
    density: LogDensity, start: Matrix, generations: int, burn: int, seed: int, allowed: Allowed | None = None
) -> Chains:
    """Chains from `start` (group, chain, parameter), each of density above zero: `generations` kept after `burn`.

    Groups are separate ensembles (of densities that may differ), moved together. A group needs at least six chains.
    The density is zero where a point is not `allowed`.
    """
    chance = np.random.default_rng(seed)
    points = ndtri(np.clip(start, EDGE, 1.0 - EDGE))
    heights = _scored(density, points)
    kept = np.empty((generations, *start.shape))
    accepted = 0
    for generation in range(burn + generations):
        for mine, others in ((slice(0, None, 2), slice(1, None, 2)), (slice(1, None, 2), slice(0, None, 2))):
            moved = _proposed(points[:, mine], points[:, others], generation, chance)
            there = _scored(density, moved)
            taken = np.log(chance.random(there.shape)) < there - heights[:, mine]
            if allowed is not None and taken.any():
                taken[taken] = allowed(ndtr(moved[taken]))
            points[:, mine] = np.where(taken[..., None], moved, points[:, mine])
            heights[:, mine] = np.where(taken, there, heights[:, mine])
            accepted += int(taken.sum()) if generation >= burn else 0
        if generation >= burn:
            kept[generation - burn] = ndtr(points)
    return Chains(kept, accepted / max(1, generations * heights.size))


def _scored(density: LogDensity, scores: Matrix) -> Matrix:
    """Log density of normal scores: that of the points in the cube, times the normal density of each score."""
    found: Matrix = density(ndtr(scores)) - 0.5 * (scores**2).sum(axis=-1)
    return found


def _proposed(mine: Matrix, others: Matrix, generation: int, chance: np.random.Generator) -> Matrix:
    """Proposals of one half of the chains along the difference of two chains of the other half."""
    groups, count, size = mine.shape
    rows = np.arange(groups)[:, None]
    first = chance.integers(0, others.shape[1], (groups, count))
    second = (first + chance.integers(1, others.shape[1], (groups, count))) % others.shape[1]
    whole = generation % WHOLE_EVERY == WHOLE_EVERY - 1
    length = 1.0 if whole else 2.38 / np.sqrt(2.0 * size)
    jump = length * (others[rows, first] - others[rows, second])
    found: Matrix = mine + jump + JITTER * chance.standard_normal(jump.shape)
    return found

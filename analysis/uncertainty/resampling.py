"""Chance of the analysis: bootstrap samples, a variable that does nothing, folds; all from a seed."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
Chance = np.random.Generator
INNER = (0.025, 0.975)
TIMES = 200
"""Bootstrap samples."""


def chance(seed: int) -> Chance:
    """A stream of chance of its own."""
    return np.random.default_rng(seed)


def bootstrap(statistic: Callable[[NDArray[np.int64]], Vector], count: int, seed: int, times: int = TIMES) -> Vector:
    """Low and high of a 95% interval of a statistic of row numbers: rows drawn again with replacement."""
    stream = chance(seed)
    found = np.array([statistic(stream.integers(0, count, count)) for _ in range(times)])
    ends: Vector = np.quantile(found, INNER, axis=0)
    return ends


def folds(count: int, number: int, seed: int) -> NDArray[np.int64]:
    """Fold of every row, evenly filled."""
    found: NDArray[np.int64] = chance(seed).permutation(np.arange(count) % number)
    return found

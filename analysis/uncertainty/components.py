"""Chance within a draw apart from what differs between draws.

Effects of a draw are means of few replicates. Their Monte Carlo variance is estimated from the draws that have two
replicates or more and taken as common to all; the variance of the draws' means less that is what parameters do. The
draws' own effects are then shrunk: each towards a regression on its inputs, by so much that the spread of the shrunk
effects is the variance of the parameter part, so that quantiles show uncertainty of parameters and no chance.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from werkagenda.analysis.uncertainty.resampling import folds
from werkagenda.problems import BadInput

Vector = NDArray[np.float64]
FOLDS = 5
PENALTIES = np.logspace(-2.0, 4.0, 13)
LEAST_DRAWS, LEAST_REPEATED = 20, 5
"""Draws that an interval needs, and draws with two replicates that the Monte Carlo variance needs (assumption)."""


@dataclass(frozen=True)
class Components:
    """Effects of one answer. `means` of the replicates of each draw, `shrunk` without chance, both by draw.

    `chance`: Monte Carlo variance of one replicate; `between`: variance of the parameter part.
    """

    means: pd.Series
    shrunk: pd.Series
    chance: float
    between: float
    replicates: pd.Series

    @property
    def mean(self) -> float:
        """Mean effect over draws."""
        return float(self.means.mean())


def components(effects: pd.DataFrame, inputs: pd.DataFrame, seed: int = 1) -> Components:
    """Components of effects (a row a draw, a column a replicate); `inputs` are numbers by draw."""
    kept = effects.dropna(how="all")
    counts = kept.count(axis=1)
    repeated = counts > 1
    if problems := too_few(len(kept), int(repeated.sum())):
        raise BadInput(problems)
    within = kept[repeated].var(axis=1, ddof=1)
    chance = float((within * (counts[repeated] - 1)).sum() / (counts[repeated] - 1).sum())
    means = kept.mean(axis=1)
    noise = chance / counts
    between = max(0.0, float(means.var(ddof=1) - noise.mean()))
    shrunk = _shrunk(means, noise, inputs.reindex(kept.index), between, seed)
    return Components(means, shrunk, chance, between, counts)


def too_few(draws: int, repeated: int) -> list[str]:
    """Why there is too little to separate chance from parameters."""
    found = []
    if draws < LEAST_DRAWS:
        found.append(f"{draws} draws: intervals need {LEAST_DRAWS} or more")
    if repeated < LEAST_REPEATED:
        found.append(
            f"{repeated} draws have two replicates or more: {LEAST_REPEATED} or more are needed to separate chance "
            "from parameters (design.replicates, or replicates in part of the draws)"
        )
    return found


def _shrunk(means: pd.Series, noise: pd.Series, inputs: pd.DataFrame, between: float, seed: int) -> pd.Series:
    """Effects without chance, with the variance of the parameter part."""
    centre = means.mean()
    if between == 0.0:
        return pd.Series(centre, index=means.index)
    expected = predicted(inputs.to_numpy(float), means.to_numpy(float), seed)
    rest = means.to_numpy(float) - expected
    left = max(0.0, float(rest.var(ddof=1) - noise.mean()))
    found = expected + np.sqrt(left / (left + noise.to_numpy(float))) * rest if left else expected
    spread = float(np.std(found, ddof=1))
    scaled = centre + (found - found.mean()) * (np.sqrt(between) / spread if spread > 0 else 0.0)
    return pd.Series(scaled, index=means.index)


def predicted(inputs: Vector, output: Vector, seed: int) -> Vector:
    """Out-of-fold prediction by ridge regression on inputs and their squares, in standard units."""
    spread = inputs.std(axis=0)
    varied = inputs[:, spread > 0]
    standard = (varied - varied.mean(axis=0)) / varied.std(axis=0)
    design = np.column_stack([standard, standard**2 - 1.0]) if standard.size else np.zeros((len(output), 1))
    fold = folds(len(output), FOLDS, seed)
    tried = np.array([_out_of_fold(design, output, fold, penalty) for penalty in PENALTIES])
    errors = ((tried - output) ** 2).sum(axis=1)
    found: Vector = tried[int(errors.argmin())]
    return found


def _out_of_fold(design: Vector, output: Vector, fold: NDArray[np.int64], penalty: float) -> Vector:
    """Predictions of every row by a ridge regression that has not seen its fold."""
    found = np.empty(len(output))
    for number in range(FOLDS):
        out = fold == number
        mean, centre = design[~out].mean(axis=0), output[~out].mean()
        known = design[~out] - mean
        matrix = known.T @ known + penalty * np.eye(design.shape[1])
        slopes = np.linalg.solve(matrix, known.T @ (output[~out] - centre))
        found[out] = centre + (design[out] - mean) @ slopes
    return found

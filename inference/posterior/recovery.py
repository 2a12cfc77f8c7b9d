"""Recovery of known values: draw a truth, make the figures it would give, infer, and see where the truth ranks.

Truths come from what the waves left of the prior; their figures from the emulators with all stated errors added. If the
inference is right, ranks are uniform and intervals cover at their nominal rate (Talts and others 2018).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from werkagenda.inference.posterior.ensemble import evolve
from werkagenda.inference.posterior.simulate import Matrix
from werkagenda.inference.posterior.waves import Task, Wave, remaining_points
from werkagenda.inference.posterior.weighting import beginnings, ensemble_size, log_posterior, not_ruled_out

LEVELS = (0.5, 0.8, 0.95)
DRAWS = 99
"""Draws among which a truth is ranked: 100 possible ranks."""
GENERATIONS = 300
AT_ONCE = 25
"""Truths whose chains move together."""
BINS = 10
TRUTH_SEED = 700_000


@dataclass(frozen=True)
class Recovery:
    """Ranks of truths (a row each) for every parameter (a column each), 0 to 99."""

    names: tuple[str, ...]
    ranks: Matrix

    def coverage(self) -> pd.DataFrame:
        """A row a level and parameter: share of truths inside the central interval, with its binomial interval."""
        rows = [
            {"parameter": name, "level": level, **_binomial(self._inside(place, level), level)}
            for place, name in enumerate(self.names)
            for level in LEVELS
        ]
        return pd.DataFrame(rows)

    def _inside(self, place: int, level: float) -> NDArray[np.bool_]:
        edge = (1.0 - level) / 2.0
        parts = (self.ranks[:, place] + 0.5) / (DRAWS + 1)
        return np.asarray((parts > edge) & (parts < 1.0 - edge), np.bool_)

    def histogram(self) -> pd.DataFrame:
        """A row a parameter: truths by tenth of the ranks, and the probability of so uneven a histogram by chance."""
        rows = []
        for place, name in enumerate(self.names):
            counts = np.histogram(self.ranks[:, place], bins=BINS, range=(0, DRAWS + 1))[0]
            tenths = {f"tenth_{number + 1}": int(count) for number, count in enumerate(counts)}
            rows.append({"parameter": name, **tenths, "p_uniform": float(stats.chisquare(counts).pvalue)})
        return pd.DataFrame(rows)


def _binomial(inside: NDArray[np.bool_], level: float) -> dict[str, float | bool]:
    """Share inside, its 95% interval, and whether the nominal rate lies in it."""
    test = stats.binomtest(int(inside.sum()), len(inside), level)
    low, high = test.proportion_ci(0.95, "wilson")
    return {
        "covered": float(inside.mean()),
        "low": float(low),
        "high": float(high),
        "holds": bool(low <= level <= high),
    }


def recovered(task: Task, waves: Sequence[Wave], truths: int) -> Recovery:
    """Rank so many truths among their posterior draws."""
    chance = np.random.default_rng(task.seed + TRUTH_SEED)
    points = remaining_points(task, waves[:-1], truths, task.seed + TRUTH_SEED)
    figures = _figures(task, waves[-1], points, chance)
    ranks = np.empty((truths, task.space.size))
    for first in range(0, truths, AT_ONCE):
        some = slice(first, min(first + AT_ONCE, truths))
        begin = beginnings(task, waves, figures[some], ensemble_size(task) // 2, task.seed + first)
        density = log_posterior(task, waves, figures[some])
        chains = evolve(density, begin, GENERATIONS, GENERATIONS, task.seed + first, not_ruled_out(task, waves))
        ranks[some] = (chains.thinned(DRAWS) < points[some, None]).sum(axis=1)
        task.tell(f"  recovered {some.stop} of {truths}")
    return Recovery(task.space.names, ranks)


def _figures(task: Task, wave: Wave, points: Matrix, chance: np.random.Generator) -> Matrix:
    """What truths would give: emulator, its error, chance in one history, sampling error and discrepancy."""
    mean, variance = wave.emulators.predict(task.space.features(points))
    errors = chance.multivariate_normal(np.zeros(len(task.observed.names)), task.observed.covariance, len(points))
    found: Matrix = mean + np.sqrt(variance + wave.emulators.noise) * chance.standard_normal(mean.shape) + errors
    return found


def summary(found: Recovery) -> pd.DataFrame:
    """A row a level: coverage over all parameters, and how many parameters have the nominal rate in their interval."""
    table = found.coverage()
    grouped = table.groupby("level", sort=True)
    return pd.DataFrame({"covered": grouped["covered"].mean(), "hold": grouped["holds"].sum(), "of": grouped.size()})

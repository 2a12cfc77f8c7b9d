"""Weights of a study's draws after realised figures: which sets of assumptions they favour, and what effects become.

A draw's weight is the likelihood of the figures given its baseline: multivariate normal with the stated sampling error
and discrepancy of each figure (`evidence/data/target_errors.csv`) and the chance of one replicate, known from the draws
that have two. Importance sampling: draws came from the posterior and the priors, so the likelihood is the weight.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from werkagenda.analysis.monitor import fans
from werkagenda.analysis.monitor.figures_file import Realised
from werkagenda.analysis.uncertainty import headlines, table
from werkagenda.evidence import target_errors
from werkagenda.evidence.posterior import weighted_quantiles
from werkagenda.evidence.registry import Target

Matrix = NDArray[np.float64]
MEASURE = "regular_employed"
PARTS = (0.1, 0.5, 0.9)
"""Quantiles that are told before and after: an 80% interval and the median."""
FEWEST = 20.0
"""Effective number of draws below which updated effects are not believed (assumption)."""
MOVED = 0.3
"""Shift of a mean, in standard deviations of the draws, from which an input is said to move (assumption)."""


@dataclass(frozen=True)
class Updated:
    """Draws after figures: weights by draw (they add up to 1), effects before and after, inputs that moved."""

    weights: pd.Series
    effects: pd.DataFrame
    """A row a scenario: `scenario`, `period`, and low, median and high before and after."""
    inputs: pd.DataFrame
    """A row an input that moved, the most first: `input`, `before`, `after`, `shift` in standard deviations."""
    figures: int

    @property
    def effective_size(self) -> float:
        """Number of equally weighted draws that would be worth as much."""
        return 1.0 / float((self.weights**2).sum())


def updated(comparison: Path, figures: Sequence[Realised]) -> Updated | None:
    """The draws of the study of a comparison after figures; None where it has none or no figure is in them."""
    if not (comparison / table.FILE).is_file():
        return None
    draws = table.opened(comparison)
    places = [comparison.parent / "runs" / f"draw-{int(number):05d}" / "baseline" for number in draws.inputs.index]
    if not all(place.is_dir() for place in places):
        return None
    families = target_errors.families()
    with_error = [each.target for each in figures if any(family.holds(each.target) for family in families)]
    values, chance = levels(places, with_error)
    known = np.asarray(np.isfinite(values).all(axis=0))
    if not known.any():
        return None
    targets = [target for target, there in zip(with_error, known, strict=True) if there]
    weights = pd.Series(importance(values[:, known], chance[known], targets), draws.inputs.index)
    return Updated(weights, _effects(draws, weights), _inputs(draws.numeric(), weights), int(known.sum()))


def levels(places: Sequence[Path], targets: Sequence[Target]) -> tuple[Matrix, Matrix]:
    """Figures in the baseline of each draw (a row a draw), and the variance of the chance of one replicate of each."""
    values, deviations = np.full((2, len(places), len(targets)), np.nan)
    for row, place in enumerate(places):
        for column, target in enumerate(targets):
            found, _, _ = fans.of_run(place, target)
            if found is not None:
                values[row, column], deviations[row, column] = found
        fans.opened.cache_clear()
    repeated = np.isfinite(deviations)
    sums = np.where(repeated, deviations, 0.0) ** 2
    return values, sums.sum(axis=0) / np.maximum(repeated.sum(axis=0), 1)


def importance(values: Matrix, chance: Matrix, targets: Sequence[Target]) -> Matrix:
    """Likelihood of the realised values in each draw, as weights that add up to 1."""
    covariance = target_errors.discrepancy_covariance(targets) + np.diag(
        target_errors.sampling_variances(targets) + chance
    )
    gaps = np.array([each.value for each in targets]) - values
    heights = -0.5 * (gaps * np.linalg.solve(covariance, gaps.T).T).sum(axis=1)
    found = np.exp(heights - heights.max())
    weights: Matrix = found / found.sum()
    return weights


def _effects(draws: table.Draws, weights: pd.Series) -> pd.DataFrame:
    """Quantiles of the effect on regular work in the last year, chance taken out, before and after."""
    period = max(when for name, when in draws.answers if name == MEASURE and len(when) == 4)
    rows = []
    for (scenario, measure, when), found in headlines.all_components(draws).items():
        if (measure, when) == (MEASURE, period):
            values = found.shrunk.to_numpy(float)
            own = weights.loc[found.shrunk.index].to_numpy(float)
            before = weighted_quantiles(values, np.full(len(values), 1.0 / len(values)), PARTS)
            after = weighted_quantiles(values, own, PARTS)
            names = [f"{part}_{time}" for time in ("before", "after") for part in ("low", "median", "high")]
            rows.append({"scenario": scenario, "period": when, **dict(zip(names, [*before, *after], strict=True))})
    return pd.DataFrame(rows)


def _inputs(inputs: pd.DataFrame, weights: pd.Series) -> pd.DataFrame:
    """Inputs whose mean moves by more than MOVED standard deviations of the draws."""
    before, spread = inputs.mean(), inputs.std()
    after = inputs.mul(weights, axis=0).sum()
    found = pd.DataFrame({"before": before, "after": after, "shift": (after - before) / spread})
    told = found[found["shift"].abs() >= MOVED].sort_values("shift", key=abs, ascending=False, kind="stable")
    return told.rename_axis("input").reset_index()

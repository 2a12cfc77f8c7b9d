"""The variance of an effect in four parts that add up: Monte Carlo, parameters, structure, circumstances.

Law of total variance, in this order: what circumstances (economy, inflow, law, settings) explain, what structural
choices explain beside them, what is left less chance (parameters, and everything that works together), and chance. What
groups explain is measured by least squares on indicator variables (economy and inflow together) and corrected for the
number of groups.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from werkagenda.analysis.uncertainty.components import Components
from werkagenda.analysis.uncertainty.resampling import bootstrap
from werkagenda.analysis.uncertainty.table import CIRCUMSTANCES, SETTING, is_scenario, is_structural

Vector = NDArray[np.float64]
PARTS = ("monte_carlo", "parameters", "structure", "circumstances")


def split(found: Components, inputs: pd.DataFrame, seed: int = 1) -> pd.DataFrame:
    """A row a part: `variance`, its `share` and the 95% interval of the share over draws (`low`, `high`)."""
    rows = inputs.loc[found.means.index]
    outer = indicators(rows[[name for name in rows if is_scenario(str(name))]])
    inner = np.column_stack([outer, indicators(rows[[name for name in rows if is_structural(str(name))]])])
    output = found.means.to_numpy(float)
    noise = (found.chance / found.replicates).to_numpy(float)

    def shares(chosen: NDArray[np.int64]) -> Vector:
        parts = _parts(output[chosen], outer[chosen], inner[chosen], float(noise[chosen].mean()))
        return np.asarray(parts / max(parts.sum(), 1e-300), np.float64)

    variances = _parts(output, outer, inner, float(noise.mean()))
    low, high = bootstrap(shares, len(output), seed)
    table = pd.DataFrame({"part": PARTS, "variance": variances, "share": shares(np.arange(len(output)))})
    return table.assign(low=low, high=high)


def indicators(columns: pd.DataFrame) -> Vector:
    """Indicator variables of groups, the first group left out; settings that take many values as numbers."""
    together = [name for name in columns if name in CIRCUMSTANCES]
    parts = [np.zeros((len(columns), 0))]
    if together:
        parts.append(_groups(columns[together].astype(str).agg("|".join, axis=1)))
    for name in columns:
        if str(name).startswith(SETTING) and pd.api.types.is_numeric_dtype(columns[name]):
            parts.append(columns[[name]].to_numpy(float))
        elif name not in together:
            parts.append(_groups(columns[name]))
    found: Vector = np.column_stack(parts)
    return found


def _groups(column: pd.Series) -> Vector:
    found: Vector = pd.get_dummies(column, drop_first=True, dtype=float).to_numpy()
    return found


def _parts(output: Vector, outer: Vector, inner: Vector, noise: float) -> Vector:
    """Variances in the order of PARTS; a part that comes out below zero is zero, and the others still add up."""
    total = float(output.var(ddof=1))
    after_outer, after_inner = _left(output, outer), _left(output, inner)
    raw = np.array([min(noise, total), after_inner - noise, after_outer - after_inner, total - after_outer])
    kept = np.maximum(raw, 0.0)
    found: Vector = kept * (total / kept.sum()) if kept.sum() > 0 else kept
    return found


def _left(output: Vector, groups: Vector) -> float:
    """Variance that groups do not explain, corrected for their number."""
    design = np.column_stack([np.ones(len(output)), groups])
    slopes, _, rank, _ = np.linalg.lstsq(design, output, rcond=None)
    rest = output - design @ slopes
    return float(rest @ rest) / max(1, len(output) - int(rank))

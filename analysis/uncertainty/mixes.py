"""Which mix: scenarios that no other one beats on every objective, each with its probability over the draws."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Vector = NDArray[np.float64]


def undominated(values: Vector) -> NDArray[np.bool_]:
    """Rows (a mix each, columns: objectives, more is better) that no other equals everywhere and beats somewhere."""
    better = (values[:, None, :] >= values[None, :, :]).all(axis=2)
    strictly = (values[:, None, :] > values[None, :, :]).any(axis=2)
    return np.asarray(~(better & strictly).any(axis=0), np.bool_)


def pareto(objectives: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """A row a scenario: mean of every objective, whether the means are undominated, and in what part of the draws.

    `objectives`: by name, a row a draw and a column a scenario; more is better.
    """
    names = list(next(iter(objectives.values())).columns)
    cube = np.stack([frame[names].to_numpy(float) for frame in objectives.values()], axis=2)
    means = cube.mean(axis=0)
    often = np.mean([undominated(draw) for draw in cube], axis=0)
    table = pd.DataFrame({"scenario": names, **dict(zip(objectives, means.T, strict=True))})
    table["undominated"], table["probability"] = undominated(means), often
    return table.sort_values("probability", ascending=False, kind="stable", ignore_index=True)

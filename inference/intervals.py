"""The interval of a mean over seeds."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from scipy import stats

LEVEL = 0.95


def half_width(values: Sequence[float]) -> float:
    """Half the width of the 95% interval of the mean of independent values (Student's t); NaN with fewer than two."""
    number = len(values)
    if number < 2:
        return math.nan
    factor = float(stats.t.ppf(0.5 + LEVEL / 2.0, number - 1))
    return factor * float(np.std(np.asarray(values, float), ddof=1)) / math.sqrt(number)

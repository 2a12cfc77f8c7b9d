"""What drives an effect: PAWN indices from the draws that are there, beside a variable that does nothing.

PAWN compares the distribution of the effect where an input is held within a slice of its range with that of all draws
(Kolmogorov-Smirnov distance, median over slices; Pianosi and Wagener 2018). An input whose interval lies above that of
the variable that does nothing matters; distance without effect is never zero with few draws.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from werkagenda.analysis.uncertainty.resampling import TIMES, bootstrap, chance
from werkagenda.problems import BadInput, needs

Vector = NDArray[np.float64]
IDLE = "nothing"
SLICES = ((300, 10), (160, 8), (80, 5), (40, 4))
"""From so many draws, so many slices of the range of an input."""
FEW_CODES = 6
"""Values up to which an input is taken as codes; they are spread out so that a slice is a code (assumption)."""


def slices(draws: int) -> int:
    """Slices of an input's range for so many draws; BadInput where there are too few for an index."""
    for least, number in SLICES:
        if draws >= least:
            return number
    raise BadInput([f"{draws} draws: a sensitivity index needs {SLICES[-1][0]} or more"])


def pawn(effects: pd.Series, inputs: pd.DataFrame, seed: int = 1) -> pd.DataFrame:
    """A row an input and one for `nothing`, strongest first: `index`, `low`, `high`, `matters`."""
    needs("SALib")
    number = slices(len(effects))
    columns = _columns(inputs.loc[effects.index], seed)
    output = effects.to_numpy(float)

    def indices(rows: NDArray[np.int64]) -> Vector:
        return _pawn(columns[rows], output[rows], number)

    point = indices(np.arange(len(output)))
    low, high = bootstrap(indices, len(output), seed, TIMES // 2)
    table = pd.DataFrame({"input": [*inputs.columns, IDLE], "index": point, "low": low, "high": high})
    idle = table["input"] == IDLE
    table["matters"] = ~idle & (table["low"] > float(table.loc[idle, "high"].iloc[0]))
    return table.sort_values("index", ascending=False, kind="stable", ignore_index=True)


def _columns(inputs: pd.DataFrame, seed: int) -> Vector:
    """Inputs and one that does nothing; codes spread out over a unit each."""
    stream = chance(seed)
    parts = []
    for name in inputs:
        column = inputs[name].to_numpy(float)
        codes = len(np.unique(column)) <= FEW_CODES
        parts.append(column + stream.random(len(column)) * (1 if codes else 0))
    parts.append(stream.random(len(inputs)))
    found: Vector = np.column_stack(parts)
    return found


def _pawn(columns: Vector, output: Vector, number: int) -> Vector:
    from SALib.analyze import pawn as salib

    names = [str(place) for place in range(columns.shape[1])]
    problem = {"num_vars": len(names), "names": names, "bounds": [[0, 1]] * len(names)}
    found: Vector = np.asarray(salib.analyze(problem, columns, output, S=number)["median"], dtype=float)
    return found

"""One rounding rule: parts are rounded so that they add up to their rounded totals.

Numbers of one table are multiples of one step, a power of ten. A total is rounded to the nearest multiple; each part is
rounded down or up, up where the most is left over (largest remainder), so that the parts sum to the total exactly. In a
table with totals of rows and of columns, cells and totals all are the multiple below or above their own value and only
the grand total is sure to be the nearest; where several tables would do, the closest is taken.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse

from werkagenda.analysis.numbers import fixed

DIGITS = 3
"""Digits of the largest number of a table of parts, at least."""
MILLION = 1e6
EUROS = 1e5
"""Largest step of a table of euros that is printed in millions: a decimal."""
SAME = 1e-6
"""Steps by which a value may miss a multiple and still be that multiple."""
Array = NDArray[Any]


def step(values: Sequence[float] | Array, digits: int = DIGITS) -> float:
    """The power of ten in which the largest of the values has so many digits; 1 when there is nothing to round."""
    known = [abs(float(value)) for value in np.ravel(np.asarray(values, float)) if math.isfinite(value)]
    largest = max(known, default=0.0)
    return 10.0 ** (math.floor(math.log10(largest)) + 1 - digits) if largest > 0 else 1.0


def euro_step(values: Sequence[float] | Array) -> float:
    """The step of a table of euros: a tenth of a million, or less where all are small."""
    return min(EUROS, step(values))


def millions(value: float, size: float) -> str:
    """A multiple of a step of euros as a difference in millions: +41.2; −0.1; 0."""
    return more(value / MILLION, size / MILLION)


def parts(values: Sequence[float] | Array, size: float) -> list[float]:
    """Values as multiples of `size`, whose sum is the multiple nearest to the sum of the values.

    Each is the multiple below or above its own value; of equal remainders the first is rounded up.
    """
    scaled = np.asarray(values, float) / size
    low = lower(scaled)
    number = int(nearest(math.fsum(scaled)) - low.sum())
    up = np.argsort(low - scaled, kind="stable")[: max(0, number)]
    low[up] += 1.0
    return [float(value) for value in low * size]


def cells(values: Sequence[Sequence[float]] | Array, size: float) -> Array:
    """A table as multiples of `size`, so that sums of its rows and of its columns are rounded sums as well; the sum of
    all is the nearest multiple."""
    table = np.asarray(values, float)
    rows, columns = table.shape
    sums = sparse.vstack(
        [sparse.kron(sparse.eye(rows), np.ones((1, columns))), sparse.kron(np.ones((1, rows)), sparse.eye(columns))]
    )
    return together(table.ravel(), sums, size, whole=True).reshape(rows, columns)


def flows(
    values: Array, payers: Sequence[str], payees: Sequence[str], size: float, public: Sequence[str] = ()
) -> Array:
    """Flows as multiples of `size`, so that what each party pays less what it receives is a rounded balance, and so
    is that of the `public` parties together. Balances of rounded flows sum to zero over all parties."""
    if not len(values):
        return np.asarray(values, float)
    parties = sorted({*payers, *payees})
    balance = np.array(
        [[(a == party) - (b == party) for a, b in zip(payers, payees, strict=True)] for party in parties]
    )
    joined = balance[[party in public for party in parties]].sum(axis=0, keepdims=True)
    return together(values, sparse.csr_matrix(np.vstack([balance, joined]).astype(float)), size)


def together(values: Array, sums: Any, size: float, whole: bool = False) -> Array:
    """Values as multiples of `size`, each the one below or above, so that every sum (a row of the matrix `sums`) is the
    multiple below or above its own value too, and with `whole` the sum of all the nearest.

    Of all such numbers those that move least: a flow problem, which always has a solution in whole steps.
    """
    scaled = np.asarray(values, float) / size
    low = lower(scaled)
    rest = scaled - low
    before, floor = sums @ low, lower(sums @ scaled)
    ceiling = floor + ((sums @ scaled) - floor > SAME)
    found = cast(Any, optimize.linprog)(
        1.0 - 2.0 * rest,
        A_ub=sparse.vstack([sums, -sums]),
        b_ub=np.concatenate([ceiling - before, before - floor]),
        bounds=np.stack([np.zeros(len(scaled)), np.where(rest > 0, 1.0, 0.0)], axis=1),
        A_eq=np.ones((1, len(scaled))) if whole else None,
        b_eq=np.array([nearest(float(scaled.sum())) - low.sum()]) if whole else None,
        method="highs-ds",
    )
    if found.x is None:
        raise ArithmeticError(f"no rounding adds up: {found.message}")
    return np.asarray((low + np.round(found.x)) * size)


def lower(scaled: Array) -> Array:
    """The whole number below, or the nearest where a value is one but for the last digits of its sum."""
    near = np.round(scaled)
    return np.where(np.abs(scaled - near) <= SAME, near, np.floor(scaled))


def nearest(scaled: float) -> float:
    """The nearest whole number, half up."""
    return float(np.floor(scaled + 0.5))


def text(value: float, size: float) -> str:
    """A multiple of a step with as many decimals as the step has: 1,240; 3.1; 0."""
    decimals = max(0, -math.floor(math.log10(size) + SAME))
    return fixed(abs(value), decimals) if round(value / size) else "0"


def more(value: float, size: float) -> str:
    """A multiple of a step as a difference: +1,240; −3.1; 0."""
    shown = text(value, size)
    return shown if shown == "0" else f"{'+' if value > 0 else '−'}{shown}"

"""Derivation of businesses by sector and size: maximum entropy given three published margins.

No source gives sector x size x staff, so `data/employer_cells.csv` holds the table
   n[s, k] = a[s] * b[k] * exp(-t[s] * size[k])
hose margins equal
   businesses by sector (LM164 to LM175, scaled to 427,275 of LM184),
   businesses by size class (LM177 to LM183), and
   staff by sector (sectors.csv, assumption) with one mean staff per size class (firm_sizes.csv).

Solved by iterative proportional fitting with a tilt per sector; a test keeps the file equal to this computation.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


def _tilted(base: Matrix, staff: Matrix, total: float, persons: float) -> Matrix:
    """One sector's row: `base` times exp(tilt * log(staff)), scaled to `total` businesses and `persons` staff."""
    low, high = -6.0, 6.0
    row = base
    for _ in range(80):
        tilt = (low + high) / 2
        row = base * np.exp(tilt * np.log(staff))
        row = row * (total / row.sum())
        if float(row @ staff) < persons:
            low = tilt
        else:
            high = tilt
    return row


def solve(sector_counts: Matrix, size_counts: Matrix, sector_staff: Matrix, staff: Matrix) -> Matrix:
    """Businesses by sector (rows) and size (columns).

    `sector_counts` [S] and `size_counts` [K] in businesses with equal sums, `sector_staff` [S] in persons with sum
    `size_counts @ staff`, `staff` [K] mean persons of a business. Result [S, K] meets all within one in a million, and
    is rounded to a millionth of a business, so that the last bits of a platform's library do not matter.
    """
    table = np.outer(sector_counts, size_counts) / size_counts.sum()
    for _ in range(400):
        table = np.array(
            [
                _tilted(row, staff, total, persons)
                for row, total, persons in zip(table, sector_counts, sector_staff, strict=True)
            ]
        )
        off = size_counts / table.sum(axis=0)
        table = table * off
        if float(np.abs(off - 1).max()) < 1e-7:
            break
    return np.asarray(np.round(table, 6), dtype=np.float64)

"""Rounds of the employer subsidy as they are counted by month, and as the result table `subsidy` has them."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from werkagenda.model.output.table_columns import Array, table
from werkagenda.model.state import State
from werkagenda.tables import vocabulary as words

ROUND_FIELDS = (
    "ceiling",
    "applications",
    "granted",
    "people",
    "cents",
    "refused_ceiling",
    "refused_rules",
    "new_employers",
    "new_people",
)
"""What a month of a round leaves: counts of the sample; the ceiling and what was granted in cents of it. New: who
applies, and who is funded, for the first time in the outlook."""
RECORDS = {
    "rounds": ((len(ROUND_FIELDS),), "int64"),
    "subsidy": ((len(words.SECTORS), len(words.SIZE_CLASSES)), "int64"),
}
"""What is counted by month: ROUND_FIELDS; applications of employers by sector and size class."""


def rounds(w: State) -> pa.Table:
    """One row a year with a round of the employer subsidy; counts and euros of the country. New: for the first time in
    the outlook."""
    monthly = w.record["rounds"][: w.month]
    years = [y for y in range((w.month + 11) // 12) if monthly[12 * y : 12 * y + 12, 0].any()]
    sums = np.array([monthly[12 * y : 12 * y + 12].sum(axis=0) for y in years]).reshape(len(years), len(ROUND_FIELDS))
    by = dict(zip(ROUND_FIELDS, (sums / w.spec.scale).T, strict=True))
    ceiling = [float(monthly[12 * y : 12 * y + 12, 0].max()) / 100.0 / w.spec.scale for y in years]
    return table(
        "subsidy",
        {
            "year": np.array([2014 + y for y in years], np.int32),
            "ceiling_eur": np.array(ceiling),
            **{name: by[name] for name in ("applications", "granted", "people", "refused_ceiling", "refused_rules")},
            "euros": by["cents"] / 100.0,
            **{name: by[name] for name in ("new_employers", "new_people")},
            "exhausted": [_exhausted(monthly[:, 5], y) for y in years],
        },
    )


def _exhausted(refused: Array, year: int) -> str:
    """First month of a year in which the ceiling refused somebody; empty when it never did."""
    hit = np.flatnonzero(refused[12 * year : 12 * year + 12])
    return words.month_label(12 * year + int(hit[0])) if len(hit) else ""

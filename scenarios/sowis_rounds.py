"""Rounds of the employer subsidy: monthly counts, and the result table `subsidy`."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from werkagenda.model.output.table_columns import Array, table
from werkagenda.model.state import State
from werkagenda.tables import vocabulary

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
"""Counts per month of a round, for the sample; ceiling and grants in cents.

``new_employers``, ``new_people``: first application, first funding in the outlook.
"""
RECORDS = {
    "rounds": ((len(ROUND_FIELDS),), "int64"),
    "subsidy": ((len(vocabulary.SECTORS), len(vocabulary.SIZE_CLASSES)), "int64"),
}
"""Monthly records: ROUND_FIELDS; applications of employers by sector and size class."""


def rounds(w: State) -> pa.Table:
    """One row per year with a round; counts and euros for the country. New: first time in the outlook."""
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
    """First month of a year in which the ceiling led to a refusal; empty if none."""
    hit = np.flatnonzero(refused[12 * year : 12 * year + 12])
    return vocabulary.month_label(12 * year + int(hit[0])) if len(hit) else ""

"""Schema of `draws.parquet`, beside the tables of a comparison: effects of each draw of a design, by replicate.

A row is a draw, a scenario, a replicate, a measure and a period. `effect` is scenario minus baseline of the same
replicate in the same draw, `baseline` the baseline's own level; people are the mean over the period, euros the sum.
Measures and periods are those of the table `headlines`. Behind the fixed columns stands one column for each name that
the design varies: numbers as float64, names of the economy, inflow or law as text, empty where a draw leaves a name at
its central value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyarrow as pa

NAME = "draws"
FIXED = pa.schema(
    {
        "draw": pa.int32(),
        "scenario": pa.string(),
        "replicate": pa.int32(),
        "measure": pa.string(),
        "period": pa.string(),
        "unit": pa.string(),
        "baseline": pa.float64(),
        "effect": pa.float64(),
    }
)

KEY = ("draw", "scenario", "replicate", "measure", "period")
"""Columns that tell any two rows apart."""


def schema(values: Iterable[Mapping[str, object]]) -> pa.Schema:
    """Schema for draws with these values by name."""
    found: dict[str, pa.DataType] = {}
    for each in values:
        for name, value in each.items():
            found[name] = pa.string() if isinstance(value, str) else found.get(name, pa.float64())
    return pa.schema([*FIXED, *(pa.field(name, kind) for name, kind in sorted(found.items()))])

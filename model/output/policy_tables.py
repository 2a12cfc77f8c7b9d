"""Result tables for comparing policies: follow-up of bijstand applicants, and take-up of instruments."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from werkagenda.evidence import places
from werkagenda.model.output.table_columns import Array, hexadecimal, labels, months, table
from werkagenda.model.state import State
from werkagenda.tables import vocabulary
from werkagenda.tables.schemas import body


def applicants(w: State) -> pa.Table:
    """One row per person and follow-up month; not scaled: each row represents 1 / scale people."""
    kept = w.record.applicants
    if not kept:
        return body("applicants").empty_table()
    joined: dict[str, Array] = {name: np.concatenate([part[name] for part in kept]) for name in kept[0]}
    rows, p = joined.pop("row"), w.people
    order = np.lexsort((joined["months_since"], p.id[rows]))
    rows = rows[order]
    cells = {name: column[order] for name, column in joined.items()}
    return table(
        "applicants",
        {
            **cells,
            "person": hexadecimal(p.id[rows]),
            "months_since": cells["months_since"].astype(np.int32),
            "applied": labels(months(w), p.applied[rows]),
            "sex": labels(vocabulary.SEXES, p.sex[rows]),
            "origin": labels(vocabulary.ORIGIN_GROUPS, p.origin[rows]),
            "education": labels(vocabulary.EDUCATIONS, cells["education"]),
            "region": labels(places.regions().name, cells["region"]),
            "net_income_eur": cells["net_cents"] / 100.0,
        },
    )


def no_rounds(_w: State) -> pa.Table:
    """Empty table `subsidy` for runs without an instrument that has application rounds."""
    return body("subsidy").empty_table()


def uptake(w: State) -> pa.Table:
    """Month x policy, for months in which an instrument reports; scaled to the country."""
    parts = []
    for name, array in sorted(w.hooks.memories().items()):
        if name.endswith(".uptake"):
            rows = np.flatnonzero(array[: w.month].any(axis=1))
            parts.append((name.removesuffix(".uptake"), rows, array[rows] / w.spec.scale))
    if not any(len(rows) for _, rows, _ in parts):
        return body("uptake").empty_table()
    values = np.concatenate([values for _, _, values in parts])
    names = [field.name for field in body("uptake")][2:]
    columns: dict[str, Any] = dict(zip(names, values.T, strict=True))
    for euros in ("committed_eur", "envelope_eur"):
        columns[euros] = columns[euros] / 100.0
    month = [label for _, rows, _ in parts for label in np.array(months(w), dtype=object)[rows]]
    policy = [name for name, rows, _ in parts for _ in rows]
    return table("uptake", {"month": month, "policy": policy, **columns})

"""Result tables that policy is judged by: people after their first bijstand, and the rounds of the employer subsidy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from werkagenda.evidence import places
from werkagenda.model.output.table_columns import Array, hexadecimal, labels, months, table
from werkagenda.model.recording.record import ROUND_FIELDS
from werkagenda.model.state import State
from werkagenda.tables import vocabulary as words
from werkagenda.tables.schemas import body


def applicants(w: State) -> pa.Table:
    """One row a person and mark; not scaled: every row stands for 1 / scale people."""
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
            "sex": labels(words.SEXES, p.sex[rows]),
            "origin": labels(words.ORIGIN_GROUPS, p.origin[rows]),
            "education": labels(words.EDUCATIONS, cells["education"]),
            "region": labels(places.regions().name, cells["region"]),
            "net_income_eur": cells["net_cents"] / 100.0,
        },
    )


def subsidy(w: State) -> pa.Table:
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


def uptake(w: State) -> pa.Table:
    """Month x policy, for months in which an instrument has anything to tell; scaled to the country."""
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


def _exhausted(refused: Array, year: int) -> str:
    """First month of a year in which the ceiling refused somebody; empty when it never did."""
    hit = np.flatnonzero(refused[12 * year : 12 * year + 12])
    return words.month_label(12 * year + int(hit[0])) if len(hit) else ""

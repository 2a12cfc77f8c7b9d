"""Of 100 people offered a placement: who accepts, who works later, who would have worked anyway, who is displaced."""

from __future__ import annotations

import numpy as np
import pandas as pd

from werkagenda.analysis.comparison.pairs import precise

MARKS = (12, 24, 36)
"""Months since the first bijstand at which people are followed."""
ANYWAY = "would have worked anyway"
LEVELS = {
    "accepted": "accepted",
    ANYWAY: "regular_before",
    "regular": "regular",
    "subsidised": "subsidised",
    "on partial benefit": "partial_benefit",
}
"""Outcome: column of the people offered."""
EXTRAS = {
    "extra regular": "regular",
    "extra on benefit": "on_benefit",
    "extra on partial benefit": "partial_benefit",
}
"""Outcome: column whose difference with the baseline it is."""
AMONG_ACCEPTED = "of accepted, would have worked anyway"
DISPLACED = "displaced others"


def offers(people: pd.DataFrame, replicates: list[int], scale: float) -> pd.DataFrame:
    """Outcomes per 100 of those who can be followed up to each mark, by outcome and months."""
    rows = []
    for mark in MARKS:
        at_mark = people[people["months_since"] == mark]
        taken = at_mark[at_mark["accepted"]]
        for outcome, column in LEVELS.items():
            rows.append(per_100(outcome, mark, at_mark, at_mark[column].astype(float), replicates, scale))
        for outcome, column in EXTRAS.items():
            gap = at_mark[column].astype(float) - at_mark[f"{column}_before"].astype(float)
            rows.append(per_100(outcome, mark, at_mark, gap, replicates, scale))
        anyway = taken["regular_before"].astype(float)
        rows.append(per_100(AMONG_ACCEPTED, mark, taken, anyway, replicates, scale))
    return pd.DataFrame([row for row in rows if row])


def per_100(
    outcome: str, mark: int, people: pd.DataFrame, each: pd.Series, replicates: list[int], scale: float
) -> dict[str, object]:
    """One outcome at one mark: its mean per 100 in each replicate that has anybody; nothing when none has."""
    sums = each.groupby(people["replicate"]).sum().reindex(replicates).fillna(0.0).to_numpy(float)
    count = people.groupby("replicate").size().reindex(replicates).fillna(0).to_numpy(float)
    return row(outcome, mark, 100.0 * sums, count, scale)


def row(outcome: str, mark: int | None, hundreds: np.ndarray, count: np.ndarray, scale: float) -> dict[str, object]:
    """A row of the table: `hundreds` over `count` (simulated people) in each replicate with people."""
    some = count > 0
    if not some.any():
        return {}
    found = precise((hundreds[some] / count[some])[None, :]).iloc[0]
    sure = {name: found[name] for name in ("effect", "se", "low", "high", "replicates")}
    offered = float(count.mean()) / scale
    return {"outcome": outcome, "months": mark, "value": found["effect"], **sure, "offered": offered}


def displaced(lost: pd.Series, people: pd.DataFrame, month: int, scale: float) -> pd.DataFrame:
    """Others at work fewer in a month (`lost`: the country's people by replicate) for 100 offers made until then."""
    last = people[people["month"] == month]
    count = last.groupby("replicate").size().reindex(lost.index).fillna(0).to_numpy(float)
    found = row(DISPLACED, None, 100.0 * lost.to_numpy(float) * scale, count, scale)
    return pd.DataFrame([found] if found else [])

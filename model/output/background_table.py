"""Result table `backgrounds`: other people with a Dutch, a European and another background."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from werkagenda.agents.state import I64
from werkagenda.model.output.table_columns import labels, months, table
from werkagenda.model.state import State
from werkagenda.tables import vocabulary

LEVELS = (
    ("all", ("all",)),
    ("education", vocabulary.EDUCATIONS),
    ("size_class", vocabulary.SIZE_CLASSES),
)
"""Dimensions with their levels; the size class is that of the employer."""
Cells = dict[str, I64]
"""Counts by name; each month x background x level."""


def backgrounds(w: State) -> pa.Table:
    """Month x background x dimension x level x indicator; hires, applications and months are of the month."""
    columns: dict[str, list[pa.Array]] = {name: [] for name in ("month", "background", "level", "indicator", "value")}
    dimensions: list[str] = []
    for (dimension, names), cells in zip(LEVELS, (_everybody(w), _by_education(w), _by_size(w)), strict=True):
        for indicator, cube in cells.items():
            t, who, level = (each.ravel() for each in np.indices(cube.shape))
            columns["month"].append(labels(months(w), t))
            columns["background"].append(labels(vocabulary.BACKGROUND_CLASSES, who))
            columns["level"].append(labels(names, level))
            columns["indicator"].append(pa.array([indicator] * len(t), pa.string()))
            columns["value"].append(pa.array(cube.ravel() / w.spec.scale))
            dimensions += [dimension] * len(t)
    whole = {name: pa.concat_arrays(parts) for name, parts in columns.items()}
    units = [vocabulary.BACKGROUND_INDICATORS[name] for name in whole["indicator"].to_pylist()]
    return table("backgrounds", {**whole, "dimension": dimensions, "unit": units})


def _by_education(w: State) -> Cells:
    """Everything that is counted by education; arrays of month x background x education."""
    r, n = w.record, w.month
    work, hired, contest = r["others_work"][:n], r["others_hired"][:n], r["others_contest"][:n]
    found = {
        "employed": work.sum(axis=(1, 4)),
        "permanent": work[..., 1].sum(axis=1),
        "searching": r["others_search"][:n],
        "hires": hired[..., 0].sum(axis=1),
        "hires_from_outside": r["others_entered_work"][:n].sum(axis=1),
        "months_searched": hired[..., 1].sum(axis=1),
        "applications": contest[..., 0],
        "callbacks": contest[..., 1],
    }
    return {name: cube.swapaxes(1, 2) for name, cube in found.items()}


def _by_size(w: State) -> Cells:
    """The same by the size class of the employer, where there is one."""
    r, n = w.record, w.month
    work, hired = r["others_work"][:n], r["others_hired"][:n]
    found = {
        "employed": work.sum(axis=(2, 4)),
        "permanent": work[..., 1].sum(axis=2),
        "hires": hired[..., 0].sum(axis=2),
        "hires_from_outside": r["others_entered_work"][:n].sum(axis=2),
        "months_searched": hired[..., 1].sum(axis=2),
    }
    return {name: cube.swapaxes(1, 2) for name, cube in found.items()}


def _everybody(w: State) -> Cells:
    """The sums over education, and the people outside the labour force."""
    found = {name: cube.sum(axis=2, keepdims=True) for name, cube in _by_education(w).items()}
    return found | {"outside": w.record["others_outside"][: w.month][:, :, None]}

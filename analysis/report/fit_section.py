"""The table of official figures against the model."""

from __future__ import annotations

from typing import Any

import pandas as pd

from werkagenda.analysis.figures.panel import Panel, Table, nothing
from werkagenda.analysis.numbers import points
from werkagenda.analysis.run import Run

HEADS = ("what and for whom", "official", "model", "gap", "Monte Carlo error", "within", "id", "note")


def draw(run: Run, fit: pd.DataFrame) -> Panel:
    """Every target, calibration first, with its gap; no figure."""
    known = fit[fit["gap"].notna()]
    if known.empty:
        return nothing("Official figures against the model", "none of the official figures falls in this run")
    near = int(known["within"].sum())
    order = fit.assign(rank=fit["use"].map({"calibration": 0, "validation": 1})).sort_values(
        ["rank", "id"], kind="stable"
    )
    tables = []
    for use in ("calibration", "validation"):
        part = order[order["use"] == use]
        rows = [row(r, run) for r in part.to_dict("records")]
        if rows:
            tables.append(Table(HEADS, rows, frozenset({1, 2, 3, 4}), f"{use.capitalize()} ({len(rows)})"))
    reading = (
        "Calibration figures were used to fit a few parameters; validation figures were not. ‘Within’: at most 5 "
        "points from the official "
        "figure (benefit: 8, since sources define it differently). Official definitions differ in population and "
        "month; see the notes."
    )
    return Panel(f"{near} of {len(known)} official figures are met within tolerance", reading, None, tables)


def row(found: dict[str, Any], run: Run) -> tuple[str, ...]:
    """One target as text, in points for shares and in months for durations."""
    show = _months if found["unit"] == "months" else _points
    known = not pd.isna(found["gap"])
    error = known and run.replicates > 1
    return (
        str(found["definition"]),
        show(found["official"], False),
        show(found["model"], False) if known else "–",
        show(found["gap"], True) if known else "–",
        show(found["monte_carlo_se"], False).removesuffix("%") if error else "–",
        "–" if not known else "yes" if found["within"] else "no",
        str(found["id"]),
        str(found["note"]),
    )


def _points(value: float, signed: bool) -> str:
    return points(value) if signed else f"{100 * value:.1f}%"


def _months(value: float, signed: bool) -> str:
    return f"{value:+.1f} mo".replace("-", "−") if signed else f"{value:.1f} mo"

"""The table of official figures against the model."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd

from werkagenda.analysis.figures.panel import Panel, Table, nothing
from werkagenda.analysis.numbers import points
from werkagenda.analysis.run import Run

HEADS = ("what and for whom", "official", "model", "gap", "Monte Carlo error", "within", "id", "notes")


def draw(run: Run, fit: pd.DataFrame) -> Panel:
    """Every target, calibration in the open and validation folded, with its gap and its notes; no figure."""
    known = fit[fit["gap"].notna()]
    if known.empty:
        return nothing("Official figures against the model", "none of the official figures falls in this run")
    notes = list(dict.fromkeys(part for note in fit["note"] for part in split(note)))
    tables = []
    for use in ("calibration", "validation"):
        part = fit[fit["use"] == use]
        rows = [row(r, run, notes) for r in part.to_dict("records")]
        caption = f"{use.capitalize()}: {_met(part)} of {int(part['gap'].notna().sum())} within tolerance"
        if rows:
            tables.append(Table(HEADS, rows, frozenset({1, 2, 3, 4}), caption, folded=use == "validation"))
    if notes:
        numbered = [(str(i), note) for i, note in enumerate(notes, start=1)]
        tables.append(Table(("", "note"), [*numbered], frozenset({0}), "Notes", folded=True))
    counts = {use: known[known["use"] == use] for use in ("calibration", "validation")}
    parts = [f"{_met(part)} of {len(part)} {use} figures" for use, part in counts.items() if len(part)]
    title = f"Within tolerance of the official figures: {' and '.join(parts)}"
    return Panel(title, READING, None, tables)


READING = (
    "Calibration figures were used to fit a few parameters; validation figures were not. Within tolerance: at most 5 "
    "points from the official figure (benefit: 8, since sources define it differently; durations: a month). Where a "
    "dash stands the run cannot say; the notes give the reason."
)


def _met(part: pd.DataFrame) -> int:
    return int(part["within"].fillna(False).sum())


def split(note: object) -> list[str]:
    """The single remarks of a note."""
    return [part for part in str(note).split("; ") if part]


def row(found: dict[Hashable, Any], run: Run, notes: list[str]) -> tuple[str, ...]:
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
        ", ".join(str(notes.index(part) + 1) for part in split(found["note"])),
    )


def _points(value: float, signed: bool) -> str:
    return points(value) if signed else f"{100 * value:.1f}%"


def _months(value: float, signed: bool) -> str:
    return f"{value:+.1f} mo".replace("-", "−") if signed else f"{value:.1f} mo"

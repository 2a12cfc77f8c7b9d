"""The model beside every official figure: value, gap, Monte Carlo error, within tolerance or not."""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd

from werkagenda.analysis import fit_values, official
from werkagenda.analysis.numbers import TOO_SMALL
from werkagenda.analysis.official import ALL
from werkagenda.analysis.run import Run, opened
from werkagenda.evidence.registry import Target

COLUMNS = (
    "id",
    "use",
    "definition",
    "official",
    "model",
    "monte_carlo_se",
    "gap",
    "within",
    "tolerance",
    "unit",
    "weight",
    "note",
)
BENEFIT = frozenset({"on_benefit", "main_income_benefit", "partial_benefit"})
TOLERANCE, TOLERANCE_BENEFIT, TOLERANCE_MONTHS = 0.05, 0.08, 1.0
"""Assumption: 5 points, for benefit 8 since sources define it differently; one month for durations."""


def fit_table(folder: Path) -> pd.DataFrame:
    """Every target of the registry against the run in `folder`, one row a target, columns COLUMNS.

    `official`, `model`, `monte_carlo_se`, `gap` (model - official) and `tolerance` are in `unit`: shares 0-1 or
    months. `model`, `gap` and `within` are empty where the run cannot say, and `note` gives the reason.
    """
    return fit(opened(folder), official.targets())


def fit(run: Run, targets: Iterable[Target]) -> pd.DataFrame:
    """The targets given against a run that is open; columns as in `fit_table`."""
    frame = pd.DataFrame([_row(run, target) for target in targets], columns=list(COLUMNS))
    frame["within"] = frame["within"].astype("boolean")
    return frame


def unit(target: Target) -> str:
    """The unit of a target: a share, or months for durations."""
    return "months" if target.indicator.startswith("months ") else "share"


def tolerance(target: Target) -> float:
    """The gap within which a target is called met, in its unit (assumption)."""
    if unit(target) == "months":
        return TOLERANCE_MONTHS
    return TOLERANCE_BENEFIT if target.indicator in BENEFIT else TOLERANCE


def definition(target: Target) -> str:
    """A target in words: what, for whom, when."""
    who = [word for word in (target.origin, target.sex) if word != ALL]
    what = target.indicator.replace("_", " ")
    if target.months_since_permit is not None:
        return ", ".join([what, f"permits of {target.permit_year}", f"{target.months_since_permit} months after", *who])
    permits = [f"permits of {target.permit_year.replace('/', ' to ')}"] if target.permit_year else []
    return ", ".join([what, target.population, *permits, target.month, *who])


def _row(run: Run, target: Target) -> tuple[object, ...]:
    found, remark = fit_values.model_value(run, target)
    head = (target.id, target.use, definition(target), target.value)
    tail = (tolerance(target), unit(target), target.weight)
    if found is None:
        return (*head, np.nan, np.nan, np.nan, pd.NA, *tail, _joined(official.note(target), remark))
    value = float(found["value"])
    error = float(found["se"]) if found["replicates"] > 1 else np.nan
    gap = value - target.value
    note = _joined(official.note(target), remark, _few(target, value, float(found["people"])))
    return (*head, value, error, gap, bool(abs(gap) <= tolerance(target)), *tail, note)


def _few(target: Target, share: float, people: float) -> str:
    """Says so when chance in few simulated people can be as large as the tolerance (two binomial standard errors)."""
    if unit(target) != "share" or people <= 0:
        return ""
    wide = 2 * math.sqrt(max(share * (1 - share), 1 / max(people, 1) / 4) / people)
    return f"{TOO_SMALL}: {people:.0f} simulated people" if wide > tolerance(target) else ""


def _joined(*parts: str) -> str:
    return "; ".join(part for part in parts if part)

"""The model beside every official figure: value, gap, Monte Carlo error, and whether it is within tolerance."""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd

from werkagenda.analysis import measures, official
from werkagenda.analysis.numbers import TOO_SMALL
from werkagenda.analysis.official import ALL
from werkagenda.analysis.run import Run, opened
from werkagenda.evidence.registry import Target
from werkagenda.tables import vocabulary as words
from werkagenda.tables.schemas import SCHEMAS

Found = tuple[pd.Series | None, str]
"""A row of `measures` with `people` (simulated people behind the denominator) or nothing, and a remark: how
it was approximated, or why there is none."""

RATIOS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "searching_share_of_labour_force": (("searching",), ("searching", "employed")),
    "civic integration passed": (("passed_civic_integration",), ("adults",)),
}
"""Indicators with a denominator of their own; all others are shares of all adults of the population."""

PARTS = ("sector", "contract", "hours")
"""Dimensions of `groups` whose levels are parts of all who work."""


def model_value(run: Run, target: Target) -> Found:
    """What the run says about a target, with Monte Carlo error and events."""
    if target.month > run.last_month:
        return None, "the run ends before"
    first, _, rest = target.indicator.partition(" ")
    if target.indicator.startswith("months open "):
        return _months_open(run, target, target.indicator.removeprefix("months open "))
    if first in PARTS and rest:
        return _among_workers(run, target, first, rest)
    if target.months_since_permit is not None:
        return _since_permit(run, target)
    return _stock(run, target) if official.whole_stock(target) else _permit_years(run, target)


def _since_permit(run: Run, target: Target) -> Found:
    span = official.years(target)
    if span is None or span[0] != span[1] or target.months_since_permit is None:
        return None, "the target names no single permit year"
    last_permit = words.month_index(f"{span[0]}-12")
    if last_permit + target.months_since_permit > run.last:
        return None, "the run ends before"
    return _from_cohorts(run, target, {(span[0], target.months_since_permit)}, "")


def _permit_years(run: Run, target: Target) -> Found:
    """Several permit years in one month: for each permit month of those years the row that many months later."""
    span = official.permit_months(target)
    if span is None or not target.month:
        return None, "the target names neither permit years nor a month"
    now, start = words.month_index(target.month), int(words.FIRST_MONTH[:4])
    permits = range(span[0], min(span[1], now) + 1)
    cells = {(start + month // 12, now - month) for month in permits}
    return _from_cohorts(run, target, cells, "permits taken as even over the year")


def _from_cohorts(run: Run, target: Target, cells: set[tuple[int, int]], remark: str) -> Found:
    top, bottom = RATIOS.get(target.indicator, ((target.indicator,), ("persons",)))
    if missing := [c for c in (*top, *bottom) if c not in SCHEMAS["cohorts"].names]:
        return None, f"the model does not give this by permit year ({', '.join(missing)})"
    where = {"permit_year": sorted({y for y, _ in cells}), "months_since_permit": sorted({m for _, m in cells})}
    columns = list(dict.fromkeys(["replicate", "permit_year", "months_since_permit", "sex", "origin", *top, *bottom]))
    frame = run.table("cohorts", columns, where)
    there = [cell in cells for cell in zip(frame["permit_year"], frame["months_since_permit"], strict=True)]
    return _divided(run, _chosen(frame[np.array(there, dtype=bool)], target, "origin"), top, bottom, remark)


def _stock(run: Run, target: Target) -> Found:
    top, bottom = RATIOS.get(target.indicator, ((target.indicator,), ("adults",)))
    top = tuple({"in reception": "in_reception"}.get(name, name) for name in top)
    names = list(dict.fromkeys([*top, *bottom]))
    where = {"population": [target.population], "month": [target.month], "indicator": names}
    long = run.table("monthly", ["replicate", "sex", "origin_group", "indicator", "value"], where)
    if missing := [name for name in names if name not in set(long["indicator"])]:
        return None, f"the model does not give {', '.join(missing)}"
    keys = ["replicate", "sex", "origin_group"]
    wide = long.pivot_table("value", keys, "indicator", aggfunc="sum").fillna(0.0).reset_index()
    return _divided(run, _chosen(wide, target, "origin_group"), top, bottom, "")


def _among_workers(run: Run, target: Target, dimension: str, level: str) -> Found:
    if target.sex != ALL or target.origin != ALL:
        return None, "the model gives this only for all status holders together"
    month, remark = target.month, ""
    span = official.years(target)
    if not month and span is not None and target.months_since_permit is not None:
        index = words.month_index(f"{span[0]}-07") + target.months_since_permit
        if index > run.last:
            return None, "the run ends before"
        month = words.month_label(index)
        remark = f"all status holders in {month}, not this permit year alone"
    frame = measures.levels(run, dimension, ["employed"])
    frame = frame[frame["month"] == month]
    if level not in set(frame["level"]):
        return None, f"the run has nobody in {dimension} {level} in {month}"
    frame = frame.assign(part=frame["employed"].where(frame["level"] == level, 0.0))
    return _divided(run, frame, ("part",), ("employed",), remark)


def _months_open(run: Run, target: Target, sector: str) -> Found:
    """Posted vacancies open at the end of a month over those filled in a month, in the year of the target.

    The stock follows from the flow out: a vacancy that leaves after d months has stood open at d ends of a month.
    """
    columns = ["replicate", "month", "months_open", "filled", "lapsed"]
    frame = run.table("vacancy_durations", columns, {"sector": [sector], "posted": [True]})
    frame = frame[frame["month"].str[:4] == target.month[:4]]
    frame = frame.assign(open=frame["months_open"] * (frame["filled"] + frame["lapsed"]))
    return _divided(run, frame, ("open",), ("filled",), "")


def _chosen(frame: pd.DataFrame, target: Target, origin: str) -> pd.DataFrame:
    if target.sex != ALL:
        frame = frame[frame["sex"] == target.sex]
    return frame if target.origin == ALL else frame[frame[origin] == target.origin]


def _divided(run: Run, frame: pd.DataFrame, top: tuple[str, ...], bottom: tuple[str, ...], remark: str) -> Found:
    parts = {"top": frame[list(top)].sum(axis=1), "bottom": frame[list(bottom)].sum(axis=1)}
    sums = pd.DataFrame({"replicate": frame["replicate"], "all": 0, **parts})
    out = measures.shares(sums, "top", "bottom", ["all"], run.scale)
    out["people"] = sums["bottom"].sum() * run.scale
    return (out.iloc[0], remark) if len(out) else (None, "nobody in the model answers to this")


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
    return fit_targets(opened(folder), official.targets())


def fit_targets(run: Run, targets: Iterable[Target]) -> pd.DataFrame:
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
    found, remark = model_value(run, target)
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

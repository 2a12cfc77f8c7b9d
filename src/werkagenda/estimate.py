"""What a study takes before it starts: cells, histories, minutes and disk, from the rates measured here last."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from werkagenda import preflight
from werkagenda.study import draws, store, studies
from werkagenda.study.studies import Plan
from werkagenda.study.worlds import Study
from werkagenda.tables import intact
from werkagenda.tables.vocabulary import HISTORY_MONTHS

FILE = "rates.json"
"""Beside the histories in the cache: seconds of a month of a cell by kind and scale."""
SHIPPED = {"reused": {0.1: 0.1}, "computed": {0.1: 0.085}}
"""Assumption: seconds of a month at scale 0.1, of a cell whose history is at hand and of one that makes it, until a
study has run here (docs/performance.md, rounded up)."""
FIXED_SHARE = 0.1
"""Assumption: part of the seconds at scale 0.1 that does not shrink with the scale."""
NEAR = 3.0
"""Assumption: rates of a scale within this factor of the one asked for are used."""
FEWEST = 4
"""Cells from which a rate is kept: the first of a process compiles."""
MOST_HOURS, MOST_GB = 2.0, 5.0
"""Beyond these a study is carried out with --yes only."""


@dataclass(frozen=True)
class Estimate:
    """Cells and histories to be made, seconds with the study's processes, bytes; `measured`: by rates measured here."""

    cells: int
    histories: int
    seconds: float
    bytes: float
    measured: bool


def of(plan: Plan) -> Estimate:
    """The estimate of what remains of a study."""
    study = plan.study
    if not plan.ahead:
        return Estimate(0, 0, 0.0, 0.0, True)
    settings = plan.ahead[0][1].settings
    made, (rates, measured) = histories(plan), rates_at(study, settings.scale)
    with_history = rates["reused"] * (settings.months - HISTORY_MONTHS)
    seconds = len(plan.ahead) * with_history + made * rates["computed"] * HISTORY_MONTHS
    size = sum(bytes_ for _, bytes_ in preflight.needed_bytes([each.settings for each in plan.todo]))
    return Estimate(len(plan.ahead), made, seconds / max(1, study.workers), size, measured)


def histories(plan: Plan) -> int:
    """Histories that the cells ahead need: one a replicate, and more where a draw moves the past."""
    found: dict[tuple[Any, int], bool] = {}
    for number, cell, _ in plan.ahead:
        found[draws.past_of(plan.todo[number].settings), cell.replicate] = True
    return len(found)


Rates = dict[str, dict[float, float]]


def rates_at(study: Study, scale: float) -> tuple[dict[str, float], bool]:
    """Seconds of a month at a scale by kind of cell, and whether all were measured here."""
    here = known(study)
    near = {kind: [each for each in rates if 1 / NEAR <= each / scale <= NEAR] for kind, rates in here.items()}
    found = {
        kind: here[kind][min(near[kind], key=lambda each: abs(each - scale))] if near[kind] else shipped(kind, scale)
        for kind in SHIPPED
    }
    return found, all(near.values())


def shipped(kind: str, scale: float) -> float:
    """The rate that ships, at another scale: a fixed part, the rest with the scale."""
    ((own, seconds),) = SHIPPED[kind].items()
    return seconds * (FIXED_SHARE + (1.0 - FIXED_SHARE) * scale / own)


def known(study: Study) -> Rates:
    """Rates measured here, by kind and scale."""
    said = studies.read_json(study.cache / FILE) or {}
    with suppress(ValueError, TypeError, AttributeError):
        return {kind: {float(k): float(v) for k, v in said.get(kind, {}).items()} for kind in SHIPPED}
    return {kind: {} for kind in SHIPPED}


def remember(study: Study) -> None:
    """Keep the rates of a study's cells: the median of each kind at its scale."""
    rates, scale = known(study), study.runs[0].settings.scale
    for kind, seconds in measured(study).items():
        if len(seconds) >= FEWEST:
            rates[kind][scale] = median(seconds)
    with suppress(OSError):
        study.cache.mkdir(parents=True, exist_ok=True)
        store.write_manifest(study.cache, {"format": intact.SEALED_FORMAT, **rates}, FILE)


def measured(study: Study) -> Mapping[str, list[float]]:
    """Seconds of a month of the study's cells by kind."""
    found: dict[str, list[float]] = {kind: [] for kind in SHIPPED}
    for each in study.runs:
        said = studies.read_json(Path(each.settings.output) / store.MANIFEST) or {}
        for cell in said.get("cells", []):
            months = each.settings.months - (HISTORY_MONTHS if cell["history"] == "reused" else 0)
            found[cell["history"]].append(float(cell["wall_seconds"]) / months)
    return found


def described(found: Estimate) -> str:
    """An estimate in one line."""
    by = "as measured here" if found.measured else "as measured elsewhere"
    return (
        f"{found.cells} cells and {found.histories} histories to make: about {duration(found.seconds)} and "
        f"{preflight.gigabytes(found.bytes)} ({by})"
    )


def duration(seconds: float) -> str:
    """A time in words."""
    if seconds < 90 * 60:
        return f"{max(1, round(seconds / 60))} min"
    return f"{seconds / 3600:.1f} hours" if seconds < 48 * 3600 else f"{seconds / 86400:.1f} days"


def too_large(found: Estimate) -> list[str]:
    """Why a study must be confirmed before it starts."""
    if found.seconds <= MOST_HOURS * 3600 and found.bytes <= MOST_GB * 1e9:
        return []
    return [
        f"the study has {described(found)}; give --yes to carry it out, or fewer draws, worlds or replicates, "
        "or a smaller population.scale"
    ]

"""Studies whose runs are not all there: what is missing, so that a comparison of the others can say so."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

STUDY, RUNS, MANIFEST = "study.json", "runs", "manifest.json"
LISTED = 6
"""Missing runs that are named."""


def missing(given: Sequence[Path]) -> list[str]:
    """A line for each study among the folders given (or right above one) that is not complete."""
    studies = dict.fromkeys(place.resolve() for folder in given for place in (folder, folder.parent))
    return [line for place in studies for line in _lines(place)]


def _lines(place: Path) -> Iterator[str]:
    said = _read(place / STUDY)
    if said is None or said.get("finished") is not None:
        return
    names = dict.fromkeys(f"{each['world']}/{each['scenario']}" for each in said.get("runs", []))
    absent = [name for name in names if not (place / RUNS / name / MANIFEST).is_file()]
    if absent:
        more = f" and {len(absent) - LISTED} more" if len(absent) > LISTED else ""
        there = f"{len(names) - len(absent)} of {len(names)} runs are there"
        yield f"INCOMPLETE STUDY: {there}; missing {', '.join(absent[:LISTED])}{more}; the same command goes on"


def _read(path: Path) -> dict[str, Any] | None:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None

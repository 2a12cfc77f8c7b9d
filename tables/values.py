"""Strict reading of JSON files written by runs and comparisons: types and ranges."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

Fits = Callable[[Any], bool]


def load(path: Path) -> dict[str, Any]:
    """Content of a JSON file. Raises ValueError or OSError with the reason."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"), parse_constant=_refused, object_pairs_hook=_once)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    if not isinstance(found, dict):
        raise ValueError("it does not hold named values")
    return found


def _refused(word: str) -> Any:
    raise ValueError(f"{word} is no number")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"{next(name for name in names if names.count(name) > 1)} stands twice")
    return found


def number(low: float = -math.inf, high: float = math.inf) -> Fits:
    """Check for a number between `low` and `high`."""

    def fits(value: Any) -> bool:
        return isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high

    return fits


def whole(value: Any) -> bool:
    """True for a non-negative integer of at most 64 bits."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**63


def text(value: Any) -> bool:
    """True for a single line of text."""
    return isinstance(value, str) and bool(value.strip()) and value.isprintable()


def names(value: Any) -> bool:
    """True for a list of texts."""
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def texts(value: Any) -> bool:
    """True for a mapping of names to texts."""
    return isinstance(value, dict) and all(isinstance(each, str) for each in value.values())


def groups(value: Any) -> bool:
    """True for settings by name, in groups."""
    return isinstance(value, dict) and all(isinstance(each, dict) for each in value.values())


def numbers(value: Any) -> bool:
    """True for a mapping of names to finite numbers (None where a run has no such parameter)."""
    return isinstance(value, dict) and all(each is None or number(-1e300, 1e300)(each) for each in value.values())


def parameters(value: Any) -> bool:
    """True for a list of parameters with finite values."""
    return groups(value) and all(number(-1e300, 1e300)(each.get("value")) for each in value.values())


def replicates(value: Any) -> bool:
    """True for a list of distinct integers."""
    return isinstance(value, list) and bool(value) and all(map(whole, value)) and len(set(value)) == len(value)


def month(value: Any) -> bool:
    """True for a month, YYYY-MM."""
    return isinstance(value, str) and re.fullmatch(r"20[12]\d-(0[1-9]|1[0-2])", value) is not None


def hashes(value: Any) -> bool:
    """True for a mapping of table names to sha256."""
    digest = re.compile(r"[0-9a-f]{64}")
    return groups(value) and all(digest.fullmatch(str(each.get("sha256", ""))) for each in value.values())


RUN: Mapping[str, tuple[Fits, str]] = {
    "command": (text, "a line of text"),
    "scenario": (text, "a line of text"),
    "description": (texts, "texts by language"),
    "config.scenario": (text, "a line of text"),
    "config.economy": (text, "a line of text"),
    "config.inflow": (text, "a line of text"),
    "config.population.scale": (number(1e-9, 1.0), "a share above 0 and at most 1"),
    "config.outlook.end": (month, "a month, YYYY-MM"),
    "config.seed": (whole, "a whole number"),
    "config.instruments": (groups, "settings by instrument"),
    "config.assume": (numbers, "numbers by name"),
    "config.parameters": (parameters, "parameters with a finite value each"),
    "seeds.replicates": (replicates, "a list of different whole numbers"),
    "parameters_without_source": (names, "a list of names"),
    "parameters_outside_range": (names, "a list of names"),
    "code": (lambda value: isinstance(value, dict), "names with values"),
    "evidence": (texts, "hashes by file"),
    "outputs": (hashes, "files with their sha256"),
    "wall_seconds": (number(0.0), "a number from 0"),
    "peak_memory_bytes": (number(0.0), "a number from 0"),
}
"""Required content of a run's manifest."""


def wrong(found: Mapping[str, Any], asked: Mapping[str, tuple[Fits, str]] = RUN) -> Iterator[str]:
    """Values that do not have the required type or range, one line each."""
    for path, (fits, say) in asked.items():
        value: Any = found
        for name in path.split("."):
            if isinstance(value, Mapping) and name not in value:
                break
            value = value[name] if isinstance(value, Mapping) else None
        else:
            if not fits(value):
                yield f"{path} is {str(value)[:60]!r}, not {say}"

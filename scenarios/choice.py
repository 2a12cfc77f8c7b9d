"""Types of instrument settings: allowed values and checks."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from functools import cache
from importlib import resources
from typing import Any

from werkagenda.problems import decimal_comma, near


@dataclass(frozen=True)
class Range:
    """Number between ``low`` and ``high``; ``whole``: integer only; ``absent``: error message for null."""

    low: float
    high: float
    whole: bool = False
    absent: str = ""
    optional: bool = False
    """True if null is allowed."""

    def complaint(self, value: object) -> str:
        """Error message for a value; "" if valid."""
        if value is None and (self.absent or self.optional):
            return self.absent
        number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
        if not number or (self.whole and value != int(value)):  # type: ignore[call-overload]
            kind = "whole number" if self.whole else "number"
            return f"must be a {kind} from {self.low:g} to {self.high:g}{decimal_comma(value)}"
        if not self.low <= value <= self.high:  # type: ignore[operator]
            return f"must lie between {self.low:g} and {self.high:g}"
        return ""


YEARS = 5
"""Years of the outlook, 2025 to 2029."""


@dataclass(frozen=True)
class Envelope:
    """Euros a year: null (no limit), one number, or one per year of the outlook."""

    def complaint(self, value: object) -> str:
        """Error message for a value; "" if valid."""
        each = Range(0, 1e10)
        if value is None or (not isinstance(value, list | tuple) and not each.complaint(value)):
            return ""
        if isinstance(value, list | tuple) and len(value) == YEARS and not any(map(each.complaint, value)):
            return ""
        return f"must be null, euros a year (0 to 1e10), or a list of {YEARS} for 2025 to 2029"


@dataclass(frozen=True)
class Switch:
    """True or false, or null if ``optional``."""

    optional: bool = False

    def complaint(self, value: object) -> str:
        """Error message for a value; "" if valid."""
        if isinstance(value, bool) or (self.optional and value is None):
            return ""
        return "must be null, true or false" if self.optional else "must be true or false"


@dataclass(frozen=True)
class Names:
    """Non-empty list of known names; null means all."""

    known: Callable[[], Sequence[str]]

    def complaint(self, value: object) -> str:
        """Error message for a value; "" if valid."""
        if value is None:
            return ""
        if not isinstance(value, list | tuple) or not value:
            return "must be null or a list of names"
        odd = [str(each) for each in value if each not in self.known()]
        return "; ".join(f"'{each}' is unknown{near(each, list(self.known()))}" for each in odd)


@dataclass(frozen=True)
class Word:
    """One of several keywords."""

    known: tuple[str, ...]

    def complaint(self, value: object) -> str:
        """Error message for a value; "" if valid."""
        if value in self.known:
            return ""
        return f"must be {' or '.join(self.known)}{near(str(value), list(self.known))}"


Setting = Range | Envelope | Switch | Names | Word
"""Type of a setting."""


def euros_by_year(value: float | Sequence[float] | None) -> tuple[float, ...] | None:
    """Envelope by year; None if unlimited."""
    if value is None:
        return None
    return tuple(map(float, value)) if isinstance(value, Sequence) else (float(value),) * YEARS


def problems(name: str, kind: type[Any], ranges: Mapping[str, Setting], given: Mapping[str, Any]) -> Iterator[str]:
    """Errors in the settings ``given`` of an instrument whose choices are the dataclass ``kind``."""
    known = [field.name for field in fields(kind)]
    for key, value in given.items():
        if key not in known:
            yield f"instruments.{name}.{key}: unknown setting{near(key, known)}"
        elif complaint := ranges[key].complaint(value):
            yield f"instruments.{name}.{key}={value}: {complaint}"
    for field in fields(kind):
        if field.name not in given and field.default is MISSING:
            yield f"instruments.{name}.{field.name}: is missing"


@cache
def code() -> str:
    """Hash of the instruments' sources; part of the checkpoint key when instruments act in the history."""
    files = sorted(resources.files("werkagenda.scenarios").iterdir(), key=lambda each: each.name)
    digest = hashlib.sha256()
    for each in files:
        if each.name.endswith(".py"):
            digest.update(each.name.encode() + each.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:16]

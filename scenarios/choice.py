"""Settings of an instrument: what a policy maker chooses, in which range, checked before anything runs."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from importlib import resources
from typing import Any

from werkagenda.problems import near


@dataclass(frozen=True)
class Range:
    """Lowest and highest value of a number; ``whole`` asks for a whole number, ``absent`` says what null would mean."""

    low: float
    high: float
    whole: bool = False
    absent: str = ""

    def complaint(self, value: object) -> str:
        """What is wrong with a value; "" when it fits."""
        if value is None and self.absent:
            return self.absent
        number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
        if not number or (self.whole and value != int(value)):  # type: ignore[call-overload]
            return f"must be a {'whole ' if self.whole else ''}number from {self.low:g} to {self.high:g}"
        if not self.low <= value <= self.high:  # type: ignore[operator]
            return f"must lie between {self.low:g} and {self.high:g}"
        return ""


def problems(name: str, kind: type[Any], ranges: Mapping[str, Range], given: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the settings ``given`` of an instrument whose choices are the dataclass ``kind``."""
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
    """Hash of the instruments' sources: a history in which they act is of these sources and no others."""
    files = sorted(resources.files("werkagenda.scenarios").iterdir(), key=lambda each: each.name)
    digest = hashlib.sha256()
    for each in files:
        if each.name.endswith(".py"):
            digest.update(each.name.encode() + each.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:16]

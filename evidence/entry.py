"""Entries: one figure with its metadata, and the grade of a source."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

GRADES = ("A", "B", "C", "D")
WHOLE = "whole"
"""Distribution of structural choices: integers from low to high, codes explained by the unit."""
USES = ("parameter", "calibration", "validation", "context")

_PLAIN = re.compile(r"^[~<>+]?\s*(-?\d+(?:\.\d+)?)$")
_RANGE = re.compile(r"^~?(\d+(?:\.\d+)?)\s*-\s*(\d+(?:\.\d+)?)$")

SECOND_HAND = re.compile(r"\bvia\b|\bpress\b|[Rr]eprint|reporting|quoting|citing|mis-indexed")
OFFICIAL = re.compile(
    r"^(from |derived from )?(CBS|COA|IND|DUO|UWV|EMN|SZW|Rijk|Kamer|Tweede Kamer|Eerste Kamer|Antwoord|Inspectie|kst-"
    r"|gemeente |Seed letter|Raad van State|[Ll]aw\b|\d+ minus|total 2|allewetten)"
)
REVIEWED = re.compile(
    r"IFAU|IZA|NBER|JEBO|JOLE|QJE|PNAS|GEMM|JEEA|J Popul|J Social Policy|Labour Economics|European Societies|Econ Educ"
    r"|EER 2019|NORFACE|Frontiers|Science|Tijdschrift|Thijssen|Blommaert|Zschirnt|Quillian|Lippens|Banerjee|Kaas|Krause"
    r"|slund & Skans|Behaghel|Kroft|Petrongolo|Gorter|Broersma|Mart.n, Hain|Dahlberg|Odijk"
)


@dataclass(frozen=True)
class Entry:
    """One figure. `value` is text as published; `number` its plain number in `unit`, or None (range, list, sentence).

    `low` and `high` bound it (a published range, or the range of an assumption). `basis` names the entries it was
    derived from. `use` is its strongest use in the project: validation, calibration, parameter or context.
    """

    id: str
    title: str
    value: str
    number: float | None
    unit: str
    low: float | None
    high: float | None
    distribution: str
    source: str
    date: str
    grade: str
    use: str = "context"
    same_as: tuple[str, ...] = ()
    basis: tuple[str, ...] = field(default=())
    note: str = ""
    file: str = ""


def whole_in(entry: Entry, value: float) -> bool:
    """True if a value is one of the codes of an entry with distribution ``whole``; True for other entries."""
    if entry.distribution != WHOLE or entry.low is None or entry.high is None:
        return True
    return value == int(value) and entry.low <= value <= entry.high


def plain_number(text: str) -> float | None:
    """Number of a value written as one number (a leading ~ < > + is allowed), otherwise None."""
    found = _PLAIN.match(text.replace(",", ""))
    return float(found.group(1)) if found else None


def plain_range(text: str) -> tuple[float, float] | None:
    """Low and high of a value written as a range (`10-20`), otherwise None."""
    found = _RANGE.match(text)
    return (float(found.group(1)), float(found.group(2))) if found else None


def grade_of(source: str, reading: str) -> str:
    """Grade of a raw figure.

    D: the reading is assumed, or no source is named ("see address", "derived", empty). C: recalled (page not read),
    read second hand (press, reprint), or any source that is neither official nor reviewed (grey literature, research
    offices, websites). B: a peer-reviewed study or a working paper of a research institute, read directly. A: an
    official publisher (statistics office, ministry, parliament, agencies, municipalities), read at the source. A
    derived figure has the grade of its source.
    """
    if reading == "assumed" or source in ("", "see address", "derived"):
        return "D"
    if reading == "recalled" or SECOND_HAND.search(source):
        return "C"
    if REVIEWED.search(source):
        return "B"
    return "A" if OFFICIAL.search(source) else "C"

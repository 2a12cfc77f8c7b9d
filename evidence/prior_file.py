"""Priors on record (priors.csv): the distribution of a parameter where evidence bears on it, with its reason.

A row names a parameter, a distribution, its arguments as `name=value` with spaces between, a reason and the figures
it leans on. Every distribution is cut off at the low and high of the parameter's entry. Parameters without a row have
the prior of a stated rule (`default`), so that every number with a range has one.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from werkagenda.evidence.entry import WHOLE, Entry
from werkagenda.evidence.files import Row, read

CODES = "codes"
SHAPES: Mapping[str, tuple[str, ...]] = {
    "uniform": (),
    "loguniform": (),
    "triangular": ("mode",),
    "normal": ("mean", "sd"),
    "lognormal": ("median", "spread"),
    "beta": ("a", "b"),
    CODES: (),
}
"""Distributions and their arguments. `spread` is the standard deviation of the logarithm; `beta` is laid over the
range; `codes` has a weight for every code of a structural choice."""
WITHIN = ("mode", "mean", "median")
"""Arguments that must lie within the range of the parameter."""
ORDERS = 10.0
"""Ratio of high to low from which a range is taken on the logarithmic scale (assumption)."""
ENDS = 2.0
"""Standard deviations between the middle and either end of a range in the rule (assumption)."""


@dataclass(frozen=True)
class Prior:
    """Distribution of one parameter between `low` and `high`; `by_rule`: from the rule, no row of priors.csv."""

    id: str
    shape: str
    arguments: Mapping[str, float]
    low: float
    high: float
    reason: str
    basis: tuple[str, ...] = ()
    by_rule: bool = False

    @property
    def description(self) -> str:
        """The distribution as text: `normal (mean 0.06, sd 0.04) from 0 to 0.13`."""
        given = ", ".join(f"{name} {value:g}" for name, value in self.arguments.items())
        if self.shape == CODES:
            return f"codes ({given})"
        inside = f" ({given})" if given else ""
        return f"{self.shape}{inside} from {self.low:g} to {self.high:g}"


def varies(entry: Entry) -> bool:
    """True if an entry has a range, so that a prior makes sense."""
    return entry.low is not None and entry.high is not None and entry.low < entry.high


def default(entry: Entry) -> Prior:
    """The prior by rule of an entry with a range.

    A code: all alternatives alike. A figure that was measured (grade A to C): triangular with its mode at the value. An
    assumption: normal around the middle of the range, both ends two standard deviations away; on the logarithmic scale
    where the high is ten times the low or more. The middle and not the value: some values were chosen to meet the
    targets, and a prior around them would use the targets twice.
    """
    low, high = float(entry.low or 0.0), float(entry.high or 0.0)
    if entry.distribution == WHOLE:
        codes = range(int(low), int(high) + 1)
        return _ruled(entry, CODES, {str(code): 1.0 / len(codes) for code in codes}, "alternatives taken as alike")
    if entry.grade != "D" and entry.number is not None:
        return _ruled(entry, "triangular", {"mode": entry.number}, "measured, with its published range")
    if low > 0.0 and high / low >= ORDERS:
        spread = math.log(high / low) / 2.0 / ENDS
        median = {"median": math.sqrt(low * high), "spread": spread}
        return _ruled(entry, "lognormal", median, "assumed over orders of magnitude: ends less likely than the middle")
    bell = {"mean": (low + high) / 2.0, "sd": (high - low) / 2.0 / ENDS}
    return _ruled(entry, "normal", bell, "assumed: the ends of the range are less likely than its middle")


def _ruled(entry: Entry, shape: str, arguments: Mapping[str, float], reason: str) -> Prior:
    return Prior(entry.id, shape, arguments, entry.low or 0.0, entry.high or 0.0, reason, entry.basis, True)


def read_priors(where: Traversable, entries: Mapping[str, Entry], problems: list[str]) -> dict[str, Prior]:
    """Rows of priors.csv by parameter; all errors are added to `problems`."""
    found: dict[str, Prior] = {}
    seen: set[str] = set()
    for row in read("priors", where):
        label = f"priors.csv {row['id']}"
        entry = entries.get(row["id"])
        arguments, wrong = _arguments(row["arguments"], label)
        wrong += _unfit(row, label, entry, entries)
        wrong += [f"{label}: stands twice"] if row["id"] in seen else []
        seen.add(row["id"])
        if entry is not None and row["distribution"] in SHAPES:
            wrong += _odd(row["distribution"], arguments, entry, label)
        problems += wrong
        if not wrong and entry is not None:
            basis = tuple(row["basis"].split())
            ends = (float(entry.low or 0.0), float(entry.high or 0.0))
            found[entry.id] = Prior(entry.id, row["distribution"], arguments, *ends, row["reason"], basis)
    return found


def _arguments(text: str, label: str) -> tuple[dict[str, float], list[str]]:
    """Arguments by name, and what is wrong with their text."""
    found: dict[str, float] = {}
    problems: list[str] = []
    for each in text.split():
        name, _, value = each.partition("=")
        try:
            number = float(value)
        except ValueError:
            number = math.nan
        if not math.isfinite(number) or "_" in value:
            problems.append(f"{label}: argument {each!r} is not name=number")
        elif name in found:
            problems.append(f"{label}: argument {name} stands twice")
        found[name] = number
    return found, problems


def _unfit(row: Row, label: str, entry: Entry | None, entries: Mapping[str, Entry]) -> list[str]:
    """What is wrong with a row apart from its arguments."""
    problems: list[str] = []
    if row["distribution"] not in SHAPES:
        problems.append(f"{label}: distribution {row['distribution']!r} is none of {', '.join(SHAPES)}")
    if not row["reason"]:
        problems.append(f"{label}: reason is missing")
    problems += [f"{label}: the basis {name} is no entry" for name in row["basis"].split() if name not in entries]
    if entry is None or entry.file != "parameters.csv":
        problems.append(f"{label}: no such parameter")
    elif not varies(entry):
        problems.append(f"{label}: the parameter is fixed at {entry.value}; a prior needs a range")
    return problems


def _odd(shape: str, arguments: Mapping[str, float], entry: Entry, label: str) -> list[str]:
    """What is wrong with the arguments of a known distribution."""
    whole = entry.distribution == WHOLE
    if whole != (shape == CODES):
        kind = "a structural choice, with weights of its codes" if whole else "no structural choice"
        return [f"{label}: distribution {shape!r} does not fit: the parameter is {kind}"]
    if shape == CODES:
        return _weights(arguments, entry, label)
    problems = [f"{label}: {shape} needs the argument {name}" for name in SHAPES[shape] if name not in arguments]
    problems += [f"{label}: {shape} has no argument {name}" for name in arguments if name not in SHAPES[shape]]
    low, high = float(entry.low or 0.0), float(entry.high or 0.0)
    for name, value in arguments.items():
        if name in WITHIN and not low <= value <= high:
            problems.append(f"{label}: {name} {value:g} lies outside {low:g} to {high:g}, the range of the parameter")
        elif name not in WITHIN and not value > 0.0:
            problems.append(f"{label}: {name} {value:g} must be above 0")
    if shape in ("loguniform", "lognormal") and not low > 0.0:
        problems.append(f"{label}: {shape} needs a range above 0, not {low:g} to {high:g}")
    return problems


def _weights(arguments: Mapping[str, float], entry: Entry, label: str) -> list[str]:
    """What is wrong with the weights of codes: one each, none below zero, together 1."""
    codes = [str(code) for code in range(int(entry.low or 0), int(entry.high or 0) + 1)]
    problems = [f"{label}: code {code} has no weight" for code in codes if code not in arguments]
    problems += [f"{label}: {name} is no code of {', '.join(codes)}" for name in arguments if name not in codes]
    problems += [f"{label}: weight {name}={value:g} is below 0" for name, value in arguments.items() if value < 0.0]
    total = math.fsum(arguments.values())
    if not abs(total - 1.0) < 1e-9:
        problems.append(f"{label}: the weights add up to {total:g}, not 1")
    return problems

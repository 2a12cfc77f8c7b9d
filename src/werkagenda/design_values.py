"""Values that the names of a design may take: names checked, ranges from the registry, values checked one by one."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from werkagenda import assumptions, config_store, defaults
from werkagenda.evidence import registry
from werkagenda.problems import near
from werkagenda.scenarios import catalogue, compose
from werkagenda.study.draws import CIRCUMSTANCES, HISTORY, SETTING, parameter
from werkagenda.study.plan import Settings, Value
from werkagenda.study.worlds import BASELINE
from werkagenda.tables.comparison import ASSUMED

ENDS = {"low", "high"}
HOW = "must be a list of values, {low: LOWEST, high: HIGHEST} (for a grid with steps: NUMBER), or null for the range"


@dataclass(frozen=True)
class Varied:
    """A name of a design with its values: a list, or a range (`low`, `high`; `whole`: whole numbers only)."""

    name: str
    values: tuple[Value, ...] = ()
    low: float = 0.0
    high: float = 0.0
    whole: bool = False

    def at(self, u: float) -> Value:
        """The value at a point of the unit interval: uniform over the range, or one of the list."""
        if self.values:
            return self.values[min(len(self.values) - 1, int(u * len(self.values)))]
        if self.whole:
            return float(min(self.high, math.floor(self.low + u * (self.high - self.low + 1.0))))
        return float(self.low + u * (self.high - self.low))


@dataclass(frozen=True)
class Names:
    """What a design may vary in a study; `members` are its scenarios with the central assumptions."""

    parameters: tuple[str, ...]
    members: Sequence[Settings]
    settings: tuple[str, ...] = field(default_factory=lambda: tuple(defaults.flat(catalogue.defaults(), SETTING, 2)))

    @property
    def known(self) -> list[str]:
        """Every name."""
        later = [*ASSUMED, *(name for name in self.parameters if name not in ASSUMED.values())]
        return [*later, *(f"{HISTORY}{name}" for name in self.parameters), *self.settings, *CIRCUMSTANCES]

    def unfit(self, name: str) -> list[str]:
        """Why a name cannot be varied."""
        short = {parameter: own for own, parameter in ASSUMED.items()}
        if name in short:
            return [f"{name}: goes by the name {short[name]}"]
        if name not in self.known:
            return [f"{name}: unknown name{near(name, self.known)}"]
        if name.startswith(SETTING) and not self.having(name):
            return [f"{name}: no scenario of the study contains {name.split('.')[1]}"]
        return []

    def having(self, name: str) -> list[Settings]:
        """Scenarios in which the instrument of a setting differs from the baseline's."""
        instrument = name.split(".")[1]
        plain = next((each.instruments for each in self.members if each.scenario == BASELINE), {})
        return [each for each in self.members if each.instruments.get(instrument) != plain.get(instrument)]

    def wrong(self, name: str, value: Any, path: str) -> list[str]:
        """What is wrong with a value of a known name."""
        if name in CIRCUMSTANCES:
            options = config_store.options(name)
            return [] if value in options else [f"{path}={value}: unknown {name}{near(str(value), options)}"]
        if not name.startswith(SETTING):
            return assumptions.out_of_range(name.removeprefix(HISTORY), value, path)
        _, instrument, setting = name.split(".", 2)
        found = [
            line
            for each in self.having(name)
            for line in compose.problems({instrument: {**each.instruments[instrument], setting: value}})
        ]
        return [f"{path}: {line}" for line in dict.fromkeys(found)]

    def canonical(self, name: str, value: Value) -> Value:
        """A checked value as it stands in settings: whole numbers and floats as the field has them."""
        if name in CIRCUMSTANCES:
            return value
        if not name.startswith(SETTING):
            return float(value)
        _, instrument, setting = name.split(".", 2)
        own = self.having(name)[0].instruments[instrument]
        checked, _ = compose.checked({instrument: {**own, setting: value}})
        found: Value = checked[instrument][setting]
        return found


def limits(name: str) -> tuple[float, float, bool] | None:
    """The registry's range of a parameter, and whether it holds whole numbers only; None where it has none."""
    try:
        found = registry.load().parameters().get(parameter(name))
    except registry.EvidenceProblem:  # told by whoever reads the parameters
        return None
    if found is None or found.low is None or found.high is None:
        return None
    return float(found.low), float(found.high), found.distribution == "whole"


def read(names: Names, name: str, given: Any, sampled: bool) -> tuple[Varied | None, list[str]]:
    """A name with its values, and what is wrong with them; `sampled`: values are drawn from a range."""
    path = f"design.vary.{name}"
    if wrong := names.unfit(name):
        return None, [f"design.vary.{line}" for line in wrong]
    if isinstance(given, list):
        return listed(names, name, given, path)
    if given is None and name in CIRCUMSTANCES:
        return Varied(name, tuple(config_store.options(name))), []
    if given is None:
        ends = limits(name)
        if ends is None:
            return None, [f"{path}: has no range in the registry; say low and high, or a list"]
        given = {"low": ends[0], "high": ends[1]}
    allowed = ENDS if sampled else {*ENDS, "steps"}
    if not isinstance(given, Mapping) or not ENDS <= {*given} <= allowed or name in CIRCUMSTANCES:
        return None, [f"{path}={given}: {HOW}"]
    return ranged(names, name, dict(given), path, sampled)


def listed(names: Names, name: str, given: Sequence[Any], path: str) -> tuple[Varied | None, list[str]]:
    """A list of values."""
    if not given:
        return None, [f"{path}=[]: names no value; give at least one"]
    problems = [line for value in given for line in names.wrong(name, value, path)]
    twice = [] if problems else sorted({str(value) for value in given if given.count(value) > 1})
    problems += [f"{path}={value}: is given twice" for value in twice]
    return (None, problems) if problems else (Varied(name, tuple(names.canonical(name, each) for each in given)), [])


def ranged(names: Names, name: str, given: dict[str, Any], path: str, sampled: bool) -> tuple[Varied | None, list[str]]:
    """A range, or the equal steps of one in a grid."""
    problems = [line for end in ("low", "high") for line in names.wrong(name, given[end], f"{path}.{end}")]
    steps = given.get("steps", 2)
    if isinstance(steps, bool) or not isinstance(steps, int) or steps < 2:
        problems.append(f"{path}.steps={steps}: must be a whole number from 2 on")
    if not problems and given["low"] >= given["high"]:
        problems.append(f"{path}: low={given['low']} must lie below high={given['high']}")
    if problems:
        return None, problems
    low, high, known = float(given["low"]), float(given["high"]), limits(name)
    if sampled:
        return Varied(name, (), low, high, known is not None and known[2]), []
    values = [low + (high - low) * step / (steps - 1) for step in range(steps)]
    return listed(names, name, [int(each) if each.is_integer() else each for each in values], path)

"""Fans of a figure over replicates and assumption sets, and where a realised value lies in them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from scipy import optimize, special

from werkagenda.analysis import fit, run
from werkagenda.analysis.monitor.figures_file import Realised
from werkagenda.analysis.numbers import FEW
from werkagenda.analysis.results.stored import CENTRAL, Stored
from werkagenda.evidence.registry import Target

LOW, HIGH = 0.05, 0.95
"""Ends of the fan that count as within."""
WITHIN, BELOW, ABOVE, FEW_PEOPLE, UNKNOWN = "within", "below", "above", "too few people", "not in the runs"


@dataclass(frozen=True)
class Member:
    """One assumption set: mean over replicates, and the deviation of a replicate (NaN with one)."""

    world: str
    mean: float
    deviation: float


@dataclass(frozen=True)
class Fan:
    """An equal mixture of normal distributions, one for each assumption set; a set without a deviation of its own
    takes the central one's."""

    members: tuple[Member, ...]

    @property
    def deviations(self) -> Any:
        """The deviation of each member."""
        own = self.members[0].deviation
        return np.array([own if math.isnan(each.deviation) else each.deviation for each in self.members])

    def percentile(self, value: float) -> float:
        """The share of the fan below a value; NaN where chance is not known (one replicate)."""
        means = np.array([each.mean for each in self.members])
        gaps, sizes = value - means, self.deviations
        if np.isnan(sizes).any():
            return math.nan
        steps = np.where(gaps == 0, 0.5, gaps > 0)
        parts = np.where(sizes > 0, special.ndtr(gaps / np.where(sizes > 0, sizes, 1.0)), steps)
        return float(parts.mean())

    def quantile(self, share: float) -> float:
        """The value below which a share of the fan lies; NaN where chance is not known."""
        means, sizes = np.array([each.mean for each in self.members]), self.deviations
        if np.isnan(sizes).any():
            return math.nan
        if not (sizes > 0).any():
            return float(np.quantile(means, share))
        reach = 10 * float(sizes.max())
        found = optimize.brentq(lambda x: self.percentile(x) - share, means.min() - reach, means.max() + reach)
        return float(found)

    def against(self, value: float) -> list[str]:
        """Assumption sets in whose own fan the value lies outside LOW to HIGH."""
        alone = [
            Fan((Member(each.world, each.mean, size),))
            for each, size in zip(self.members, self.deviations, strict=True)
        ]
        return [fan.members[0].world for fan in alone if not LOW <= fan.percentile(value) <= HIGH]


@dataclass(frozen=True)
class Held:
    """A realised figure beside the fan of one scenario."""

    realised: Realised
    scenario: str
    fan: Fan | None
    verdict: str
    remark: str

    @property
    def percentile(self) -> float:
        """Where the value lies in the fan (0-1)."""
        return self.fan.percentile(self.realised.target.value) if self.fan else math.nan


@cache
def opened(folder: Path) -> run.Run:
    """A run, opened and checked once."""
    return run.opened(folder)


def held(stored: Stored, figures: Sequence[Realised]) -> Iterator[Held]:
    """Every figure beside baseline and scenarios; a figure of the history, the same in all, beside the baseline."""
    for realised in figures:
        outlook = not realised.target.month or realised.target.month >= "2025-01"
        names = (stored.baseline(), *stored.compared.scenarios) if outlook else (stored.baseline(),)
        for scenario in names:
            yield beside(stored, realised, scenario)


def beside(stored: Stored, realised: Realised, scenario: str) -> Held:
    """One figure beside the fan of one scenario."""
    members, people, remark = [], 0.0, ""
    for world in stored.worlds:
        if (world, scenario) not in stored.runs:
            continue
        value, said, found_people = of_run(stored.run_folder(scenario, world), realised.target)
        remark = said or remark
        if value is not None:
            members.append(Member(world, *value))
            people = people or found_people
    if not members or members[0].world != CENTRAL:
        return Held(realised, scenario, None, UNKNOWN, remark)
    fan = Fan(tuple(members))
    if people < FEW:
        return Held(realised, scenario, fan, FEW_PEOPLE, remark)
    where = fan.percentile(realised.target.value)
    verdict = UNKNOWN if math.isnan(where) else BELOW if where < LOW else ABOVE if where > HIGH else WITHIN
    return Held(realised, scenario, fan, verdict, remark or ("" if verdict != UNKNOWN else "one replicate"))


def of_run(folder: Path, target: Target) -> tuple[tuple[float, float] | None, str, float]:
    """Mean and deviation over replicates of a figure in a run, a remark, and the simulated people behind it."""
    found, remark = fit.model_value(opened(folder), target)
    if found is None:
        return None, remark, 0.0
    count = int(found["replicates"])
    deviation = float(found["se"]) * math.sqrt(count) if count > 1 else math.nan
    return (float(found["value"]), deviation), remark, float(found["people"])

"""Simple search over a few parameters, on calibration targets only.

Every trial runs the same seeds. Chance is keyed, so two trials differ by their parameters alone (common random
numbers) and the sum of squared misses is smooth enough for least squares. First points that fill the ranges evenly
(Halton, no chance), then least squares within the ranges from the best of them. Searched parameters have a normal prior
around the middle of their range, so that many can be searched on few targets. Validation targets are never read.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import least_squares
from scipy.stats import qmc

from werkagenda.evidence import registry
from werkagenda.evidence.entry import WHOLE
from werkagenda.inference.country_run import history
from werkagenda.inference.targets import Aim, aims, answers, residuals

KNOBS = (
    "participation.start_per_month",
    "participation.class_factor",
    "participation.language_floor",
    "participation.settling_months",
    "participation.health_factor",
    "participation.age_slope",
    "participation.care_young_factor",
    "participation.care_school_factor",
    "participation.norm_factor",
    "participation.discouraged_per_month",
    "participation.return_factor",
    "participation.care_norm_share",
    "attachment.base",
    "attachment.age_per_decade",
    "attachment.low_schooling",
    "attachment.poor_health",
    "attachment.idle_per_year",
    "attachment.lost_job",
    "attachment.at_home",
    "search.applications_per_month",
    "jobs.end_fixed",
    "income.non_take_up_share",
)
"""What is searched by default: readiness to search, what holds back, finding a job, standing far from work, claiming a
benefit."""

STEP = 0.08
"""Step of the differences in parts of a range: large beside chance in a small sample, small beside the range."""
PRIOR_SPREAD = 0.5
"""Standard deviation of the prior of a searched parameter in parts of its range, around the middle: an end of the range
counts as much as one target missed by its tolerance, so that what the targets do not tell stays away from the ends
(assumption)."""
CLOSE = 5e-3
"""Relative change of the sum of squares and of the steps at which the search stops."""

Vector = NDArray[np.float64]
Simulate = Callable[[Mapping[str, float]], Mapping[str, float]]


@dataclass(frozen=True)
class Knob:
    """A parameter to be searched, between the low and high of its entry."""

    id: str
    low: float
    high: float
    start: float

    def at(self, part: float) -> float:
        """Value at a share (0-1) of the range."""
        return self.low + min(1.0, max(0.0, part)) * (self.high - self.low)

    @property
    def part(self) -> float:
        """Position of the registry's value in the range (0-1)."""
        return (self.start - self.low) / (self.high - self.low)


@dataclass(frozen=True)
class Trial:
    """Parameter values, the model's value for each target, and the sum of squared residuals."""

    values: Mapping[str, float]
    answers: Mapping[str, float]
    loss: float
    prior: float = 0.0

    @property
    def total(self) -> float:
        """What the search minimises: squared misses of targets and squared distances from the prior."""
        return self.loss + self.prior


class KnobProblem(ValueError):
    """Parameters that cannot be searched; ``problems`` lists each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def knobs(names: Sequence[str] = KNOBS) -> tuple[Knob, ...]:
    """The named parameters with their ranges in the registry."""
    known = registry.load().parameters()
    problems = [f"{name}: no such parameter" for name in names if name not in known]
    for name in names:
        entry = known.get(name)
        if entry is None:
            continue
        if entry.distribution == WHOLE or entry.low is None or entry.high is None or not entry.low < entry.high:
            problems.append(f"{name}: its entry has no range to search")
    if problems:
        raise KnobProblem(problems)
    return tuple(Knob(n, known[n].low or 0.0, known[n].high or 0.0, known[n].number or 0.0) for n in names)


class _Spent(Exception):
    """The budget of runs is used up."""


@dataclass
class Search:
    """A search: parameters, simulation, budget of trials, and the trials so far."""

    knobs: tuple[Knob, ...]
    aims: tuple[Aim, ...]
    simulate: Simulate
    budget: int
    tell: Callable[[int, Trial], None] = lambda _number, _trial: None
    trials: list[Trial] = field(default_factory=list)

    @property
    def best(self) -> Trial:
        """The trial with the smallest sum of squared misses, the prior included."""
        return min(self.trials, key=lambda trial: trial.total)

    def misses(self, parts: Vector) -> Vector:
        """Misses of a point given in parts of the ranges (0-1, one a knob), then its distances from the prior; a new
        point costs one trial."""
        values = {knob.id: knob.at(float(part)) for knob, part in zip(self.knobs, parts, strict=True)}
        known = next((trial for trial in self.trials if trial.values == values), None)
        if known is None:
            known = self._tried(values, float(np.sum(distances(parts) ** 2)))
        return np.array([*residuals(self.aims, known.answers), *distances(parts)])

    def _least_squares(self, start: Vector) -> None:
        """Least squares from a point.

        SciPy's step is relative to the value, so shares are shifted to 1-2; no step is then tiny near 0.
        """
        steps = STEP / (1.0 + start)

        def shifted(point: Vector) -> Vector:
            return self.misses(point - 1.0)

        least_squares(
            shifted,
            1.0 + start,
            bounds=(1.0, 2.0),
            diff_step=steps,
            xtol=CLOSE,
            ftol=CLOSE,
        )

    def _tried(self, values: Mapping[str, float], prior: float) -> Trial:
        if len(self.trials) >= self.budget:
            raise _Spent
        found = dict(self.simulate(values))
        loss = math.fsum(miss**2 for miss in residuals(self.aims, found))
        self.trials.append(Trial(values, found, loss, prior))
        self.tell(len(self.trials), self.trials[-1])
        return self.trials[-1]

    def run(self, spread: int = 0) -> Trial:
        """The registry's values, `spread` points over the ranges, then least squares from the best; the best trial."""
        start = np.array([knob.part for knob in self.knobs])
        points = [start, *_even(len(self.knobs), spread)]
        try:
            losses = [float(np.sum(self.misses(point) ** 2)) for point in points]
            within = np.clip(points[int(np.argmin(losses))], 0.01, 0.99)
            self._least_squares(within)
        except _Spent:
            pass
        return self.best


def distances(parts: Vector) -> Vector:
    """Distance of each parameter from the middle of its range, in standard deviations of the prior."""
    return (parts - 0.5) / PRIOR_SPREAD


def _even(dimensions: int, count: int) -> list[Vector]:
    """Points that fill the unit cube evenly: Halton's, without scrambling; the first (a corner) is left out."""
    if count == 0:
        return []
    points: Vector = qmc.Halton(dimensions, scramble=False).random(count + 1)
    return list(points[1:])


def simulation(seeds: Sequence[int], scale: float, wanted: Sequence[Aim]) -> Simulate:
    """The model as a function: parameter values in, mean over seeds of each target out."""

    def simulate(values: Mapping[str, float]) -> Mapping[str, float]:
        return answers(history(seeds, scale, values), wanted)

    return simulate


def search(
    names: Sequence[str],
    seeds: Sequence[int],
    scale: float,
    budget: int,
    tell: Callable[[int, Trial], None] = lambda _number, _trial: None,
) -> Search:
    """A search that is ready to run."""
    wanted = aims("calibration")
    return Search(knobs(names), wanted, simulation(seeds, scale, wanted), budget, tell)

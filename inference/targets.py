"""The official figures as aims of the search: what the model says to each, and how far it is off in tolerances.

The figures stand in `evidence/data/targets.csv`; how a run answers them stands in `analysis.fit_values`, so that the
search, the validation table and the report can't disagree.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from werkagenda.analysis import fit
from werkagenda.analysis.run import Run
from werkagenda.evidence import registry
from werkagenda.evidence.registry import Target


class TargetProblem(ValueError):
    """A figure that the search needs cannot be computed; ``problems`` names each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Aim:
    """One official figure. `tolerance` is the gap, in the target's unit, that counts as one."""

    target: Target
    tolerance: float

    @property
    def id(self) -> str:
        """The entry of the registry."""
        return self.target.id

    @property
    def definition(self) -> str:
        """The figure in words."""
        return fit.definition(self.target)

    def answer(self, run: Run) -> float | None:
        """What the run says, in the target's unit, or nothing where it cannot say."""
        found, _ = fit.model_value(run, self.target)
        return None if found is None else float(found["value"])

    def miss(self, value: float) -> float:
        """Gap over tolerance, times the root of the target's weight: what the search squares and adds."""
        return math.sqrt(self.target.weight) * (value - self.target.value) / self.tolerance


def aims(use: str = "calibration") -> tuple[Aim, ...]:
    """The targets of one use, in the order of the registry. The search asks for ``calibration`` and nothing else."""
    return tuple(Aim(target, fit.tolerance(target)) for target in registry.targets(use))


SURVEY_SPREAD = 0.05
"""Standard deviation of what a survey measures beside the register, in the unit of shares: an hour a week counts as
work, and who works answers more often (assumption; C062 to C065 imply 3 to 5 points more at work than C001 to C010)."""


def residuals(wanted: Sequence[Aim], found: Mapping[str, float]) -> list[float]:
    """What the search squares and adds: misses of registers as they are; surveys of one indicator less a common gap.

    That gap d is the one that makes sum (w * (gap_i - d)^2 / tolerance_i^2) + d^2 / SURVEY_SPREAD^2 least, and d /
    SURVEY_SPREAD is a miss of its own.
    """
    out = [aim.miss(found[aim.id]) for aim in wanted if aim.target.collected == "register"]
    surveys = [aim for aim in wanted if aim.target.collected == "survey"]
    for indicator in dict.fromkeys(aim.target.indicator for aim in surveys):
        same = [aim for aim in surveys if aim.target.indicator == indicator]
        weights = [aim.target.weight / aim.tolerance**2 for aim in same]
        gaps = [found[aim.id] - aim.target.value for aim in same]
        pull = math.fsum(w * gap for w, gap in zip(weights, gaps, strict=True))
        common = pull / (math.fsum(weights) + SURVEY_SPREAD**-2)
        out += [math.sqrt(w) * (gap - common) for w, gap in zip(weights, gaps, strict=True)]
        out.append(common / SURVEY_SPREAD)
    return out


def answers(run: Run, wanted: Iterable[Aim]) -> dict[str, float]:
    """The run's value for each aim by id; raises TargetProblem with all that cannot be computed."""
    found = {aim.id: (aim, aim.answer(run)) for aim in wanted}
    if missing := [f"{name}: {aim.definition}" for name, (aim, value) in found.items() if value is None]:
        raise TargetProblem(missing)
    return {name: value for name, (_, value) in found.items() if value is not None}

"""Official figures as targets of the search: model values and residuals in tolerances.

The figures are in `evidence/data/targets.csv`; `analysis.fit` computes the model values, so search, validation table
and report agree.
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
    """A figure needed by the search cannot be computed; ``problems`` lists each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Aim:
    """One official figure. `tolerance` is the deviation, in the target's unit, that counts as one."""

    target: Target
    tolerance: float

    @property
    def id(self) -> str:
        """Id of the entry in the registry."""
        return self.target.id

    @property
    def definition(self) -> str:
        """Description of the figure."""
        return fit.definition(self.target)

    def answer(self, run: Run) -> float | None:
        """The run's value in the target's unit; None if it cannot be computed."""
        found, _ = fit.model_value(run, self.target)
        return None if found is None else float(found["value"])

    def miss(self, value: float) -> float:
        """Residual: deviation / tolerance * sqrt(weight)."""
        return math.sqrt(self.target.weight) * (value - self.target.value) / self.tolerance


def aims(use: str = "calibration") -> tuple[Aim, ...]:
    """Targets of one use, in the order of the registry. The search uses ``calibration`` only."""
    return tuple(Aim(target, fit.tolerance(target)) for target in registry.targets(use))


SURVEY_SPREAD = 0.05
"""Standard deviation of survey bias relative to the register, in shares (assumption).

Surveys count one hour a week as work, and workers respond more often. C062 to C065 imply 3 to 5 points more at work
than C001 to C010.
"""


def residuals(wanted: Sequence[Aim], found: Mapping[str, float]) -> list[float]:
    """Residuals that the search squares and adds: register figures as they are, surveys minus a common bias.

    The bias d minimises sum (w * (gap_i - d)^2 / tolerance_i^2) + d^2 / SURVEY_SPREAD^2; d / SURVEY_SPREAD is an
    additional residual.
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
    """The run's value for each target by id. Raises TargetProblem listing all that cannot be computed."""
    found = {aim.id: (aim, aim.answer(run)) for aim in wanted}
    if missing := [f"{name}: {aim.definition}" for name, (aim, value) in found.items() if value is None]:
        raise TargetProblem(missing)
    return {name: value for name, (_, value) in found.items() if value is not None}

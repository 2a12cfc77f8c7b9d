"""What is observed and how far a right model may be from it: the error model of the targets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from werkagenda.evidence import target_errors
from werkagenda.evidence.registry import Target, targets

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Observed:
    """Targets as numbers: `values`, variances of sampling error and covariance of discrepancy, in their units."""

    names: tuple[str, ...]
    families: tuple[str, ...]
    values: Matrix
    sampling: Matrix
    discrepancy: Matrix

    @property
    def covariance(self) -> Matrix:
        """Covariance of sampling error and discrepancy together."""
        found: Matrix = np.diag(self.sampling) + self.discrepancy
        return found


def observed(chosen: Sequence[Target] | None = None) -> Observed:
    """The targets that are fitted (use calibration, weight above 0), or those given, with their errors."""
    fitted = [each for each in targets("calibration") if each.weight > 0] if chosen is None else list(chosen)
    return Observed(
        tuple(each.id for each in fitted),
        tuple(target_errors.family(each).name for each in fitted),
        np.array([each.value for each in fitted]),
        target_errors.sampling_variances(fitted),
        target_errors.discrepancy_covariance(fitted),
    )

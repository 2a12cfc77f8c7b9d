"""The parameters that are fitted as a unit cube: a point says at which quantile of its prior each parameter stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from werkagenda.evidence import priors
from werkagenda.evidence.prior_file import CODES, Prior

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Space:
    """Priors of the parameters that are fitted. Points are uniform on the cube when parameters follow their priors."""

    priors: tuple[Prior, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the parameters."""
        return tuple(prior.id for prior in self.priors)

    @property
    def size(self) -> int:
        """Number of parameters."""
        return len(self.priors)

    def values(self, points: Matrix) -> Matrix:
        """Parameter values of points (a row each)."""
        columns = [priors.quantile(prior, points[:, place]) for place, prior in enumerate(self.priors)]
        found: Matrix = np.column_stack(columns)
        return found

    def features(self, points: Matrix) -> Matrix:
        """What an emulator sees of points: -1 to 1 for a number, a column of 0 and 1 for each further code."""
        columns: list[Matrix] = []
        for place, prior in enumerate(self.priors):
            if prior.shape == CODES:
                codes = priors.quantile(prior, points[:, place])
                columns += [(codes == int(code)).astype(float) for code in list(prior.arguments)[1:]]
            else:
                columns.append(2.0 * points[:, place] - 1.0)
        found: Matrix = np.column_stack(columns)
        return found


def space(names: Sequence[str]) -> Space:
    """Space of the named parameters; BadInput lists each name without a prior."""
    return Space(priors.chosen(names))

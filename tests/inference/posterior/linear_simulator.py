"""Simulators with known answers, cheap enough for tests; importable by worker processes."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from werkagenda.evidence.prior_file import Prior
from werkagenda.inference.posterior.evidence_model import Observed
from werkagenda.inference.posterior.space import Space

TARGETS = ("t1", "t2", "t3", "t4")
SLOPES = np.array([[1.0, 0.2, 0.0], [0.3, -0.8, 0.0], [0.5, 0.5, 0.0], [0.1, 0.9, 0.0]])
"""Effect of three parameters on four targets; the third does nothing."""


def space() -> Space:
    """Two normal priors around 0 and a uniform one that no target tells."""
    bell = {"mean": 0.0, "sd": 1.0}
    return Space(
        (
            Prior("g.a", "normal", bell, -8.0, 8.0, "test"),
            Prior("g.b", "normal", bell, -8.0, 8.0, "test"),
            Prior("g.idle", "uniform", {}, 0.0, 1.0, "test"),
        )
    )


def observed(values: np.ndarray, sampling: float = 0.1, discrepancy: float = 0.2) -> Observed:
    """Observations with independent sampling errors and discrepancies that go together by a half."""
    together = np.full((4, 4), 0.5) + 0.5 * np.eye(4)
    return Observed(TARGETS, ("one", "one", "two", "two"), values, np.full(4, sampling**2), discrepancy**2 * together)


@dataclass(frozen=True)
class Linear:
    """Targets linear in the parameters, with normal noise that depends on the seed; `bend` adds curvature."""

    noise: float = 0.05
    bend: float = 0.0
    seconds: float = 0.0

    def mean(self, values: np.ndarray) -> np.ndarray:
        """What the targets are without noise, a row a point."""
        found: np.ndarray = values @ SLOPES.T + self.bend * np.sin(values[:, :1])
        return found

    def __call__(self, values: Mapping[str, float], seed: int) -> dict[str, float]:
        """One simulation."""
        time.sleep(self.seconds)
        point = np.array([[values[name] for name in space().names]])
        chance = np.random.default_rng(seed).standard_normal(4)
        return dict(zip(TARGETS, self.mean(point)[0] + self.noise * chance, strict=True))


def exact(seen: np.ndarray, covariance: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Posterior mean and covariance of the first two parameters under standard normal priors."""
    slopes = SLOPES[:, :2]
    precision = np.eye(2) + slopes.T @ np.linalg.solve(covariance, slopes)
    spread = np.linalg.inv(precision)
    return spread @ slopes.T @ np.linalg.solve(covariance, seen), spread

"""The chains: right moments on known densities, inside the cube, the same for the same seed."""

from __future__ import annotations

import numpy as np
import pytest

from werkagenda.inference.posterior.ensemble import evolve

SPREAD = np.array([[0.04, 0.03], [0.03, 0.04]]) * 0.05
MIDDLE = np.array([0.45, 0.55])


def normal(points: np.ndarray) -> np.ndarray:
    gap = points - MIDDLE
    return -0.5 * ((gap @ np.linalg.inv(SPREAD)) * gap).sum(axis=-1)


def start(count: int = 20, size: int = 2) -> np.ndarray:
    return np.random.default_rng(5).random((1, count, size))


def test_moments_of_a_correlated_normal() -> None:
    chains = evolve(normal, start(), 1500, 300, 3)
    flat = chains.flat
    assert flat.mean(axis=0) == pytest.approx(MIDDLE, abs=0.004)
    assert np.cov(flat.T) == pytest.approx(SPREAD, rel=0.12)
    assert chains.worst_rhat < 1.05 and 0.15 < chains.accepted < 0.7


def test_a_flat_density_stays_flat_up_to_the_walls() -> None:
    flat = evolve(lambda points: np.zeros(points.shape[:2]), start(24, 1), 3000, 100, 1).flat[:, 0]
    assert np.histogram(flat, 10, (0, 1))[0] / len(flat) == pytest.approx(np.full(10, 0.1), abs=0.012)


def test_where_the_density_is_zero_no_chain_goes() -> None:
    def half(points: np.ndarray) -> np.ndarray:
        return np.where(points[..., 0] < 0.5, 0.0, -np.inf)

    begin = start() * np.array([0.5, 1.0])
    assert evolve(half, begin, 200, 0, 1).flat[:, 0].max() < 0.5


def test_two_modes_are_both_visited() -> None:
    def modes(points: np.ndarray) -> np.ndarray:
        return np.logaddexp(-0.5 * ((points[..., 0] - 0.2) / 0.03) ** 2, -0.5 * ((points[..., 0] - 0.8) / 0.03) ** 2)

    chains = evolve(modes, start(24, 1), 2000, 200, 2)
    assert (chains.flat[:, 0] > 0.5).mean() == pytest.approx(0.5, abs=0.1)
    moved = (chains.points[:-1, ..., 0] > 0.5) != (chains.points[1:, ..., 0] > 0.5)
    assert moved.sum() > 20


def test_chains_that_disagree_show() -> None:
    def ridge(points: np.ndarray) -> np.ndarray:
        return (
            -0.5 * ((points[..., 0] - 0.5) / 1e-5) ** 2
            - 1e12 * (points[..., 1] - np.round(points[..., 1] * 5) / 5) ** 2
        )

    assert evolve(ridge, start(), 40, 0, 1).worst_rhat > 1.2


def test_walls_do_not_bend_a_correlated_density() -> None:
    """A ridge that runs into a corner of the cube: moments against exact integration on a grid."""
    side = (np.arange(400) + 0.5) / 400
    grid = np.stack(np.meshgrid(side, side, indexing="ij"), axis=-1).reshape(-1, 2)

    def corner(points: np.ndarray) -> np.ndarray:
        gap = points - np.array([0.05, 0.95])
        return -0.5 * ((gap @ np.linalg.inv(SPREAD * np.array([[1, -1], [-1, 1]]) * 4)) * gap).sum(axis=-1)

    weights = np.exp(corner(grid))
    weights /= weights.sum()
    mean = weights @ grid
    exact = ((grid - mean) * weights[:, None]).T @ (grid - mean)
    flat = evolve(corner, start(24), 4000, 500, 4).flat
    assert flat.mean(axis=0) == pytest.approx(mean, abs=0.003)
    assert np.cov(flat.T) == pytest.approx(exact, rel=0.08)


def test_a_limit_that_is_asked_late_holds() -> None:
    def low(points: np.ndarray) -> np.ndarray:
        return np.asarray(points[:, 0] < 0.5)

    begin = start() * np.array([0.5, 1.0])
    flat = evolve(lambda points: np.zeros(points.shape[:2]), begin, 1500, 200, 1, low).flat
    assert flat[:, 0].max() < 0.5 and flat[:, 0].mean() == pytest.approx(0.25, abs=0.02)


def test_repeatability() -> None:
    one, two = (evolve(normal, start(), 20, 5, 9) for _ in range(2))
    assert (one.points == two.points).all()


def test_groups_are_ensembles_of_their_own() -> None:
    middles = np.array([0.3, 0.7])

    def each(points: np.ndarray) -> np.ndarray:
        return -0.5 * ((points[..., 0] - middles[:, None]) / 0.05) ** 2

    chains = evolve(each, np.repeat(start(20, 1), 2, axis=0), 600, 200, 1)
    assert chains.points.mean(axis=(0, 2))[:, 0] == pytest.approx(middles, abs=0.01)
    assert chains.thinned(50).shape == (2, 50, 1)
    assert chains.thinned(50).mean(axis=1)[:, 0] == pytest.approx(middles, abs=0.04)

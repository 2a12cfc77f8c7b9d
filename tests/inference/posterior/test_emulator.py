"""Emulators: they meet a smooth function, know their own error, and see chance as a nugget."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from werkagenda.evidence.priors import cube
from werkagenda.inference.posterior import emulator


def smooth(points: np.ndarray) -> np.ndarray:
    a, b = points.T
    return np.column_stack([2.0 * a - b, np.sin(2.0 * a) + b**2])


@pytest.fixture(scope="module")
def noisy() -> tuple[emulator.Emulators, np.ndarray]:
    features = 2.0 * cube(60, 2, 1) - 1.0
    chance = np.random.default_rng(1).standard_normal((60, 2))
    outputs = smooth(features) + 0.1 * chance
    return emulator.fitted(("straight", "bent"), features, outputs), features


def test_prediction_and_its_error(noisy: tuple[emulator.Emulators, np.ndarray]) -> None:
    made, _ = noisy
    there = 2.0 * cube(400, 2, 2) - 1.0
    mean, variance = made.predict(there)
    errors = (mean - smooth(there)) / np.sqrt(variance)
    assert (np.abs(mean - smooth(there)).mean(axis=0) < 0.06).all()
    assert (np.sqrt((errors**2).mean(axis=0)) < 1.7).all() and (np.sqrt((errors**2).mean(axis=0)) > 0.4).all()
    assert np.sqrt(made.noise) == pytest.approx([0.1, 0.1], rel=0.35)


def test_leaving_one_out_by_algebra_is_leaving_one_out(noisy: tuple[emulator.Emulators, np.ndarray]) -> None:
    made, features = noisy
    place = 7
    others = np.arange(len(features)) != place
    scales = (made.centre, made.spread)
    less = emulator._made(made.names, features[others], made.outputs[others], made.kernels, scales)
    mean, variance = less.predict(features[place : place + 1])
    error = (made.outputs[place] - mean[0]) / made.spread
    for target in range(2):
        inverse = made.inverses[target]
        assert error[target] == pytest.approx(made.solved[target][place] / inverse[place, place], abs=1e-8)
        total = variance[0, target] / less.inflation[target] / made.spread[target] ** 2 + made.kernels[target].nugget
        assert total == pytest.approx(1.0 / inverse[place, place], rel=1e-6)


def test_the_check_sees_a_jump_that_a_smooth_process_cannot_follow() -> None:
    features = 2.0 * cube(40, 1, 3) - 1.0
    outputs = np.where(np.abs(features - 0.31) < 0.06, 40.0, 0.0) + 0.01 * features
    kernel = emulator.Kernel((5.0,), 1.0, 1e-3)
    made = emulator._made(("jump",), features, outputs, [kernel], emulator._scales(outputs))
    assert made.checks[0].root_mean_square > 2.0 and made.inflation[0] > 3.0
    assert made.checks[0].outliers > 0.0


def test_more_points_sharpen_without_a_new_search(noisy: tuple[emulator.Emulators, np.ndarray]) -> None:
    made, _ = noisy
    there = np.array([[0.3, -0.2]])
    beside = there + 0.01 * np.arange(5)[:, None]
    more = emulator.with_more(made, beside, smooth(beside))
    assert more.kernels == made.kernels
    assert (more.predict(there)[1] < made.predict(there)[1]).all()


def test_a_target_that_never_moves_is_emulated() -> None:
    features = 2.0 * cube(20, 2, 1) - 1.0
    made = emulator.fitted(("still",), features, np.full((20, 1), 0.4))
    mean, _ = made.predict(features)
    assert mean == pytest.approx(np.full((20, 1), 0.4))


def test_what_was_found_is_kept_and_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    points = np.random.default_rng(2).uniform(-1, 1, (30, 2))
    outputs = smooth(points)
    first = emulator.fitted(("a", "b"), points, outputs, tmp_path)
    monkeypatch.setattr(emulator, "_kernel", None)
    assert emulator.fitted(("a", "b"), points, outputs, tmp_path).kernels == first.kernels
    with pytest.raises(TypeError):
        emulator.fitted(("a", "b"), points, outputs + 1e-9, tmp_path)
    (path,) = tmp_path.iterdir()
    path.write_text("[{", encoding="utf-8")
    with pytest.raises(TypeError):
        emulator.fitted(("a", "b"), points, outputs, tmp_path)

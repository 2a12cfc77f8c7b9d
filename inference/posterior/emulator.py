"""Emulators: for every target a linear mean and a Gaussian process (Matern 5/2, a length a feature, a nugget).

The linear mean is part of the kernel (coefficients with a normal prior), so that leaving one out and the variance of a
prediction know that it was estimated. scikit-learn finds the lengths, the size and the nugget; prediction is in NumPy,
all targets at once. The nugget is the Monte Carlo variance of one history.
"""

from __future__ import annotations

import hashlib
import json
import warnings
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from werkagenda.problems import needs

Matrix = NDArray[np.float64]
LENGTHS = (0.3, 30.0)
SIZES = (1e-3, 1e2)
NUGGETS = (1e-5, 1.0)
"""Bounds of the lengths (features run from -1 to 1), of the size and of the nugget (outputs have variance 1)."""
LINEAR = 1.0
"""Standard deviation of the coefficients of the linear mean, in standard deviations of the output."""
WIDE, CALM = 3.0, 1.15
"""Standardised error that counts as an outlier, and root mean square from which variances are inflated."""
ROOT5 = 5.0**0.5


@dataclass(frozen=True)
class Kernel:
    """What was found for one target: lengths of the features, variance of the process, nugget."""

    lengths: tuple[float, ...]
    size: float
    nugget: float


@dataclass(frozen=True)
class Check:
    """Leave-one-out check of one target: share of variance explained, standardised errors, their outliers."""

    target: str
    explained: float
    root_mean_square: float
    outliers: float


@dataclass(frozen=True)
class Emulators:
    """Emulators of all targets on the same points. `inflation` widens the variances of targets that fail the check."""

    names: tuple[str, ...]
    features: Matrix
    outputs: Matrix
    kernels: tuple[Kernel, ...]
    centre: Matrix
    spread: Matrix
    solved: Matrix
    inverses: Matrix
    inflation: Matrix
    checks: tuple[Check, ...]

    @property
    def noise(self) -> Matrix:
        """Monte Carlo variance of one history, one a target."""
        found: Matrix = np.array([kernel.nugget for kernel in self.kernels]) * self.spread**2
        return found

    def predict(self, features: Matrix) -> tuple[Matrix, Matrix]:
        """Mean and variance of what the model gives on average over histories: a row a point, a column a target."""
        mean, variance = np.empty((2, len(features), len(self.kernels)))
        for place, kernel in enumerate(self.kernels):
            beside = covariance(features, self.features, kernel)
            mean[:, place] = beside @ self.solved[place]
            known = ((beside @ self.inverses[place]) * beside).sum(axis=1)
            variance[:, place] = np.maximum(_own(features, kernel) - known, 0.0)
        return mean * self.spread + self.centre, variance * self.spread**2 * self.inflation


def covariance(one: Matrix, other: Matrix, kernel: Kernel) -> Matrix:
    """Covariance of the emulated function between points, without the nugget."""
    lengths = np.array(kernel.lengths)
    a, b = one / lengths, other / lengths
    squared = (a**2).sum(axis=1)[:, None] + (b**2).sum(axis=1)[None, :] - 2.0 * a @ b.T
    distance = ROOT5 * np.sqrt(np.maximum(squared, 0.0))
    matern = (1.0 + distance + distance**2 / 3.0) * np.exp(-distance)
    found: Matrix = kernel.size * matern + LINEAR**2 * (1.0 + one @ other.T)
    return found


def _own(features: Matrix, kernel: Kernel) -> Matrix:
    """Prior variance of the function at points."""
    found: Matrix = kernel.size + LINEAR**2 * (1.0 + (features**2).sum(axis=1))
    return found


def fitted(names: Sequence[str], features: Matrix, outputs: Matrix, folder: Path | None = None) -> Emulators:
    """Emulators of outputs (a row a point, a column a target); lengths, sizes and nuggets found on these points.

    What was found is kept in `folder`, under a key of the points and outputs, and read there the next time.
    """
    needs("sklearn")
    centre, spread = _scales(outputs)
    path = None if folder is None else folder / f"kernels-{_key(features, outputs)}.json"
    kernels = _kept(path)
    if kernels is None:
        standard = (outputs - centre) / spread
        kernels = tuple(_kernel(features, standard[:, place]) for place in range(outputs.shape[1]))
        _keep(kernels, path)
    return _made(names, features, outputs, kernels, (centre, spread))


def _key(features: Matrix, outputs: Matrix) -> str:
    content = b"".join(np.ascontiguousarray(each).tobytes() for each in (features, outputs))
    return hashlib.sha256(content).hexdigest()[:10]


def _kept(path: Path | None) -> tuple[Kernel, ...] | None:
    """Kernels of a file; None where it is missing or damaged."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8")) if path else None
        return rows and tuple(Kernel(tuple(row["lengths"]), row["size"], row["nugget"]) for row in rows)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _keep(kernels: Sequence[Kernel], path: Path | None) -> None:
    """Write kernels, whole or not at all."""
    if path is not None:
        part = path.with_name(f"{path.name}.part")
        part.write_text(json.dumps([asdict(each) for each in kernels]), encoding="utf-8", newline="\n")
        part.replace(path)


def _scales(outputs: Matrix) -> tuple[Matrix, Matrix]:
    """Mean and standard deviation of outputs; 1 for an output that never moves."""
    spread = outputs.std(axis=0)
    return outputs.mean(axis=0), np.where(spread > 0.0, spread, 1.0)


def _kernel(features: Matrix, output: Matrix) -> Kernel:
    """Lengths, size and nugget of largest likelihood for one standardised output."""
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.gaussian_process import GaussianProcessRegressor
    from sklearn.gaussian_process.kernels import ConstantKernel, DotProduct, Matern, WhiteKernel

    count = features.shape[1]
    process = ConstantKernel(0.3, SIZES) * Matern([3.0] * count, [LENGTHS] * count, nu=2.5)
    kernel = DotProduct(LINEAR, "fixed") + process + WhiteKernel(0.1, NUGGETS)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        process_fit = GaussianProcessRegressor(kernel, n_restarts_optimizer=0).fit(features, output)
    found: Any = process_fit.kernel_
    inner = found.k1.k2
    return Kernel(tuple(inner.k2.length_scale), float(inner.k1.constant_value), float(found.k2.noise_level))


def with_more(used: Emulators, features: Matrix, outputs: Matrix) -> Emulators:
    """The same emulators with more points; scales and kernels as they were."""
    together, told = np.vstack([used.features, features]), np.vstack([used.outputs, outputs])
    return _made(used.names, together, told, used.kernels, (used.centre, used.spread))


def _made(
    names: Sequence[str],
    features: Matrix,
    outputs: Matrix,
    kernels: Sequence[Kernel],
    scales: tuple[Matrix, Matrix],
) -> Emulators:
    """Emulators with known kernels: the algebra and the check, nothing searched."""
    centre, spread = scales
    solved, inverses, checks = [], [], []
    for place, kernel in enumerate(kernels):
        output = (outputs[:, place] - centre[place]) / spread[place]
        inverse = np.linalg.inv(covariance(features, features, kernel) + kernel.nugget * np.eye(len(features)))
        solved.append(inverse @ output)
        inverses.append((inverse + inverse.T) / 2.0)
        checks.append(_check(names[place], output, solved[-1], np.asarray(np.diag(inverse), np.float64)))
    wide = np.array([max(1.0, each.root_mean_square / CALM) ** 2 for each in checks])
    return Emulators(
        tuple(names),
        features,
        outputs,
        tuple(kernels),
        centre,
        spread,
        np.array(solved),
        np.array(inverses),
        wide,
        tuple(checks),
    )


def _check(name: str, output: Matrix, solved: Matrix, precision: Matrix) -> Check:
    """Leaving one point out in turn: error solved / precision, variance 1 / precision (nugget included)."""
    errors = solved / precision
    standard = errors * np.sqrt(precision)
    explained = 1.0 - float((errors**2).sum() / max(float((output**2).sum()), 1e-300))
    size, far = float(np.sqrt((standard**2).mean())), float((np.abs(standard) > WIDE).mean())
    return Check(name, explained, size, far)

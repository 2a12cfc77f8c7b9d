"""Priors as distributions: quantiles, standard deviations, and samples by Latin hypercube or Sobol's sequence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import stats
from scipy.stats import qmc

from werkagenda.evidence.files import folder
from werkagenda.evidence.prior_file import CODES, Prior, default, read_priors, varies
from werkagenda.evidence.registry import load
from werkagenda.problems import BadInput, near

Vector = NDArray[np.float64]
DESIGNS = ("latin hypercube", "sobol")


@cache
def all_priors() -> dict[str, Prior]:
    """Prior of every parameter with a range, in the order of parameters.csv."""
    entries = load()
    rows = read_priors(folder(), entries, [])
    return {name: rows.get(name) or default(entry) for name, entry in entries.parameters().items() if varies(entry)}


def chosen(names: Sequence[str]) -> tuple[Prior, ...]:
    """Priors of the named parameters in that order; BadInput lists each name that has none."""
    known, parameters = all_priors(), load().parameters()
    problems = [f"{name}: is fixed; it has no prior" for name in names if name in parameters and name not in known]
    problems += [f"{name}: unknown parameter{near(name, list(known))}" for name in names if name not in parameters]
    problems += [f"{name}: is named twice" for name in dict.fromkeys(names) if list(names).count(name) > 1]
    if problems:
        raise BadInput(problems)
    return tuple(known[name] for name in names)


def distribution(prior: Prior) -> Any:
    """The frozen SciPy distribution of a prior, within its range. Codes: of the codes themselves."""
    low, span, given = prior.low, prior.high - prior.low, prior.arguments
    if prior.shape == CODES:
        codes = np.array([int(code) for code in given])
        order = np.argsort(codes)
        return stats.rv_discrete(values=(codes[order], np.array(list(given.values()))[order]))
    if prior.shape == "uniform":
        return stats.uniform(low, span)
    if prior.shape == "loguniform":
        return stats.loguniform(low, prior.high)
    if prior.shape == "triangular":
        return stats.triang((given["mode"] - low) / span, low, span)
    if prior.shape == "beta":
        return stats.beta(given["a"], given["b"], low, span)
    if prior.shape == "normal":
        mean, sd = given["mean"], given["sd"]
        return stats.truncnorm((low - mean) / sd, (prior.high - mean) / sd, mean, sd)
    return _LogNormal(prior)


class _LogNormal:
    """Lognormal cut off at both ends: `ppf`, `cdf`, `mean` and `std` as SciPy's distributions have them."""

    def __init__(self, prior: Prior) -> None:
        centre, spread = np.log(prior.arguments["median"]), prior.arguments["spread"]
        ends = (np.log([prior.low, prior.high]) - centre) / spread
        self._log = stats.truncnorm(*ends, centre, spread)

    def ppf(self, parts: Any) -> Any:
        """Quantiles."""
        return np.exp(self._log.ppf(parts))

    def cdf(self, values: Any) -> Any:
        """Probability below."""
        return self._log.cdf(np.log(values))

    def _power(self, power: int) -> float:
        log: Any = self._log
        return float(log.expect(lambda value: np.exp(power * value)))

    def mean(self) -> float:
        """Mean."""
        return self._power(1)

    def std(self) -> float:
        """Standard deviation."""
        return float(np.sqrt(self._power(2) - self._power(1) ** 2))


def quantile(prior: Prior, parts: Vector) -> Vector:
    """Quantiles of a prior at parts (0 to 1): what a point of the unit cube means."""
    found: Vector = np.asarray(distribution(prior).ppf(parts), dtype=float)
    return np.clip(found, prior.low, prior.high)


def moments(prior: Prior) -> tuple[float, float]:
    """Mean and standard deviation of a prior."""
    found = distribution(prior)
    return float(found.mean()), float(found.std())


def cube(count: int, dimensions: int, seed: int, design: str = DESIGNS[0]) -> Vector:
    """Points that fill the unit cube evenly: a row a point. BadInput for another design or a count below 1."""
    problems = [] if design in DESIGNS else [f"design={design}: must be {' or '.join(DESIGNS)}"]
    problems += [] if count >= 1 else [f"draws={count}: must be 1 or more"]
    if problems:
        raise BadInput(problems)
    if design == "sobol":
        points: Vector = qmc.Sobol(dimensions, rng=seed).random(count)
        return points
    even: Vector = qmc.LatinHypercube(dimensions, rng=seed).random(count)
    return even


def sample(count: int, seed: int, names: Sequence[str], design: str = DESIGNS[0]) -> dict[str, Vector]:
    """Draws from the priors of the named parameters: `count` values by name, the same for the same seed.

    `design`: `latin hypercube` (each parameter's quantiles evenly filled) or `sobol` (best with a power of 2). Raises
    BadInput for unknown, fixed and repeated names and for an unknown design, all at once.
    """
    priors = chosen(names)
    points = cube(count, len(priors), seed, design)
    return {prior.id: quantile(prior, points[:, place]) for place, prior in enumerate(priors)}

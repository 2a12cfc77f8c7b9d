"""Keyed draws for whole columns (attributes fixed at birth)."""

from __future__ import annotations

import math

import numpy as np

from werkagenda.agents.compiled import kernel
from werkagenda.agents.exact import cosine_of_turn, exp, log
from werkagenda.agents.state import F64, I64, U64
from werkagenda.model.random.keyed_random import draw, draw_n


@kernel
def _fill(key: np.uint64, who: U64, out: F64) -> None:
    for i in range(len(who)):
        out[i] = draw(key, who[i])


@kernel
def _fill_normal(key: np.uint64, who: U64, out: F64) -> None:
    for i in range(len(who)):
        u, v = draw_n(key, who[i], 1), draw_n(key, who[i], 2)
        out[i] = math.sqrt(-2.0 * log(u)) * cosine_of_turn(v)


@kernel
def _fill_powers(base: F64, exponent: F64, out: F64) -> None:
    for i in range(len(base)):
        out[i] = exp(exponent[i] * log(base[i]))


@kernel
def _fill_logs(x: F64, out: F64) -> None:
    for i in range(len(x)):
        out[i] = log(x[i])


def powers(base: F64, exponent: F64) -> F64:
    """base^exponent per entry, for bases above 0."""
    out = np.empty(len(base))
    _fill_powers(base, exponent, out)
    return out


def logs(x: F64) -> F64:
    """Natural logarithm of each entry."""
    out = np.empty(len(x))
    _fill_logs(x, out)
    return out


def draws(key: np.uint64, who: U64) -> F64:
    """One keyed uniform draw per id."""
    out = np.empty(len(who))
    _fill(key, who, out)
    return out


def normals(key: np.uint64, who: U64) -> F64:
    """One keyed standard normal draw per id (Box-Muller)."""
    out = np.empty(len(who))
    _fill_normal(key, who, out)
    return out


def choose(u: F64, shares: F64, row: I64) -> I64:
    """Index of the category that each ``u`` falls into; ``shares`` is rows x categories, each row summing to 1."""
    cumulative = np.cumsum(shares, axis=1)[row]
    picked = (u[:, None] >= cumulative).sum(axis=1)
    return np.asarray(np.minimum(picked, shares.shape[1] - 1), np.int64)

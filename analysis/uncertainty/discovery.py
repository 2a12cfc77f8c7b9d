"""When does something happen: boxes of the inputs found by PRIM, at most three limits, in plain English.

Coverage: part of all cases that lie in the box. Density: part of the draws in the box that are cases. Each limit has
the probability that chance alone would raise the density so far, the search for it not counted.
"""

from __future__ import annotations

import contextlib
import io
import warnings
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from werkagenda.problems import needs

Flags = NDArray[np.bool_]
MOST_LIMITS = 3
LEAST_CASES = 10
"""Cases, and draws that are none, below which no box is searched (assumption)."""
SMALLEST = 0.05
"""Smallest part of the draws that a box may hold (assumption)."""


@dataclass(frozen=True)
class Limit:
    """One limit of a box: the input lies from `low` to `high`, or is one of `levels`."""

    input: str
    low: float
    high: float
    levels: tuple[str, ...]
    open_low: bool
    open_high: bool
    probability: float

    @property
    def description(self) -> str:
        """The limit as text."""
        if self.levels:
            return f"{self.input} is {' or '.join(self.levels)}"
        if self.open_low:
            return f"{self.input} is at most {self.high:.3g}"
        if self.open_high:
            return f"{self.input} is at least {self.low:.3g}"
        return f"{self.input} lies between {self.low:.3g} and {self.high:.3g}"


@dataclass(frozen=True)
class Box:
    """A box, or why there is none (`remark`)."""

    cases: int
    draws: int
    limits: tuple[Limit, ...] = ()
    coverage: float = 0.0
    density: float = 0.0
    remark: str = ""

    @property
    def description(self) -> str:
        """The box as a sentence."""
        if not self.limits:
            return self.remark
        when = " and ".join(limit.description for limit in self.limits)
        return (
            f"mostly when {when}: there it happens in {self.density:.0%} of the draws (everywhere in "
            f"{self.cases / self.draws:.0%}), which covers {self.coverage:.0%} of the cases"
        )


def box(happens: Flags, inputs: pd.DataFrame) -> Box:
    """The box of PRIM for the draws in which something happens; `inputs` numbers or text, a row a draw."""
    cases, draws = int(happens.sum()), len(happens)
    if min(cases, draws - cases) < LEAST_CASES:
        rare = "hardly ever" if cases <= draws - cases else "nearly always"
        return Box(cases, draws, remark=f"happens {rare}: in {cases} of {draws} draws")
    needs("ema_workbench")
    found = _peeled(happens, inputs)
    if not found:
        return Box(cases, draws, remark=f"happens in {cases} of {draws} draws, at no place of the inputs in particular")
    inside = np.all([_inside(limit, inputs) for limit in found], axis=0)
    hits = int((inside & happens).sum())
    limits = tuple(_tested(limit, found, happens, inputs) for limit in found)
    return Box(cases, draws, limits, hits / cases, hits / int(inside.sum()))


def _peeled(happens: Flags, inputs: pd.DataFrame) -> list[Limit]:
    """Limits of the box on PRIM's path with at most three that balances coverage and density best."""
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        from ema_workbench.analysis import prim

        frame = inputs.reset_index(drop=True)
        for name in frame.columns:
            if not pd.api.types.is_numeric_dtype(frame[name]):
                frame[name] = frame[name].astype("category")
        found = prim.Prim(frame, happens.astype(bool), threshold=SMALLEST, mass_min=SMALLEST).find_box()
    if found is None:
        return []
    path = found.peeling_trajectory
    few = path[(path["res_dim"] <= MOST_LIMITS) & (path["res_dim"] > 0)]
    if few.empty:
        return []
    balance = 2 * few["coverage"] * few["density"] / (few["coverage"] + few["density"])
    chosen = found.box_lims[int(balance.idxmax())]
    return [limit for name in chosen.columns if (limit := _limit(str(name), chosen[name].tolist(), inputs[name]))]


def _limit(name: str, ends: list[object], column: pd.Series) -> Limit | None:
    """A limit of a box; None where the box holds the whole range."""
    if isinstance(ends[0], set | frozenset):
        levels = tuple(sorted(str(each) for each in ends[0]))
        return None if len(levels) == column.nunique() else Limit(name, 0, 0, levels, False, False, 1.0)
    low, high = float(str(ends[0])), float(str(ends[1]))
    open_low, open_high = low <= float(column.min()), high >= float(column.max())
    return None if open_low and open_high else Limit(name, low, high, (), open_low, open_high, 1.0)


def _inside(limit: Limit, inputs: pd.DataFrame) -> Flags:
    """Draws that a limit leaves in."""
    column = inputs[limit.input]
    if limit.levels:
        found: Flags = column.astype(str).isin(limit.levels).to_numpy()
        return found
    above = np.ones(len(column), bool) if limit.open_low else (column >= limit.low).to_numpy()
    below = np.ones(len(column), bool) if limit.open_high else (column <= limit.high).to_numpy()
    return above & below


def _tested(limit: Limit, limits: list[Limit], happens: Flags, inputs: pd.DataFrame) -> Limit:
    """A limit with the probability that as many cases lie within it by chance, given the other limits."""
    others = [_inside(each, inputs) for each in limits if each is not limit]
    without = np.all(others, axis=0) if others else np.ones(len(happens), bool)
    inside = without & _inside(limit, inputs)
    hits, size = int((inside & happens).sum()), int(inside.sum())
    tail = stats.hypergeom(int(without.sum()), int((without & happens).sum()), size)
    chance = float(tail.sf(hits - 1))
    return Limit(limit.input, limit.low, limit.high, limit.levels, limit.open_low, limit.open_high, chance)

"""Rules for the end of a placement: whether the employer keeps the person, and who goes on searching."""

from __future__ import annotations

from typing import NamedTuple

from werkagenda.agents.compiled import rule
from werkagenda.agents.exact import log

SAME_FOR_ALL, AS_LEAVERS, FALL_BACK = 0.0, 1.0, 2.0
"""Codes of ``after``; any other value weights by availability for work."""


class PlacementParams(NamedTuple):
    """Parameters ``placement.*``."""

    kept_share: float
    after: float
    searches_on_share: float


@rule
def kept_bar(noise: float, p: PlacementParams) -> float:
    """Score above which an employer keeps a person at the end of a placement: noise * ln((1 - kept) / kept).

    A share ``kept_share`` of people with average skill, no surplus Dutch and no origin gap scores above it (quantile of
    the logistic noise; E041-E047).
    """
    return noise * log((1.0 - p.kept_share) / p.kept_share)


@rule
def searches_on(free: float, p: PlacementParams) -> float:
    """Probability of searching on after a placement that ends without a job; otherwise the person leaves the labour
    force.

    By the code ``after``: 0 ``searches_on_share`` for everybody; 1 everybody, as after any other job; 2 nobody; 3
    ``searches_on_share`` * ``free``, the availability factor (0-1) of care, norm, illness and age (structural choice;
    assumption; evidence E036-E038, E041, E046, P013, P138).
    """
    if p.after == SAME_FOR_ALL:
        return p.searches_on_share
    if p.after == AS_LEAVERS:
        return 1.0
    return 0.0 if p.after == FALL_BACK else p.searches_on_share * free

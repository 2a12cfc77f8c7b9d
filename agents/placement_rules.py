"""What follows a placement: whether the employer keeps the person, and who of the others goes on searching."""

from __future__ import annotations

from typing import NamedTuple

from werkagenda.agents.compiled import rule
from werkagenda.agents.exact import log

SAME_FOR_ALL, AS_LEAVERS, FALL_BACK = 0.0, 1.0, 2.0
"""Codes of ``after``; any other weighs what holds the person back."""


class PlacementParams(NamedTuple):
    """Entries ``placement.*``."""

    kept_share: float
    after: float
    searches_on_share: float


@rule
def kept_bar(noise: float, p: PlacementParams) -> float:
    """Score above which an employer keeps somebody at the end of a placement: noise * ln((1 - kept) / kept).

    Of people with an average skill and no Dutch beyond what the job needs, from whom nothing is withheld for their
    origin, the share ``kept_share`` scores above it (the quantile of the logistic noise; E041-E047).
    """
    return noise * log((1.0 - p.kept_share) / p.kept_share)


@rule
def searches_on(free: float, p: PlacementParams) -> float:
    """Probability that somebody whose placement ends without a job goes on searching; else they leave the labour force.

    By the code ``after``: 0 ``searches_on_share`` for everybody; 1 everybody, as after any other job; 2 nobody; 3
    ``searches_on_share`` * ``free``, the factor of what holds them back (0-1): care, the norm, illness, age (a
    structural choice; assumption, E036-E038, E041, E046, P013, P138 for what is known).
    """
    if p.after == SAME_FOR_ALL:
        return p.searches_on_share
    if p.after == AS_LEAVERS:
        return 1.0
    return 0.0 if p.after == FALL_BACK else p.searches_on_share * free

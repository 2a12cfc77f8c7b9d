"""How startbanen spread over the municipalities: from the pilots outwards, with a speed, to the share that is decided.

No source gives the willingness of a single municipality, so the order follows nearness: pilots first, then the rest of
their labour-market regions, then regions next to those (assumption: people copy what they can see).
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

from werkagenda.agents.exact import exp, log
from werkagenda.agents.state import F64, I64
from werkagenda.evidence import places
from werkagenda.tables.vocabulary import HISTORY_MONTHS, MONTHS

PILOT_TOWNS = ("Amsterdam", "Eindhoven", "Rotterdam", "Meierijstad", "Vught", "Boxtel", "Nuenen, Gerwen en Nederwetten")
PILOT_REGION = "Helmond-De Peel"
"""The first pilots: these towns and this labour-market region (P047)."""


class Adoption(NamedTuple):
    """Municipalities in the order in which startbanen reach them: share of the newly housed, pilots' part of it,
    share that others before it can still cover."""

    weight: F64
    pilots: F64
    before: F64


def is_pilot(where: places.Places) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Municipalities of the first pilots (342)."""
    region = places.regions().name.index(PILOT_REGION)
    return np.asarray(np.isin(where.name, PILOT_TOWNS) | (where.region == region))


def steps_away(where: places.Places) -> I64:
    """Labour-market regions to cross from the nearest region with a pilot (342): 0 in the region itself."""
    far = np.full(len(places.regions().name), 99)
    far[np.unique(where.region[is_pilot(where)])] = 0
    for _ in range(len(far)):
        for region, beside in enumerate(places.neighbours()):
            far[region] = min([far[region], *(far[other] + 1 for other in beside)])
    return np.asarray(far[where.region], np.int64)


def in_order(where: places.Places, u: F64, pilot_share: float) -> Adoption:
    """Order of adoption: pilots, then their regions, then regions next to those; inside a step in keyed order ``u``."""
    pilot = is_pilot(where)
    order = np.lexsort((u, steps_away(where), ~pilot))
    weight = where.population / float(where.population.sum())
    pilots = np.where(pilot, pilot_share, 0.0)
    room = (weight * (1.0 - pilots))[order]
    before = np.empty(len(weight))
    before[order] = np.concatenate([[0.0], np.cumsum(room)[:-1]])
    return Adoption(weight, pilots, before)


def spread(month: int, years_10_to_90: float) -> float:
    """Part of the way from the pilots to the dose in a month of the outlook: a logistic curve from 0 to 1.

    (g(t) - g(0)) / (g(59) - g(0)) with g(t) = 1 / (1 + exp(-ln(81) / (12 * years) * (t - 29.5))).
    """
    slope = log(81.0) / (12.0 * years_10_to_90)
    last = MONTHS - HISTORY_MONTHS - 1
    first, end, now = (1.0 / (1.0 + exp(-slope * (t - 0.5 * last))) for t in (0, last, month - HISTORY_MONTHS))
    return (now - first) / (end - first)


def covered(a: Adoption, dose: float, years_10_to_90: float, month: int) -> F64:
    """Coverage of each municipality: pilots their part, the rest filled up in the order of adoption (342).

    The country's coverage moves from the pilots' to the dose along ``spread``; a lower dose changes nothing.
    """
    if month < HISTORY_MONTHS:
        return a.pilots
    start = math.fsum((a.weight * a.pilots).tolist())
    added = max(0.0, dose - start) * spread(month, years_10_to_90)
    room = a.weight * (1.0 - a.pilots)
    share = np.divide(added - a.before, room, out=np.zeros_like(room), where=room > 0)
    return np.asarray(a.pilots + (1.0 - a.pilots) * np.clip(share, 0.0, 1.0))

"""All newcomers of history and outlook as functions of their id, generated before the first month.

Inflow is driven by permits per month and origin (evidence series). A sponsor's asylum application precedes the permit
by the decision wait (and a longer stay for some origins). Family abroad follows after the reunification delay. Sponsors
of a month are its permits minus the family members expected from earlier sponsors. Other inflow levels change arrivals
from January 2025 on only, so the earlier population is the same.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from werkagenda.agents.kinds import KIND_FAMILY, KIND_REFUSED, KIND_SPONSOR, KIND_UKRAINIAN, NEVER, ORIGINS
from werkagenda.agents.life import monthly
from werkagenda.agents.state import F64, I64, U64
from werkagenda.evidence import series
from werkagenda.evidence.structure import Profiles
from werkagenda.model.parameters import Parameters
from werkagenda.model.random.column_draws import draws
from werkagenda.model.random.identity import hash_ids, ids_of, sampled_ordinals
from werkagenda.model.random.keyed_random import Decision, Keys
from werkagenda.tables.vocabulary import HISTORY_MONTHS, MONTHS

BEYOND = 30
"""Months after the horizon whose permits already have their asylum seeker in reception."""


@dataclass(frozen=True)
class Roots:
    """First members of households. Arrays of equal length, sorted by (arrival, id)."""

    id: U64
    hash: U64
    kind: I64  # KIND_SPONSOR, KIND_REFUSED, KIND_FAMILY, KIND_UKRAINIAN
    origin: I64
    arrival: I64
    permit: I64
    decision: I64


def expected_children(mean: float) -> float:
    """Mean of the truncated Poisson distribution (0-6) of the number of children."""
    weights = poisson_weights(mean)
    return float(sum(k * w for k, w in enumerate(weights)))


def poisson_weights(mean: float) -> list[float]:
    """Probabilities of 0 to 6 children for a Poisson mean, renormalised."""
    terms = [1.0]
    for k in range(1, 7):
        terms.append(terms[-1] * mean / k)
    total = sum(terms)
    return [t / total for t in terms]


def sponsors_per_month(permits: F64, delay: F64, profiles: Profiles) -> F64:
    """Sponsors (months x origins) whose households, with members who follow, add up to the permits.

    roots = max(0.15 * permits, permits - followers) / persons who come along. Followers of a sponsor are spread evenly
    over 0.5 to 1.5 times the delay of the sponsor's month. A root without parents (share lone / (1 + lone)) brings
    nobody.
    """
    months, origins = permits.shape
    roots = np.zeros((months, origins))
    for o in range(origins):
        family = 1.0 + expected_children(float(profiles.children_mean[o]))
        adult = 1.0 / (1.0 + float(profiles.lone_minor_share[o]))
        together, apart = float(profiles.partner_along_share[o]), float(profiles.partner_abroad_share[o])
        women = adult * (1.0 - float(profiles.sponsor_male_share[o])) * (1.0 - together - apart)
        lone = float(profiles.lone_parent_share[o]) * (
            family - 1.0 + poisson_weights(float(profiles.children_mean[o]))[0]
        )
        along = 1.0 + adult * together * family + women * lone
        abroad = adult * apart * family
        followers = np.zeros(months + 200)
        for m in range(months):
            roots[m, o] = max(0.15 * permits[m, o], permits[m, o] - followers[m]) / along
            first = int(0.5 * delay[m] + 0.5)
            last = max(first + 1, int(1.5 * delay[m] + 0.5))
            followers[m + first : m + last] += roots[m, o] * abroad / (last - first)
    return roots


def whole(counts: F64) -> I64:
    """Integers along the first axis whose cumulative sums round those of ``counts``."""
    sums = np.floor(np.cumsum(counts, axis=0) + 0.5)
    return np.diff(sums, axis=0, prepend=np.zeros((1, counts.shape[1]))).astype(np.int64)


def _extended(values: F64) -> F64:
    return np.concatenate([values, np.repeat(values[-1:], BEYOND, axis=0)])


def _cells(kind: int, counts: I64, scale: float) -> tuple[U64, I64, I64, I64]:
    """Sampled ids with month, origin and ordinal of every cell."""
    ids, months, origins, ordinals = [], [], [], []
    for m in range(counts.shape[0]):
        for o in range(counts.shape[1]):
            picked = sampled_ordinals(kind, m, o, int(counts[m, o]), scale)
            ids.append(ids_of(kind, m, o, picked))
            months.append(np.full(len(picked), m, np.int64))
            origins.append(np.full(len(picked), o, np.int64))
            ordinals.append(picked)
    return np.concatenate(ids), np.concatenate(months), np.concatenate(origins), np.concatenate(ordinals)


def _sponsors(inflow: str, scale: float, keys: Keys, profiles: Profiles) -> tuple[Roots, I64]:
    delay = _extended(series.reunification_delay_months())
    wait = _extended(series.decision_wait_months())
    per_level = {
        level: whole(sponsors_per_month(_extended(series.permits(level)), delay, profiles))
        for level in {"central", inflow}
    }
    central, level = per_level["central"], per_level[inflow]
    ids, month, origin, ordinal = _cells(KIND_SPONSOR, np.maximum(central, level), scale)
    hashes = hash_ids(ids)
    waited = np.floor(wait[month] * (0.5 + draws(keys(Decision.WAIT), hashes)) + 0.5)
    u = draws(keys(Decision.PRE_PERMIT), hashes)
    longer = np.floor(profiles.pre_permit_months[origin] * 3.0 * u * u * u * u * 5.0 / 3.0)
    arrival = month - waited.astype(np.int64) - longer.astype(np.int64)
    arrival = np.where(ordinal >= central[month, origin], np.maximum(arrival, HISTORY_MONTHS), arrival)
    in_level = ordinal < level[month, origin]
    permit = np.where(in_level, month, NEVER)
    decision = np.where(in_level, NEVER, month)
    keep = (arrival < MONTHS) & (in_level | (arrival < HISTORY_MONTHS))
    kind = np.full(len(ids), KIND_SPONSOR, np.int64)
    roots = Roots(ids[keep], hashes[keep], kind[keep], origin[keep], arrival[keep], permit[keep], decision[keep])
    return roots, central


def _refused(central: I64, scale: float, keys: Keys) -> Roots:
    grant = _extended(series.grant_share())[:, None]
    wait = _extended(series.decision_wait_months())
    ids, month, origin, _ = _cells(KIND_REFUSED, whole(central * (1.0 / grant - 1.0)), scale)
    hashes = hash_ids(ids)
    waited = np.floor(wait[month] * (0.5 + draws(keys(Decision.WAIT), hashes)) + 0.5).astype(np.int64)
    arrival = month - waited
    keep = arrival < MONTHS
    never = np.full(len(ids), NEVER, np.int64)
    kind = np.full(len(ids), KIND_REFUSED, np.int64)
    return Roots(ids[keep], hashes[keep], kind[keep], origin[keep], arrival[keep], never[keep], month[keep])


def _arriving(kind: int, per_month: F64, origin: int, scale: float) -> Roots:
    """Roots who may stay and work from their arrival on."""
    ids, month, _, _ = _cells(kind, whole(per_month[:, None]), scale)
    n = len(ids)
    row, never = np.full(n, origin, np.int64), np.full(n, NEVER, np.int64)
    return Roots(ids, hash_ids(ids), np.full(n, kind, np.int64), row, month, month, never)


def ukrainians_per_month(adult_share: float, leaving: float, profiles: Profiles) -> F64:
    """First members of Ukrainian households a month: what the number of working age rises by and who left of it.

    roots = (stock(t) - stock(t - 1) * (1 - leaving)) * adult_share / adults of a household, at least 0; ``leaving``:
    monthly probability to leave the country; ``adult_share``: people of 18 to 64 of those of 15 to 64.
    """
    stock = series.ukrainians()
    before = np.concatenate([np.zeros(1), stock[:-1]])
    adults = 1.0 + float(profiles.partner_along_share[ORIGINS - 1])
    return np.asarray(np.maximum(0.0, stock - before * (1.0 - leaving)) * adult_share / adults)


def plan_roots(inflow: str, scale: float, keys: Keys, profiles: Profiles, p: Parameters) -> Roots:
    """All sampled first members of households from the start to the horizon, sorted by (arrival, id)."""
    sponsors, central = _sponsors(inflow, scale, keys, profiles)
    ukrainians = ukrainians_per_month(p.ukrainians.adult_share, monthly(p.life.departure_per_year), profiles)
    family = _arriving(KIND_FAMILY, series.family_migrants_per_month(), ORIGINS - 2, scale)
    fled = _arriving(KIND_UKRAINIAN, ukrainians, ORIGINS - 1, scale)
    parts = [sponsors, _refused(central, scale, keys), family, fled]
    joined = [np.concatenate([getattr(p, name) for p in parts]) for name in Roots.__dataclass_fields__]
    order = np.lexsort((joined[0], joined[4]))
    return Roots(*(column[order] for column in joined))

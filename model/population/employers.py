"""Employers with two or more people (427 thousand) by region, sector and size: screening and staff."""

from __future__ import annotations

from typing import Any

import numpy as np

from werkagenda.agents.employer_rules import CallbackParams
from werkagenda.agents.kinds import AGENCIES, KIND_EMPLOYER, REGIONS
from werkagenda.agents.people import Employers
from werkagenda.agents.state import F64, I64, U8, U64, fields
from werkagenda.evidence import structure
from werkagenda.evidence.places import Places
from werkagenda.model.parameters import Parameters
from werkagenda.model.random.column_draws import draws, logs, powers
from werkagenda.model.random.identity import hash_ids, ids_of, sampled_ordinals
from werkagenda.model.random.keyed_random import Decision, Keys

Arrays = dict[str, np.ndarray[Any, Any]]
LOWER = np.array([2.0, 3.0, 5.0, 10.0, 20.0, 50.0, 250.0])
UPPER = np.array([2.0, 4.0, 9.0, 19.0, 49.0, 249.0, np.inf])


def region_shares(places: Places) -> F64:
    """Population share of each labour-market region. Shape (35,)."""
    total = np.bincount(places.region, weights=places.population.astype(float), minlength=REGIONS)
    return np.asarray(total / total.sum())


def _counts(shares: F64, counts: F64) -> I64:
    """Number of employers (regions x sectors x sizes), rounded so that cumulative sums over regions are exact."""
    expected = shares[:, None, None] * counts[None]
    sums = np.floor(np.cumsum(expected, axis=0) + 0.5)
    return np.diff(sums, axis=0, prepend=np.zeros((1, *counts.shape))).astype(np.int64)


def _sizes(u: F64, fine: I64, mean: F64) -> F64:
    """Staff at full strength: power of a uniform within the size class with the class mean; exponential above 250."""
    low, high = LOWER[fine], UPPER[fine]
    closed = np.isfinite(high) & (high > low)
    span = np.where(closed, high - low, 1.0)
    middle = np.clip(mean, low + 0.05 * span, np.where(closed, high - 0.05 * span, mean + 1.0))
    power = span / np.maximum(middle - low, 1e-9) - 1.0
    inside = low + span * powers(u, np.maximum(power, 0.05))
    above = low - np.maximum(mean - low, 1.0) * logs(u)
    return np.where(closed, inside, np.where(np.isfinite(high), low, above))


def build(places: Places, scale: float, keys: Keys, p: Parameters) -> Arrays:
    """Columns of the sampled employers, ordered by id (region, sector, size, ordinal)."""
    cells = structure.employer_cells()
    counts = _counts(region_shares(places), cells.counts)
    ids, fine = [], []
    for region, sector, size in np.ndindex(counts.shape):
        cell = (region * 9 + sector) * 7 + size
        picked = sampled_ordinals(KIND_EMPLOYER, 0, cell, int(counts[region, sector, size]), scale)
        ids.append(ids_of(KIND_EMPLOYER, 0, cell, picked))
        fine.append(np.full(len(picked), cell, np.int64))
    cell_of = np.concatenate(fine)
    employers: Arrays = {name: np.zeros(len(cell_of), t) for name, t in fields(Employers).items()}
    employers["id"][:] = np.concatenate(ids)
    employers["hash"][:] = hash_ids(employers["id"])
    size, sector, region = cell_of % 7, cell_of // 7 % 9, cell_of // 63
    employers["region"][:], employers["sector"][:] = region, sector
    u = draws(keys(Decision.EMPLOYER_SIZE), employers["hash"])
    employers["size"][:] = _sizes(u, size, cells.mean_staff[sector, size])
    employers["size_class"][:] = cells.size_class[size]
    _weights(employers, region_shares(places), scale)
    _screening(employers, cells, keys, p)
    _staff(employers, cells, region_shares(places), scale, keys, p)
    return employers


def _weights(employers: Arrays, shares: F64, scale: float) -> None:
    """Set ``turnover``: the employer's share of national vacancies in its sector, times the scale."""
    bucket = employers["region"].astype(np.int64) * 9 + employers["sector"]
    sums = np.bincount(bucket, weights=employers["size"], minlength=REGIONS * 9)
    employers["turnover"][:] = employers["size"] / sums[bucket] * shares[employers["region"]] * scale


def _screening(employers: Arrays, cells: structure.Employers, keys: Keys, p: Parameters) -> None:
    """Set how employers screen applicants and how much they withhold."""
    who, c = employers["hash"], p.callback
    employers["structured"][:] = draws(keys(Decision.EMPLOYER_SCREENING), who) < p.learning.structured_share
    employers["adjusts"][:] = draws(keys(Decision.EMPLOYER_ADJUSTS), who) < p.offer.adjust_share
    obeys = draws(keys(Decision.EMPLOYER_SCREENING, 1), who) < c.obey_share
    employers["obeys"][:] = obeys & (employers["sector"] == AGENCIES) & (c.ratio > 1.0)
    charter = draws(keys(Decision.EMPLOYER_SCREENING, 2), who) < p.learning.charter_share
    employers["charter"][:] = charter
    start = -logs(1.0 - draws(keys(Decision.EMPLOYER_EXPERIENCE), who)) * p.learning.initial_share
    employers["experience"][:] = np.minimum(1.0, start)
    employers["taste"][:], employers["uncertainty"][:] = held_back(who, employers["size_class"], cells, keys, p)


def held_back(who: U64, size_class: U8, cells: structure.Employers, keys: Keys, p: Parameters) -> tuple[F64, F64]:
    """Shares of call-backs withheld due to taste and to uncertainty, per employer.

    The mean over all vacancies is 1 - 1 / ratio (LM223).
    """
    c = p.callback
    taste, uncertainty = gap_parts(c, p.learning.structured_share)
    factor = np.where(size_class <= 1, c.small_firm_factor, large_firm_factor(cells, c))
    spread = 1.0 + c.taste_spread * (2.0 * draws(keys(Decision.EMPLOYER_TASTE), who) - 1.0)
    return taste * factor * spread, uncertainty * factor


def gap_parts(c: CallbackParams, structured_share: float) -> tuple[float, float]:
    """Taste and uncertainty parts of the gap, scaled so that with structured selection the mean is 1 - 1 / ratio."""
    removed = c.structured_effect * structured_share * (1.0 - c.taste_share)
    gap = (1.0 - 1.0 / c.ratio) / (1.0 - removed)
    return gap * c.taste_share, gap * (1.0 - c.taste_share)


def large_firm_factor(cells: structure.Employers, c: CallbackParams) -> float:
    """Factor for employers with 50 or more staff that keeps the mean over all vacancies of the country at 1.

    Computed from full-size evidence, so that an employer is identical at every scale.
    """
    staff = cells.counts * cells.mean_staff
    small = staff[:, cells.size_class <= 1].sum(axis=1) / staff.sum(axis=1)
    weight = float((small * cells.posted_openings_share).sum() / cells.posted_openings_share.sum())
    return (1.0 - weight * c.small_firm_factor) / (1.0 - weight)


def _staff(employers: Arrays, cells: structure.Employers, shares: F64, scale: float, keys: Keys, p: Parameters) -> None:
    """Set staff in January 2014: flexible, permanent and fringe, as whole people."""
    sector = employers["sector"].astype(np.int64)
    bucket = employers["region"].astype(np.int64) * 9 + sector
    target = (cells.counts * cells.mean_staff).sum(axis=1) * p.residents.initial_employment_share
    sums = np.bincount(bucket, weights=employers["size"], minlength=REGIONS * 9)
    ratio = target[sector] * shares[employers["region"]] * scale / sums[bucket]
    staff = employers["size"] * ratio
    weights = target / target.sum()
    low = cells.low_language_share / float((cells.low_language_share * weights).sum())
    fringe = np.minimum(0.5, p.rivals.fringe_initial_share * low[sector])
    flexible = p.residents.flexible_share
    parts = (staff * fringe, staff * (1 - fringe) * flexible, staff * (1 - fringe) * (1 - flexible))
    for k, name in enumerate(("staff_fringe", "staff_flexible", "staff_permanent")):
        u = draws(keys(Decision.EMPLOYER_STAFF, k), employers["hash"])
        employers[name][:] = np.floor(parts[k] + u)

"""Terms of new vacancies: required Dutch and skill, contract, hours, wage, posted or not.

Terms are computed in blocks. Columns are passed as slices, so that Numba omits the handling of negative indices and
vectorises the loops.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from werkagenda.agents.compiled import inline, kernel
from werkagenda.agents.kinds import AGENCIES, AGENCY, FIXED, HOSPITALITY, PERMANENT
from werkagenda.agents.people import Openings
from werkagenda.agents.resident_rules import OpeningParams
from werkagenda.agents.state import F64, I32, I64, U8, U64, table
from werkagenda.model.random.keyed_random import draw
from werkagenda.model.row_lists import BLOCK

HOURS = np.array([12, 16, 20, 24, 28, 32, 36, 38, 40], np.uint8)
"""Weekly hours: five part-time and four full-time values."""


class OpeningKeys(NamedTuple):
    """Random keys of this month's decisions about vacancies."""

    number: np.uint64
    language: np.uint64
    skill: np.uint64
    terms: np.uint64
    posted: np.uint64
    wage: np.uint64
    lapse: np.uint64


class New(NamedTuple):
    """Columns of a block of new vacancies."""

    hash: U64
    sector: U8
    posted: U8
    language: F64
    skill: U8
    contract: U8
    hours: U8
    wage: I32


class Asked(NamedTuple):
    """Scratch columns for a block: low-language share and usual wage of the sector, index into ``HOURS``."""

    low_share: F64
    usual: F64
    hours: I64


def terms_buffer() -> Asked:
    """Buffer for one block."""
    return table(Asked, BLOCK)


@inline
def new(first: int, last: int, o: Openings) -> New:
    """Column slices of the vacancies ``first`` to ``last`` (exclusive)."""
    a, b = first, last
    ends = o.language[a:b], o.skill[a:b], o.contract[a:b], o.hours[a:b], o.wage[a:b]
    return New(o.hash[a:b], o.sector[a:b], o.posted[a:b], *ends)


@inline
def set_terms(
    n: New, low_share: F64, sector_wage: F64, minimum: int, keys: OpeningKeys, p: OpeningParams, a: Asked
) -> None:
    """Set all terms of a block of vacancies; ``a`` is a buffer for one block."""
    for k in range(len(n.hash)):
        a.low_share[k], a.usual[k] = low_share[n.sector[k]], sector_wage[n.sector[k]]
    demand(n, keys, p, a)
    agree(n, keys, p, a)
    for k in range(len(n.hash)):
        n.hours[k] = HOURS[a.hours[k]]
    pay(n, minimum, keys, p, a)


@kernel
def demand(n: New, keys: OpeningKeys, p: OpeningParams, a: Asked) -> None:
    """Set language threshold and skill. Jobs without any Dutch are twice as common through agencies.

    Both branches of each choice are computed, so the loop vectorises.
    """
    low_skill = 1.0 - p.middle_skill_share - p.high_skill_share
    for k in range(len(n.hash)):
        u, v, low = draw(keys.language, n.hash[k]), draw(keys.skill, n.hash[k]), a.low_share[k]
        none = min(1.0, p.no_dutch_share * (2.0 if n.sector[k] == AGENCIES else 1.0))
        level = p.low_language_floor + p.low_language_span * (v - none) / (1.0 - none + 1e-12)
        little = 0.0 if v < none else level
        much = p.high_language_floor + p.high_language_span * ((u - low) / (1.0 - low))
        n.language[k] = little if u < low else much
    for k in range(len(n.hash)):
        u, v = draw(keys.language, n.hash[k]), draw(keys.skill, n.hash[k])
        n.skill[k] = (u >= a.low_share[k]) * ((v >= low_skill) + (v >= 1.0 - p.high_skill_share))


@kernel
def agree(n: New, keys: OpeningKeys, p: OpeningParams, a: Asked) -> None:
    """Set posted or not, contract, and hours (as index into ``HOURS``)."""
    for k in range(len(n.hash)):
        n.posted[k] = draw(keys.posted, n.hash[k]) >= p.unposted_share
    for k in range(len(n.hash)):
        direct = PERMANENT if draw(keys.terms, n.hash[k]) < p.permanent_share else FIXED
        n.contract[k] = AGENCY if n.sector[k] == AGENCIES else direct
    for k in range(len(n.hash)):
        w = draw(keys.terms, n.hash[k]) * 1000.0
        w = w - math.floor(w)
        short = p.part_time_hospitality if n.sector[k] == HOSPITALITY else p.part_time_share
        little, much = 5.0 * w / short, 5.0 + math.floor(4.0 * (w - short) / (1.0 - short))
        a.hours[k] = int(little if w < short else much)


@kernel
def pay(n: New, minimum: int, keys: OpeningKeys, p: OpeningParams, a: Asked) -> None:
    """Set the hourly wage in cents: near the minimum wage for low skill, around the sector's usual wage otherwise."""
    for k in range(len(n.hash)):
        v, skill = draw(keys.wage, n.hash[k]), n.skill[k]
        low = minimum * (1.0 + p.low_wage_premium + p.wage_spread * v)
        high = a.usual[k] * (0.75 + 0.2 * skill) * (1.0 + p.wage_spread * (2.0 * v - 1.0))
        n.wage[k] = int(max(float(minimum), low if skill == 0 else high) + 0.5)

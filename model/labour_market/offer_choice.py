"""Best offer of each seeker; offers are gathered and valued in blocks."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from werkagenda.agents.compiled import inlined, kernel
from werkagenda.agents.household_rules import month_wage
from werkagenda.agents.job_search import offer_value
from werkagenda.agents.people import Openings
from werkagenda.agents.state import F64, I32, I64, U8, U32, U64, table
from werkagenda.model.labour_market.application_draws import Applicants
from werkagenda.model.random.keyed_random import mix, unit
from werkagenda.model.row_lists import BLOCK, flagged

wage_of, value_of = inlined(month_wage), inlined(offer_value)


class Offers(NamedTuple):
    """A block of offers: seeker, hashed ids of seeker and vacancy, hourly wage (cents), hours, contract; wage, draw,
    value.
    """

    seeker: U32
    who: U64
    post: U64
    hourly: I64
    hours: I64
    contract: U8
    pay: I64
    luck: F64
    worth: F64


class BestOffers(NamedTuple):
    """Best offer of each seeker (newcomers first, then others): its value, its vacancy (-1: none), and whether it was
    taken (1)."""

    value: F64
    chosen: I32
    hired: U8


def no_offers(seekers: int) -> BestOffers:
    """Nobody has an offer."""
    return BestOffers(np.empty(seekers), np.full(seekers, -1, np.int32), np.zeros(seekers, np.uint8))


def offers_buffer() -> Offers:
    """Buffer for one block."""
    return table(Offers, BLOCK)


@kernel
def rank_offers(
    count: int,
    key: np.uint64,
    o: Openings,
    applicants: Applicants,
    flags: U8,
    rows: U32,
    b: Offers,
    best: BestOffers,
) -> int:
    """Find for every seeker the most valuable offer, in ``best``.

    Writes to ``rows`` the vacancies that offer to a seeker with a row and returns their number. ``flags`` is a buffer
    with one entry per vacancy, ``b`` a buffer for one block.
    """
    people, s, r = applicants.people, applicants.list, applicants.residents
    value, chosen = best.value, best.chosen
    for v in range(count):
        flags[v] = (o.candidate[v] >= 0) & (o.taken[v] == 0)
    offers = flagged(count, flags, rows)
    for begin in range(0, offers, BLOCK):
        some = rows[begin : min(offers, begin + BLOCK)]
        for k in range(len(some)):
            b.seeker[k], b.post[k] = o.candidate[some[k]] // 8, o.hash[some[k]]
        for k in range(len(some)):
            b.hourly[k], b.hours[k], b.contract[k] = o.wage[some[k]], o.hours[some[k]], o.contract[some[k]]
        for k in range(len(some)):
            q = b.seeker[k]
            b.who[k] = s.hash[q] if q < people else r.hash[q - people]
        weigh(len(some), key, b)
        for k in range(len(some)):
            v, q, worth = some[k], b.seeker[k], b.worth[k]
            if chosen[q] < 0 or worth > value[q] or (worth == value[q] and o.hash[v] > o.hash[chosen[q]]):
                value[q], chosen[q] = worth, v
    return offers


@kernel
def weigh(size: int, key: np.uint64, b: Offers) -> None:
    """Value the offers of a block (vectorised)."""
    for k in range(size):
        b.luck[k] = unit(mix(mix(key ^ b.who[k]) ^ b.post[k]))
    for k in range(size):
        b.pay[k] = wage_of(b.hourly[k], b.hours[k])
    for k in range(size):
        b.worth[k] = value_of(float(b.pay[k]), b.contract[k], b.luck[k])

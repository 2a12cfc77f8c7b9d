"""Training places at firms: who is ready to train, which firm takes somebody in, and whom it keeps at the end.

The mechanics that an instrument needs, beside those of placements. A trainee has no wage and keeps their benefit.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from werkagenda.agents.compiled import allocating, kernel
from werkagenda.agents.employer_rules import OfferParams, interview_score
from werkagenda.agents.household_rules import YOUNG_CHILD_MONTHS, at_home
from werkagenda.agents.job_search import working_costs
from werkagenda.agents.kinds import FIXED, MUNICIPAL, SEARCHING
from werkagenda.agents.language import DUTCH_SPOKEN
from werkagenda.agents.participation import care_left
from werkagenda.agents.people import Employers, Households, LabourMarket, Openings, People
from werkagenda.agents.placement_rules import PlacementParams, kept_bar
from werkagenda.agents.state import I64, U8
from werkagenda.model.labour_market.hiring import Hires, begin, fill
from werkagenda.model.labour_market.placements import (
    MOST_CONTACTS,
    Hosts,
    PlacementKeys,
    ReadinessInputs,
    Terms,
    accepts,
    find_opening,
    readiness,
)
from werkagenda.model.random.keyed_random import draw


@kernel
def ready(
    rows: I64,
    month: int,
    key: np.uint64,
    terms: Terms,
    p: People,
    h: Households,
    w: ReadinessInputs,
    out: U8,
) -> None:
    """``out`` is 1 for who of the rows is ready to train this month: who searches is, others with the probability to
    start to search for a job on the table of so many hours (``placements.readiness``)."""
    for k in range(len(rows)):
        i = rows[k]
        coupled, carer = at_home(i, p, h)
        years = (month - h.youngest[p.household[i]]) / 12.0
        left = care_left(i, coupled, carer, years, w.care_help[i], p, w.part)
        chance = 1.0 if p.state[i] == SEARCHING else readiness(i, month, left, terms, p, h, w)
        out[k] = draw(key, p.hash[i]) < chance


@allocating
def find_firms(rows: I64, contacts: int, keys: PlacementKeys, unpaid: float, p: People, hosts: Hosts, out: I64) -> None:
    """The firm that takes each of the rows in, -1 for none: one that has an open post which needs little Dutch and no
    schooling, has room and agrees. The post stays open. ``unpaid`` is the share of a wage that the trainee saves."""
    best, which = np.empty(MOST_CONTACTS, np.uint64), np.empty(MOST_CONTACTS, np.int64)
    for k in range(len(rows)):
        v = find_opening(rows[k], contacts, keys, unpaid, p, hosts, best, which)
        out[k] = -1
        if v >= 0:
            out[k] = hosts.openings.employer[v]
            hosts.capacity.held[out[k]] += 1


@kernel
def own_posts(count: int, o: Openings, post: I64) -> None:
    """``post`` of each employer: its open post that needs little Dutch and no schooling, the one with the lowest hash
    of several, -1 without one."""
    post[:] = -1
    for v in range(count):
        if (o.open[v] == 0) | (o.taken[v] == 1) | (o.skill[v] != 0) | (o.language[v] >= DUTCH_SPOKEN):
            continue
        before = post[o.employer[v]]
        if before < 0 or o.hash[v] < o.hash[before]:
            post[o.employer[v]] = v


@kernel
def keep(
    rows: I64,
    at: I64,
    key: np.uint64,
    p: People,
    e: Employers,
    offer: OfferParams,
    placing: PlacementParams,
    out: U8,
) -> None:
    """``out`` is 1 for whom the firm that trained them (``at``) wants to keep, as at the end of a placement: it knows
    them, so that of what is withheld only taste is left."""
    for k in range(len(rows)):
        i = rows[k]
        surplus = p.language[i] - 0.5 * DUTCH_SPOKEN
        score = interview_score(p.skill[i], surplus, e.taste[at[k]], draw(key, p.hash[i]), offer)
        out[k] = score > kept_bar(offer.noise, placing)


class Kept(NamedTuple):
    """People whom the firm that trained them wants to keep: row, firm, and 1 for whom it would make a post that would
    not exist otherwise."""

    rows: I64
    firm: I64
    additional: U8


@kernel
def take_on(
    kept: Kept,
    month: int,
    accept: np.uint64,
    terms: Terms,
    post: I64,
    m: LabourMarket,
    w: ReadinessInputs,
    t: Hires,
) -> int:
    """Kept people who accept begin at the firm, in its own open post (``own_posts``), or in an additional one; without
    either they do not. ``terms`` are those of an additional post. Returns how many."""
    p, h, o, e, at = m.people, m.households, m.openings, m.employers, kept.firm
    begun = 0
    for k in range(len(kept.rows)):
        i, v = kept.rows[k], post[at[k]]
        if v < 0 and kept.additional[k] == 0:
            continue
        hours, hourly, contract = int(terms.hours), int(terms.hourly), int(FIXED)
        if v >= 0:
            hours, hourly, contract = int(o.hours[v]), int(o.wage[v]), int(o.contract[v])
        job = Terms(hours, 0, hourly, 0.0, 0.0, 0.0, 1.0)
        young = 1 if at_home(i, p, h)[1] == 1 and month - h.youngest[p.household[i]] < YOUNG_CHILD_MONTHS else 0
        costs = working_costs(young, w.travel_help[i], w.care_help[i], w.acceptance)
        if not accepts(i, month, accept, costs, job, p, h, w):
            continue
        if v >= 0:
            o.taken[v], post[at[k]] = 1, -1
            fill(month, v, o, e, t)
        else:
            t.additional[e.sector[at[k]]] += 1
        p.contract[i], p.hours[i], p.wage[i] = contract, hours, hourly
        begin(i, at[k], e.sector[at[k]], 0, month, MUNICIPAL, p, e, t)
        begun += 1
    return begun

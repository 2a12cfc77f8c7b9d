"""Route the month's applications to regions and sort them by region.

Applications are created in the order of seekers (newcomers first) and ordinals, then sorted by region so that matching
reads vacancies of one region at a time (cache locality). Applications of one seeker to one region keep their order. The
order of seekers does not affect results: ``search.stand`` compares contestants by score and identity.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from werkagenda.agents.compiled import inline, inlined, kernel
from werkagenda.agents.job_search import SearchParams
from werkagenda.agents.kinds import OWN_GROUP
from werkagenda.agents.language import DUTCH_SPOKEN
from werkagenda.agents.state import F64, I64, U64, as_tuple, fields, table
from werkagenda.model.labour_market.application_draws import (
    APPLICATION,
    S16,
    S32,
    Applicants,
    Rows,
    Sent,
    count_sent,
    others_chances,
    own_chances,
    quarter,
    send_others,
    send_own,
)
from werkagenda.model.labour_market.search import Contest, Market, SearchKeys, channel_of, neighbour_of
from werkagenda.model.random.keyed_random import bits_n
from werkagenda.model.row_lists import BLOCK

channel_by, neighbour_by = inlined(channel_of), inlined(neighbour_of)


class Applications(NamedTuple):
    """The month's applications that may be answered, sorted by region, and the start of each region."""

    rows: Rows
    start: I64


class Route(NamedTuple):
    """Inputs and output of routing a block of applications.

    Hashed id, guidance and own-group part of the seeker, home region, index of its first neighbour, number of
    neighbours; ``to``: neighbour chosen, -1 for the home region.
    """

    who: U64
    guidance: F64
    group: F64
    home: I64
    first: I64
    number: I64
    to: I64


def route_applications(
    s: Applicants, keys: SearchKeys, m: Market, p: SearchParams, callback_bound: F64, contest: Contest
) -> Applications:
    """The month's applications that may be answered, sorted by region, and the start of each region.

    ``callback_bound[channel]``: maximum call-back probability.
    """
    each = math.ceil(p.applications_per_month), math.ceil(p.resident_applications_per_month)
    buffer = s.people * each[0] + s.others * each[1]
    sent = as_tuple(Sent, {name: np.empty(buffer, kind) for name, kind in fields(Sent).items()})
    chance, flags = np.empty(max(s.people, s.others)), np.empty(max(s.people, s.others), np.uint8)
    own = 0
    for ordinal in range(each[0]):
        own_chances(s.people, ordinal, p.applications_per_month / each[0], s.list, chance)
        own = send_own(s.people, ordinal, own, keys, s.list, chance, p, callback_bound, flags, sent)
        count_sent(s.people, flags, s.list.level, s.list.background, contest.sent[0])
    count = own
    others_chances(s, p.resident_applications_per_month / each[1], chance)
    for ordinal in range(each[1]):
        count = send_others(s, ordinal, count, keys, chance, p, callback_bound, flags, sent)
        count_sent(s.others, flags, s.residents.education, s.residents.background, contest.sent[1])
    start = np.zeros(len(m.neighbour_start), np.int64)
    route(own, count, s, keys.where, m, p, sent, table(Route, BLOCK), start[1:])
    start[:] = np.cumsum(start)
    applications = np.empty(count, APPLICATION)
    sort(own, count, s, sent, start[:-1].copy(), applications)
    return Applications(applications, start)


@kernel
def route(
    own: int, count: int, s: Applicants, key: np.uint64, m: Market, p: SearchParams, sent: Sent, w: Route, numbers: I64
) -> None:
    """Fill bits, channel and region of each application (newcomers' are the first ``own``) and count them by region."""
    for begin in range(0, own, BLOCK):
        some = block_of(begin, min(own, begin + BLOCK), sent)
        for k in range(len(some.seeker)):
            q = some.seeker[k]
            w.who[k], w.guidance[k], w.home[k] = s.list.hash[q], s.list.guidance[q], s.list.region[q]
            w.group[k] = s.list.group[q]
        route_block(0, key, m, p, some, w, numbers)
    for begin in range(own, count, BLOCK):
        some = block_of(begin, min(count, begin + BLOCK), sent)
        for k in range(len(some.seeker)):
            i = some.seeker[k] - np.uint32(s.people)
            w.who[k], w.guidance[k], w.home[k] = s.residents.hash[i], 0.0, s.residents.region[i]
            w.group[k] = 0.0
        route_block(1, key, m, p, some, w, numbers)


@inline
def block_of(a: int, b: int, sent: Sent) -> Sent:
    """Applications ``a`` to ``b`` (exclusive), as views."""
    return Sent(sent.seeker[a:b], sent.ordinal[a:b], sent.word[a:b], sent.channel[a:b], sent.region[a:b])


@inline
def route_block(resident: int, key: np.uint64, m: Market, p: SearchParams, some: Sent, w: Route, numbers: I64) -> None:
    """Choose the regions of a block of applications and count them."""
    for k in range(len(some.seeker)):
        first, last = m.neighbour_start[w.home[k]], m.neighbour_start[w.home[k] + 1]
        w.first[k], w.number[k] = first, last - first
    find_routes(resident, key, p, some, w)
    for k in range(len(some.seeker)):
        to = w.to[k]
        region = w.home[k] if to < 0 else m.neighbour[w.first[k] + to]
        some.region[k] = region
        numbers[region] += 1


@kernel
def find_routes(resident: int, key: np.uint64, p: SearchParams, some: Sent, w: Route) -> None:
    """Fill bits, channel and neighbour of a block of applications (vectorised loops)."""
    for k in range(len(some.word)):
        some.word[k] = bits_n(key, w.who[k], some.ordinal[k])
    for k in range(len(some.word)):
        some.channel[k] = channel_by(quarter(some.word[k], S16), resident, w.guidance[k], w.group[k], p)
    for k in range(len(some.word)):
        w.to[k] = neighbour_by(quarter(some.word[k], S32), w.number[k], p.own_region_share)


@kernel
def sort(own: int, count: int, s: Applicants, sent: Sent, place: I64, applications: Rows) -> None:
    """Write applications as records sorted by region; ``place`` is the next free position of each region."""
    for k in range(own):
        q, application = sent.seeker[k], sorted_record(k, 0, sent, place, applications)
        application.who, application.language, application.skill = s.list.hash[q], s.list.language[q], s.list.skill[q]
        if sent.channel[k] == OWN_GROUP:
            application.language = max(application.language, DUTCH_SPOKEN)  # work that asks little Dutch is open
        application.level, application.background = s.list.level[q], s.list.background[q]
        application.scarf = s.list.scarf[q]
        application.recognised = s.list.recognised[q]
    for k in range(own, count):
        r, i, application = s.residents, sent.seeker[k] - s.people, sorted_record(k, 1, sent, place, applications)
        application.who, application.language, application.skill = r.hash[i], 1.0, r.skill[i]
        application.level, application.background, application.scarf = r.education[i], r.background[i], 0
        application.recognised = 0.0


@inline
def sorted_record(k: int, resident: int, sent: Sent, place: I64, applications: Rows) -> Rows:
    """Next free record of the application's region, filled with what ``sent`` holds."""
    application = applications[place[sent.region[k]]]
    place[sent.region[k]] += 1
    application.seeker, application.ordinal, application.word = sent.seeker[k], sent.ordinal[k], sent.word[k]
    application.channel, application.region, application.resident = sent.channel[k], sent.region[k], resident
    return application

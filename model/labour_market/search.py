"""Job search: channels, destinations, origin gap, ranking of contestants, rivals without rows."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from werkagenda.agents.compiled import inline, kernel, rule
from werkagenda.agents.employer_rules import (
    CallbackParams,
    origin_gap,
)
from werkagenda.agents.exact import log
from werkagenda.agents.job_search import SearchParams
from werkagenda.agents.kinds import (
    AGENCIES,
    AGENT,
    CHANGER,
    FRINGE,
    MUNICIPAL,
    NETWORK,
    NOBODY,
    OUTSIDER,
    OWN,
    OWN_GROUP,
)
from werkagenda.agents.language import DUTCH_SPOKEN
from werkagenda.agents.people import Openings
from werkagenda.agents.resident_rules import RivalParams, background_weight
from werkagenda.agents.state import F64, I64, U8, U32, zeros
from werkagenda.model.random.keyed_random import draw, draw_n
from werkagenda.model.row_lists import flagged

SECTOR_DRAWS = 5
"""Sectors tried before an application is dropped; with fewer, small samples would lose applications."""
LITTLE_DUTCH = 0.4
TYPE_LITTLE_DUTCH, TYPE_NETWORK, TYPE_MUNICIPAL, TYPE_OWN_GROUP = 3, 4, 5, 6
"""Rows of the sector table after those of the three education levels."""


class SearchKeys(NamedTuple):
    """Random keys of this month's search decisions; ``place`` (a vacancy's slots) is the same every month."""

    where: np.uint64
    slot: np.uint64
    callback: np.uint64
    interview: np.uint64
    rival: np.uint64
    fringe: np.uint64
    place: np.uint64


class Market(NamedTuple):
    """Sector shares, neighbouring regions, and sectors with customer contact."""

    sector_cumulative: F64  # 7 types x 9 sectors
    neighbour_start: I64
    neighbour: I64
    contact: U8  # sectors with customer contact


class Contest(NamedTuple):
    """Counters of the month: applications and call-backs, by resident (0, 1), education and background."""

    sent: I64
    invited: I64


def empty_contest() -> Contest:
    """Zero-filled counters."""
    return Contest(zeros(2, 3, 3), zeros(2, 3, 3))


@rule
def reaches(resident: int, guidance: float, group: float, p: SearchParams) -> tuple[float, float, float, float]:
    """Cumulative shares of applications by channel: own group; plus the rest of the network; plus agency; plus
    municipality. What remains are own applications.

    ``group``: part that a newcomer sends to employers of the own group (``own_group_part``). The municipality's share
    scales with guidance. Other people have neither.
    """
    if resident == 1:
        both = p.resident_network_share + p.resident_agency_share
        return 0.0, p.resident_network_share, both, both
    network = group + p.network_share
    both = network + p.agency_share
    return group, network, both, both + p.municipality_share * guidance


@rule
def channel_of(x: float, resident: int, guidance: float, group: float, p: SearchParams) -> int:
    """Channel of an application, from a uniform number."""
    own, network, agency, municipality = reaches(resident, guidance, group, p)
    known = OWN_GROUP if x < own else NETWORK
    rest = MUNICIPAL if x < municipality else OWN
    return known if x < network else (AGENT if x < agency else rest)


@rule
def callback_bound_of(
    x: float, reach: tuple[float, float, float, float], callback_bound: tuple[float, float, float, float, float]
) -> float:
    """Entry of ``callback_bound`` for the channel that ``x`` selects (branch-free; same order as ``channel_of``)."""
    known = callback_bound[OWN_GROUP] if x < reach[0] else callback_bound[NETWORK]
    rest = callback_bound[MUNICIPAL] if x < reach[3] else callback_bound[OWN]
    return known if x < reach[1] else (callback_bound[AGENT] if x < reach[2] else rest)


@rule
def neighbour_of(x: float, number: int, own_share: float) -> int:
    """Index of the neighbouring region applied to (each equally likely), or -1 for the own region."""
    k = int((x - own_share) / (1.0 - own_share) * number) if x >= own_share else -1
    return min(k, number - 1)


@rule
def sector_of(x: float, channel: int, level: int, language: float, cumulative: F64) -> int:
    """Sector applied to, from the row of the sector table for the seeker's type (``sector_table``)."""
    if channel == AGENT:
        return AGENCIES
    row = level
    if channel == OWN_GROUP:
        row = TYPE_OWN_GROUP
    elif channel == NETWORK and language < 1.0:
        row = TYPE_NETWORK
    elif channel == MUNICIPAL:
        row = TYPE_MUNICIPAL
    elif language < LITTLE_DUTCH:
        row = TYPE_LITTLE_DUTCH
    passed = 0
    for s in range(8):
        passed += 1 if x >= cumulative[row, s] else 0
    return passed


@rule
def channel_factor(channel: int, p: CallbackParams) -> float:
    """Factor of a channel on the call-back probability."""
    if channel in (NETWORK, OWN_GROUP):
        return p.network_factor
    if channel == AGENT:
        return p.agency_factor
    return p.municipality_factor if channel == MUNICIPAL else 1.0


@rule
def gap_towards(
    background: int,
    taste: float,
    uncertainty: float,
    experience: float,
    structured: float,
    obeys: int,
    c: CallbackParams,
) -> float:
    """Share of call-backs an employer withholds from an applicant; 0 from one with a Dutch background.

    An agency that obeys discriminatory requests also withholds ``obey_factor`` of the remainder (LM266). Of all that,
    a European background loses ``european_share`` (LM222).
    """
    gap = origin_gap(taste, uncertainty, experience, structured, c)
    if obeys == 1:
        gap = gap + (1.0 - gap) * c.obey_factor
    return background_weight(background, c.european_share) * gap


@rule
def obeying(obeys: int, compliant: float) -> int:
    """1 for an agency that obeys discriminatory requests unless policy prevents it (``compliant`` 1)."""
    return 1 if obeys == 1 and compliant < 1.0 else 0


@rule
def ahead(score: float, who: np.uint64, other_score: float, other: np.uint64) -> bool:
    """True if a contestant beats another: higher score, ties broken by the larger hashed id."""
    return bool(score > other_score or (score == other_score and who > other))


@inline
def stand(v: int, score: float, who: np.uint64, candidate: int, o: Openings) -> None:
    """Enter a contestant of vacancy ``v``; the best two above the bar are kept.

    ``best`` and ``second`` are valid only where ``candidate`` and ``runner_up`` are set. Somebody who applied by two
    channels is one contestant, with the better score.
    """
    if score <= o.bar[v]:
        return
    same = candidate >= 0 and candidate // 8 == o.candidate[v] // 8
    if o.candidate[v] == NOBODY:
        o.best[v], o.best_who[v], o.candidate[v] = score, who, candidate
    elif ahead(score, who, o.best[v], o.best_who[v]):
        if not same:
            o.second[v], o.second_who[v], o.runner_up[v] = o.best[v], o.best_who[v], o.candidate[v]
        o.best[v], o.best_who[v], o.candidate[v] = score, who, candidate
    elif same:
        return
    elif o.runner_up[v] == NOBODY or ahead(score, who, o.second[v], o.second_who[v]):
        o.second[v], o.second_who[v], o.runner_up[v] = score, who, candidate


@kernel
def rivals(
    count: int, keys: SearchKeys, o: Openings, r: RivalParams, noise: float, flags: U8, rows: U32, luck: F64
) -> None:
    """Job changers, people from outside the labour force and the fringe compete for vacancies.

    All three are counts without rows, so each vacancy draws whether one comes. For unposted vacancies the probability
    is ``unposted_factor`` times as high, at most 0.9 (they mostly exist because a candidate is known). Score of a
    rival: bar + noise * (-ln u), plus the advantage of job changers. ``flags``, ``rows`` and ``luck`` are buffers with
    one entry per vacancy.
    """
    coming(count, keys.rival, 0, r.job_changers_per_opening, r.unposted_factor, o, flags)
    contend(flagged(count, flags, rows), rows, keys.rival, 1, noise, r.changer_advantage, CHANGER, luck, o)
    coming(count, keys.rival, 2, r.outsiders_per_opening, r.unposted_factor, o, flags)
    contend(flagged(count, flags, rows), rows, keys.rival, 3, noise, 0.0, OUTSIDER, luck, o)
    fringe_coming(count, keys.fringe, r.fringe_share, o, flags)
    contend(flagged(count, flags, rows), rows, keys.fringe, 1, noise, 0.0, FRINGE, luck, o)


@inline
def coming(
    count: int, key: np.uint64, ordinal: int, usual: float, unposted_factor: float, o: Openings, flags: U8
) -> None:
    """Set ``flags`` for vacancies that a rival applies to, using draw number ``ordinal`` of each (0: the first)."""
    posted, unposted = min(0.9, usual), min(0.9, unposted_factor * usual)
    if ordinal == 0:
        for v in range(count):
            flags[v] = draw(key, o.hash[v]) < (posted if o.posted[v] == 1 else unposted)
    else:
        for v in range(count):
            flags[v] = draw_n(key, o.hash[v], ordinal) < (posted if o.posted[v] == 1 else unposted)


@inline
def fringe_coming(count: int, key: np.uint64, share: float, o: Openings, flags: U8) -> None:
    """Set ``flags`` for vacancies without required schooling and Dutch that the fringe applies to."""
    for v in range(count):
        flags[v] = (o.language[v] < DUTCH_SPOKEN) & (o.skill[v] == 0) & (draw(key, o.hash[v]) < share)


@inline
def contend(
    count: int,
    rows: U32,
    key: np.uint64,
    ordinal: int,
    noise: float,
    advantage: float,
    candidate: int,
    luck: F64,
    o: Openings,
) -> None:
    """Enter rivals without rows for the first ``count`` vacancies of ``rows``, by draw ``ordinal`` of each."""
    for k in range(count):
        luck[k] = draw_n(key, o.hash[rows[k]], ordinal)
    for k in range(count):  # vectorised
        luck[k] = log(luck[k])
    for k in range(count):
        v = rows[k]
        stand(v, o.bar[v] + advantage - noise * luck[k], o.hash[v], candidate, o)

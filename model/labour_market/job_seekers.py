"""Newcomers who apply this month, as a compact list; application effort of other job seekers."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from werkagenda.agents.compiled import inline, inlined, kernel
from werkagenda.agents.job_search import SearchParams, own_group_part, send_probability
from werkagenda.agents.kinds import (
    ASYLUM,
    EMPLOYED,
    EUROPEAN,
    NEVER,
    NON_EUROPEAN,
    PERMANENT,
    SEARCHING,
    UKRAINIAN,
)
from werkagenda.agents.people import People
from werkagenda.agents.state import F64, I8, I16, U8, U32, U64, table
from werkagenda.model.policy.levers import SearchLevers
from werkagenda.model.random.keyed_random import draw
from werkagenda.model.row_lists import flagged

sends = inlined(send_probability)


class Seekers(NamedTuple):
    """Job-seeking newcomers; ``who`` is the row in people."""

    who: U32
    hash: U64
    region: I8
    level: U8  # education after the language condition
    background: U8
    language: F64
    skill: F64
    recognised: F64  # part of what uncertainty withholds that a certificate lifts
    scarf: U8
    send: F64  # first the factor for reception and training, then the probability of sending
    months: F64
    frailty: F64
    guidance: F64
    group: F64  # part of applications to employers of the own group
    on_the_job: U8


def buffer(size: int) -> Seekers:
    """Uninitialised list for ``size`` seekers."""
    return table(Seekers, size)


@inline
def select_seekers(entered: int, key: np.uint64, p: People, s: Seekers, search: SearchParams) -> int:
    """Write to ``s.who`` the rows of searchers, workers on notice and flexible workers who search; returns the count.

    On-the-job search is drawn for everybody; ``s.on_the_job`` is used as scratch. People in placements have their own
    rate.
    """
    usual, placed = search.on_the_job_per_month, search.on_the_job_per_month * search.placed_factor
    for i in range(entered):
        s.on_the_job[i] = draw(key, p.hash[i]) < (placed if p.subsidised[i] == 1 else usual)
    for i in range(entered):
        looks = (p.contract[i] != PERMANENT) & ((p.on_notice[i] == 1) | (s.on_the_job[i] == 1))
        works, searches = p.state[i] == EMPLOYED, p.state[i] == SEARCHING
        s.on_the_job[i] = (p.active[i] == 1) & (searches | (works & looks))
    return flagged(entered, s.on_the_job, s.who)


@kernel
def gather_people(
    entered: int, key: np.uint64, network: F64, p: People, s: Seekers, search: SearchParams, policy: SearchLevers
) -> int:
    """Fill the list of job-seeking newcomers; returns their number. ``network``: strength by origin (profiles)."""
    found = select_seekers(entered, key, p, s, search)
    for n in range(found):
        i = s.who[n]
        s.hash[n], s.region[n] = p.hash[i], p.region[i]
        level = p.education[i]
        if level == 2 and p.language[i] < 0.6:
            level = 1
        s.level[n], s.language[n], s.skill[n] = level, p.language[i], p.skill[i]
        s.background[n] = EUROPEAN if p.kind[i] == UKRAINIAN else NON_EUROPEAN
        s.scarf[n], s.months[n], s.frailty[n] = p.headscarf[i], p.months_searching[i], p.frailty[i]
        usual = search.reception_share if p.kind[i] == ASYLUM or p.housed[i] == NEVER else 1.0
        s.send[n], s.recognised[n] = usual * (1.0 - policy.in_training[i]), policy.recognised[i]
        s.guidance[n], s.on_the_job[n] = p.guidance[i], p.state[i] == EMPLOYED
        s.group[n] = own_group_part(p.language[i], network[p.origin[i]], search)
    for n in range(found):  # vectorised
        s.send[n] = sends(s.months[n], s.frailty[n], search) * s.send[n]
    return found


@kernel
def send_by_months(search: SearchParams, out: F64) -> None:
    """Fill ``out[months searched]`` with the sending probability at frailty 0."""
    for months in range(len(out)):
        out[months] = send_probability(float(months), 0.0, search)


def sending(months: I16, search: SearchParams) -> F64:
    """Sending probability of other job seekers by months searched (index 0 to the longest search)."""
    out = np.empty(int(months.max(initial=0)) + 1)
    send_by_months(search, out)
    return out

"""Newcomers who apply this month, in one compact list; how much other people who search apply."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from werkagenda.agents.compiled import kernel
from werkagenda.agents.job_search import SearchParams, send_probability
from werkagenda.agents.kinds import ASYLUM, EMPLOYED, NEVER, PERMANENT, SEARCHING
from werkagenda.agents.people import People
from werkagenda.agents.state import F64, I8, I16, I64, U8, U64, as_tuple, fields
from werkagenda.model.chance import draw


class Seekers(NamedTuple):
    """``who`` is the row in people."""

    who: I64
    hash: U64
    region: I8
    level: U8  # education that counts
    language: F64
    skill: F64
    scarf: U8
    send: F64
    guidance: F64
    on_the_job: U8


def room(size: int) -> Seekers:
    """Empty list for ``size`` seekers."""
    return as_tuple(Seekers, {name: np.zeros(size, kind) for name, kind in fields(Seekers).items()})


@kernel
def gather_people(entered: int, key: np.uint64, p: People, s: Seekers, search: SearchParams) -> int:
    """Newcomers who search, those on notice and flexible workers who look for a better job."""
    n = 0
    for i in range(entered):
        if p.active[i] == 0:
            continue
        worker = 0
        if p.state[i] == EMPLOYED:
            if p.contract[i] == PERMANENT:
                continue
            looks = search.on_the_job_per_month * (search.placed_factor if p.subsidised[i] == 1 else 1.0)
            if p.on_notice[i] == 0 and draw(key, p.hash[i]) >= looks:
                continue
            worker = 1
        elif p.state[i] != SEARCHING:
            continue
        s.who[n], s.hash[n], s.region[n] = i, p.hash[i], p.region[i]
        level = p.education[i]
        if level == 2 and p.language[i] < 0.6:
            level = 1
        s.level[n], s.language[n], s.skill[n] = level, p.language[i], p.skill[i]
        s.scarf[n] = p.headscarf[i]
        sent = send_probability(float(p.months_searching[i]), p.frailty[i], search)
        if p.kind[i] == ASYLUM or p.housed[i] == NEVER:
            sent = sent * search.reception_share
        s.send[n], s.guidance[n], s.on_the_job[n] = sent, p.guidance[i], worker
        n += 1
    return n


@kernel
def send_by_months(search: SearchParams, out: F64) -> None:
    """``out[months searched]``: probability that somebody of usual frailty sends an application."""
    for months in range(len(out)):
        out[months] = send_probability(float(months), 0.0, search)


def sending(months: I16, search: SearchParams) -> F64:
    """The table for other people who search, as long as somebody has searched."""
    out = np.empty(int(months.max(initial=0)) + 1)
    send_by_months(search, out)
    return out

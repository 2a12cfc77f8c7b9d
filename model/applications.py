"""What becomes of applications: where they land, whether the employer calls back, and how the interview goes.

Region by region: its openings are described and put into their slots, then the letters to it are read, so that what a
letter looks up at random places has just been written and is still near.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from werkagenda.agents.compiled import kernel, part
from werkagenda.agents.employer_rules import (
    CallbackParams,
    OfferParams,
    callback_probability,
    interview_score,
    level_for_job,
)
from werkagenda.agents.job_search import SearchParams
from werkagenda.agents.kinds import AGENT, MUNICIPAL, NETWORK, OWN
from werkagenda.agents.people import Employers, Openings
from werkagenda.agents.state import F64, I32, I64
from werkagenda.model.chance import mix, unit
from werkagenda.model.landing import Found, Looking, look, room_to_look
from werkagenda.model.letters import Rows, write
from werkagenda.model.levers import Made
from werkagenda.model.search import (
    Contest,
    Market,
    SearchKeys,
    channel_factor,
    gap_towards,
    obeying,
    stand,
)
from werkagenda.model.seekers import Seekers
from werkagenda.model.slots import Runs, Slots, by_region, clear, measure_runs, place, room, room_of_runs

POST = np.dtype([("hash", "u8"), ("language", "f8"), ("gap", "f8"), ("bar", "f8")])
"""What a letter reads of an opening; ``gap`` is the share of call-backs that its employer withholds from a migrant."""


class Board(NamedTuple):
    """Openings as letters find them: rows in order of region and where each begins, slots, runs of slots, records."""

    rows: I32
    start: I64
    slots: Slots
    runs: Runs
    posts: Rows


def board(count: int, counts: I64, sizes: I64, o: Openings) -> Board:
    """Room for the openings of the month; ``counts`` and ``sizes``: openings and slots of each shelf."""
    table = room(sizes)
    return Board(*by_region(count, counts, o), table, room_of_runs(table), np.empty(count, POST))


def apply(
    n: int,
    keys: SearchKeys,
    s: Seekers,
    m: Market,
    at: Board,
    gaps: F64,
    o: Openings,
    search: SearchParams,
    c: CallbackParams,
    offer: OfferParams,
    contest: Contest,
) -> None:
    """All applications of the month. Candidate code: seeker number * 8 + channel."""
    letters, start = write(n, keys.where, s, m, search)
    most = int(np.diff(start).max()) + 1
    found = Found(np.empty(most, np.int32), np.empty(most, np.int32))
    factor = np.array([channel_factor(channel, c) for channel in range(1 + max(AGENT, MUNICIPAL, NETWORK, OWN))])
    read(keys, m, at, gaps, factor, letters, start, o, c, offer, room_to_look(), found, contest)


def gaps_of(e: Employers, made: Made, c: CallbackParams) -> F64:
    """Share of call-backs that each employer withholds from a migrant this month."""
    gaps = np.empty(len(e.hash))
    withhold(e, made, c, gaps)
    return gaps


@kernel
def withhold(e: Employers, made: Made, c: CallbackParams, gaps: F64) -> None:
    """Share of call-backs that each employer withholds from a migrant this month."""
    for i in range(len(gaps)):
        gaps[i] = gap_towards(
            1,
            e.taste[i],
            e.uncertainty[i],
            max(e.experience[i], made.known[i]),
            max(float(e.structured[i]), made.structured[i]),
            obeying(e.obeys[i], made.compliant[i]),
            c,
        )


@kernel
def read(
    keys: SearchKeys,
    m: Market,
    at: Board,
    gaps: F64,
    factor: F64,
    letters: Rows,
    start: I64,
    o: Openings,
    c: CallbackParams,
    offer: OfferParams,
    block: Looking,
    found: Found,
    contest: Contest,
) -> None:
    """Region by region: openings, then the letters to it (from ``start`` on)."""
    for g in range(len(start) - 1):
        rows = at.rows[at.start[g] : at.start[g + 1]]
        describe(rows, o, gaps, at.posts)
        clear(g, at.slots)
        place(rows, keys.place, o, at.slots)
        measure_runs(g, at.slots, at.runs)
        landed = look(start[g], start[g + 1], keys, m, at.slots, at.runs, letters, block, found, contest)
        invited = answer(landed, keys.callback, m, factor, letters, at.posts, o, found, c, contest)
        interview(invited, keys.interview, letters, at.posts, found, offer, o)


@part
def describe(rows: I32, o: Openings, gaps: F64, posts: Rows) -> None:
    """Lay side by side what a letter reads of each opening."""
    for v in rows:
        post = posts[v]
        post.hash, post.language = o.hash[v], o.language[v]
        post.gap, post.bar = gaps[o.employer[v]], o.bar[v]


@part
def answer(
    n: int,
    key: np.uint64,
    m: Market,
    factor: F64,
    letters: Rows,
    posts: Rows,
    o: Openings,
    found: Found,
    c: CallbackParams,
    contest: Contest,
) -> int:
    """Which letters are answered with an invitation: they stay in the running; returns how many."""
    count = 0
    for k in range(n):
        at, v = found.letter[k], found.opening[k]
        t, post = letters[at], posts[v]
        gap = post.gap if t.migrant == 1 else 0.0
        contact = c.headscarf_factor if t.scarf == 1 and m.contact[o.sector[v]] == 1 else 1.0
        seen = level_for_job(t.language, post.language, c)
        chance = callback_probability(seen, gap, contact, factor[t.channel], c)
        invited = 0 if unit(mix(mix(key ^ t.who) ^ post.hash)) >= chance else 1
        found.letter[count], found.opening[count] = at, v
        contest.invited[t.resident, t.migrant] += invited
        count += invited
    return count


@part
def interview(n: int, key: np.uint64, letters: Rows, posts: Rows, found: Found, p: OfferParams, o: Openings) -> None:
    """Who is invited is judged, and the best two of each opening stand."""
    for k in range(n):
        v = found.opening[k]
        t, post = letters[found.letter[k]], posts[v]
        gap = post.gap if t.migrant == 1 else 0.0
        u = unit(mix(mix(key ^ t.who) ^ post.hash))
        score = interview_score(t.skill, t.language - post.language, gap, u, p)
        if score <= post.bar:
            continue
        stand(v, score, t.who, t.seeker * 8 + t.channel, o)

"""What becomes of applications: where they land, whether the employer calls back, and how the interview goes.

Each pass runs over all letters and touches few columns; what it needs of an opening lies side by side.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from werkagenda.agents.compiled import kernel
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
from werkagenda.agents.state import F64, I32
from werkagenda.model.chance import bits_n, draw_n, mix, unit
from werkagenda.model.letters import Rows, write
from werkagenda.model.levers import Made
from werkagenda.model.search import (
    LOOKS,
    Contest,
    Market,
    SearchKeys,
    channel_factor,
    gap_towards,
    obeying,
    sector_of,
    stand,
)
from werkagenda.model.seekers import Seekers
from werkagenda.model.slots import KINDS, Runs, Slots, kind_of, land, runs

POST = np.dtype([("hash", "u8"), ("language", "f8"), ("gap", "f8"), ("bar", "f8")])
"""What a letter reads of an opening; ``gap`` is the share of call-backs that its employer withholds from a migrant."""


class Found(NamedTuple):
    """Letters that are still in the running, and the opening of each (rows)."""

    letter: I32
    opening: I32


def posts_of(count: int, o: Openings, e: Employers, made: Made, c: CallbackParams) -> Rows:
    """What letters read of the openings of the month."""
    gaps, posts = np.empty(len(e.hash)), np.empty(count, POST)
    withhold(e, made, c, gaps)
    describe(count, o, gaps, posts)
    return posts


def apply(
    n: int,
    keys: SearchKeys,
    s: Seekers,
    m: Market,
    slots: Slots,
    posts: Rows,
    o: Openings,
    search: SearchParams,
    c: CallbackParams,
    offer: OfferParams,
    contest: Contest,
) -> None:
    """All applications of the month. Candidate code: seeker number * 8 + channel."""
    letters = write(n, keys.where, s, m, search)
    found = Found(np.empty(len(letters) + 1, np.int32), np.empty(len(letters) + 1, np.int32))
    landed = look(len(letters), keys, m, slots, runs(slots), letters, found, contest)
    factor = np.array([channel_factor(channel, c) for channel in range(1 + max(AGENT, MUNICIPAL, NETWORK, OWN))])
    invited = answer(landed, keys.callback, m, factor, letters, posts, o, found, c, contest)
    interview(invited, keys.interview, letters, posts, found, offer, o)


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
def describe(count: int, o: Openings, gaps: F64, posts: Rows) -> None:
    """Lay side by side what a letter reads of each opening."""
    for v in range(count):
        post = posts[v]
        post.hash, post.language = o.hash[v], o.language[v]
        post.gap, post.bar = gaps[o.employer[v]], o.bar[v]


@kernel
def look(
    n: int, keys: SearchKeys, m: Market, slots: Slots, r: Runs, letters: Rows, found: Found, contest: Contest
) -> int:
    """Where letters land; returns how many find an opening. After the first look agencies are left aside."""
    count = 0
    for k in range(n):
        t = letters[k]
        who, dutch, x, way = t.who, t.language, t.sector, t.channel
        base, a = t.region * 9, t.ordinal * LOOKS
        kind = kind_of(1 if way == OWN else 0, t.level, dutch)
        v = -1
        for step in range(LOOKS):
            if step > 0:
                x = draw_n(keys.where, who, 16 + a + step)
                way = OWN if way == AGENT else way
            run = (base + sector_of(x, way, t.level, dutch, m.sector_cumulative)) * KINDS + kind
            if r.lowest[run] <= dutch:
                word = bits_n(keys.slot, who, a + step)
                v = land(r.first[run], r.size[run], dutch, word, slots.opening, slots.language)
            if v >= 0:
                break
        found.letter[count], found.opening[count] = k, v
        if v >= 0:
            contest.sent[t.resident, t.migrant] += 1
            count += 1
    return count


@kernel
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


@kernel
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
        stand(
            v,
            score,
            t.who,
            t.seeker * 8 + t.channel,
            o.bar,
            o.best,
            o.best_who,
            o.candidate,
            o.second,
            o.second_who,
            o.runner_up,
        )

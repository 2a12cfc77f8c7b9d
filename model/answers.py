"""What employers answer to the letters that have landed with them, and how interviews go."""

from __future__ import annotations

from functools import cache

import numpy as np

from werkagenda.agents.compiled import part, rule
from werkagenda.agents.employer_rules import (
    CallbackParams,
    OfferParams,
    callback_probability,
    interview_score,
    judged,
    level_for_job,
)
from werkagenda.agents.people import Openings
from werkagenda.agents.state import F64, U32
from werkagenda.evidence.exact import log
from werkagenda.model.chance import draw, mix, unit
from werkagenda.model.landing import Found
from werkagenda.model.letters import Rows
from werkagenda.model.search import Contest, Market, stand

POST = np.dtype([("hash", "u8"), ("language", "f8"), ("gap", "f8"), ("bar", "f8")])
"""What a letter reads of an opening; ``gap`` is the share of call-backs that its employer withholds from a migrant."""
PARTS = 256
"""Parts of the uniform numbers for which the best that an interview can bring is kept."""
TOP_BITS = np.uint64(56)
MOST_LUCK = 40.0
"""More than ln(u / (1 - u)) of any uniform number of 52 bits."""


@part
def describe(rows: U32, o: Openings, gaps: F64, posts: Rows) -> None:
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
        invited = 1 if draw(key, t.word) < callback_probability(seen, gap, contact, factor[t.channel], c) else 0
        found.letter[count], found.opening[count] = at, v
        contest.invited[t.resident, t.migrant] += invited
        count += invited
    return count


@cache
def highest_luck() -> F64:
    """At least ln(u / (1 - u)) of every u in each of ``PARTS`` parts of (0, 1)."""
    ends = [k / PARTS for k in range(1, PARTS)]
    return np.array([log(u / (1.0 - u)) + 1e-9 for u in ends] + [MOST_LUCK])


@rule
def meeting(key: np.uint64, who: np.uint64, post: np.uint64) -> np.uint64:
    """64 bits keyed to an applicant and an opening."""
    return mix(mix(key ^ who) ^ post)


@part
def sift(n: int, key: np.uint64, luck: F64, letters: Rows, posts: Rows, found: Found, p: OfferParams) -> int:
    """Leave out who would not pass the bar with the best luck of their part (a score costs a logarithm)."""
    left = 0
    for k in range(n):
        at, v = found.letter[k], found.opening[k]
        t, post = letters[at], posts[v]
        gap = post.gap if t.migrant == 1 else 0.0
        most = luck[meeting(key, t.who, post.hash) >> TOP_BITS]
        found.letter[left], found.opening[left] = at, v
        left += 1 if judged(t.skill, t.language - post.language, gap, most, p) > post.bar else 0
    return left


@part
def interview(n: int, key: np.uint64, letters: Rows, posts: Rows, found: Found, p: OfferParams) -> int:
    """Who is invited is judged; those who pass the bar stay in the running; returns how many."""
    passed = 0
    for k in range(n):
        at, v = found.letter[k], found.opening[k]
        t, post = letters[at], posts[v]
        gap = post.gap if t.migrant == 1 else 0.0
        u = unit(meeting(key, t.who, post.hash))
        score = interview_score(t.skill, t.language - post.language, gap, u, p)
        found.letter[passed], found.opening[passed], found.score[passed] = at, v, score
        passed += score > post.bar
    return passed


@part
def contest_openings(n: int, letters: Rows, found: Found, o: Openings) -> None:
    """The best two of those who passed stand for each opening."""
    for k in range(n):
        t = letters[found.letter[k]]
        stand(found.opening[k], found.score[k], t.who, t.seeker * 8 + t.channel, o)

"""Call-backs and interviews for applications that have been matched to a vacancy."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from werkagenda.agents.compiled import inline, inlined, kernel, rule
from werkagenda.agents.employer_rules import (
    CallbackParams,
    OfferParams,
    callback_probability,
    interview_score,
    level_for_job,
)
from werkagenda.agents.kinds import OWN_GROUP
from werkagenda.agents.people import Openings
from werkagenda.agents.resident_rules import background_weight
from werkagenda.agents.state import F64, U32, table
from werkagenda.model.labour_market.application_draws import Rows
from werkagenda.model.labour_market.search import Contest, Market, stand
from werkagenda.model.labour_market.vacancy_sampling import Found
from werkagenda.model.random.keyed_random import draw, mix, unit
from werkagenda.model.row_lists import BLOCK

called_back, scored = inlined(callback_probability), inlined(interview_score)
POST = np.dtype([("hash", "u8"), ("language", "f8"), ("gap", "f8"), ("unsure", "f8"), ("bar", "f8")])
"""Vacancy data read per application; ``gap``: share of call-backs its employer withholds from people with a background
outside Europe, ``unsure``: the part of it that comes from uncertainty."""


class Gaps(NamedTuple):
    """Share of call-backs that each employer withholds from people with a background outside Europe, and the part of it
    that comes from uncertainty, which a recognised certificate can lift."""

    whole: F64
    unsure: F64


@inline
def describe(rows: U32, o: Openings, gaps: Gaps, posts: Rows) -> None:
    """Fill the records of vacancies ``rows``."""
    for v in rows:
        post = posts[v]
        post.hash, post.language = o.hash[v], o.language[v]
        post.gap, post.unsure, post.bar = gaps.whole[o.employer[v]], gaps.unsure[o.employer[v]], o.bar[v]


class Screening(NamedTuple):
    """How employers judge this month's applications: call-backs withheld, factor of each channel, parameters of
    call-backs and of interviews."""

    gaps: Gaps
    factor: F64
    callback: CallbackParams
    offer: OfferParams


class Judged(NamedTuple):
    """Inputs of call-backs and interviews for a block of applications, gathered for vectorised evaluation.

    ``language``: level as the employer sees it; in interviews the surplus over the requirement. ``luck``: uniform
    draws. ``chance``: call-back probability; in interviews the score.
    """

    language: F64
    gap: F64
    contact: F64
    factor: F64
    skill: F64
    bar: F64
    luck: F64
    chance: F64


class Processed(NamedTuple):
    """A block of applications in process: those that are left with their vacancies, and inputs of their judgement."""

    found: Found
    judged: Judged


def processing_buffer() -> Processed:
    """Buffer for one block."""
    return Processed(table(Found, BLOCK), table(Judged, BLOCK))


@kernel
def chances(n: int, j: Judged, c: CallbackParams) -> None:
    """Call-back probabilities of a block."""
    for k in range(n):
        j.chance[k] = called_back(j.language[k], j.gap[k], j.contact[k], j.factor[k], c)


@kernel
def scores(n: int, j: Judged, p: OfferParams) -> None:
    """Interview scores of a block."""
    for k in range(n):
        j.chance[k] = scored(j.skill[k], j.language[k], j.gap[k], j.luck[k], p)


@inline
def gap_for(t: Rows, post: Rows, european_share: float) -> float:
    """Share of call-backs that the employer withholds from an applicant because of origin (``background_weight``).

    None at employers of the own group: there language and origin are shared, so that Dutch is not asked either.
    """
    if t.channel == OWN_GROUP:
        return 0.0
    gap: float = background_weight(t.background, european_share) * (post.gap - t.recognised * post.unsure)
    return gap


@inline
def answer(
    n: int,
    key: np.uint64,
    m: Market,
    applications: Rows,
    posts: Rows,
    o: Openings,
    rules: Screening,
    block: Processed,
    contest: Contest,
) -> int:
    """Keep the applications that are called back in ``block.found``; returns their number."""
    found, j, c = block.found, block.judged, rules.callback
    for k in range(n):
        v, t = found.opening[k], applications[found.application[k]]
        post = posts[v]
        j.language[k] = 1.0 if t.channel == OWN_GROUP else level_for_job(t.language, post.language, c)
        j.gap[k] = gap_for(t, post, c.european_share)
        scarf = t.scarf == 1 and t.channel != OWN_GROUP and m.contact[o.sector[v]] == 1
        j.contact[k] = c.headscarf_factor if scarf else 1.0
        j.factor[k], j.luck[k] = rules.factor[t.channel], draw(key, t.word)
    chances(n, j, c)
    count = 0
    for k in range(n):
        t, invited = applications[found.application[k]], j.luck[k] < j.chance[k]
        found.application[count], found.opening[count] = found.application[k], found.opening[k]
        contest.invited[t.resident, t.level, t.background] += invited
        count += invited
    return count


@rule
def meeting(key: np.uint64, who: np.uint64, post: np.uint64) -> np.uint64:
    """64 bits keyed to an applicant and a vacancy."""
    return mix(mix(key ^ who) ^ post)


@inline
def interview(
    n: int,
    key: np.uint64,
    applications: Rows,
    posts: Rows,
    rules: Screening,
    block: Processed,
) -> int:
    """Score the invited applicants and keep those above the bar in ``block.found``; returns their number."""
    found, j = block.found, block.judged
    for k in range(n):
        t, post = applications[found.application[k]], posts[found.opening[k]]
        j.skill[k], j.language[k] = t.skill, t.language - post.language
        j.gap[k] = gap_for(t, post, rules.callback.european_share)
        j.bar[k] = post.bar
        j.luck[k] = unit(meeting(key, t.who, post.hash))
    scores(n, j, rules.offer)
    passed = 0
    for k in range(n):
        found.application[passed], found.opening[passed] = found.application[k], found.opening[k]
        found.score[passed] = j.chance[k]
        passed += j.chance[k] > j.bar[k]
    return passed


@inline
def contest_openings(n: int, applications: Rows, found: Found, o: Openings) -> None:
    """Enter those who passed as contestants; each vacancy keeps the best two."""
    for k in range(n):
        t = applications[found.application[k]]
        stand(found.opening[k], found.score[k], t.who, t.seeker * 8 + t.channel, o)

"""Draw which applications are sent this month, and skip those that no employer can answer.

An application is answered if a uniform number keyed to it is below the vacancy's call-back probability.
``callback_bound`` is the maximum of that probability per channel. Applications with a number at or above it are counted
as sent but not matched to a vacancy, because no vacancy could answer them.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from werkagenda.agents.compiled import inline, kernel, rule
from werkagenda.agents.job_search import SearchParams
from werkagenda.agents.people import Residents
from werkagenda.agents.state import F64, I8, I64, U8, U32, U64
from werkagenda.model.labour_market.job_seekers import Seekers
from werkagenda.model.labour_market.search import SearchKeys, callback_bound_of, reaches
from werkagenda.model.random.keyed_random import bits_n, draw

Rows = Any
"""Structured array of records (NumPy's typing does not cover fields)."""
APPLICATION = np.dtype(
    [("who", "u8"), ("word", "u8"), ("language", "f8"), ("skill", "f8"), ("recognised", "f8"), ("seeker", "i4")]
    + [(n, "i1") for n in ("ordinal", "channel", "region", "level", "resident", "background", "scarf", "spare")],
)
"""Record of an application: hashed id of the applicant, its 64 keyed bits, seeker number, ordinal and traits."""
SHARE = 1.52587890625e-05
"""2^-16: 64 bits give four uniform numbers of 16 bits."""
LOW, S0, S16, S32, S48 = np.uint64(0xFFFF), np.uint64(0), np.uint64(16), np.uint64(32), np.uint64(48)


class Sent(NamedTuple):
    """Applications in the order of sending: seeker number, ordinal, 64 keyed bits, channel, region applied to."""

    seeker: U32
    ordinal: I8
    word: U64
    channel: I8
    region: I8


class Applicants(NamedTuple):
    """Everybody who applies: the first ``people`` entries of ``list`` (newcomers), then ``others`` rows of
    ``residents``.

    A seeker's number is the position in the list, or ``people`` plus the row in the residents. ``effort[months
    searched]`` is the probability that one of the others sends an application.
    """

    people: int
    list: Seekers
    others: int
    residents: Residents
    effort: F64


@rule
def quarter(word: np.uint64, which: np.uint64) -> float:
    """One of the four uniform numbers of a word; ``which`` is its shift in bits (0, 16, 32 or 48)."""
    return float((word >> which) & LOW) * SHARE


@kernel
def own_chances(people: int, ordinal: int, share: float, s: Seekers, chance: F64) -> None:
    """Fill ``chance`` with the probability that newcomers send application ``ordinal``; workers send at most one."""
    for q in range(people):
        chance[q] = s.send[q] * share * (1.0 - s.on_the_job[q] * (ordinal > 0))


@kernel
def others_chances(s: Applicants, share: float, chance: F64) -> None:
    """Write to ``chance`` the probability that each other job seeker sends any one of the applications."""
    for i in range(s.others):
        chance[i] = s.effort[s.residents.months[i]] * share


@inline
def flag(word: np.uint64, chance: float, callback: np.uint64, callback_bound: float) -> int:
    """0: not sent; 1: sent, but its number is not below ``callback_bound``; 2: sent and may be answered."""
    return (quarter(word, S0) < chance) * (1 + (draw(callback, word) < callback_bound))


@inline
def append_sent(first: int, people: int, ordinal: int, count: int, flags: U8, sent: Sent) -> int:
    """Append applications with flag 2 of ``people`` seekers, numbered from ``first``; returns the new count."""
    for q in range(people):
        sent.seeker[count], sent.ordinal[count] = first + q, ordinal
        count += flags[q] == 2
    return count


@inline
def five(bound: F64) -> tuple[float, float, float, float, float]:
    """The bounds of the five channels as a tuple."""
    return bound[0], bound[1], bound[2], bound[3], bound[4]


@kernel
def send_own(
    people: int,
    ordinal: int,
    count: int,
    keys: SearchKeys,
    s: Seekers,
    chance: F64,
    p: SearchParams,
    callback_bound: F64,
    flags: U8,
    sent: Sent,
) -> int:
    """Draw which newcomers send application ``ordinal``; returns the number of applications so far."""
    callback_bounds = five(callback_bound)
    for q in range(people):
        word = bits_n(keys.where, s.hash[q], ordinal)
        most = callback_bound_of(quarter(word, S16), reaches(0, s.guidance[q], s.group[q], p), callback_bounds)
        flags[q] = flag(word, chance[q], keys.callback, most)
    return append_sent(0, people, ordinal, count, flags, sent)


@kernel
def send_others(
    s: Applicants,
    ordinal: int,
    count: int,
    keys: SearchKeys,
    chance: F64,
    p: SearchParams,
    callback_bound: F64,
    flags: U8,
    sent: Sent,
) -> int:
    """Draw which other job seekers send application ``ordinal``; returns the number of applications so far."""
    callback_bounds, reach = five(callback_bound), reaches(1, 0.0, 0.0, p)
    for q in range(s.others):
        word = bits_n(keys.where, s.residents.hash[q], ordinal)
        flags[q] = flag(word, chance[q], keys.callback, callback_bound_of(quarter(word, S16), reach, callback_bounds))
    return append_sent(s.people, s.others, ordinal, count, flags, sent)


@kernel
def count_sent(people: int, flags: U8, level: U8, background: U8, numbers: I64) -> None:
    """Add the number of senders to ``numbers[education, background]``."""
    for q in range(people):
        numbers[level[q], background[q]] += flags[q] > 0

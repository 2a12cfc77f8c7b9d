"""Letters: the applications that are sent this month, and which of them may be answered.

Whether an employer answers is drawn for the letter: a uniform number keyed to it is held against the chance that the
opening gives. No opening gives more than ``hope``; a letter whose number is not below that is sent, counted and left
where it is, for it could not be answered wherever it lands.
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
"""Records side by side in one array (what types say of arrays does not reach their fields)."""
APPLICATION = np.dtype(
    [("who", "u8"), ("word", "u8"), ("language", "f8"), ("skill", "f8"), ("recognised", "f8"), ("seeker", "i4")]
    + [(n, "i1") for n in ("ordinal", "channel", "region", "level", "resident", "migrant", "scarf", "spare")],
)
"""A letter: who (hash) writes, its 64 keyed bits, the number of the seeker, which letter it is."""
SHARE = 1.52587890625e-05
"""One part in 2^16: a word of 64 bits gives four uniform numbers."""
LOW, S0, S16, S32, S48 = np.uint64(0xFFFF), np.uint64(0), np.uint64(16), np.uint64(32), np.uint64(48)


class Sent(NamedTuple):
    """Letters as they are written: number of the seeker, which letter, its 64 keyed bits, channel, region to go to."""

    seeker: U32
    ordinal: I8
    word: U64
    channel: I8
    region: I8


class Applicants(NamedTuple):
    """Everybody who applies: ``people`` newcomers of the list, then ``others`` rows of other people who search.

    A seeker's number is the row in the list, or ``people`` and the row in the residents. ``effort[months searched]``:
    probability that one of the others sends an application.
    """

    people: int
    list: Seekers
    others: int
    residents: Residents
    effort: F64


@rule
def quarter(word: np.uint64, which: np.uint64) -> float:
    """One of the four uniform numbers of a word; ``which``: bits to its right (0, 16, 32 or 48)."""
    return float((word >> which) & LOW) * SHARE


@kernel
def own_chances(people: int, ordinal: int, share: float, s: Seekers, chance: F64) -> None:
    """Chances that newcomers send the ``ordinal``-th of their applications; who has work sends one at most."""
    for q in range(people):
        chance[q] = s.send[q] * share * (1.0 - s.on_the_job[q] * (ordinal > 0))


@kernel
def others_chances(s: Applicants, share: float, chance: F64) -> None:
    """Chances that other people send any one of their applications."""
    for i in range(s.others):
        chance[i] = s.effort[s.residents.months[i]] * share


@inline
def flag(word: np.uint64, chance: float, callback: np.uint64, callback_bound: float) -> int:
    """An application is not sent (0), sent without hope (1: none by its channel is answered with a higher chance) or
    sent (2)."""
    return (quarter(word, S0) < chance) * (1 + (draw(callback, word) < callback_bound))


@inline
def append_sent(first: int, people: int, ordinal: int, count: int, flags: U8, sent: Sent) -> int:
    """Write down the letters with hope of ``people`` (numbers from ``first`` on) after the ``count`` before."""
    for q in range(people):
        sent.seeker[count], sent.ordinal[count] = first + q, ordinal
        count += flags[q] == 2
    return count


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
    """Which newcomers send the ``ordinal``-th application, drawn for all at once; returns how many letters there are by
    now."""
    callback_bounds = callback_bound[0], callback_bound[1], callback_bound[2], callback_bound[3]
    for q in range(people):
        word = bits_n(keys.where, s.hash[q], ordinal)
        most = callback_bound_of(quarter(word, S16), reaches(0, s.guidance[q], p), callback_bounds)
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
    """Which other people send it, alike."""
    callback_bounds, reach = (
        (callback_bound[0], callback_bound[1], callback_bound[2], callback_bound[3]),
        reaches(1, 0.0, p),
    )
    for q in range(s.others):
        word = bits_n(keys.where, s.residents.hash[q], ordinal)
        flags[q] = flag(word, chance[q], keys.callback, callback_bound_of(quarter(word, S16), reach, callback_bounds))
    return append_sent(s.people, s.others, ordinal, count, flags, sent)


@kernel
def count_sent(people: int, flags: U8, migrant: U8, numbers: I64) -> None:
    """Add those who sent to ``numbers[migrant]``."""
    total = migrants = 0
    for q in range(people):
        total += flags[q] > 0
        migrants += (flags[q] > 0) & (migrant[q] == 1)
    numbers[0] += total - migrants
    numbers[1] += migrants

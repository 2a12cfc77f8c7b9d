"""Letters: the applications that are sent this month, in order of the region they go to.

All are written in the order of seekers, newcomers first, each one's first letter first, and then sorted, so that what a
letter looks up next lies in one region and stays in the nearer caches. Letters of one seeker to one region stay in
their order; the order of seekers does not matter (the two best of an opening are told apart by score and identity,
``search.stand``).

Whether an employer answers is drawn for the letter: a uniform number keyed to it is held against the chance that the
opening gives. No opening gives more than ``hope``; a letter whose number is not below that is sent, counted and left
where it is, for it could not be answered wherever it lands.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

from werkagenda.agents.compiled import kernel, rule
from werkagenda.agents.job_search import SearchParams
from werkagenda.agents.people import Residents
from werkagenda.agents.state import F64, I8, I64, U8, U32, U64, as_tuple, fields
from werkagenda.model.chance import bits_n, draw
from werkagenda.model.record import whole_sum
from werkagenda.model.search import Contest, Market, SearchKeys, channel_of, region_of
from werkagenda.model.seekers import Seekers

Rows = Any
"""Records side by side in one array (what types say of arrays does not reach their fields)."""
LETTER = np.dtype(
    [("who", "u8"), ("word", "u8"), ("language", "f8"), ("skill", "f8"), ("seeker", "i4")]
    + [(n, "i1") for n in ("ordinal", "channel", "region", "level", "resident", "migrant", "scarf", "spare")],
)
"""A letter: who (hash) writes, its 64 keyed bits, the number of the seeker, which letter it is."""
SHARE = 1.52587890625e-05
"""One part in 2^16: a word of 64 bits gives four uniform numbers."""
LOW, S0, S16, S32, S48 = np.uint64(0xFFFF), np.uint64(0), np.uint64(16), np.uint64(32), np.uint64(48)


class Sent(NamedTuple):
    """Letters as they are written: number of the seeker, which letter, channel, region to go to."""

    seeker: U32
    ordinal: I8
    channel: I8
    region: I8


class Writers(NamedTuple):
    """Everybody who applies: ``people`` newcomers of the list, then ``others`` rows of other people who search.

    A seeker's number is the row in the list, or ``people`` and the row in the residents. ``effort[months searched]``:
    probability that one of the others sends an application.
    """

    people: int
    list: Seekers
    others: int
    residents: Residents
    effort: F64


def write(s: Writers, keys: SearchKeys, m: Market, p: SearchParams, hope: F64, contest: Contest) -> tuple[Rows, I64]:
    """The month's letters that may be answered, in order of region, and where those to each region begin.

    ``hope[channel]``: the highest chance of an answer.
    """
    each = math.ceil(p.applications_per_month), math.ceil(p.resident_applications_per_month)
    room = s.people * each[0] + s.others * each[1]
    sent = as_tuple(Sent, {name: np.empty(room, kind) for name, kind in fields(Sent).items()})
    chance, flags, most = np.empty(max(s.people, s.others)), np.empty(max(s.people, s.others), np.uint8), hope.max()
    own = 0
    for ordinal in range(each[0]):
        own_chances(s.people, ordinal, p.applications_per_month / each[0], s.list, chance)
        own = send(0, s.people, ordinal, own, keys, s.list.hash, chance, most, flags, sent)
        contest.sent[0, 1] += whole_sum(flags[: s.people] > 0)
    count = own
    others_chances(s, p.resident_applications_per_month / each[1], chance)
    for ordinal in range(each[1]):
        count = send(s.people, s.others, ordinal, count, keys, s.residents.hash, chance, most, flags, sent)
        count_sent(s.others, flags, s.residents.migrant, contest.sent[1])
    start = np.zeros(len(m.neighbour_start), np.int64)
    own, count = address(own, count, s, keys, m, p, hope, sent, start[1:])
    start[:] = np.cumsum(start)
    letters = np.empty(count, LETTER)
    sort(own, count, s, keys.where, sent, start[:-1].copy(), letters)
    return letters, start


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
def others_chances(s: Writers, share: float, chance: F64) -> None:
    """Chances that other people send any one of their applications."""
    for i in range(s.others):
        chance[i] = s.effort[s.residents.months[i]] * share


@kernel
def send(
    first: int,
    people: int,
    ordinal: int,
    count: int,
    keys: SearchKeys,
    who: U64,
    chance: F64,
    most: float,
    flags: U8,
    sent: Sent,
) -> int:
    """Who of ``people`` (numbers from ``first`` on) sends the ``ordinal``-th application: drawn for all at once.

    ``flags``: 0 not sent, 1 sent without hope (none is answered with a higher chance than ``most``), 2 sent. The last
    are written after the ``count`` letters before; returns how many there are then.
    """
    for q in range(people):
        word = bits_n(keys.where, who[q], ordinal)
        hopes = draw(keys.callback, word) < most
        flags[q] = (quarter(word, S0) < chance[q]) * (1 + hopes)
    for q in range(people):
        sent.seeker[count], sent.ordinal[count] = first + q, ordinal
        count += flags[q] == 2
    return count


@kernel
def count_sent(people: int, flags: U8, migrant: U8, numbers: I64) -> None:
    """Add those who sent to ``numbers[migrant]``."""
    total = migrants = 0
    for q in range(people):
        total += flags[q] > 0
        migrants += (flags[q] > 0) & (migrant[q] == 1)
    numbers[0] += total - migrants
    numbers[1] += migrants


@kernel
def address(
    own: int,
    count: int,
    s: Writers,
    keys: SearchKeys,
    m: Market,
    p: SearchParams,
    hope: F64,
    sent: Sent,
    numbers: I64,
) -> tuple[int, int]:
    """Channel and region of each letter; those without hope by their channel are left out.

    Newcomers' letters come first (``own``); returns how many of them stay, and how many of all. ``numbers`` counts
    letters by region.
    """
    stay = kept = 0
    for k in range(count):
        q, ordinal = sent.seeker[k], sent.ordinal[k]
        if k < own:
            word = bits_n(keys.where, s.list.hash[q], ordinal)
            channel, home = channel_of(quarter(word, S16), 0, s.list.guidance[q], p), s.list.region[q]
        else:
            word = bits_n(keys.where, s.residents.hash[q - s.people], ordinal)
            channel, home = channel_of(quarter(word, S16), 1, 0.0, p), s.residents.region[q - s.people]
        region = region_of(quarter(word, S32), home, p.own_region_share, m.neighbour_start, m.neighbour)
        sent.seeker[stay], sent.ordinal[stay], sent.channel[stay], sent.region[stay] = q, ordinal, channel, region
        hopes = 1 if draw(keys.callback, word) < hope[channel] else 0
        numbers[region] += hopes
        stay += hopes
        kept = stay if k < own else kept
    return kept, stay


@kernel
def sort(own: int, count: int, s: Writers, key: np.uint64, sent: Sent, place: I64, letters: Rows) -> None:
    """Lay letters side by side in order of region; ``place``: where the next one to each region goes."""
    for k in range(count):
        q, region = sent.seeker[k], sent.region[k]
        letter = letters[place[region]]
        place[region] += 1
        letter.seeker, letter.ordinal = q, sent.ordinal[k]
        letter.channel, letter.region, letter.resident = sent.channel[k], region, 1 if k >= own else 0
        if k < own:
            letter.who, letter.language, letter.skill = s.list.hash[q], s.list.language[q], s.list.skill[q]
            letter.level, letter.migrant, letter.scarf = s.list.level[q], 1, s.list.scarf[q]
        else:
            r, i = s.residents, q - s.people
            letter.who, letter.language, letter.skill = r.hash[i], 1.0, r.skill[i]
            letter.level, letter.migrant, letter.scarf = r.education[i], r.migrant[i], 0
        letter.word = bits_n(key, letter.who, sent.ordinal[k])

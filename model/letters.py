"""Letters: the applications that are sent this month, in order of the region they go to.

All are written in the order of seekers, newcomers first, and then sorted, so that what a letter looks up next lies in
one region and stays in the nearer caches. Letters of one seeker to one region stay in their order; the order of seekers
does not matter (the two best of an opening are told apart by score and identity, ``search.stand``).

Whether an employer answers is drawn for the letter: a uniform number keyed to it is held against the chance that the
opening gives. No opening gives more than ``hope``; a letter whose number is not below that is sent, counted and left
where it is, for it could not be answered wherever it lands.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

from werkagenda.agents.compiled import kernel, part, rule
from werkagenda.agents.job_search import SearchParams
from werkagenda.agents.people import Residents
from werkagenda.agents.state import F64, I8, I32, I64, U64, as_tuple, fields
from werkagenda.model.chance import bits_n, draw
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
    """Letters as they are written: number of the seeker, which letter, 64 keyed bits, channel, region to go to."""

    seeker: I32
    ordinal: I8
    word: U64
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
    each, most = (p.applications_per_month, p.resident_applications_per_month), float(hope.max())
    room = s.people * math.ceil(each[0]) + s.others * math.ceil(each[1])
    sent = as_tuple(Sent, {name: np.empty(room + 1, kind) for name, kind in fields(Sent).items()})
    own = send(s.people, each[0], keys, s.list, most, sent, contest.sent)
    count = send_others(own, s, each[1], keys, most, sent, contest.sent)
    start = np.zeros(len(m.neighbour_start), np.int64)
    own, count = address(own, count, s, keys, m, p, hope, sent, start[1:])
    start[:] = np.cumsum(start)
    letters = np.empty(count, LETTER)
    sort(own, count, s, sent, start[:-1].copy(), letters)
    return letters, start


@rule
def quarter(word: np.uint64, which: np.uint64) -> float:
    """One of the four uniform numbers of a word; ``which``: bits to its right (0, 16, 32 or 48)."""
    return float((word >> which) & LOW) * SHARE


@part
def put(at: int, q: int, ordinal: int, word: np.uint64, chance: float, sent: Sent) -> int:
    """Write a letter at a place; 1 when it is sent: the lowest quarter of its word is below ``chance``."""
    sent.seeker[at], sent.ordinal[at], sent.word[at] = q, ordinal, word
    return 1 if quarter(word, S0) < chance else 0


@kernel
def send(people: int, number: float, keys: SearchKeys, s: Seekers, most: float, sent: Sent, numbers: I64) -> int:
    """Newcomers send up to ``number`` applications, one when they have work.

    Those that may be answered stay, for none is answered with a higher chance than ``most``; returns how many.
    ``numbers[0, 1]`` counts all that are sent.
    """
    count, times = 0, int(math.ceil(number))
    for q in range(people):
        chance = s.send[q] * (number / times)
        for a in range(1 if s.on_the_job[q] == 1 else times):
            word = bits_n(keys.where, s.hash[q], a)
            goes = put(count, q, a, word, chance, sent)
            numbers[0, 1] += goes
            count += goes & (1 if draw(keys.callback, word) < most else 0)
    return count


@kernel
def send_others(count: int, s: Writers, number: float, keys: SearchKeys, most: float, sent: Sent, numbers: I64) -> int:
    """Other people send up to ``number`` applications, written after the ``count`` of newcomers as ``send`` does.

    ``numbers[1, migrant]`` counts all that are sent.
    """
    r, times = s.residents, int(math.ceil(number))
    for i in range(s.others):
        chance, sends = s.effort[r.months[i]] * (number / times), 0
        for a in range(times):
            word = bits_n(keys.where, r.hash[i], a)
            goes = put(count, s.people + i, a, word, chance, sent)
            sends += goes
            count += goes & (1 if draw(keys.callback, word) < most else 0)
        numbers[1, r.migrant[i]] += sends
    return count


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
        q, x = sent.seeker[k], quarter(sent.word[k], S16)
        if k < own:
            channel, home = channel_of(x, 0, s.list.guidance[q], p), s.list.region[q]
        else:
            channel, home = channel_of(x, 1, 0.0, p), s.residents.region[q - s.people]
        region = region_of(quarter(sent.word[k], S32), home, p.own_region_share, m.neighbour_start, m.neighbour)
        sent.seeker[stay], sent.ordinal[stay], sent.word[stay] = q, sent.ordinal[k], sent.word[k]
        sent.channel[stay], sent.region[stay] = channel, region
        hopes = 1 if draw(keys.callback, sent.word[stay]) < hope[channel] else 0
        numbers[region] += hopes
        stay += hopes
        kept = stay if k < own else kept
    return kept, stay


@kernel
def sort(own: int, count: int, s: Writers, sent: Sent, place: I64, letters: Rows) -> None:
    """Lay letters side by side in order of region; ``place``: where the next one to each region goes."""
    for k in range(count):
        q, region = sent.seeker[k], sent.region[k]
        letter = letters[place[region]]
        place[region] += 1
        letter.seeker, letter.ordinal, letter.word = q, sent.ordinal[k], sent.word[k]
        letter.channel, letter.region, letter.resident = sent.channel[k], region, 1 if k >= own else 0
        if k < own:
            letter.who, letter.language, letter.skill = s.list.hash[q], s.list.language[q], s.list.skill[q]
            letter.level, letter.migrant, letter.scarf = s.list.level[q], 1, s.list.scarf[q]
        else:
            r, i = s.residents, q - s.people
            letter.who, letter.language, letter.skill = r.hash[i], 1.0, r.skill[i]
            letter.level, letter.migrant, letter.scarf = r.education[i], r.migrant[i], 0

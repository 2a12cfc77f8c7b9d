"""Letters: the applications that are sent this month, in order of the region they go to.

All are written in the order of the list of seekers and then sorted, so that what a letter looks up next lies in one
region and stays in the nearer caches. Letters of one seeker to one region stay in their order; the order of seekers
does not matter (the two best of an opening are told apart by score and identity, ``search.stand``).

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
"""A letter: who (hash) writes, its 64 keyed bits, the row of the seeker, which letter it is."""
SHARE = 1.52587890625e-05
"""One part in 2^16: a word of 64 bits gives four uniform numbers."""
LOW, S0, S16, S32, S48 = np.uint64(0xFFFF), np.uint64(0), np.uint64(16), np.uint64(32), np.uint64(48)


class Sent(NamedTuple):
    """Letters as they are written: the seeker, which of theirs it is, 64 keyed bits, channel, the region it goes to."""

    seeker: I32
    ordinal: I8
    word: U64
    channel: I8
    region: I8


def write(
    people: int, n: int, keys: SearchKeys, s: Seekers, m: Market, p: SearchParams, hope: F64, contest: Contest
) -> tuple[Rows, I64]:
    """The month's letters that may be answered, in order of region, and where those to each region begin.

    Of the ``n`` seekers the first ``people`` are newcomers; ``hope[channel]``: the highest chance of an answer.
    """
    each = p.applications_per_month, p.resident_applications_per_month
    most = people * math.ceil(each[0]) + (n - people) * math.ceil(each[1])
    sent = as_tuple(Sent, {name: np.empty(most + 1, kind) for name, kind in fields(Sent).items()})
    count = send(0, people, 0, each[0], keys, s, float(hope.max()), sent, contest.sent)
    count = send(people, n, count, each[1], keys, s, float(hope.max()), sent, contest.sent)
    start = np.zeros(len(m.neighbour_start), np.int64)
    count = address(count, keys, s, m, p, hope, sent, start[1:])
    start[:] = np.cumsum(start)
    letters = np.empty(count, LETTER)
    sort(count, s, sent, start[:-1].copy(), letters)
    return letters, start


@rule
def quarter(word: np.uint64, which: np.uint64) -> float:
    """One of the four uniform numbers of a word; ``which``: bits to its right (0, 16, 32 or 48)."""
    return float((word >> which) & LOW) * SHARE


@kernel
def send(
    first: int,
    last: int,
    count: int,
    number: float,
    keys: SearchKeys,
    s: Seekers,
    most: float,
    sent: Sent,
    numbers: I64,
) -> int:
    """Which of their ``number`` applications seekers send, and of those the ones that may be answered.

    Written after the ``count`` letters before; returns how many there are then. The lowest quarter of a word decides on
    sending; ``numbers[resident, migrant]`` counts all that are sent; ``most``: highest chance of an answer by any
    channel.
    """
    times = int(math.ceil(number))
    share = number / times
    for q in range(first, last):
        chance, goes = s.send[q] * share, 0
        for a in range(1 if s.on_the_job[q] == 1 else times):
            word = bits_n(keys.where, s.hash[q], a)
            sent.seeker[count], sent.ordinal[count], sent.word[count] = q, a, word
            written = 1 if quarter(word, S0) < chance else 0
            goes += written
            count += written & (1 if draw(keys.callback, word) < most else 0)
        numbers[s.resident[q], s.migrant[q]] += goes
    return count


@kernel
def address(
    count: int, keys: SearchKeys, s: Seekers, m: Market, p: SearchParams, hope: F64, sent: Sent, numbers: I64
) -> int:
    """Channel and region of each letter; those without hope by their channel are left out; returns how many stay.

    ``numbers`` counts them by region.
    """
    stay = 0
    for k in range(count):
        q, word = sent.seeker[k], sent.word[k]
        channel = channel_of(quarter(word, S16), s.resident[q], s.guidance[q], p)
        region = region_of(quarter(word, S32), s.region[q], p.own_region_share, m.neighbour_start, m.neighbour)
        sent.seeker[stay], sent.ordinal[stay], sent.word[stay] = q, sent.ordinal[k], word
        sent.channel[stay], sent.region[stay] = channel, region
        hopes = 1 if draw(keys.callback, word) < hope[channel] else 0
        numbers[region] += hopes
        stay += hopes
    return stay


@kernel
def sort(count: int, s: Seekers, sent: Sent, place: I64, letters: Rows) -> None:
    """Lay letters side by side in order of region; ``place``: where the next one to each region goes."""
    for k in range(count):
        q, region = sent.seeker[k], sent.region[k]
        letter = letters[place[region]]
        place[region] += 1
        letter.who, letter.language, letter.skill = s.hash[q], s.language[q], s.skill[q]
        letter.seeker, letter.ordinal, letter.word = q, sent.ordinal[k], sent.word[k]
        letter.channel, letter.region = sent.channel[k], region
        letter.level, letter.resident = s.level[q], s.resident[q]
        letter.migrant, letter.scarf = s.migrant[q], s.scarf[q]

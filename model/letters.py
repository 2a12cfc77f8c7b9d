"""Letters: the applications that are sent this month, in order of the region they go to.

All are written in the order of the list of seekers and then sorted, so that what a letter looks up next lies in one
region and stays in the nearer caches. Letters of one seeker to one region stay in their order; the order of seekers
does not matter (the two best of an opening are told apart by score and identity, ``search.stand``).
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

from werkagenda.agents.compiled import kernel
from werkagenda.agents.job_search import SearchParams
from werkagenda.agents.state import I8, I32, I64, U64, as_tuple, fields
from werkagenda.model.chance import bits_n
from werkagenda.model.search import Market, channel_of, region_of
from werkagenda.model.seekers import Seekers

Rows = Any
"""Records side by side in one array (what types say of arrays does not reach their fields)."""
LETTER = np.dtype(
    [(name, "f8" if name != "who" else "u8") for name in ("who", "language", "skill", "sector")]
    + [("seeker", "i4")]
    + [(n, "i1") for n in ("ordinal", "channel", "region", "level", "resident", "migrant", "scarf", "spare")],
)
"""A letter: who (hash) writes, the uniform number that leads to a sector, the row of the seeker, which letter it is."""
SHARE = 1.52587890625e-05
"""One part in 2^16: a word of 64 bits gives four uniform numbers."""
LOW, S16, S32, S48 = np.uint64(0xFFFF), np.uint64(16), np.uint64(32), np.uint64(48)


class Sent(NamedTuple):
    """Letters as they are written: the seeker, which of theirs it is, 64 keyed bits, the region it goes to."""

    seeker: I32
    ordinal: I8
    word: U64
    region: I8


def write(n: int, key: np.uint64, s: Seekers, m: Market, p: SearchParams) -> tuple[Rows, I64]:
    """All letters of the month in order of region, and where those to each region begin."""
    others = int(np.count_nonzero(s.resident[:n]))
    most = others * math.ceil(p.resident_applications_per_month) + (n - others) * math.ceil(p.applications_per_month)
    sent = as_tuple(Sent, {name: np.empty(most + 1, kind) for name, kind in fields(Sent).items()})
    count = send(n, key, s, p, sent)
    start = np.zeros(len(m.neighbour_start), np.int64)
    address(count, s, m, p, sent, start[1:])
    start[:] = np.cumsum(start)
    letters = np.empty(count, LETTER)
    sort(count, s, p, sent, start[:-1].copy(), letters)
    return letters, start


@kernel
def send(n: int, key: np.uint64, s: Seekers, p: SearchParams, sent: Sent) -> int:
    """Which of their applications seekers send (the lowest 16 bits of a word decide); returns how many."""
    count = 0
    for q in range(n):
        number = p.resident_applications_per_month if s.resident[q] == 1 else p.applications_per_month
        times = int(math.ceil(number))
        chance = s.send[q] * (number / times)
        for a in range(1 if s.on_the_job[q] == 1 else times):
            word = bits_n(key, s.hash[q], a)
            sent.seeker[count], sent.ordinal[count], sent.word[count] = q, a, word
            count += 0 if float(word & LOW) * SHARE >= chance else 1
    return count


@kernel
def address(count: int, s: Seekers, m: Market, p: SearchParams, sent: Sent, numbers: I64) -> None:
    """The region that each letter goes to; ``numbers`` counts them by region."""
    for k in range(count):
        x = float((sent.word[k] >> S32) & LOW) * SHARE
        home = s.region[sent.seeker[k]]
        region = region_of(x, home, p.own_region_share, m.neighbour_start, m.neighbour)
        sent.region[k] = region
        numbers[region] += 1


@kernel
def sort(count: int, s: Seekers, p: SearchParams, sent: Sent, place: I64, letters: Rows) -> None:
    """Lay letters side by side in order of region; ``place``: where the next one to each region goes."""
    for k in range(count):
        q, region, word = sent.seeker[k], sent.region[k], sent.word[k]
        letter = letters[place[region]]
        place[region] += 1
        letter.who, letter.language, letter.skill = s.hash[q], s.language[q], s.skill[q]
        letter.seeker, letter.ordinal, letter.region = q, sent.ordinal[k], region
        letter.sector = float(word >> S48) * SHARE
        letter.channel = channel_of(float((word >> S16) & LOW) * SHARE, s.resident[q], s.guidance[q], p)
        letter.level, letter.resident = s.level[q], s.resident[q]
        letter.migrant, letter.scarf = s.migrant[q], s.scarf[q]

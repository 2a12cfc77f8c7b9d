"""Where an application lands: openings of a region and sector lie in hashed slots, and a pick is drawn again
until it hits an occupied one. Every opening is equally likely, and a pick stays put when others come or go."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from werkagenda.agents.compiled import kernel, rule
from werkagenda.agents.people import Openings
from werkagenda.agents.state import F64, I32, I64, U8
from werkagenda.model.chance import mix

STEP = np.uint64(0x9E3779B97F4A7C15)
TRIES = 60
EMPTY = 9.0
"""Language that nobody has."""


class Slots(NamedTuple):
    """``start`` (buckets + 1) marks each bucket's slots, powers of two; ``opening`` holds a row or -1.

    What a seeker looks at lies in the slot itself, so that looking touches no other table: ``language`` asked (EMPTY
    when there is no opening), and ``kind``, twice the skill asked plus 1 when posted. ``lowest[bucket, posted only,
    education]`` is the least language asked of who has that education: where even that is too much, nobody looks.
    """

    start: I64
    opening: I32
    language: F64
    kind: U8
    lowest: F64


def room(start: I64) -> Slots:
    """Slots not yet filled."""
    size = int(start[-1])
    return Slots(
        start, np.empty(size, np.int32), np.empty(size), np.empty(size, np.uint8), np.empty((len(start) - 1, 2, 3))
    )


def sizes(counts: I64, before: I64) -> I64:
    """Slots a bucket: doubled from what it had whenever it would be over 70% full; at least 8."""
    wanted = np.maximum(before, 8)
    while True:
        full = counts > 0.7 * wanted
        if not full.any():
            return wanted
        wanted = np.where(full, wanted * 2, wanted)


@kernel
def place(count: int, key: np.uint64, o: Openings, slots: Slots) -> None:
    """Give each opening its slot: first free one along the opening's own probe sequence, oldest first."""
    slots.opening[:] = -1
    slots.language[:] = slots.lowest[:] = EMPTY
    for v in range(count):
        b = np.int64(o.region[v]) * 9 + o.sector[v]
        for posted_only in range(1 + o.posted[v]):
            for level in range(o.skill[v], 3):
                slots.lowest[b, posted_only, level] = min(slots.lowest[b, posted_only, level], o.language[v])
        first = slots.start[b]
        mask = np.uint64(slots.start[b + 1] - first - 1)
        h = mix(o.hash[v] ^ key)
        while True:
            at = first + np.int64(h & mask)
            if slots.opening[at] < 0:
                slots.opening[at], slots.language[at] = v, o.language[v]
                slots.kind[at] = 2 * o.skill[v] + o.posted[v]
                break
            h = mix(h + STEP)


@rule
def land(
    first: int,
    size: int,
    word: np.uint64,
    posted_only: int,
    level: int,
    language: float,
    slot: I32,
    asked: F64,
    kind: U8,
) -> int:
    """Opening that 64 keyed bits lead to among ``size`` slots from ``first``, -1 when the seeker gives up.

    People pass over what clearly asks more Dutch or skill than they have, and unposted openings when they
    look for themselves; after ``TRIES`` slots they give up.
    """
    mask = np.uint64(size - 1)
    h = word
    for _ in range(TRIES):
        at = first + np.int64(h & mask)
        if asked[at] <= language and kind[at] >> 1 <= level and (posted_only == 0 or kind[at] & 1 == 1):
            return int(slot[at])
        h = mix(h + STEP)
    return -1


@kernel
def occupancy(count: int, o: Openings, out: I64) -> None:
    """Openings by region and sector (35 * 9 buckets)."""
    out[:] = 0
    for v in range(count):
        out[np.int64(o.region[v]) * 9 + o.sector[v]] += 1

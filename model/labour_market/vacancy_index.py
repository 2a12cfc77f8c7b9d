"""Where an application lands: openings lie in hashed slots, and a pick is drawn again until it hits one that fits.

Each region and sector has eight shelves, so ordered that whatever a seeker may take lies in one run of slots: posted
openings from high skill down to work that needs little Dutch, then unposted ones from there up. Every opening that fits
is equally likely, and a pick stays put when others come or go.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from werkagenda.agents.compiled import inline, kernel, rule
from werkagenda.agents.kinds import SECTORS
from werkagenda.agents.people import Openings
from werkagenda.agents.state import F64, I32, I64, U32
from werkagenda.model.random.keyed_random import mix

STEP = np.uint64(0x9E3779B97F4A7C15)
TRIES = 60
TIERS = 8
STEPS = 4
KINDS = 2 * STEPS
LITTLE_DUTCH = 0.4
"""Language asked up to which an opening without schooling lies on the shelf of little Dutch."""
EMPTY = 9.0
"""Language that nobody has."""


class Slots(NamedTuple):
    """``start`` (shelves of all buckets + 1) marks each shelf's slots; a slot holds a row of openings (or -1).

    ``language`` repeats what the opening asks (EMPTY without one), so that looking touches no other table; ``lowest``
    is the least that a shelf asks.
    """

    start: I64
    opening: I32
    language: F64
    lowest: F64


def buffer(sizes: I64) -> Slots:
    """Room for shelves of the given sizes."""
    start = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    return Slots(start, np.empty(int(start[-1]), np.int32), np.empty(int(start[-1])), np.empty(len(sizes)))


def sizes(counts: I64, before: I64) -> I64:
    """Slots a shelf: doubled from what it had whenever it would be over 70% full; at least 4."""
    wanted = np.maximum(before, 4)
    while True:
        full = counts > 0.7 * wanted
        if not full.any():
            return wanted
        wanted = np.where(full, wanted * 2, wanted)


@rule
def tier(posted: int, skill: int, language: float) -> int:
    """Shelf of an opening: posted high, middle, low skill, little Dutch (0-3), then unposted ones backwards (4-7)."""
    step = 0 if skill == 0 and language <= LITTLE_DUTCH else 1 + skill
    return 3 - step if posted == 1 else 4 + step


class SlotRanges(NamedTuple):
    """The run of slots that a kind of seeker looks at in a bucket: least Dutch asked, first slot, number of slots.

    Kinds are numbered posted only (0, 1) * ``STEPS`` + step; a bucket (region and sector) has ``KINDS`` entries.
    """

    lowest: F64
    first: I64
    size: I64


def ranges_buffer(table: Slots) -> SlotRanges:
    """Room for the runs of every bucket and kind of seeker."""
    number = len(table.lowest) // TIERS * KINDS
    return SlotRanges(np.empty(number), np.empty(number, np.int64), np.empty(number, np.int64))


@inline
def measure_ranges(region: int, table: Slots, out: SlotRanges) -> None:
    """From shelf 3 - step up to the last of the posted openings, or as many steps into the unposted ones."""
    for k in range(region * SECTORS * KINDS, (region + 1) * SECTORS * KINDS):
        bucket, kind = k // KINDS, k % KINDS
        step = kind % STEPS
        a = bucket * TIERS + 3 - step
        b = bucket * TIERS + (4 if kind >= STEPS else 5 + step)
        out.first[k], out.size[k] = table.start[a], table.start[b] - table.start[a]
        out.lowest[k] = EMPTY
        for tier in range(a, b):
            out.lowest[k] = min(out.lowest[k], table.lowest[tier])


@rule
def kind_of(posted_only: int, level: int, language: float) -> int:
    """Which run a seeker with an education and a level of Dutch looks at: without Dutch only work that needs little."""
    step = 1 + level if language >= LITTLE_DUTCH else 0
    return posted_only * STEPS + step


@rule
def slot_of(first: int, size: int, h: np.uint64) -> int:
    """One of ``size`` slots from the upper half of 64 bits."""
    return first + int(((h >> np.uint64(32)) * np.uint64(size)) >> np.uint64(32))


@inline
def clear(region: int, slots: Slots) -> None:
    """Empty the slots of a region."""
    a, b = region * SECTORS * TIERS, (region + 1) * SECTORS * TIERS
    slots.lowest[a:b] = EMPTY
    slots.opening[slots.start[a] : slots.start[b]] = -1
    slots.language[slots.start[a] : slots.start[b]] = EMPTY


@inline
def place(rows: U32, key: np.uint64, tiers: U32, o: Openings, slots: Slots) -> None:
    """Give openings their slots: first free one along the opening's own probe sequence, oldest first."""
    for v in rows:
        b = tiers[v]
        if o.language[v] < slots.lowest[b]:
            slots.lowest[b] = o.language[v]
        first, size = slots.start[b], slots.start[b + 1] - slots.start[b]
        h = mix(o.hash[v] ^ key)
        at = slot_of(first, size, h)
        while slots.opening[at] >= 0:
            h = mix(h + STEP)
            at = slot_of(first, size, h)
        slots.opening[at], slots.language[at] = v, o.language[v]


@rule
def probe(first: int, size: int, language: float, word: np.uint64, slot: I32, asked: F64) -> int:
    """Opening that 64 keyed bits lead to in a run of slots, -1 when the seeker gives up.

    People pass over what clearly asks more Dutch or skill than they have, and unposted openings when they look for
    themselves; after ``TRIES`` slots they give up.
    """
    found = -1
    h = word
    for _ in range(TRIES):
        at = slot_of(first, size, h)
        if asked[at] <= language:
            found = int(slot[at])
            break
        h = mix(h + STEP)
    return found


@kernel
def occupancy(count: int, o: Openings, tiers: U32, out: I64) -> None:
    """The shelf of each opening, numbered by region, sector and shelf (35 * 9 * 8), and how many lie on each."""
    out[:] = 0
    for v in range(count):
        b = np.int64(o.region[v]) * SECTORS + o.sector[v]
        tiers[v] = b * TIERS + tier(o.posted[v], o.skill[v], o.language[v])
    for v in range(count):
        out[tiers[v]] += 1


def by_region(count: int, counts: I64, o: Openings) -> tuple[U32, I64]:
    """Rows of openings in order of region, oldest first, and where each region begins; ``counts``: of each shelf."""
    start = np.zeros(len(counts) // (SECTORS * TIERS) + 1, np.int64)
    start[1:] = np.cumsum(counts.reshape(len(start) - 1, -1).sum(axis=1))
    rows = np.empty(count, np.uint32)
    sort_rows(start[:-1].copy(), o, rows)
    return rows, start


@kernel
def sort_rows(to: I64, o: Openings, rows: U32) -> None:
    """Sort by counting; ``to``: where the next row of each region goes."""
    for v in range(len(rows)):
        g = o.region[v]
        rows[to[g]] = v
        to[g] += 1

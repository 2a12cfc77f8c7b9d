"""Hashed index of vacancies from which applications sample.

Each region and sector (bucket) has eight tiers, ordered so that all vacancies open to a kind of seeker form one
contiguous range of slots: posted vacancies from high skill down to low-language work, then unposted ones from there up.
A seeker probes random slots of the range until one holds a suitable vacancy. Every suitable vacancy is equally likely,
and an application keeps its vacancy when others are added or removed.
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
"""Maximum language requirement of vacancies without schooling in the low-language tier."""
EMPTY = 9.0
"""Language level above any seeker's; marks empty slots."""


class Slots(NamedTuple):
    """Hash slots. ``start`` (number of tiers + 1) bounds each tier; a slot holds a vacancy row or -1.

    ``language`` repeats the vacancy's requirement (EMPTY if none), so that probing reads no other table. ``lowest`` is
    the minimum requirement in each tier.
    """

    start: I64
    opening: I32
    language: F64
    lowest: F64


def buffer(sizes: I64) -> Slots:
    """Slots for tiers of the given sizes, not initialised."""
    start = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    return Slots(start, np.empty(int(start[-1]), np.int32), np.empty(int(start[-1])), np.empty(len(sizes)))


def sizes(counts: I64, before: I64) -> I64:
    """Slots per tier: doubled from ``before`` until at most 70% full; at least 4."""
    wanted = np.maximum(before, 4)
    while True:
        full = counts > 0.7 * wanted
        if not full.any():
            return wanted
        wanted = np.where(full, wanted * 2, wanted)


@rule
def tier(posted: int, skill: int, language: float) -> int:
    """Tier of a vacancy: posted high, middle, low skill, low language (0-3), then unposted in reverse order (4-7)."""
    step = 0 if skill == 0 and language <= LITTLE_DUTCH else 1 + skill
    return 3 - step if posted == 1 else 4 + step


class SlotRanges(NamedTuple):
    """Slot range of each kind of seeker in each bucket: minimum language requirement, first slot, number of slots.

    Kinds are numbered posted only (0, 1) * ``STEPS`` + step; each bucket (region and sector) has ``KINDS`` entries.
    """

    lowest: F64
    first: I64
    size: I64


def ranges_buffer(table: Slots) -> SlotRanges:
    """Slot ranges for every bucket and kind of seeker, not initialised."""
    number = len(table.lowest) // TIERS * KINDS
    return SlotRanges(np.empty(number), np.empty(number, np.int64), np.empty(number, np.int64))


@inline
def measure_ranges(region: int, table: Slots, out: SlotRanges) -> None:
    """Compute the slot ranges of a region.

    A range starts at tier 3 - step and ends with the posted vacancies, or as many steps into the unposted ones.
    """
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
    """Kind of seeker; below ``LITTLE_DUTCH`` only low-language work is in range."""
    step = 1 + level if language >= LITTLE_DUTCH else 0
    return posted_only * STEPS + step


@rule
def slot_of(first: int, size: int, h: np.uint64) -> int:
    """One of ``size`` slots from ``first`` on, from the upper 32 bits of ``h``."""
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
    """Put vacancies into slots: the first free one of each vacancy's own probe sequence, oldest vacancy first."""
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
    """Vacancy found by probing a slot range from 64 keyed bits; -1 after ``TRIES`` slots.

    Empty slots and vacancies that require more than the seeker's language are skipped.
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
    """Fill the tier of each vacancy, numbered by region, sector and tier (35 * 9 * 8), and the vacancies per tier."""
    out[:] = 0
    for v in range(count):
        b = np.int64(o.region[v]) * SECTORS + o.sector[v]
        tiers[v] = b * TIERS + tier(o.posted[v], o.skill[v], o.language[v])
    for v in range(count):
        out[tiers[v]] += 1


def by_region(count: int, counts: I64, o: Openings) -> tuple[U32, I64]:
    """Vacancy rows sorted by region, oldest first, and the start of each region; ``counts``: vacancies per tier."""
    start = np.zeros(len(counts) // (SECTORS * TIERS) + 1, np.int64)
    start[1:] = np.cumsum(counts.reshape(len(start) - 1, -1).sum(axis=1))
    rows = np.empty(count, np.uint32)
    sort_rows(start[:-1].copy(), o, rows)
    return rows, start


@kernel
def sort_rows(to: I64, o: Openings, rows: U32) -> None:
    """Counting sort by region; ``to`` is the next position of each region."""
    for v in range(len(rows)):
        g = o.region[v]
        rows[to[g]] = v
        to[g] += 1

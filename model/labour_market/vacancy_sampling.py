"""Where letters land: looked up for a block of letters at once, so that no letter waits for another's look.

A slot that suits cannot be foreseen, and a processor that guesses wrong begins anew; so nothing is guessed: each round
gives every letter of the block that has not landed one more slot, and the list of those left is closed up without a
branch. What a letter does is the same as alone, slot by slot.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from werkagenda.agents.compiled import inline
from werkagenda.agents.kinds import AGENT, OWN, SECTORS
from werkagenda.agents.state import F64, I64, U32, U64
from werkagenda.model.labour_market.application_draws import S48, Rows, quarter
from werkagenda.model.labour_market.search import SECTOR_DRAWS, Market, SearchKeys, sector_of
from werkagenda.model.labour_market.vacancy_index import KINDS, STEP, TRIES, SlotRanges, Slots, kind_of, probe, slot_of
from werkagenda.model.random.keyed_random import bits_n, draw_n, mix
from werkagenda.model.row_lists import BLOCK


class Found(NamedTuple):
    """Letters that are still in the running, the opening of each (rows), and how they were judged."""

    application: U32
    opening: U32
    score: F64


class SamplingBlock(NamedTuple):
    """A block of letters: run of slots and Dutch of each, where it landed (-1: nowhere); who is left, and its word."""

    first: I64
    size: I64
    language: F64
    at: I64
    left: I64
    word: U64


def sampling_buffer() -> SamplingBlock:
    """Room for a block."""
    return SamplingBlock(*(np.empty(BLOCK, t) for t in (np.int64, np.int64, float, np.int64, np.int64, np.uint64)))


@inline
def first_probe(
    begin: int, size: int, keys: SearchKeys, m: Market, r: SlotRanges, applications: Rows, b: SamplingBlock
) -> int:
    """The first look of each letter of a block; returns how many have a run that asks no more Dutch than they have."""
    left = 0
    for k in range(size):
        t = applications[begin + k]
        kind = kind_of(1 if t.channel == OWN else 0, t.level, t.language)
        sector = sector_of(quarter(t.word, S48), t.channel, t.level, t.language, m.sector_cumulative)
        run = (np.int64(t.region) * SECTORS + sector) * KINDS + kind
        b.first[k], b.size[k], b.language[k], b.at[k] = r.first[run], r.size[run], t.language, -1
        b.left[left], b.word[left] = k, bits_n(keys.slot, t.who, t.ordinal * SECTOR_DRAWS)
        left += 1 if r.lowest[run] <= t.language else 0
    return left


@inline
def probe_all(left: int, slots: Slots, b: SamplingBlock) -> None:
    """Slot after slot for who has not landed, as ``slots.land`` does for one."""
    for _ in range(TRIES):
        still = 0
        for j in range(left):
            k, h = b.left[j], b.word[j]
            at = slot_of(b.first[k], b.size[k], h)
            suits = slots.language[at] <= b.language[k]
            b.at[k] = at if suits else -1
            b.left[still], b.word[still] = k, mix(h + STEP)
            still += 0 if suits else 1
        left = still
        if left == 0:
            break


@inline
def resample(t: Rows, keys: SearchKeys, m: Market, slots: Slots, r: SlotRanges) -> int:
    """The further looks of a letter, each in a sector drawn anew; agencies are left aside. -1: it is given up."""
    v = -1
    own = 1 if t.channel == OWN or t.channel == AGENT else 0
    way = OWN if own == 1 else t.channel
    kind = kind_of(1 if t.channel == OWN else 0, t.level, t.language)
    for step in range(1, SECTOR_DRAWS):
        order = t.ordinal * SECTOR_DRAWS + step
        x = draw_n(keys.where, t.who, 16 + order)
        sector = sector_of(x, way, t.level, t.language, m.sector_cumulative)
        run = (np.int64(t.region) * SECTORS + sector) * KINDS + kind
        if r.lowest[run] <= t.language:
            word = bits_n(keys.slot, t.who, order)
            v = probe(r.first[run], r.size[run], t.language, word, slots.opening, slots.language)
        if v >= 0:
            break
    return v


@inline
def sample_vacancies(
    begin: int,
    size: int,
    keys: SearchKeys,
    m: Market,
    slots: Slots,
    r: SlotRanges,
    applications: Rows,
    b: SamplingBlock,
    found: Found,
) -> int:
    """Where the letters of a block land; returns how many find an opening."""
    probe_all(first_probe(begin, size, keys, m, r, applications, b), slots, b)
    count = 0
    for k in range(size):
        t = applications[begin + k]
        v = np.int64(slots.opening[b.at[k]]) if b.at[k] >= 0 else resample(t, keys, m, slots, r)
        found.application[count], found.opening[count] = begin + k, v
        count += 1 if v >= 0 else 0
    return count

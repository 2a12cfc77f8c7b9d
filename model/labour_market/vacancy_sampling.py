"""Sample a vacancy for each application, block by block.

Probing is branch-free: each round gives every unmatched application of the block one more slot and compacts the list of
unmatched ones. The result equals probing each application alone (``vacancy_index.probe``).
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
    """Applications still in process, the vacancy row of each, and their interview scores."""

    application: U32
    opening: U32
    score: F64


class SamplingBlock(NamedTuple):
    """A block of applications: slot range and Dutch of each, slot found (-1: none); list of unmatched ones and their
    words.
    """

    first: I64
    size: I64
    language: F64
    at: I64
    left: I64
    word: U64


def sampling_buffer() -> SamplingBlock:
    """Buffer for one block."""
    return SamplingBlock(*(np.empty(BLOCK, t) for t in (np.int64, np.int64, float, np.int64, np.int64, np.uint64)))


@inline
def first_probe(
    begin: int, size: int, keys: SearchKeys, m: Market, r: SlotRanges, applications: Rows, b: SamplingBlock
) -> int:
    """Set up the first slot range of each application of a block; returns how many can be matched in it."""
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
    """Probe slots for all unmatched applications, as ``vacancy_index.probe`` does for one."""
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
    """Draw further sectors (not agencies) for an application and probe each; returns the vacancy, or -1."""
    v = -1
    own = 1 if t.channel == OWN or t.channel == AGENT else 0
    channel = OWN if own == 1 else t.channel
    kind = kind_of(1 if t.channel == OWN else 0, t.level, t.language)
    for step in range(1, SECTOR_DRAWS):
        order = t.ordinal * SECTOR_DRAWS + step
        x = draw_n(keys.where, t.who, 16 + order)
        sector = sector_of(x, channel, t.level, t.language, m.sector_cumulative)
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
    """Sample vacancies for a block of applications; returns how many applications are matched."""
    probe_all(first_probe(begin, size, keys, m, r, applications, b), slots, b)
    count = 0
    for k in range(size):
        t = applications[begin + k]
        v = np.int64(slots.opening[b.at[k]]) if b.at[k] >= 0 else resample(t, keys, m, slots, r)
        found.application[count], found.opening[count] = begin + k, v
        count += 1 if v >= 0 else 0
    return count

"""Structured ids and nested sampling.

An id is (kind, month, cell, ordinal, member) in 64 bits, so one more entrant only extends the end of its cell. A
sampling unit (a household's root or an employer) is in the sample of a scale if ``bitreverse32(ordinal) XOR
hash32(cell) < scale * 2**32``: stratified within the cell, nested between scales, and stable when a cell grows.
"""

from __future__ import annotations

import numpy as np

from werkagenda.agents.compiled import kernel, rule
from werkagenda.agents.state import I64, U64
from werkagenda.model.random.keyed_random import GOLD, MASK, mix_plain


def identity(kind: int, month: int, cell: int, ordinal: int, member: int = 0) -> int:
    """64-bit id: 4 bits kind, 12 month (+1024), 12 cell, 28 ordinal, 8 member."""
    return (kind << 60) | ((month + 1024) << 48) | (cell << 36) | (ordinal << 8) | member


def hash_ids(ids: U64) -> U64:
    """Hashed ids (a bijection), used as ``who`` in every draw."""
    with np.errstate(over="ignore"):
        word = ids + np.uint64(GOLD)
        word = (word ^ (word >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        word = (word ^ (word >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return word ^ (word >> np.uint64(31))


@rule
def bit_reverse32(number: int) -> int:
    """The 32 bits of a number in reverse order."""
    v = number
    v = ((v >> 1) & 0x55555555) | ((v & 0x55555555) << 1)
    v = ((v >> 2) & 0x33333333) | ((v & 0x33333333) << 2)
    v = ((v >> 4) & 0x0F0F0F0F) | ((v & 0x0F0F0F0F) << 4)
    v = ((v >> 8) & 0x00FF00FF) | ((v & 0x00FF00FF) << 8)
    return ((v >> 16) | (v << 16)) & 0xFFFFFFFF


def cell_hash(kind: int, month: int, cell: int) -> int:
    """32-bit offset of a cell's sample."""
    return mix_plain((identity(kind, month, cell, 0) + GOLD) & MASK) >> 32


@rule
def _sampled(count: int, offset: int, limit: int, out: I64) -> int:
    n = 0
    for ordinal in range(count):
        if (bit_reverse32(ordinal) ^ offset) < limit:
            out[n] = ordinal
            n += 1
    return n


def sampled_ordinals(kind: int, month: int, cell: int, count: int, scale: float) -> I64:
    """Ordinals of a cell of ``count`` units that are in the sample of ``scale``, ascending."""
    if scale >= 1.0:
        return np.arange(count, dtype=np.int64)
    out = np.empty(count, np.int64)
    n = _sampled(count, cell_hash(kind, month, cell), int(scale * 4294967296.0), out)
    return out[:n].copy()


@kernel
def _sampled_cells(counts: I64, offsets: I64, limit: int, cells: I64, ordinals: I64) -> int:
    n = 0
    for cell in range(len(counts)):
        for ordinal in range(counts[cell]):
            if (bit_reverse32(ordinal) ^ offsets[cell]) < limit:
                cells[n], ordinals[n] = cell, ordinal
                n += 1
    return n


def sampled_ids(kind: int, month: int, counts: I64, scale: float) -> tuple[U64, I64]:
    """Ids of all sampled units and their cells, for cells 0, 1, ... of ``counts`` units each."""
    cells, ordinals = np.empty((2, int(counts.sum())), np.int64)
    offsets = np.array([cell_hash(kind, month, cell) for cell in range(len(counts))], np.int64)
    n = _sampled_cells(counts, offsets, int(min(1.0, scale) * 4294967296.0), cells, ordinals)
    bases = np.array([identity(kind, month, cell, 0) for cell in range(len(counts))], np.uint64)
    return bases[cells[:n]] + (ordinals[:n].astype(np.uint64) << np.uint64(8)), cells[:n]


def ids_of(kind: int, month: int, cell: int, ordinals: I64, member: int = 0) -> U64:
    """Ids of the given ordinals of a cell."""
    base = np.uint64(identity(kind, month, cell, 0, member))
    return base + (ordinals.astype(np.uint64) << np.uint64(8))

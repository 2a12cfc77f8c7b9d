"""A correspondence test inside the model: two identical fictitious applicants, one with a migration background."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from werkagenda.agents.compiled import inlined, kernel
from werkagenda.agents.employer_rules import CallbackParams, callback_probability
from werkagenda.agents.people import Openings
from werkagenda.agents.state import F64, I64, U8, U32, U64, table, zeros
from werkagenda.model.random.keyed_random import draw
from werkagenda.model.row_lists import BLOCK, flagged

called_back = inlined(callback_probability)


class Tested(NamedTuple):
    """A block of openings that are tested: hash, share withheld from a migrant, sector * 4 + size class of employer;
    who is called back (see ``answer_both``)."""

    hash: U64
    gap: F64
    cell: U8
    answers: U8


def correspond(
    count: int,
    key: np.uint64,
    o: Openings,
    gaps: F64,
    size_class: U8,
    c: CallbackParams,
    flags: U8,
    rows: U32,
    out: I64,
) -> None:
    """``out[sector, size class, migrant, sent/called back]`` over posted openings of low and middle skill.

    Both letters have full Dutch, fit the job and come by the own application; the same draw answers both,
    so the ratio carries no noise of its own. Nobody is hired and no employer learns. ``gaps``: share that each
    employer withholds; ``flags`` and ``rows``: buffer for every opening.
    """
    found = zeros(*out.shape[:2], 2, 2)
    _correspond(count, key, o, gaps, size_class, c, flags, rows, table(Tested, BLOCK), found.reshape(-1, 4))
    out[:, :, :, 0] += found.sum(axis=(2, 3))[:, :, None]
    out[:, :, 0, 1] += found[:, :, :, 1].sum(axis=2)
    out[:, :, 1, 1] += found[:, :, 1].sum(axis=2)


@kernel
def _correspond(
    count: int,
    key: np.uint64,
    o: Openings,
    gaps: F64,
    size_class: U8,
    c: CallbackParams,
    flags: U8,
    rows: U32,
    t: Tested,
    out: I64,
) -> None:
    for v in range(count):
        flags[v] = (o.posted[v] == 1) & (o.skill[v] < 2)
    tested = flagged(count, flags, rows)
    for begin in range(0, tested, BLOCK):
        some = rows[begin : min(tested, begin + BLOCK)]
        for k in range(len(some)):
            i = o.employer[some[k]]
            t.hash[k], t.gap[k], t.cell[k] = o.hash[some[k]], gaps[i], o.sector[some[k]] * 4 + size_class[i]
        answer_both(len(some), key, c, t)
        for k in range(len(some)):
            out[t.cell[k], t.answers[k]] += 1


@kernel
def answer_both(size: int, key: np.uint64, c: CallbackParams, t: Tested) -> None:
    """``answers``: 1 for a call to the one without, and 2 for a call to the one with a migration background."""
    usual = callback_probability(1.0, 0.0, 1.0, 1.0, c)
    for k in range(size):
        t.answers[k] = (draw(key, t.hash[k]) < usual) | (
            draw(key, t.hash[k]) < called_back(1.0, t.gap[k], 1.0, 1.0, c)
        ) << 1

"""Correspondence test in the model: two identical fictitious applicants, one with a migration background."""

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
    """A block of vacancies under test: hash, share withheld from migrants, sector * 4 + size class, call-backs."""

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
    """Add to ``out[sector, size class, migrant, sent/called back]`` over posted vacancies of low and middle skill.

    Both applications have full Dutch, fit the job and use the own channel. The same draw decides both, so the ratio has
    no sampling noise of its own. Nobody is hired and employers do not learn. ``gaps``: share withheld by each employer.
    ``flags`` and ``rows`` are buffers with one entry per vacancy.
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
    """Set ``answers``: 1 if the applicant without, plus 2 if the one with a migration background is called back."""
    usual = callback_probability(1.0, 0.0, 1.0, 1.0, c)
    for k in range(size):
        t.answers[k] = (draw(key, t.hash[k]) < usual) | (
            draw(key, t.hash[k]) < called_back(1.0, t.gap[k], 1.0, 1.0, c)
        ) << 1

"""Lists of the rows that a loop needs, in ascending order, so that it need not ask everybody whether they count.

They are written without a branch: a row is put down always, and counted only when it belongs. Chance is drawn for
everybody at once, which costs less than to find out for whom it matters; a loop then visits who was struck. Conditions
that few meet are likewise worked out for everybody, side by side, as ``flags``, and then listed.
"""

from __future__ import annotations

import numpy as np

from werkagenda.agents.compiled import kernel
from werkagenda.agents.kinds import CHILD
from werkagenda.agents.people import People
from werkagenda.agents.state import I32, U8, U32, U64
from werkagenda.model.random.keyed_random import draw

BLOCK = 1024
"""Rows looked up at once and then worked out side by side: what is known of them stays in the nearest cache."""
PRESENT, ADULTS, FIRST, SECOND = 0, 1, 2, 3
"""Buffers of the state: who is in the country, adults among them, and two that a verb may use."""


def buffer(count: int) -> U32:
    """Room for a list of at most so many rows."""
    return np.empty(count, np.uint32)


@kernel
def present(entered: int, p: People, out: U32) -> int:
    """Rows of who is in the country; returns how many."""
    n = 0
    for i in range(entered):
        out[n] = i
        n += p.active[i] == 1
    return n


@kernel
def adults(here: U32, p: People, out: U32) -> int:
    """Rows of ``here`` that are no children (pensioners are in it); returns how many."""
    n = 0
    for k in range(len(here)):
        out[n] = here[k]
        n += p.reason[here[k]] != CHILD
    return n


@kernel
def in_state(among: U32, state: int, p: People, out: U32) -> int:
    """Rows of ``among`` in a labour-market state; returns how many."""
    n = 0
    for k in range(len(among)):
        out[n] = among[k]
        n += p.state[among[k]] == state
    return n


@kernel
def flag_drawn(key: np.uint64, below: float, who: U64, flags: U8) -> None:
    """``flags`` is 1 for each hashed identity whose draw lies under ``below``."""
    for i in range(len(who)):
        flags[i] = draw(key, who[i]) < below


@kernel
def flagged(count: int, flags: U8, out: U32) -> int:
    """Rows with a flag; returns how many."""
    n = 0
    for i in range(count):
        out[n] = i
        n += flags[i]
    return n


@kernel
def sparse(count: int, flags: U8, out: U32) -> int:
    """As ``flagged``, faster where hardly anybody has one: eight rows without are passed over at once."""
    n = 0
    eights = flags[: count // 8 * 8].view(np.uint64)
    for w in range(len(eights)):
        if eights[w] != 0:
            for i in range(8 * w, 8 * w + 8):
                out[n] = i
                n += flags[i]
    for i in range(8 * len(eights), count):
        out[n] = i
        n += flags[i]
    return n


@kernel
def at_flagged(count: int, home: I32, flags: U8, out: U32) -> int:
    """Rows whose ``home`` has a flag; returns how many."""
    n = 0
    for i in range(count):
        out[n] = i
        n += flags[home[i]] == 1
    return n

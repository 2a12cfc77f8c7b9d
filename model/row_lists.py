"""Lists of selected rows in ascending order, for loops that need only part of a table.

Lists are written branch-free: every row is written, and the position advances only if the row is selected. Random draws
and rare conditions are evaluated for everybody in vectorised loops, which costs less than selecting first. The selected
rows are then compacted before acting.
"""

from __future__ import annotations

import numpy as np

from werkagenda.agents.compiled import kernel
from werkagenda.agents.kinds import CHILD
from werkagenda.agents.people import People
from werkagenda.agents.state import I32, U8, U32, U64
from werkagenda.model.random.keyed_random import draw

BLOCK = 1024
"""Rows gathered and processed together, so that their data stays in the first-level cache."""
PRESENT, ADULTS, FIRST, SECOND = 0, 1, 2, 3
"""Row buffers of the state: people in the country, adults among them, and two scratch buffers."""


def buffer(count: int) -> U32:
    """Buffer for a list of at most ``count`` rows."""
    return np.empty(count, np.uint32)


@kernel
def present(entered: int, p: People, out: U32) -> int:
    """Rows of people in the country; returns how many."""
    n = 0
    for i in range(entered):
        out[n] = i
        n += p.active[i] == 1
    return n


@kernel
def adults(here: U32, p: People, out: U32) -> int:
    """Rows of ``here`` that are not children (retired people are included); returns how many."""
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
    """Set ``flags`` to 1 for each hashed id whose draw is below ``below``."""
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
    """Like ``flagged``, faster if flags are rare: eight rows without a flag are skipped at once."""
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

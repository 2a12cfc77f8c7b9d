"""The project's keyed draws on whole arrays: bit-equal to ``werkagenda.model.random.keyed_random``."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from werkagenda.model.random.keyed_random import GOLD, Keys

Words = npt.NDArray[np.uint64]
LOW32, LOW16 = np.uint64(0xFFFFFFFF), np.uint64(0xFFFF)


class Draw(IntEnum):
    """What the peers draw for, above the numbers of the model."""

    FIRST = 5000
    WORK = 5001
    COURSE = 5002
    POSTS = 5003
    WHERE = 5004
    NOISE = 5005
    VALUE = 5006


def mixed(word: Words) -> Words:
    """The finaliser of splitmix64, in place."""
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        word ^= word >> np.uint64(shift)
        word *= np.uint64(factor)
    word ^= word >> np.uint64(31)
    return word


def words(key: np.uint64, who: Words) -> Words:
    """64 keyed bits for each identity."""
    return mixed(who ^ key)


def words_n(key: np.uint64, who: Words, number: int) -> Words:
    """64 keyed bits for each identity (rows) and each of ``number`` draws of one decision (columns)."""
    steps = np.array([k * GOLD & (2**64 - 1) for k in range(number)], np.uint64)
    return mixed(mixed(who ^ key)[:, None] + steps)


def unit(word: Words) -> npt.NDArray[np.float64]:
    """Uniform numbers strictly between 0 and 1 from the top 52 bits."""
    return ((word >> np.uint64(12)).astype(np.float64) + 0.5) * 2.220446049250313e-16


def high_unit(word: Words) -> npt.NDArray[np.float64]:
    """Uniform numbers strictly between 0 and 1 from the top 32 bits."""
    return ((word >> np.uint64(32)).astype(np.float64) + 0.5) * 2.0**-32


class Stream:
    """Columns of a first state: hashed identities of ``count`` rows and one uniform column after the other."""

    def __init__(self, seed: int, table: int, count: int) -> None:
        self._keys, self._drawn = Keys(seed, table), 0
        self.hash = words(self._keys(Draw.FIRST), np.arange(count, dtype=np.uint64))

    def unit(self) -> npt.NDArray[np.float64]:
        """The next column."""
        self._drawn += 1
        return unit(words(self._keys(Draw.FIRST, self._drawn), self.hash))


def month_keys(seed: int, month: int) -> dict[Draw, np.uint64]:
    """Keys of all decisions of a month."""
    keys = Keys(seed, 0)
    return {draw: keys(draw, month) for draw in Draw}


def as_lists(*columns: npt.NDArray[Any]) -> list[list[Any]]:
    """Columns as Python lists, for peers that work on one object at a time."""
    return [column.tolist() for column in columns]

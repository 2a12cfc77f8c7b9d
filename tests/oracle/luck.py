"""Keyed chance in plain Python integers, masked to 64 bits; the same words as the compiled draws."""

from __future__ import annotations

import math

from werkagenda.evidence.exact import cosine_of_turn, log
from werkagenda.model.random.keyed_random import GOLD, MASK, Keys, mix_plain


class Luck:
    """Keys of one run: ``luck(decision, month)`` is a plain integer."""

    def __init__(self, seed: int, replicate: int) -> None:
        self._keys = Keys(seed, replicate)

    def __call__(self, decision: int, month: int = 0) -> int:
        """Key of a decision in a month."""
        return int(self._keys(int(decision), month))


def unit(word: int) -> float:
    """A number strictly between 0 and 1 from the top 52 of 64 bits."""
    return ((word >> 12) + 0.5) * 2.0**-52


def word_of(key: int, who: int, ordinal: int | None = None) -> int:
    """64 bits for somebody's decision, or for the ordinal-th draw of it."""
    word = mix_plain(key ^ who)
    return word if ordinal is None else mix_plain((word + ordinal * GOLD) & MASK)


def draw(key: int, who: int, ordinal: int | None = None) -> float:
    """Uniform draw of somebody."""
    return unit(word_of(key, who, ordinal))


def word_about(key: int, who: int, other: int) -> int:
    """64 bits of somebody about somebody else."""
    return mix_plain(mix_plain(key ^ who) ^ other)


def draw_about(key: int, who: int, other: int) -> float:
    """Uniform draw of somebody about somebody else."""
    return unit(word_about(key, who, other))


def next_word(word: int) -> int:
    """The word drawn when the last one led nowhere."""
    return mix_plain((word + GOLD) & MASK)


def normal(key: int, who: int) -> float:
    """Standard normal by Box and Muller from draws 1 and 2."""
    u, v = draw(key, who, 1), draw(key, who, 2)
    return math.sqrt(-2.0 * log(u)) * cosine_of_turn(v)


def hashed(identity: int) -> int:
    """Hashed identity of a 64-bit id."""
    return mix_plain((identity + GOLD) & MASK)


def whole(expected: float, word: int) -> int:
    """A whole number with the expected mean."""
    return math.floor(expected + (word >> 11) * 2.0**-53)


def added(values: list[float]) -> float:
    """Sum of fewer than 128 numbers in the order that NumPy adds them: eight running sums, then the rest."""
    n = len(values)
    if n < 8:
        total = 0.0
        for value in values:
            total += value
        return total
    runs = values[:8]
    last = n - n % 8
    for k in range(8, last):
        runs[k % 8] += values[k]
    total = ((runs[0] + runs[1]) + (runs[2] + runs[3])) + ((runs[4] + runs[5]) + (runs[6] + runs[7]))
    for value in values[last:]:
        total += value
    return total

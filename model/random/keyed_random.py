"""Keyed random numbers: a draw depends only on (seed, replicate, decision, who, with whom, month, ordinal).

Each decision has its own number. ``Keys`` turns (seed, replicate, decision, month) into a 64-bit key, and ``bits``
mixes the key with the hashed id of who decides. The mixer is splitmix64's finaliser (Steele, Lea and Flood 2014), a
bijection on 64-bit words. The model has no other source of randomness.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from werkagenda.agents.compiled import plain, rule

MASK = (1 << 64) - 1
GOLD = 0x9E3779B97F4A7C15
_GOLD = np.uint64(GOLD)
_A, _B = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_S30, _S27, _S31, _S12 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(12)


class ChanceProblem(ValueError):
    """Two decisions use the same key."""


class Decision(IntEnum):
    """All decisions that use random numbers; each has a number that is never reused."""

    SEX = 1
    AGE = 2
    EDUCATION = 3
    HEALTH = 4
    HEADSCARF = 5
    FRAILTY = 6
    SKILL = 7
    PARTNER = 8
    CHILDREN = 9
    CHILD_AGE = 10
    FAMILY_ABROAD = 11
    FAMILY_DELAY = 12
    WAIT = 13
    MUNICIPALITY = 14
    LANGUAGE = 15
    CARE_NORM = 16
    NON_TAKE_UP = 17
    INTENTION = 18
    ROUTE = 19
    PRE_PERMIT = 20
    ATTACHMENT = 21
    HOUSING = 30
    DEPARTURE = 31
    MOVE = 32
    MOVE_TO = 33
    HEALTH_CHANGE = 34
    BIRTH = 35
    EXAM = 36
    WAIVER = 37
    STUDY_START = 38
    STUDY_END = 39
    SEARCH_START = 40
    SEARCH_STOP = 41
    SEPARATION = 42
    CONTRACT = 43
    GUIDANCE = 44
    SEND = 50
    CHANNEL = 51
    WHERE = 52
    SECTOR = 53
    SLOT = 54
    CALLBACK = 55
    INTERVIEW = 56
    OFFER_VALUE = 57
    ACCEPT = 58
    RIVAL = 59
    FRINGE = 60
    RIVAL_ORIGIN = 61
    ON_THE_JOB = 62
    WORK_PERMIT = 63
    SLOT_PLACE = 64
    OPENINGS = 70
    OPENING_LANGUAGE = 71
    OPENING_SKILL = 72
    OPENING_TERMS = 73
    OPENING_POSTED = 74
    LAPSE = 75
    OPENING_WAGE = 76
    EMPLOYER_SIZE = 80
    EMPLOYER_TASTE = 81
    EMPLOYER_SCREENING = 82
    EMPLOYER_ADJUSTS = 83
    EMPLOYER_STAFF = 84
    EMPLOYER_EXPERIENCE = 85
    FRINGE_EXIT = 90
    RESIDENT_COUNT = 91
    RESIDENT_BACKGROUND = 92
    RESIDENT_EDUCATION = 93
    RESIDENT_ORIGIN = 94
    RESIDENT_EXIT = 95
    RESIDENT_SKILL = 96
    RESIDENT_LEAVES = 97
    TO_PERMANENT = 98
    RESIDENT_SEX = 99
    CELL_ROUNDING = 100
    INSTRUMENT = 1000


def check_unique(names: Iterable[tuple[str, int]]) -> None:
    """Raise ChanceProblem if two decisions would share one stream of draws."""
    seen: dict[int, str] = {}
    clashes = []
    for name, number in names:
        if number in seen and seen[number] != name:
            clashes.append(f"{name} and {seen[number]} both use key {number}")
        seen.setdefault(number, name)
    if clashes:
        raise ChanceProblem("; ".join(clashes) + ": give each decision a number of its own")


def mix_plain(word: int) -> int:
    """The mixer in Python integers (masked to 64 bits); bit-equal to ``mix``."""
    word = ((word ^ (word >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    word = ((word ^ (word >> 27)) * 0x94D049BB133111EB) & MASK
    return word ^ (word >> 31)


class Keys:
    """Random keys of one run: ``keys(decision, month)`` is a 64-bit word."""

    def __init__(self, seed: int, replicate: int) -> None:
        self._base = mix_plain(mix_plain((seed + GOLD) & MASK) ^ ((replicate * GOLD) & MASK))

    def __call__(self, decision: int, month: int = 0) -> np.uint64:
        """Key of a decision in a month (months before the start may be negative)."""
        return np.uint64(mix_plain((self._step(decision) + (month + 4096) * GOLD) & MASK))

    def row(self, decision: int, first: int, count: int) -> NDArray[np.uint64]:
        """Keys of a decision for ``count`` consecutive numbers from ``first``, used in place of months."""
        places = np.arange(first + 4096, first + 4096 + count, dtype=np.uint64)
        mixed: Any = plain(mix)
        words: NDArray[np.uint64] = mixed(np.uint64(self._step(decision)) + places * _GOLD)
        return words

    def _step(self, decision: int) -> int:
        return mix_plain((self._base + decision * GOLD) & MASK)


@rule
def mix(word: np.uint64) -> np.uint64:
    """Finaliser of splitmix64 on an unsigned 64-bit word."""
    word = (word ^ (word >> _S30)) * _A
    word = (word ^ (word >> _S27)) * _B
    return word ^ (word >> _S31)


@rule
def bits(key: np.uint64, who: np.uint64) -> np.uint64:
    """64 keyed bits for a hashed id."""
    return mix(key ^ who)


@rule
def bits_n(key: np.uint64, who: np.uint64, ordinal: int) -> np.uint64:
    """64 keyed bits for draw number ``ordinal`` of the same decision."""
    return mix(mix(key ^ who) + np.uint64(ordinal) * _GOLD)


@rule
def unit(word: np.uint64) -> float:
    """Uniform number strictly between 0 and 1 from the top 52 bits."""
    return (float(word >> _S12) + 0.5) * 2.220446049250313e-16


@rule
def draw(key: np.uint64, who: np.uint64) -> float:
    """Keyed uniform draw."""
    return unit(mix(key ^ who))


@rule
def draw_n(key: np.uint64, who: np.uint64, ordinal: int) -> float:
    """Keyed uniform draw number ``ordinal`` of its decision."""
    return unit(mix(mix(key ^ who) + np.uint64(ordinal) * _GOLD))


@rule
def draw_with(key: np.uint64, who: np.uint64, other: np.uint64) -> float:
    """Keyed uniform draw for a pair of ids."""
    return unit(mix(mix(key ^ who) ^ other))

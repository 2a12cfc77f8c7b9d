"""Keyed chance: one number a decision, one stream a key, uniform, and the same in plain Python."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum

import numpy as np
import pytest
from countries import setup
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from werkagenda.agents.kinds import (
    KIND_EMPLOYER,
    KIND_FAMILY,
    KIND_REFUSED,
    KIND_RESIDENT,
    KIND_SPONSOR,
    KIND_UKRAINIAN,
)
from werkagenda.model import state
from werkagenda.model.country import Country
from werkagenda.model.random import keyed_random
from werkagenda.model.random.column_draws import choose, draws, normals
from werkagenda.model.random.identity import bit_reverse32, hash_ids, identity, sampled_ordinals
from werkagenda.model.random.keyed_random import ChanceProblem, Decision, Keys, check_unique, mix, mix_plain

WORDS = st.integers(0, keyed_random.MASK)
DECISIONS = [int(d) for d in Decision]
N = 20_000


def test_decisions_have_numbers_of_their_own() -> None:
    """The model's list passes (IntEnum would hide a doubled number as an alias)."""
    assert len(Decision.__members__) == len(set(DECISIONS))
    check_unique((name, int(d)) for name, d in Decision.__members__.items())


def test_a_doubled_number_is_refused() -> None:
    with pytest.raises(ChanceProblem, match="BIRTHS and HOUSING both use key 30"):
        check_unique([("HOUSING", 30), ("SEX", 1), ("BIRTHS", 30)])


def test_a_doubled_number_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """A world whose decisions clash is not built."""
    clashing = IntEnum("Decision", {**{n: int(d) for n, d in Decision.__members__.items()}, "PLANTED": 30})
    monkeypatch.setattr(state, "Decision", clashing)
    with pytest.raises(ChanceProblem, match="PLANTED"):
        Country(setup())


@given(WORDS)
def test_the_mixer_is_the_same_in_plain_python(word: int) -> None:
    assert int(mix(np.uint64(word))) == mix_plain(word)


@given(WORDS, WORDS, st.integers(0, 1000))
@settings(max_examples=50)
def test_draws_lie_inside_0_and_1(key: int, who: int, ordinal: int) -> None:
    k, w = np.uint64(key), np.uint64(who)
    for u in (
        keyed_random.draw(k, w),
        keyed_random.draw_n(k, w, ordinal),
        keyed_random.draw_with(k, w, np.uint64(ordinal)),
    ):
        assert 0.0 < u < 1.0


def test_the_ends_of_the_unit_interval_are_never_drawn() -> None:
    assert 0.0 < keyed_random.unit(np.uint64(0)) < keyed_random.unit(np.uint64(keyed_random.MASK)) < 1.0


def uniform(sample: np.ndarray) -> float:
    """p-value of a chi-square test on 100 classes."""
    return float(stats.chisquare(np.bincount((sample * 100).astype(int), minlength=100)).pvalue)


PEOPLE = hash_ids(np.array([identity(KIND_SPONSOR, 5, 0, k) for k in range(N)], np.uint64))
STREAMS: dict[str, Callable[[Keys], np.ndarray]] = {
    "over people": lambda k: draws(k(Decision.SEX, 3), PEOPLE),
    "over months": lambda k: np.array([keyed_random.draw(k(Decision.SEX, m), PEOPLE[7]) for m in range(N)]),
    "over ordinals": lambda k: np.array([keyed_random.draw_n(k(Decision.SEND), PEOPLE[7], m) for m in range(N)]),
    "over others": lambda k: np.array([keyed_random.draw_with(k(Decision.SEND), PEOPLE[7], w) for w in PEOPLE]),
    "over seeds": lambda _: np.array([keyed_random.draw(Keys(s, 0)(Decision.SEX), PEOPLE[7]) for s in range(N)]),
    "over replicates": lambda _: np.array([keyed_random.draw(Keys(1, r)(Decision.SEX), PEOPLE[7]) for r in range(N)]),
}


@pytest.mark.parametrize("name", STREAMS)
@pytest.mark.parametrize("seed", [1, 20_240_101])
def test_draws_are_uniform_and_unrelated(name: str, seed: int) -> None:
    """Along every axis of the key: uniform, and no relation between neighbours."""
    sample = STREAMS[name](Keys(seed, 0))
    assert uniform(sample) > 1e-4
    assert abs(np.corrcoef(sample[:-1], sample[1:])[0, 1]) < 4.0 / np.sqrt(N)


@pytest.mark.parametrize(("first", "second"), [(1, 2), (40, 41), (55, 56), (98, 99)])
def test_decisions_of_the_same_people_are_unrelated(first: int, second: int) -> None:
    keys = Keys(1, 0)
    a, b = draws(keys(first, 9), PEOPLE), draws(keys(second, 9), PEOPLE)
    assert abs(np.corrcoef(a, b)[0, 1]) < 4.0 / np.sqrt(N)


def test_normals_are_normal() -> None:
    assert stats.kstest(normals(Keys(1, 0)(Decision.FRAILTY), PEOPLE), "norm").pvalue > 1e-4


def test_choose_follows_the_shares() -> None:
    shares = np.array([[0.2, 0.3, 0.5], [1.0, 0.0, 0.0]])
    u = draws(Keys(1, 0)(Decision.AGE), PEOPLE)
    picked = choose(u, shares, np.zeros(N, np.int64))
    assert stats.chisquare(np.bincount(picked, minlength=3), N * shares[0]).pvalue > 1e-4
    assert (choose(u, shares, np.ones(N, np.int64)) == 0).all()


def test_keys_of_all_decisions_and_months_differ() -> None:
    """1,000 decisions x 200 months, months before the start included, and two seeds and replicates."""
    seen: set[int] = set()
    for seed, replicate in ((1, 0), (1, 1), (2, 0)):
        keys = Keys(seed, replicate)
        seen |= {int(keys(d, m)) for d in range(1, 1001) for m in range(-8, 192)}
    assert len(seen) == 3 * 1000 * 200


def test_keys_of_the_rounding_by_region_differ_from_all_months() -> None:
    """Rounding uses month * 128 + place as its month: no two regions and months share a key."""
    used = {m * 128 + region * 3 + which for m in range(192) for region in range(35) for which in range(3)}
    assert len(used) == 192 * 35 * 3


@given(
    st.tuples(*[st.integers(0, n) for n in (15, 2000, 4095, (1 << 28) - 1, 255)]),
    st.tuples(*[st.integers(0, n) for n in (15, 2000, 4095, (1 << 28) - 1, 255)]),
)
def test_identities_differ_when_a_part_differs(a: tuple[int, ...], b: tuple[int, ...]) -> None:
    kind, month, *rest = a
    other, then, *others = b
    same = identity(kind, month - 600, *rest) == identity(other, then - 600, *others)
    assert same == (a == b)
    assert 0 <= identity(kind, month - 600, *rest) < 1 << 64


def test_ids_are_unique_over_all_kinds(two_years: Country) -> None:
    """People, other searchers and employers of one world; and no two of them have the same hash."""
    w = two_years.state
    parts = (w.people, w.employers)
    ids = np.concatenate([*(p.id for p in parts), w.residents.id[: w.residents_n]])
    hashes = np.concatenate([*(p.hash for p in parts), w.residents.hash[: w.residents_n]])
    assert len(np.unique(ids)) == len(ids) == len(np.unique(hashes))
    kinds = {int(i) >> 60 for i in ids[:: max(1, len(ids) // 5000)]}
    known = {KIND_SPONSOR, KIND_REFUSED, KIND_FAMILY, KIND_EMPLOYER, KIND_RESIDENT, KIND_UKRAINIAN}
    assert kinds == known


@given(st.integers(0, (1 << 32) - 1))
def test_bits_are_reversed(number: int) -> None:
    assert bit_reverse32(number) == int(f"{number:032b}"[::-1], 2)


@given(st.integers(1, 3000), st.integers(0, 200), st.integers(0, 50), st.floats(0.001, 1.0), st.floats(0.001, 1.0))
@settings(max_examples=60, deadline=None)
def test_samples_of_a_cell(count: int, month: int, cell: int, scale: float, larger: float) -> None:
    """Nested between scales, stable when the cell grows, and stratified: never more than a few off."""
    small, large = sorted((scale, larger))
    some = sampled_ordinals(KIND_SPONSOR, month, cell, count, small)
    more = sampled_ordinals(KIND_SPONSOR, month, cell, count, large)
    grown = sampled_ordinals(KIND_SPONSOR, month, cell, count + 100, small)
    assert set(some.tolist()) <= set(more.tolist())
    assert np.array_equal(grown[grown < count], some)
    assert abs(len(some) - count * small) <= 14.0  # at most one for each of the bits of the count

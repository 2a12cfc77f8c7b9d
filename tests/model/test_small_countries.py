"""Worlds that differ in one thing: nothing else moves, bit for bit."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from countries import born, country, different, different_tables, entered, everything, record, setup, state

from werkagenda.agents.kinds import CHILD, KIND_SPONSOR, NEVER
from werkagenda.evidence.series import LIMITED, family_limits
from werkagenda.model.country import Country
from werkagenda.model.labour_market import applications, job_seekers
from werkagenda.model.population import families, newcomers, residents
from werkagenda.model.population.families import FamilyPlan
from werkagenda.model.population.newcomers import Roots
from werkagenda.model.random.identity import hash_ids, identity
from werkagenda.model.random.keyed_random import Decision, Keys, draw
from werkagenda.model.state import State

MONTHS = 30


@pytest.fixture(scope="module")
def plain() -> Country:
    """The world that the others are compared with."""
    return country(MONTHS)


def one_more(roots: Roots, identity_: int, month: int, origin: int) -> Roots:
    """The roots and a sponsor with a permit in ``month``, in their order."""
    ids = np.array([identity_], np.uint64)
    extra = Roots(
        ids, hash_ids(ids), *(np.array([x], np.int64) for x in (KIND_SPONSOR, origin, month - 4, month, NEVER))
    )
    joined = [np.concatenate([getattr(roots, n), getattr(extra, n)]) for n in Roots.__dataclass_fields__]
    order = np.lexsort((joined[0], joined[4]))
    return Roots(*(column[order] for column in joined))


def inert_ordinal(made: Country, month: int, origin: int) -> int:
    """Place at the end of a cell where a child without parents stands who is under 15 at the permit."""
    w = made.state
    ordinals = np.arange(50_000, 60_000)
    ids = np.array([identity(KIND_SPONSOR, month, origin, int(k)) for k in ordinals], np.uint64)
    many = np.full(len(ids), month, np.int64)
    roots = Roots(ids, hash_ids(ids), many * 0 + KIND_SPONSOR, many * 0 + origin, many - 4, many, many * 0 + NEVER)
    plan = FamilyPlan(roots, w.keys, w.profiles, limited=False)
    return int(ordinals[np.flatnonzero(plan.minor & (plan.age < 15.0))[0]])


@pytest.mark.parametrize("month", [12, 24])
def test_one_person_more_who_does_not_search(plain: Country, month: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """One more child in reception, at the end of a cell in the midst of the rows: all others stay as they were."""
    newcomer = identity(KIND_SPONSOR, month, 1, inert_ordinal(plain, month, 1))
    before = newcomers.plan_roots
    monkeypatch.setattr(newcomers, "plan_roots", lambda *a: one_more(before(*a), newcomer, month, 1))
    richer = country(MONTHS)
    assert richer.state.entered == plain.state.entered + 1
    row = int(np.flatnonzero(richer.state.people.id == newcomer)[0])
    assert row < plain.state.entered - 10 and richer.state.people.reason[row] == CHILD
    here = richer.state.people.id[: richer.state.entered]
    others = np.sort(here) != newcomer
    for (name, mine), (_, theirs) in zip(entered(plain), entered(richer), strict=True):
        assert np.array_equal(mine, theirs[others]), name
    moved = different(
        {k: v for k, v in state(plain).items() if not k.startswith(("people", "households"))},
        {k: v for k, v in state(richer).items() if not k.startswith(("people", "households"))},
    )
    assert not moved
    assert set(different(record(plain), record(richer))) <= {"record.monthly", "record.people", "ledger"}
    extra = richer.state.record["monthly"] - plain.state.record["monthly"]
    assert np.abs(extra[..., 1:]).sum() == 0 and (extra[..., 0].sum(axis=(1, 2, 3))[month:MONTHS] == 1).all()


def test_one_person_more_who_searches_moves_few(plain: Country, monkeypatch: pytest.MonkeyPatch) -> None:
    """One more resident who searches, at the end of a cell: only who competes with them can be in another place."""
    before = residents.entrants

    def with_one(month: int, *rest: Any) -> dict[str, Any]:
        rows = before(month, *rest)
        if month != 20:
            return rows
        last = int(rows["id"][-1]) + (1 << 8)
        more = {name: np.append(column, column[-1:]) for name, column in rows.items()}
        more["id"][-1], more["hash"][-1] = last, hash_ids(np.array([last], np.uint64))[0]
        more["from_job"][-1] = 0
        return more

    monkeypatch.setattr(residents, "entrants", with_one)
    richer = country(MONTHS)
    assert whole_months_equal(plain, richer, 20) and not whole_months_equal(plain, richer, MONTHS)
    mine, theirs = dict(entered(plain)), dict(entered(richer))
    assert (mine["state"] != theirs["state"]).mean() < 0.05


def whole_months_equal(a: Country, b: Country, months: int) -> bool:
    """Whether the records of the first months are the same."""
    names = ("monthly", "residents", "market", "jobs")
    return all(np.array_equal(a.state.record[n][:months], b.state.record[n][:months]) for n in names)


def test_an_unused_draw_moves_nothing(plain: Country) -> None:
    """Every key that the model asks for is preceded by a draw that nobody uses."""
    other = country(0)
    keys = other.state.keys
    used = []

    class Wasteful(Keys):
        def __call__(self, decision: int, month: int = 0) -> np.uint64:
            used.append(draw(keys(Decision.INSTRUMENT, month), np.uint64(7)))
            return keys(decision, month)

        def row(self, decision: int, first: int, count: int) -> Any:
            used.append(draw(keys(Decision.INSTRUMENT, first), np.uint64(7)))
            return keys.row(decision, first, count)

    other.state.keys = Wasteful(99, 3)
    other.run(MONTHS)
    assert len(used) > MONTHS and not different(everything(plain), everything(other))


def test_another_seed_moves_everything(plain: Country) -> None:
    """The comparison of this file sees a difference where there is one."""
    assert len(different(everything(plain), everything(country(MONTHS, seed=2)))) > 50


def test_two_instances_in_one_process(plain: Country) -> None:
    """Two countries that take turns, one of them of another scale, give what each gives alone."""
    first, second, third = country(), Country(setup(0.02, seed=5)), country()
    for _ in range(MONTHS):
        first.step()
        second.step()
        third.step()
    assert not different(everything(plain), everything(first))
    assert not different(everything(first), everything(third))
    assert not different_tables(plain.tables(), first.tables())


def turned(n: int) -> Any:
    """A fixed shuffling of n rows."""
    return np.argsort(hash_ids(np.arange(n, dtype=np.uint64)))


def test_another_order_of_the_residents(plain: Country) -> None:
    """Other people who search stand in other rows, every month."""
    other = country()
    w = other.state
    while other.month < MONTHS:
        order = turned(w.residents_n)
        for column in w.residents:
            column[: w.residents_n] = column[: w.residents_n][order]
        other.step()
    assert not different(everything(plain), everything(other))


def shuffle_people(w: State) -> None:
    """Newcomers stand in other rows; who points at a row points at the new one."""
    n = w.entered
    order = turned(n)
    for column in w.people:
        column[:n] = column[:n][order]
    w.past[:, :n] = w.past[:, :n][:, order]
    new = np.argsort(order)
    for column in (w.households.adult_a, w.households.adult_b):
        column[column >= 0] = new[column[column >= 0]]
    here = w.sample_rows < n
    w.sample_rows[here] = new[w.sample_rows[here]]


def test_another_order_of_the_people(plain: Country) -> None:
    """Newcomers who have come stand in other rows from a month on, and once more."""
    other = country()
    for month in (6, 18, MONTHS):
        other.run(month)
        shuffle_people(other.state)
    assert not different(everything(plain), everything(other))


def shuffle_seekers(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on newcomers who apply stand in another row of the list, and applications to a region in
    the other order of their seekers."""
    gather, route = job_seekers.gather_people, applications.route_applications

    def shuffled(entered: int, key: Any, network: Any, p: Any, s: Any, *rules: Any) -> int:
        total: int = gather(entered, key, network, p, s, *rules)
        order = turned(total)
        for column in s:
            column[:total] = column[:total][order]
        return total

    def routed(*given: Any) -> Any:
        sent, start = found = route(*given)
        for first, last in itertools.pairwise(start):
            theirs = sent[first:last]
            sent[first:last] = theirs[np.argsort(-theirs["seeker"], kind="stable")]
        return found

    monkeypatch.setattr(job_seekers, "gather_people", shuffled)
    monkeypatch.setattr(applications, "route_applications", routed)


def test_another_order_of_the_seekers(plain: Country, monkeypatch: pytest.MonkeyPatch) -> None:
    """The list of newcomers and the applications in another order."""
    shuffle_seekers(monkeypatch)
    assert not different(everything(plain), everything(country(MONTHS)))


def test_equal_scores_are_ordered_by_identity(monkeypatch: pytest.MonkeyPatch) -> None:
    """All with Dutch to spare score exactly the same at the interview: still no row decides who is hired."""
    alike = {"offer__skill_weight": 0.0, "offer__pass_through": 0.0, "offer__noise": 1e-300}
    one = country(8, **alike)
    n, o = one.state.open_n, one.state.openings
    tied = (o.best[:n] == o.second[:n]) & (o.candidate[:n] // 8 != o.runner_up[:n] // 8) & (o.runner_up[:n] >= 0)
    assert tied.sum() > 20, "no ties: the test is empty"
    shuffle_seekers(monkeypatch)
    assert not different(everything(one), everything(country(8, **alike)))


def test_samples_are_nested() -> None:
    """The people of 2% are people of 5%, with the same attributes, families and homes."""
    small, large = country(0, 0.02), country(0, 0.05)
    sparse, many = born(small), born(large)
    assert 0.3 < len(sparse) / len(many) < 0.5 and sparse.keys() <= many.keys()
    assert all(many[who] == row for who, row in sparse.items())
    assert set(small.state.employers.id.tolist()) <= set(large.state.employers.id.tolist())
    assert set(small.state.residents.id.tolist()) <= set(large.state.residents.id.tolist())


EMPLOYER_ATTRIBUTES = (
    "region",
    "sector",
    "size_class",
    "size",
    "uncertainty",
    "taste",
    "structured",
    "adjusts",
    "obeys",
    "charter",
    "experience",
)


@pytest.mark.parametrize("name", EMPLOYER_ATTRIBUTES)
def test_attributes_of_employers_do_not_depend_on_scale(name: str) -> None:
    """An employer in the samples of 2% and 5% is the same employer (its weight and staff are the sample's)."""
    small, large = country(0, 0.02).state.employers, country(0, 0.05).state.employers
    here = np.searchsorted(large.id, small.id)
    assert np.array_equal(getattr(small, name), getattr(large, name)[here])


def test_residents_do_not_depend_on_scale() -> None:
    """Other people who search: a common id has the same attributes at 2% and 5%."""
    small, large = country(0, 0.02).state, country(0, 0.05).state
    ids = large.residents.id[: large.residents_n]
    here = np.searchsorted(ids, small.residents.id[: small.residents_n])
    for name, column in small.residents._asdict().items():
        assert np.array_equal(column[: small.residents_n], getattr(large.residents, name)[: large.residents_n][here]), (
            name
        )


def test_people_do_not_depend_on_the_economy() -> None:
    """A recession changes nobody who comes."""
    assert born(country()) == born(country(economy="recession"))


@pytest.mark.parametrize("level", ["high", "low"])
def test_people_do_not_depend_on_the_inflow(level: str) -> None:
    """Another inflow adds and drops people; who comes before 2025 is the same, but for a decision to come."""
    central, other = born(country()), born(country(inflow=level))
    names = [n for n in country().state.people._fields if n not in ("household", "home")]
    arrival, permit, decision = (names.index(n) for n in ("arrival", "permit", "decision"))
    early = {who for who, row in central.items() if row[arrival] < 132}
    assert early == {who for who, row in other.items() if row[arrival] < 132}
    pending = {permit, decision}
    for who in central.keys() & other.keys():
        a, b = central[who], other[who]
        moved = {k for k in range(len(a)) if a[k] != b[k]}
        assert not moved or (moved == pending and min(a[permit], a[decision]) >= 132)
    assert central.keys() != other.keys()


def test_limits_to_family_reunification_keep_families_away() -> None:
    """The same sponsors as in the central inflow; families of sponsors from July 2026 on come later or not at all."""
    central, limited = born(country(0, 0.05)), born(country(0, 0.05, inflow=LIMITED))
    names = [n for n in country().state.people._fields if n not in ("household", "home")]
    arrival, member = names.index("arrival"), names.index("member")
    assert limited.keys() < central.keys()
    gone = [row for who, row in central.items() if who not in limited]
    assert all(row[member] > 0 and row[arrival] > family_limits().month for row in gone)
    later = [row for who, row in limited.items() if row[arrival] != central[who][arrival]]
    assert all(row[member] > 0 and row[arrival] >= family_limits().month + family_limits().wait for row in later)
    followers = [sum(row[member] > 0 and row[arrival] >= 174 for row in each.values()) for each in (central, limited)]
    assert 0.3 * followers[0] < followers[1] < 0.95 * followers[0]


def test_households_are_what_their_people_say(plain: Country) -> None:
    """Each adult of a household points at it, and no person is in two."""
    w = plain.state
    rows = np.arange(w.entered)
    home = w.people.household[: w.entered]
    adult = (w.people.member[: w.entered] <= 1) & (w.people.active[: w.entered] == 1)
    found = (w.households.adult_a[home] == rows) | (w.households.adult_b[home] == rows)
    assert found[adult].all()
    assert int(w.people.member.max()) + 1 <= families.MEMBERS

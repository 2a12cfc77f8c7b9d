"""What the people of a run do and never do."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, fields, replace
from typing import Any

import numpy as np
import pytest
from countries import country, entered, record

from werkagenda.agents.kinds import (
    ASYLUM,
    CHILD,
    EMPLOYED,
    INACTIVE,
    KIND_FAMILY,
    KIND_UKRAINIAN,
    NEVER,
    ORIGINS,
    RETIRED,
    SEARCHING,
    STATUS,
)
from werkagenda.evidence import series, structure
from werkagenda.evidence.structure import Profiles
from werkagenda.model.country import Country
from werkagenda.model.population import employers, newcomers
from werkagenda.model.steps import income


@dataclass
class Seen:
    """What was found in any month of a run, by name, and the country at its end."""

    country: Country
    found: Counter[str] = field(default_factory=Counter)
    came: set[int] = field(default_factory=set)

    def look(self) -> None:
        """Count what may not be, this month."""
        w = self.country.state
        t, n, p = w.month - 1, w.entered, w.people
        self.came.update(np.flatnonzero(p.active[:n] == 1).tolist())
        here, age, state = p.active[:n] == 1, t - p.birth[:n], p.state[:n]
        works, searches = here & (state == EMPLOYED), here & (state == SEARCHING)
        asylum, reception = here & (p.kind[:n] == ASYLUM), here & (p.housed[:n] == NEVER)
        displaced = w.record["displaced"][t].sum(axis=0)
        taken = w.record["sector_size"][t][:, :, 1].sum(axis=1)
        o, k = w.openings, w.open_n
        best, second = o.candidate[:k], o.runner_up[:k]
        self.found.update(
            {
                "adults left": self.left(t),
                "own runner-up": int(((best >= 0) & (second >= 0) & (best // 8 == second // 8)).sum()),
                "worker under 18": int((works & (age < 216)).sum()),
                "searcher under 18": int((searches & (age < 216)).sum()),
                "worker of 67": int((works & (age >= 804)).sum()),
                "searcher of 67": int((searches & (age >= 804)).sum()),
                "absent worker": int(((state == EMPLOYED) & (p.active[:n] == 0)).sum()),
                "child or pensioner at work": int((works & np.isin(p.reason[:n], (CHILD, RETIRED))).sum()),
                "bijstand in reception": int((reception & (p.bijstand[:n] > 0)).sum()),
                "bijstand of an asylum seeker": int((asylum & (p.bijstand[:n] > 0)).sum()),
                "asylum seeker at work too early": int((asylum & works & (t - p.arrival[:n] < 6)).sum()),
                "more displaced than hired": int((displaced > taken).sum()),
                "insurance beside a wage": int((works & (p.ui_cents[:n] > 0)).sum()),
                "language outside 0-1": int(((p.language[:n] < 0) | (p.language[:n] > 1)).sum()),
                "guidance outside 0-1": int(((p.guidance[:n] < 0) | (p.guidance[:n] > 1)).sum()),
                "housed before a permit": int((here & (p.housed[:n] < p.permit[:n]) & (p.kind[:n] == 0)).sum()),
                "more than the norm": int((w.households.bijstand > w.households.norm).sum()),
                "work and a reason not to": int(((works | searches) & (p.reason[:n] != 0)).sum()),
            }
        )

    def left(self, t: int) -> int:
        """Adults with a permit of this month or before who came and have left."""
        p, rows = self.country.state.people, np.array(sorted(self.came))
        age = t - p.birth[rows]
        gone = (p.active[rows] == 0) & (p.kind[rows] == STATUS) & (p.permit[rows] <= t) & (p.permit[rows] >= 0)
        return int((gone & (age >= 216) & (age < 792)).sum())


@pytest.fixture(scope="module")
def seen() -> Seen:
    """All 192 months at 2%, looked at every month."""
    watch = Seen(country(0, 0.02))
    while watch.country.month < 192:
        watch.country.step()
        watch.look()
    return watch


CEILINGS = [
    "worker under 18",
    "searcher under 18",
    "worker of 67",
    "searcher of 67",
    "absent worker",
    "child or pensioner at work",
    "bijstand in reception",
    "bijstand of an asylum seeker",
    "asylum seeker at work too early",
    "more displaced than hired",
    "insurance beside a wage",
    "language outside 0-1",
    "guidance outside 0-1",
    "housed before a permit",
    "more than the norm",
    "work and a reason not to",
]


@pytest.mark.parametrize("what", CEILINGS)
def test_never_in_192_months(seen: Seen, what: str) -> None:
    """In no month of history or outlook does anybody do what the law or nature forbids."""
    assert seen.found[what] == 0


def test_nobody_starts_below_the_minimum_wage() -> None:
    """Every opening dates from a month with a lower minimum wage: whoever is hired has this month's."""
    made = country(40, 0.02)
    w = made.state
    w.openings.wage[: w.open_n] = int(w.law.minimum[0]) // 2
    made.step()
    n, p = w.entered, w.people
    hired = (p.active[:n] == 1) & (p.state[:n] == EMPLOYED) & (p.started[:n] == 40)
    assert hired.sum() > 3 and (p.wage[:n][hired] >= w.law.minimum[40]).all()


def test_the_run_holds_what_the_ceilings_are_about(seen: Seen) -> None:
    """Asylum seekers do work, people do retire, posts are taken from others: the zeros above are not empty."""
    w = seen.country.state
    assert w.record["permits"][:, 2].sum() > 0 and w.record["displaced"].sum() > 0
    assert (w.people.reason[w.people.active == 1] == RETIRED).any()
    assert (w.people.bijstand > 0).any() and (w.people.partial == 1).any()


def ratio(applications: Any) -> float:
    """Call-backs of applications without a migration background over those with one."""
    return float(applications[0, 1] / applications[0, 0] / (applications[1, 1] / applications[1, 0]))


def test_call_back_ratio_of_the_correspondence_test(seen: Seen) -> None:
    """About 1.4 over all employers and months (LM223)."""
    assert 1.3 < ratio(seen.country.state.record["audit"].sum(axis=(0, 1, 2))) < 1.5


def test_call_back_ratio_without_taste_and_uncertainty() -> None:
    """Employers without a gap, agencies that obey nobody: exactly 1 in every sector, size and month."""
    applications = country(12, callback__ratio=1.0, callback__obey_share=0.0).state.record["audit"]
    assert applications.sum() > 0 and np.array_equal(applications[..., 0, :], applications[..., 1, :])


def test_call_back_ratio_of_one_is_one() -> None:
    """The ratio alone set to 1: nobody withholds anything."""
    applications = country(12, callback__ratio=1.0).state.record["audit"]
    assert np.array_equal(applications[..., 0, :], applications[..., 1, :])


@pytest.mark.parametrize(("low", "high"), [(1.2, 1.4), (1.4, 1.6)])
def test_a_larger_ratio_asked_for_is_a_larger_ratio(low: float, high: float) -> None:
    sparse, many = (country(12, callback__ratio=r).state.record["audit"].sum(axis=(0, 1, 2)) for r in (low, high))
    assert ratio(sparse) < ratio(many)


LABOUR = (
    "state",
    "reason",
    "employer",
    "contract",
    "hours",
    "wage",
    "tenure",
    "channel",
    "sector",
    "first_job",
    "worked_months",
    "language",
    "net",
    "bijstand",
    "income",
    "integration",
    "housed",
    "active",
)


def without_rules_on_sex(relabel: bool) -> Country:
    """No care norm, no headscarf, no births: nothing explicit about sex is left; then everybody's label is turned."""
    made = country(0, 0.02, participation__care_norm_share=0.0, life__birth_per_year=0.0)
    people = made.state.people
    people.headscarf[:] = 0
    assert not people.norm_carer.any()
    if relabel:
        people.sex[:] = 1 - people.sex
    made.run(60)
    return made


def test_clone_with_the_other_sex() -> None:
    """The same people with the other label of sex: every labour-market outcome the same, bit for bit."""
    one, other = (dict(entered(without_rules_on_sex(relabel))) for relabel in (False, True))
    assert not np.array_equal(one["sex"], other["sex"]) and (one["state"] == EMPLOYED).sum() > 50
    assert [name for name in LABOUR if not np.array_equal(one[name], other[name])] == []
    here = without_rules_on_sex(False).state.record["monthly"].sum(axis=(0, 1, 3))
    there = without_rules_on_sex(True).state.record["monthly"].sum(axis=(0, 1, 3))
    assert np.array_equal(here[0], there[1]) and np.array_equal(here[1], there[0])


def test_the_norm_and_the_headscarf_do_tell_the_sexes_apart() -> None:
    """With the two explicit rules the relabelled people end elsewhere: the clone test is not blind."""
    made = [country(0, 0.02), country(0, 0.02)]
    made[1].state.people.sex[:] = 1 - made[1].state.people.sex
    for m in made:
        m.run(48)
    one, other = (dict(entered(m)) for m in made)
    assert not np.array_equal(one["state"], other["state"])


A, B = 0, 1
SWAP = np.array([B, A, *range(2, ORIGINS)])


def swapped_profiles() -> Profiles:
    """Syria with the row of Eritrea and the other way round."""
    known = structure.origin_profiles()
    return replace(known, **{f.name: getattr(known, f.name)[SWAP] for f in fields(Profiles)})


def swap_origins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give two origins each other's profile, permits and identities: what is left is the label."""
    profiles, permits = swapped_profiles(), series.permits
    ids_of, sampled = newcomers.ids_of, newcomers.sampled_ordinals
    monkeypatch.setattr(structure, "origin_profiles", lambda: profiles)
    monkeypatch.setattr(series, "permits", lambda level: permits(level)[:, SWAP[:8]])

    def cell(kind: int, origin: int) -> int:
        return origin if kind in (KIND_FAMILY, KIND_UKRAINIAN) else int(SWAP[origin])

    monkeypatch.setattr(newcomers, "ids_of", lambda k, m, o, *rest: ids_of(k, m, cell(k, o), *rest))
    monkeypatch.setattr(newcomers, "sampled_ordinals", lambda k, m, o, *rest: sampled(k, m, cell(k, o), *rest))


def test_two_origins_that_swap_what_they_bring_swap_their_curves(monkeypatch: pytest.MonkeyPatch) -> None:
    """Syria and Eritrea swap age, schooling, family, delay, network, language, permits: their cohort curves swap,
    bit for bit, and nobody else's moves. No constant of an origin is hidden anywhere."""
    plain = country(84, 0.01)
    swap_origins(monkeypatch)
    other = country(84, 0.01)
    mine, theirs = dict(entered(plain)), dict(entered(other))
    assert np.array_equal(SWAP[mine.pop("origin")], theirs.pop("origin"))
    assert [name for name in mine if not np.array_equal(mine[name], theirs[name])] == []
    one, two = record(plain), record(other)
    assert np.array_equal(one["cohorts"][:, :, :, SWAP], two["cohorts"])
    assert np.array_equal(one["record.monthly"][:, :, :, SWAP], two["record.monthly"])
    assert not np.array_equal(one["cohorts"][:, :, :, A], one["cohorts"][:, :, :, B])


def test_rows_of_two_origins_alone_swap_within_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the profile rows swap, the people are others: each origin moves to the other's employment."""
    plain = employment(country(96, 0.05))
    profiles = swapped_profiles()
    monkeypatch.setattr(structure, "origin_profiles", lambda: profiles)
    other = employment(country(96, 0.05))
    gap = np.abs(plain[A] - plain[B]).max()
    assert np.abs(other[A] - plain[B]).max() < max(0.06, 0.6 * gap)
    assert np.abs(other[B] - plain[A]).max() < max(0.06, 0.6 * gap)


def employment(made: Country) -> Any:
    """Employed share of the permit cohorts 2014-2016 by origin, at 24, 36, 48 and 60 months."""
    cube = made.state.record.cohorts[:3].sum(axis=(0, 2))
    at = [24, 36, 48, 60]
    return (cube[at, :, 1] / np.maximum(cube[at, :, 0], 1)).T


def couples_on_benefit(made: Country) -> Any:
    """Rows of partners without work, housed, in a couple that lives on bijstand."""
    w = made.state
    p, h = w.people, w.households
    both = (h.adult_a >= 0) & (h.adult_b >= 0) & (h.bijstand > 0) & (h.counted == 0)
    rows = h.adult_b[both]
    of_age = w.month - p.birth[rows] >= 23 * 12  # the adult minimum wage
    fine = (
        of_age
        & (p.active[rows] == 1)
        & (p.active[h.adult_a[both]] == 1)
        & (p.housed[rows] != NEVER)
        & (p.state[rows] != EMPLOYED)
    )
    return rows[fine & (p.reason[rows] != RETIRED)]


@pytest.mark.parametrize(("hours", "ends"), [(20, False), (40, None), (60, True)])
def test_a_job_of_the_partner_lowers_or_ends_the_benefit(hours: int, ends: bool | None) -> None:
    """The same month of the same world, but one partner of each couple works: their benefit falls, nobody else's."""
    alone, made = country(60, 0.02), country(60, 0.02)
    for each in (alone, made):
        each.state.month -= 1
    rows = couples_on_benefit(made)
    assert len(rows) > 10
    w = made.state
    w.people.state[rows], w.people.hours[rows] = EMPLOYED, hours
    w.people.wage[rows], w.people.tenure[rows] = w.law.minimum[w.month], 12
    for each in (alone, made):
        income.receive_income(each.state)
    before = alone.state.households.bijstand
    homes = w.people.household[rows]
    after = w.households.bijstand
    assert (after[homes] < before[homes]).all()
    rest = np.setdiff1d(np.arange(len(before)), homes)
    assert np.array_equal(before[rest], after[rest])
    assert ends is None or (after[homes] == 0).all() == ends
    if not ends:
        partial = after[homes] > 0
        assert (w.people.partial[rows][partial] == 1).all()


def test_most_without_work_do_not_search(seen: Seen) -> None:
    """Participation comes first: status holders without a job are mostly inactive, with a reason."""
    w = seen.country.state
    m = w.record["monthly"][36:132, 0].sum(axis=(0, 1, 2))
    assert m[6] > m[5] > 0
    p = w.people
    idle = (p.active == 1) & (p.state == INACTIVE) & (p.housed != NEVER)
    assert len(np.unique(p.reason[idle])) >= 5


def test_employment_rises_with_months_since_permit(seen: Seen) -> None:
    """The curve of the 2014 cohort: next to nobody after a year, many after five."""
    cube = seen.country.state.record.cohorts[0].sum(axis=(1, 2))
    share = cube[:, 1] / np.maximum(cube[:, 0], 1)
    assert share[12] < 0.15 < share[60] and share[12] < share[36] < share[60]


def test_gap_of_all_employers_is_the_one_asked_for() -> None:
    """Weighted by openings, the call-backs withheld at the start are 1 - 1 / ratio, obeying agencies apart."""
    made = country(0, 0.05, learning__initial_share=0.0, callback__obey_share=0.0)
    e, c = made.state.employers, made.state.p.callback
    gap = (e.taste + e.uncertainty) * (1.0 - c.structured_effect * e.structured)
    weight = e.turnover * made.state.cells.posted_openings_share[e.sector]
    assert float((gap * weight).sum() / weight.sum()) == pytest.approx(1.0 - 1.0 / c.ratio, abs=0.03)
    taste, uncertainty = employers.gap_parts(c, made.state.p.learning.structured_share)
    assert taste / (taste + uncertainty) == pytest.approx(c.taste_share)


def test_nobody_is_their_own_runner_up(seen: Seen) -> None:
    """Two applications of one person to one opening are one contestant."""
    assert seen.found["own runner-up"] == 0


def test_only_who_came_can_have_departed(seen: Seen) -> None:
    """The cohorts' departed, over all months, are adults who were in the country at the end of a month (1% may have
    come and left within one)."""
    departed = int(seen.country.state.record.cohorts[..., 12].sum())
    assert 0 < seen.found["adults left"] <= departed < 1.01 * seen.found["adults left"]

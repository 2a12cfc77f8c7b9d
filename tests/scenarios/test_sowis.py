"""SOWIS: rules, ceilings, first come first served, what it buys, and that nothing is paid twice."""

from __future__ import annotations

import numpy as np
import pytest
from countries import different, everything
from outlooks import SCALE, Outlook, instruments, small
from positions import I_SUBSIDY

from werkagenda.agents.kinds import AGENCY, EMPLOYED, STATUS
from werkagenda.evidence.subsidy import rules
from werkagenda.model.country import Country
from werkagenda.model.income.ledger import EMPLOYER, STATE
from werkagenda.scenarios import sowis
from werkagenda.scenarios.sowis_rounds import ROUND_FIELDS
from werkagenda.tables.vocabulary import HISTORY_MONTHS, month_index

FIELD = {name: k for k, name in enumerate(ROUND_FIELDS)}


@pytest.fixture(scope="module")
def extended(outlook: Outlook) -> Country:
    """The extension with twice the ceiling, to the end of 2029; read only."""
    return outlook(60, sowis={"dose": 2.0})


def year(made: Country, number: int) -> np.ndarray:
    first = 12 * (number - 2014)
    return np.asarray(made.state.record["rounds"][first : first + 12])


def test_no_year_pays_more_than_its_ceiling(extended: Country) -> None:
    ceilings = {2024: 2.5e6, 2025: 3.0e6, 2026: 2.0e6, 2027: 4.0e6, 2028: 4.0e6, 2029: 4.0e6}
    for number, euros in ceilings.items():
        paid = int(year(extended, number)[:, FIELD["cents"]].sum())
        assert 0 < paid <= euros * 100 * SCALE
        assert year(extended, number)[:, FIELD["ceiling"]].max() == round(euros * 100 * SCALE)


def test_a_permanent_permit_counts_from_2025_on(outlook: Outlook) -> None:
    """In 2024 only holders of a temporary permit (here: under five years) were guided (P058)."""
    w = outlook(3).state
    p, n = w.people, w.entered
    scheme = next(each for each in w.hooks.instruments if isinstance(each, sowis.Sowis))
    admitted = {}
    for month in ("2024-09", "2025-06"):
        w.month = month_index(month)
        p.started[:n] = w.month
        admitted[month] = scheme.eligible(w)
    young = w.month - 9 - p.permit[:n] < sowis.TEMPORARY_MONTHS
    assert admitted["2024-09"].size and young[admitted["2024-09"]].all()
    assert (~young[admitted["2025-06"]]).any()


def test_what_is_granted_is_what_the_ledger_pays(extended: Country) -> None:
    paid = extended.state.ledger.cents[:, STATE, EMPLOYER, I_SUBSIDY]
    assert (paid == extended.state.record["rounds"][:, FIELD["cents"]]).all()


def test_rounds_are_open_in_their_months_only(extended: Country) -> None:
    open_ = np.flatnonzero(extended.state.record["rounds"][:, FIELD["applications"]])
    months = {(2014 + t // 12, t % 12 + 1) for t in open_.tolist()}
    assert {m for y, m in months if y == 2024} == {9}
    assert all(6 <= m <= 9 for y, m in months if y > 2024) and min(months)[0] == 2024


def test_every_application_ends_one_way(extended: Country) -> None:
    rounds = extended.state.record["rounds"]
    ends = sum(rounds[:, FIELD[name]] for name in ("granted", "refused_ceiling", "refused_rules"))
    assert (ends == rounds[:, FIELD["applications"]]).all()
    assert rounds[:, FIELD["refused_ceiling"]].sum() > 0


def test_a_round_that_has_refused_somebody_grants_nothing_more(extended: Country) -> None:
    """First come, first served: after the month of the first refusal under the ceiling the year is over."""
    closed = 0
    for number in range(2024, 2030):
        refused, granted = (
            year(extended, number)[:, FIELD["refused_ceiling"]],
            year(extended, number)[:, FIELD["granted"]],
        )
        if refused.any():
            closed += 1
            assert granted[int(np.flatnonzero(refused)[0]) + 1 :].sum() == 0
    assert closed > 2


def test_without_extension_it_lapses(outlook: Outlook) -> None:
    plain = outlook(45)
    assert year(plain, 2026)[:, FIELD["granted"]].sum() > 0
    assert year(plain, 2027)[:, FIELD["applications"]].sum() == 0


def test_a_higher_dose_grants_no_less_in_its_first_month(outlook: Outlook) -> None:
    granted = []
    for dose in (0.0, 0.5, 1.0, 3.0):
        made = outlook(30, sowis={"dose": dose})
        granted.append(int(made.state.record["rounds"][month_index("2027-06"), FIELD["cents"]]))
    assert granted == sorted(granted) and granted[0] == 0 < granted[-1]


def test_nobody_gets_what_the_rules_exclude(outlook: Outlook) -> None:
    """Everybody newly guided: a status holder, 20 hours, no agency, no placement, six months; four an employer."""
    made = outlook(4, sowis={"dose": 5.0}, startbanen={"dose": 1.0, "years_10_to_90": 0.5})
    w, seen, before = made.state, 0, set()
    while made.month < month_index("2029-12"):
        made.step()
        p, n, t = w.people, w.entered, made.month - 1
        new = np.flatnonzero(p.supported_until[:n] == t + 1 + rules().guided_months)
        seen += len(new)
        assert (p.kind[new] == STATUS).all() and (p.state[new] == EMPLOYED).all()
        assert (p.hours[new] >= 20).all() and (p.contract[new] != AGENCY).all() and (p.subsidised[new] == 0).all()
        assert (t - p.started[new] <= 6).all()
        assert not len(new) or np.bincount(p.employer[new]).max() <= rules().most
        assert not ((p.supported_until[:n] > t) & (p.subsidised[:n] == 1)).any(), "two instruments pay for one person"
        if t % 12 == 11:
            granted = w.hooks.memories()["sowis.granted"][:, t // 12]
            funded = set(np.flatnonzero(granted).tolist())
            assert not (funded & before), "funded in the round before"
            before = funded
    assert seen > 20


def test_guidance_keeps_people_and_teaches() -> None:
    """Job ends of the guided fall with the reduction; zero effect moves nobody and costs the same."""
    from werkagenda.model import checkpoint

    def run(**changes: float) -> Country:
        numbers = {f"sowis__{name}": value for name, value in changes.items()}
        made = Country(small(), instruments({}, **numbers))
        made.run(HISTORY_MONTHS)
        return made

    none = run(job_end_reduction=0.0, vocational_share=0.0, experience_per_month=0.0)
    full = run(job_end_reduction=1.0, vocational_share=1.0, experience_per_month=0.05)
    assert checkpoint.key(small(), none.state.hooks.instruments) != checkpoint.key(
        small(), full.state.hooks.instruments
    )
    p = none.state.people
    guided = np.flatnonzero(p.supported_until > HISTORY_MONTHS)
    assert len(guided) > 5
    q = full.state.people
    assert (q.language[guided] > p.language[guided]).sum() > len(guided) // 2
    still = (q.state[guided] == EMPLOYED).sum(), (p.state[guided] == EMPLOYED).sum()
    assert still[0] >= still[1]
    assert full.state.employers.experience.sum() > none.state.employers.experience.sum()


def test_dose_zero_is_the_baseline_bit_for_bit(outlook: Outlook) -> None:
    assert not different(everything(outlook(32)), everything(outlook(32, sowis={"dose": 0.0, "first_month": 1})))

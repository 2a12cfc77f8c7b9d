"""Startbanen: who is offered one, who gets one, from whom it is taken, how it ends and what it costs."""

from __future__ import annotations

import numpy as np
import pytest
from countries import different, everything
from outlooks import Outlook
from positions import I_CHILD_CARE, I_PLACEMENT, I_WAGE_SUBSIDY

from werkagenda.agents.kinds import EMPLOYED, PERMANENT, STATUS
from werkagenda.model.country import Country
from werkagenda.model.income.ledger import EMPLOYER, SERVICE, STATE, TOWN
from werkagenda.tables.vocabulary import HISTORY_MONTHS

BROAD = {"dose": 1.0, "years_10_to_90": 0.5}
EAGER = {"startbanen__pull": 200.0}
"""Nearly everybody is ready who is not held back: small countries have placements to look at."""
MIDDLE = 36
"""Months into the outlook at which a quick spread has covered nearly everybody."""


@pytest.fixture(scope="module")
def broad(outlook: Outlook) -> Country:
    """Broad startbanen after three years; read only."""
    return outlook(MIDDLE, numbers=EAGER, startbanen=BROAD)


def offered(made: Country) -> set[int]:
    p, n = made.state.people, made.state.entered
    return set(p.id[:n][p.offered[:n] < made.month].tolist())


def test_a_higher_dose_offers_to_more_of_the_same_people(outlook: Outlook) -> None:
    """In the first months in which coverage differs: each dose contains the lower one, and costs no less."""
    before: set[int] = set()
    paid = -1
    for dose in (0.0, 0.25, 0.5, 1.0):
        made = outlook(26, startbanen={"dose": dose, "years_10_to_90": 3.0})
        now = offered(made)
        assert before <= now
        euros = int(made.state.ledger.cents[HISTORY_MONTHS : made.month, TOWN, SERVICE, I_PLACEMENT].sum())
        assert euros >= paid
        before, paid = now, euros
    assert len(before) > 100


def test_only_who_may_have_one_is_offered_one(outlook: Outlook) -> None:
    """Status holders in the country who asked for bijstand the month before, without a job or study."""
    made = outlook(28, startbanen=BROAD)
    w = made.state
    for _ in range(6):
        state, studying = w.people.state.copy(), w.people.studying.copy()
        made.step()
        p, n, t = w.people, w.entered, made.month - 1
        new = np.flatnonzero(p.offered[:n] == t)
        assert len(new)
        assert (p.applied[new] == t - 1).all() and (p.housed[new] == t - 1).all()
        assert (p.kind[new] == STATUS).all() and ((t - p.birth[new]) >= 216).all()
        assert not ((state[new] == EMPLOYED) & (p.state[new] == EMPLOYED) & (p.started[new] < t)).any()
        assert (studying[new] == 0).all() or (p.studying[new] == 0).all()


def test_who_is_placed_was_offered_and_works_on_the_terms(broad: Country) -> None:
    w = broad.state
    p, n = w.people, w.entered
    placed = np.flatnonzero(p.placed[:n] < broad.month)
    assert len(placed) > 50
    wait = p.placed[placed] - p.offered[placed]
    assert (wait >= 0).all() and (wait < 6).all()
    now = np.flatnonzero((p.subsidised[:n] == 1) & (p.active[:n] == 1))
    assert (p.state[now] == EMPLOYED).all() and (p.hours[now] == 20).all()
    assert (p.placement_ends[now] >= broad.month).all()
    assert (p.wage[now] >= w.law.minimum[broad.month - 1]).all()


def test_part_of_the_benefit_stays_beside_twenty_hours(broad: Country) -> None:
    """Households with a placement: some keep a partial benefit, nobody keeps a whole one."""
    p, n = broad.state.people, broad.state.entered
    now = np.flatnonzero((p.subsidised[:n] == 1) & (p.active[:n] == 1))
    with_benefit = now[p.bijstand[now] > 0]
    assert len(with_benefit) and (p.partial[with_benefit] == 1).all()


def test_posts_are_taken_or_made(outlook: Outlook) -> None:
    """Additional-job share 0: every placement closes an open post; share 1: none does."""
    for share in (0.0, 1.0):
        made = outlook(30, assume={"additional_job_share": share}, numbers=EAGER, startbanen=BROAD)
        w = made.state
        placed = taken = extra = 0
        for _ in range(4):
            made.step()
            placed += int((w.people.placed[: w.entered] == made.month - 1).sum())
            taken += int(w.openings.taken[: w.open_n].sum())
            extra += int(w.hires.additional.sum())
        assert placed > 10
        assert (taken, extra) == ((placed, 0) if share == 0.0 else (0, placed))


def test_additional_posts_displace_less(outlook: Outlook) -> None:
    """The first-round count of people who lose an offer: larger when posts are taken from others."""
    lost = [
        outlook(MIDDLE, assume={"additional_job_share": share}, numbers=EAGER, startbanen=BROAD)
        .state.record["displaced"]
        .sum()
        for share in (0.0, 1.0)
    ]
    assert lost[0] > lost[1]


def test_placements_end_in_time(broad: Country) -> None:
    """Nobody is in a placement whose time is over; some were kept in an ordinary job."""
    p, n, t = broad.state.people, broad.state.entered, broad.month
    assert not ((p.subsidised[:n] == 1) & (p.placement_ends[:n] < t)).any()
    over = np.flatnonzero((p.placed[:n] < t - 12) & (p.active[:n] == 1))
    regular = (p.state[over] == EMPLOYED) & (p.subsidised[over] == 0)
    assert 0.05 < regular.mean() < 0.95


def test_costs_are_what_the_terms_say(outlook: Outlook) -> None:
    """Wage subsidy: the share of wage costs of everybody in a placement; the state pays its share of each cost."""
    made = outlook(
        MIDDLE,
        numbers=EAGER,
        startbanen={**BROAD, "care_help_share": 1.0, "wage_subsidy_share": 0.25, "state_share": 0.5},
    )
    w, t = made.state, made.month - 1
    p, n = w.people, w.entered
    placed = (p.subsidised[:n] == 1) & (p.active[:n] == 1)
    gross, lasting = p.gross[:n][placed], p.contract[:n][placed] == PERMANENT
    permanent, flexible = w.law.contributions(t)
    expected = (gross * (1.0 + np.where(lasting, permanent, flexible))).sum() * 0.25
    paid = int(w.ledger.cents[t, TOWN, EMPLOYER, I_WAGE_SUBSIDY])
    assert abs(paid - expected) <= len(gross)
    for instrument in (I_WAGE_SUBSIDY, I_PLACEMENT, I_CHILD_CARE):
        whole = int(w.ledger.cents[t, TOWN, :, instrument].sum())
        assert abs(2 * int(w.ledger.cents[t, STATE, TOWN, instrument]) - whole) <= 1 and whole > 0


def test_hours_nobody_pays_for_are_missing_elsewhere(outlook: Outlook) -> None:
    """Unpaid case-manager hours: less guidance for other clients, and less paid."""
    paid, unpaid = (outlook(MIDDLE, startbanen={**BROAD, "hours_paid_share": share}) for share in (1.0, 0.0))
    assert unpaid.state.guidance.sum() < paid.state.guidance.sum()
    assert unpaid.state.ledger.cents[MIDDLE + HISTORY_MONTHS - 1, :, :, I_PLACEMENT].sum() == 0


def test_dose_zero_is_the_baseline_bit_for_bit(outlook: Outlook) -> None:
    """Another speed and other terms at dose zero, but for the pilots' terms: nothing moves."""
    plain = outlook(14)
    dosed = outlook(14, startbanen={"dose": 0.0, "years_10_to_90": 1.0})
    assert not different(everything(plain), everything(dosed))

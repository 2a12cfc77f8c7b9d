"""What limits startbanen: money, room at employers, employers who don't agree; and what is recorded of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from outlooks import SCALE, Outlook, instruments, small
from positions import I_CHILD_CARE, I_WAGE_SUBSIDY

from werkagenda.agents.kinds import EMPLOYED
from werkagenda.model import checkpoint
from werkagenda.model.country import Country
from werkagenda.model.income.ledger import TOWN
from werkagenda.scenarios.budget import FIELDS
from werkagenda.tables.vocabulary import HISTORY_MONTHS

BROAD = {"dose": 1.0, "years_10_to_90": 0.5}
EUROS = 20e6
MONTHS_RUN = 48


@pytest.fixture(scope="module")
def rich(outlook: Outlook) -> Country:
    """Without an envelope; read only."""
    return outlook(MONTHS_RUN, startbanen=BROAD)


@pytest.fixture(scope="module")
def poor(outlook: Outlook) -> Country:
    """With money for part of those who come; read only."""
    return outlook(MONTHS_RUN, startbanen={**BROAD, "envelope_eur": EUROS})


def uptake(made: Country, name: str) -> np.ndarray:
    return np.asarray(made.state.hooks.memories()["startbanen.uptake"][:, FIELDS.index(name)])


def sharp(kept: Path, choices: dict[str, Any], **numbers: float) -> Country:
    """An outlook from the same history under other numbers of the instrument, which the past did not see."""
    changes = {f"startbanen__{name}": value for name, value in numbers.items()}
    made = checkpoint.restore(small(), kept, instruments({"startbanen": choices}, **changes), past=instruments({}))
    made.run(HISTORY_MONTHS + MONTHS_RUN)
    return made


def held(made: Country) -> np.ndarray:
    """People in a placement by employer."""
    p, n = made.state.people, made.state.entered
    now = (p.subsidised[:n] == 1) & (p.active[:n] == 1) & (p.state[:n] == EMPLOYED)
    return np.bincount(p.employer[:n][now], minlength=len(made.state.employers.id))


def test_uptake_counts_what_people_carry(rich: Country) -> None:
    p, n = rich.state.people, rich.state.entered
    for t in range(HISTORY_MONTHS, rich.month):
        assert uptake(rich, "reached")[t] == (p.offered[:n] == t).sum() <= uptake(rich, "eligible")[t]
        assert uptake(rich, "started")[t] == (p.placed[:n] == t).sum()
    assert uptake(rich, "running")[rich.month - 1] == held(rich).sum() > 10
    assert not uptake(rich, "left_out").any() and not uptake(rich, "envelope").any()


def test_pilots_are_noted_before_the_outlook(rich: Country) -> None:
    assert uptake(rich, "reached")[:HISTORY_MONTHS].sum() > 0
    assert not uptake(rich, "reached")[:121].any()


def test_committed_money_is_what_a_month_costs_times_the_months(rich: Country) -> None:
    """Cents per placement over its twelve months against what is paid per person and month; wages rise meanwhile."""
    outlook_months = slice(HISTORY_MONTHS, rich.month)
    book = rich.state.ledger.cents[outlook_months, TOWN]
    hours = 4.0 * rich.state.prices().guidance_eur_per_hour * 100.0
    running = int(uptake(rich, "running")[outlook_months].sum())
    paid = int(book[..., I_WAGE_SUBSIDY].sum() + book[..., I_CHILD_CARE].sum()) / running + hours
    committed = int(uptake(rich, "cents")[outlook_months].sum()) / int(uptake(rich, "started")[outlook_months].sum())
    assert 0.9 < paid / (committed / 12.0) < 1.1


def test_an_envelope_is_never_passed_and_offers_stay(rich: Country, poor: Country) -> None:
    cents, out = uptake(poor, "cents"), uptake(poor, "left_out")
    for first in range(HISTORY_MONTHS, poor.month, 12):
        year = slice(first, first + 12)
        assert cents[year].sum() <= EUROS * 100 * SCALE
        if out[year].any():
            dry = int(np.flatnonzero(out[year])[0])
            assert not cents[year][dry + 1 :].any()
    assert out.sum() > 10 and (uptake(poor, "envelope")[HISTORY_MONTHS : poor.month] > 0).all()
    assert uptake(poor, "started").sum() < uptake(rich, "started").sum()
    offered = [uptake(made, "reached")[HISTORY_MONTHS:].sum() for made in (poor, rich)]
    assert abs(int(offered[0]) - int(offered[1])) <= 0.05 * offered[1]
    p, n = poor.state.people, poor.state.entered
    again = (p.placed[:n] < poor.month) & (p.placed[:n] % 12 == 0) & (p.offered[:n] < p.placed[:n] - 1)
    assert again.any()


def test_an_envelope_of_nothing_places_nobody(outlook: Outlook) -> None:
    made = outlook(14, startbanen={**BROAD, "envelope_eur": 0.0})
    assert not uptake(made, "started")[HISTORY_MONTHS:].any() and uptake(made, "reached")[HISTORY_MONTHS:].any()


def test_nobody_holds_more_than_there_is_room_for(kept: Path, rich: Country) -> None:
    """At most one more than the share of the work with little Dutch; more room, more placements."""
    tight = sharp(kept, BROAD, capacity_share=0.02)
    for made, share in ((rich, 0.2), (tight, 0.02)):
        e, cells = made.state.employers, made.state.cells
        most = np.floor(share * cells.low_language_share[e.sector] * e.size) + 1
        assert (held(made) <= most).all()
    assert uptake(tight, "started")[HISTORY_MONTHS:].sum() < uptake(rich, "started")[HISTORY_MONTHS:].sum()


def test_without_wage_subsidy_fewer_employers_agree(rich: Country, outlook: Outlook) -> None:
    """Paid share 0, a half, 1: about as many offers, ever more placements."""
    none, full = (outlook(MONTHS_RUN, startbanen={**BROAD, "wage_subsidy_share": share}) for share in (0.0, 1.0))
    started = [int(uptake(made, "started")[HISTORY_MONTHS:].sum()) for made in (none, rich, full)]
    assert 1.2 * started[0] < started[1] < started[2]
    assert none.state.ledger.cents[HISTORY_MONTHS : none.month, TOWN, :, I_WAGE_SUBSIDY].sum() == 0

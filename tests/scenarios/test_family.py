"""Family migrants in the municipality's programme: who joins, what they get, what it costs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from countries import different, everything
from outlooks import SCALE, Outlook, instruments, priced, small
from positions import I_FAMILY

from werkagenda.agents.kinds import EMPLOYED, FAMILY, NEVER
from werkagenda.model import checkpoint
from werkagenda.model.country import Country
from werkagenda.model.income.ledger import SERVICE, STATE, TOWN
from werkagenda.scenarios import family, rollout
from werkagenda.scenarios.budget import FIELDS
from werkagenda.tables.vocabulary import HISTORY_MONTHS

FIRST = rollout.START + 1 - HISTORY_MONTHS


def policy(made: Country) -> family.Family:
    each = next(i for i in made.state.hooks.instruments if i.name == "family")
    assert isinstance(each, family.Family)
    return each


def uptake(made: Country, name: str) -> np.ndarray:
    return np.asarray(made.state.hooks.memories()["family.uptake"][:, FIELDS.index(name)])


def sharp(kept: Path, months: int, choices: dict[str, Any], **numbers: float) -> Country:
    """An outlook with other numbers of the instrument."""
    changes = {f"family__{name}": value for name, value in numbers.items()}
    made = checkpoint.restore(small(), kept, instruments({"family": choices}, **changes))
    made.run(HISTORY_MONTHS + months)
    return made


@pytest.fixture(scope="module")
def broad(outlook: Outlook) -> Country:
    """Covering everybody by the end of 2029, after three years; read only."""
    return outlook(36, family={"dose": 1.0})


def test_a_higher_dose_reaches_more_of_the_same_people(outlook: Outlook) -> None:
    before: set[int] = set()
    paid = -1
    for dose in (0.0, 0.25, 0.5, 1.0):
        made = outlook(FIRST, family={"dose": dose})
        now = set(np.flatnonzero(policy(made).marks["offered"] != NEVER).tolist())
        euros = int(uptake(made, "cents").sum())
        assert before <= now and euros >= paid
        before, paid = now, euros
    assert len(before) > 3


def test_only_who_came_lately_and_has_no_work_joins_once(outlook: Outlook) -> None:
    made = outlook(20, family={"dose": 1.0, "entry_months": 9})
    m, p = policy(made).marks, made.state.people
    for _ in range(6):
        working, had = p.state == EMPLOYED, m["joined"] != NEVER
        made.step()
        t, new = made.month - 1, np.flatnonzero(m["joined"] == made.month - 1)
        assert len(new) and not had[new].any() and (p.kind[new] == FAMILY).all()
        assert (t - p.arrival[new] < 9).all() and (t - p.birth[new] >= 216).all()
        assert not (working & (p.state == EMPLOYED) & (p.started < t))[new].any()


def test_each_participant_is_paid_once(broad: Country) -> None:
    cents, price = broad.state.ledger.cents[: broad.month, ..., I_FAMILY], priced(broad, policy(broad).euros)
    started = uptake(broad, "started")[: broad.month]
    assert (cents[:, STATE, TOWN] == cents[:, TOWN, SERVICE]).all() and policy(broad).euros == 60_000
    assert (cents[:, TOWN, SERVICE] == started * price).all() and started.sum() > 100
    assert (uptake(broad, "cents")[: broad.month] == started * price).all()


def test_a_programme_ends_with_work_or_in_time(broad: Country) -> None:
    m, p = policy(broad).marks, broad.state.people
    begun = m["joined"] < broad.month - 12
    early = begun & (m["until"] < m["joined"] + 12)
    assert 0.02 < early.sum() / begun.sum() < 0.95 and (m["until"][begun] <= broad.month).all()
    rows = policy(broad).group.taking_part(broad.state)
    assert len(rows) > 30 and (p.kind[rows] == FAMILY).all() and (p.state[rows] == EMPLOYED).mean() < 0.2


def test_guidance_is_as_if_on_bijstand(kept: Path) -> None:
    """Who takes part gets what the municipality gives to who is on bijstand; others what they got."""
    made, plain = (sharp(kept, FIRST, {"dose": dose}) for dose in (1.0, 0.0))
    rows, p = policy(made).group.taking_part(made.state), made.state.people
    assert len(rows) and (p.guidance[rows] == made.state.guidance[p.municipality[rows]]).all()
    assert (p.guidance[rows] > plain.state.people.guidance[rows]).mean() > 0.5
    others = np.setdiff1d(np.arange(made.state.entered), rows)
    assert (p.guidance[others] == plain.state.people.guidance[others]).all()


def test_with_no_gain_and_no_guidance_nothing_moves_but_the_bill(kept: Path) -> None:
    made = sharp(kept, 24, {"dose": 1.0, "guidance_share": 0.0}, programme_gain=0.0)
    assert different(everything(sharp(kept, 24, {})), everything(made)) == ["ledger"]


def test_an_envelope_holds_and_who_is_left_out_is_told(outlook: Outlook) -> None:
    euros = 500_000.0
    made = outlook(36, family={"dose": 1.0, "envelope_eur": euros})
    for first in range(HISTORY_MONTHS, made.month, 12):
        year = slice(first, first + 12)
        assert uptake(made, "cents")[year].sum() <= euros * 100 * SCALE
        dry = np.flatnonzero(uptake(made, "left_out")[year])
        assert not len(dry) or not uptake(made, "cents")[year][int(dry[0]) + 1 :].any()
    assert uptake(made, "left_out").sum() > 0 < uptake(made, "cents").sum()


def test_it_combines_with_the_programme_for_women(outlook: Outlook) -> None:
    """Women among family migrants who are in both: what both do, added."""
    made = outlook(24, family={"dose": 1.0}, women={"dose": 1.0, "family_migrants": True})
    both = {each.name: each for each in made.state.hooks.instruments}
    mine, theirs = both["family"].group, both["women"].group  # type: ignore[attr-defined]
    rows = np.intersect1d(mine.taking_part(made.state), theirs.taking_part(made.state))
    women = both["women"].numbers  # type: ignore[attr-defined]
    total = women.trained_gain + women.programme_gain + policy(made).numbers.programme_gain
    lever = made.state.hooks.lever
    assert len(rows) and np.allclose(lever["encourage"][rows], total) and (lever["reach"][rows] == 1.0).all()


def test_dose_zero_is_no_instrument_bit_for_bit(kept: Path) -> None:
    with_it = checkpoint.restore(small(), kept, instruments({"family": {"months": 3, "envelope_eur": 1e6}}))
    bare = checkpoint.restore(small(), kept, [each for each in instruments({}) if each.name != "family"])
    for made in (with_it, bare):
        made.run(HISTORY_MONTHS + 20)
    assert not different(everything(with_it), everything(bare))

"""Asylum seekers to work: who comes to a desk, what it does and costs, the later law and the own contribution."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from countries import different, everything
from outlooks import SCALE, Outlook, instruments, priced, small
from positions import I_DESKS

from werkagenda.agents.kinds import ASYLUM, EMPLOYED, NEVER, SEARCHING
from werkagenda.model import checkpoint
from werkagenda.model.country import Country
from werkagenda.model.income.ledger import I_OWN, PERSON, RECEPTION, SERVICE, STATE
from werkagenda.scenarios import reception
from werkagenda.scenarios.budget import FIELDS
from werkagenda.scenarios.rollout import START
from werkagenda.tables.vocabulary import HISTORY_MONTHS

FIRST = START + 1 - HISTORY_MONTHS


@pytest.fixture(scope="module")
def desks(outlook: Outlook) -> Country:
    """Desks for everybody, half way; read only."""
    return outlook(30, reception={"dose": 1.0})


def policy(made: Country) -> reception.Reception:
    each = next(i for i in made.state.hooks.instruments if i.name == "reception")
    assert isinstance(each, reception.Reception)
    return each


def uptake(made: Country, name: str) -> np.ndarray:
    return np.asarray(made.state.hooks.memories()["reception.uptake"][:, FIELDS.index(name)])


def sharp(kept: Path, months: int, choices: dict[str, Any], **numbers: float) -> Country:
    """An outlook with other numbers of the instrument."""
    changes = {f"reception__{name}": value for name, value in numbers.items()}
    made = checkpoint.restore(small(), kept, instruments({"reception": choices}, **changes))
    made.run(HISTORY_MONTHS + months)
    return made


def test_more_desks_reach_more_of_the_same_people(outlook: Outlook) -> None:
    """In the first month in which doses differ: each contains the lower one and commits no less."""
    before, paid = np.zeros(0, np.int64), -1
    for dose in (0.0, 0.25, 0.5, 1.0):
        made = outlook(FIRST, reception={"dose": dose})
        now = np.flatnonzero(policy(made).marks["came"] != NEVER)
        euros = int(uptake(made, "cents").sum())
        assert not set(before) - set(now) and euros >= paid
        before, paid = now, euros
    assert len(before) > 3


def test_only_who_may_work_and_has_no_job_is_served(outlook: Outlook) -> None:
    made = outlook(20, reception={"dose": 1.0})
    p = made.state.people
    for _ in range(4):
        working = p.state == EMPLOYED
        made.step()
        t, new = made.month - 1, np.flatnonzero(policy(made).marks["served"] == made.month - 1)
        assert len(new) and (p.kind[new] == ASYLUM).all() and (t - p.birth[new] >= 216).all()
        assert (t - p.arrival[new] >= 6).all()
        assert not (working & (p.state == EMPLOYED) & (p.started < t))[new].any()


def test_each_month_of_each_person_is_paid_once(desks: Country) -> None:
    """State to reception agency to who runs the desks: price times people, as recorded."""
    cents = desks.state.ledger.cents[: desks.month, ..., I_DESKS]
    paid = cents[:, RECEPTION, SERVICE]
    assert (paid == cents[:, STATE, RECEPTION]).all() and (cents.sum(axis=(1, 2)) == 2 * paid).all()
    assert (paid == uptake(desks, "cents")[: desks.month]).all()
    assert (paid == uptake(desks, "running")[: desks.month] * priced(desks, policy(desks).euros)).all() and paid[-1] > 0
    assert (uptake(desks, "started") <= uptake(desks, "reached")).all() and not uptake(desks, "left_out").any()


def test_an_envelope_is_never_passed_and_who_is_left_out_is_told(outlook: Outlook) -> None:
    euros = 600_000.0
    made = outlook(42, reception={"dose": 1.0, "envelope_eur": euros})
    paid, out = uptake(made, "cents"), uptake(made, "left_out")
    for first in range(HISTORY_MONTHS, made.month, 12):
        assert paid[first : first + 12].sum() <= euros * 100 * SCALE
    year = slice(HISTORY_MONTHS + 24, HISTORY_MONTHS + 36)
    dry = int(np.flatnonzero(out[year])[0])
    assert paid[year][: dry + 1].all() and not paid[year][dry + 1 :].any() and paid[HISTORY_MONTHS + 36] > 0
    assert out[year].sum() < made.state.entered


def test_desks_bring_people_to_work_through_search_and_permits(kept: Path) -> None:
    """With all that a desk can do more permits are granted; with nothing nobody moves and the desk is still paid."""
    none = sharp(kept, 30, {"dose": 1.0}, desk_gain=0.0, application_help=0.0)
    full = sharp(kept, 30, {"dose": 1.0}, desk_gain=1.0, application_help=0.8)
    granted = [int(made.state.record["permits"][START : made.month, 0].sum()) for made in (none, full)]
    assert granted[1] > 1.05 * granted[0]
    plain = everything(sharp(kept, 30, {}))
    moved = different(plain, everything(none))
    assert moved == ["ledger"]


def test_the_later_law_lets_the_likely_start_sooner_and_others_not_at_all(outlook: Outlook) -> None:
    """Nothing before June 2026; then more may work, and no new search by who has a low chance."""
    months = reception.LATER_LAW - HISTORY_MONTHS
    law = {"three_months_from_june_2026": True}
    made, plain = outlook(months, reception=law), outlook(months)
    assert not different(everything(made), everything(plain))
    each, searching = policy(made), made.state.people.state == SEARCHING
    for _ in range(6):
        made.step()
        p, n = made.state.people, made.state.entered
        sooner = made.state.hooks.lever["sooner"]
        asylum = (p.kind[:n] == ASYLUM) & (p.active[:n] == 1)
        assert set(np.unique(sooner[:n][asylum])) == {3.0, 0.0, -1000.0} and not sooner[:n][~asylum].any()
        low = np.flatnonzero(sooner[:n] < 0.0)
        assert (p.origin[low] == reception.OTHERS).all()
        assert not ((p.state[low] == SEARCHING) & ~searching[low] & (p.lost[low] != made.month - 1)).any()
        early = (p.kind[:n] == ASYLUM) & (p.state[:n] != 0) & (made.month - 1 - p.arrival[:n] < 6)
        searching = p.state == SEARCHING
    assert early.any() and not uptake(made, "running").any() and each.paid == 0


def test_the_law_of_the_run_decides_unless_a_scenario_does(kept: Path) -> None:
    """Under the realised law the likely may start sooner in every scenario; a scenario can say otherwise."""
    found = []
    for law, asked in (("june_2025", None), ("june_2025", True), ("realised", None), ("realised", False)):
        settings = {"reception": {"three_months_from_june_2026": asked}}
        made = checkpoint.restore(replace(small(), law=law), kept, instruments(settings))
        made.run(reception.LATER_LAW + 1)
        found.append(float(made.state.hooks.lever["sooner"].max()))
    assert found == [0.0, 3.0, 3.0, 0.0]


def test_reception_claims_what_is_chosen(outlook: Outlook, kept: Path) -> None:
    """No claim: nothing is paid from July 2025 on. The share that is claimed now: no bit changes."""
    free = outlook(FIRST + 2, reception={"contribution_share": 0.0})
    own = free.state.ledger.cents[:, PERSON, RECEPTION, I_OWN]
    assert own[START - 1] > 0 and not own[START : free.month].any()
    same = outlook(FIRST + 2, reception={"contribution_share": small().parameters.money.own_contribution_share})
    assert not different(everything(same), everything(outlook(FIRST + 2)))


def test_dose_zero_is_no_instrument_bit_for_bit(kept: Path) -> None:
    """With dose zero and without the instrument: state, record and tables are the same."""
    with_it = checkpoint.restore(small(), kept, instruments({"reception": {"envelope_eur": 1e6}}))
    bare = checkpoint.restore(small(), kept, [each for each in instruments({}) if each.name != "reception"])
    for made in (with_it, bare):
        made.run(HISTORY_MONTHS + 20)
    assert not different(everything(with_it), everything(bare))
    assert with_it.tables()["uptake"].equals(bare.tables()["uptake"])

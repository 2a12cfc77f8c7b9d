"""Guidance of women: who is covered, who joins, what it sets off and costs, and how it fails."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from countries import different, everything
from outlooks import SCALE, Outlook, instruments, priced, small
from positions import I_CARE_BENEFIT, I_CHILD_CARE, I_WOMEN

from werkagenda.agents.compiled import plain
from werkagenda.agents.household_rules import at_home
from werkagenda.agents.kinds import EMPLOYED, FAMILY, FEMALE, NEVER, STATUS
from werkagenda.agents.participation import care_left
from werkagenda.model import checkpoint
from werkagenda.model.country import Country
from werkagenda.model.income.ledger import SERVICE, STATE, TOWN
from werkagenda.scenarios import rollout, women
from werkagenda.scenarios.budget import FIELDS
from werkagenda.tables.vocabulary import HISTORY_MONTHS

FIRST = rollout.START + 1 - HISTORY_MONTHS
ONLY = {"dose": 1.0, "trained": False, "programme": False, "care_share": 0.0, "partner_works": False}
"""No part at all: switch one on."""
NOTHING = {"trained_gain": 0.0, "programme_gain": 0.0, "joint_share": 0.0}


@pytest.fixture(scope="module")
def broad(outlook: Outlook) -> Country:
    """Every woman covered by the end of 2029, after three years; read only."""
    return outlook(36, women={"dose": 1.0})


def policy(made: Country) -> women.Women:
    each = next(i for i in made.state.hooks.instruments if i.name == "women")
    assert isinstance(each, women.Women)
    return each


def uptake(made: Country, name: str) -> np.ndarray:
    return np.asarray(made.state.hooks.memories()["women.uptake"][:, FIELDS.index(name)])


def sharp(kept: Path, months: int, choices: dict[str, Any], **numbers: float) -> Country:
    """An outlook with other numbers of the instrument."""
    changes = {f"women__{name}": value for name, value in numbers.items()}
    made = checkpoint.restore(small(), kept, instruments({"women": choices}, **changes))
    made.run(HISTORY_MONTHS + months)
    return made


def test_a_higher_dose_covers_more_of_the_same_women(outlook: Outlook) -> None:
    before: set[int] = set()
    paid = -1
    for dose in (0.0, 0.25, 0.5, 1.0):
        made = outlook(FIRST, women={"dose": dose})
        now = set(np.flatnonzero(policy(made).marks["offered"] != NEVER).tolist())
        euros = int(uptake(made, "cents").sum())
        assert before <= now and euros >= paid
        before, paid = now, euros
    assert len(before) > 10


def test_only_who_may_joins_and_only_once(outlook: Outlook) -> None:
    """Housed women with a status, without work or study; family migrants when they may."""
    for extra in (False, True):
        made, kinds = outlook(18, women={"dose": 1.0, "family_migrants": extra}), set()
        m, p = policy(made).marks, made.state.people
        for _ in range(6):
            working, had = p.state == EMPLOYED, m["joined"] != NEVER
            made.step()
            t, new = made.month - 1, np.flatnonzero(m["joined"] == made.month - 1)
            kinds |= set(p.kind[new].tolist())
            assert len(new) and not had[new].any() and (p.sex[new] == FEMALE).all()
            assert (p.housed[new] <= t).all() and (t - p.birth[new] >= 216).all() and (t - p.birth[new] < 804).all()
            assert not (working & (p.state == EMPLOYED) & (p.started < t))[new].any()
        assert kinds == ({STATUS, FAMILY} if extra else {STATUS})


def test_the_bill_is_what_was_covered_and_runs(broad: Country) -> None:
    """Town to service: training of the newly covered and a month of each participant; the state pays it all."""
    paid = broad.state.ledger.cents[: broad.month, ..., I_WOMEN]
    each = policy(broad)
    reached, running = (uptake(broad, name)[: broad.month] for name in ("reached", "running"))
    training, month = (priced(broad, each.euros[k]) for k in (0, 1))
    assert (paid[:, TOWN, SERVICE] == reached * training + running * month).all()
    assert (paid[:, STATE, TOWN] == paid[:, TOWN, SERVICE]).all() and paid[-1, TOWN, SERVICE] > 0
    assert uptake(broad, "started").sum() == (each.marks["joined"] != NEVER).sum()
    assert not uptake(broad, "left_out").any()


def test_the_state_pays_its_share(outlook: Outlook) -> None:
    """Child care beside a startbaan stands under the same name: it gets half too."""
    made = outlook(24, women={"dose": 1.0, "state_share": 0.5}, startbanen={"state_share": 0.5})
    for instrument in (I_WOMEN, I_CHILD_CARE):
        cents = made.state.ledger.cents[made.month - 1, ..., instrument]
        assert abs(2 * int(cents[STATE, TOWN]) - int(cents[TOWN, SERVICE])) <= 1 < cents[TOWN, SERVICE]


def test_no_more_is_paid_than_was_committed_and_an_envelope_holds(outlook: Outlook) -> None:
    euros = 3_000_000.0
    rich, poor = outlook(48, women={"dose": 1.0}), outlook(48, women={"dose": 1.0, "envelope_eur": euros})
    for made in (rich, poor):
        cents = made.state.ledger.cents[HISTORY_MONTHS + 6 : made.month]
        paid = cents[:, TOWN, SERVICE, I_WOMEN].sum() + cents[:, TOWN, SERVICE, I_CHILD_CARE].sum()
        plain = outlook(48).state.ledger.cents[HISTORY_MONTHS + 6 : made.month, TOWN, SERVICE, I_CHILD_CARE].sum()
        assert 0 < paid - plain < 1.02 * uptake(made, "cents").sum()
    assert uptake(poor, "left_out").sum() > 0 < uptake(poor, "cents").sum() < uptake(rich, "cents").sum()
    for first in range(HISTORY_MONTHS, poor.month, 12):
        year = slice(first, first + 12)
        assert uptake(poor, "cents")[year].sum() <= euros * 100 * SCALE
        dry = np.flatnonzero(uptake(poor, "left_out")[year])
        assert not len(dry) or not uptake(poor, "cents")[year][int(dry[0]) + 1 :].any()


def test_with_no_gain_a_programme_moves_nothing_but_the_bill(kept: Path) -> None:
    plain = everything(sharp(kept, 24, {}))
    for part in ("trained", "programme"):
        made = sharp(kept, 24, {**ONLY, part: True}, **NOTHING)
        assert different(plain, everything(made)) == ["ledger"]


def test_gains_bring_women_to_search_and_work(kept: Path) -> None:
    """With the largest gains more women search or work, men hardly change."""
    largest = {"trained_gain": 0.4, "programme_gain": 1.0, "take_up": 0.8, "joint_share": 0.4}
    plain, made = sharp(kept, 48, {}), sharp(kept, 48, {"dose": 1.0}, **largest)
    active = [_active(each, FEMALE) for each in (plain, made)]
    men = [_active(each, 1) for each in (plain, made)]
    assert active[1] > 1.05 * active[0] and abs(men[1] - men[0]) < 0.03 * men[0]


def _active(made: Country, sex: int) -> int:
    p, n = made.state.people, made.state.entered
    who = (p.active[:n] == 1) & (p.kind[:n] == STATUS) & (p.sex[:n] == sex) & (p.state[:n] != 0)
    return int(who.sum())


def test_guidance_is_not_lost_when_the_partner_works(kept: Path) -> None:
    """Covered women without bijstand get as much as who is on it; that is all that changes in the first month."""
    made, plain = (sharp(kept, FIRST, {**ONLY, "dose": dose, "partner_works": True}) for dose in (1.0, 0.0))
    rows, p = policy(made).covered(made.state), made.state.people
    without = rows[plain.state.people.guidance[rows] < p.guidance[rows]]
    assert len(without) and (p.guidance[without] == made.state.guidance[p.municipality[without]]).all()
    others = np.setdiff1d(np.arange(made.state.entered), rows)
    assert (p.guidance[others] == plain.state.people.guidance[others]).all()


def test_couples_decide_jointly_at_the_end_of_the_programme(kept: Path) -> None:
    """Only couples of women who sat through it; both partners change; with share zero nobody does."""
    made = sharp(kept, 36, {"dose": 1.0}, joint_share=1.0, drop_out_per_month=0.0)
    none = sharp(kept, 36, {"dose": 1.0}, joint_share=0.0, drop_out_per_month=0.0)
    n, m, p, h = none.state.entered, policy(made).marks, made.state.people, made.state.households
    changed = np.flatnonzero(none.state.people.norm_carer[:n] > p.norm_carer[:n])
    through = np.flatnonzero((m["joined"] + 6 == m["until"]) & (m["until"] < made.month))
    homes = set(p.household[through].tolist())
    assert len(changed) > 20 and set(p.household[changed].tolist()) <= homes
    both = h.adult_b[p.household[changed]]
    assert (p.norm_carer[both[both >= 0]] == 0).all() and (p.sex[changed] == FEMALE).mean() < 1.0
    assert (none.state.people.norm_carer[:n] == sharp(kept, 36, {}).state.people.norm_carer[:n]).all()


def test_child_care_is_paid_for_who_works_and_has_a_place(kept: Path) -> None:
    """Half the supply, about half the bill; nothing without supply; never for who has it through a placement."""
    bills = []
    for supply in (0.0, 0.5, 1.0):
        made = sharp(kept, 36, {**ONLY, "care_share": supply})
        plain = sharp(kept, 36, {})
        cents = made.state.ledger.cents[:, TOWN, SERVICE, I_CHILD_CARE]
        bills.append(int((cents - plain.state.ledger.cents[:, TOWN, SERVICE, I_CHILD_CARE]).sum()))
        rows = policy(made).with_place(made.state)
        helped = np.flatnonzero(made.state.hooks.lever["care_help"] > 0.0)
        assert bool(len(rows)) == bool(len(helped)) == (supply > 0.0)
    assert bills[0] == 0 and 0.25 * bills[2] < bills[1] < 0.75 * bills[2]


def test_the_state_pays_child_care_benefit_for_places_in_use(kept: Path) -> None:
    """96% of the highest hour price, for 1.4 hours of day care or 0.7 after school an hour of work."""
    made = sharp(kept, 36, {**ONLY, "care_share": 1.0})
    w, t, each = made.state, made.month - 1, policy(made)
    rows = each.with_place(w)
    using = rows[each.at_work(w, rows) & (each.marks["care"][rows] > t)]
    own, daycare, after_school = w.law.care_prices(t)
    ages = (t - w.households.youngest[w.people.household[using]]) / 12.0
    price = np.where(ages < 4.0, 1.4 * daycare, 0.7 * after_school)
    full = (1.0 - own) * price * w.people.hours[using] * 52.0 / 12.0
    most = (1.0 - own) * 230.0 * np.where(ages < 4.0, daycare, after_school)
    placed = sharp(kept, 36, {}).state.ledger.cents[t, STATE, SERVICE, I_CARE_BENEFIT]
    paid = int(w.ledger.cents[t, STATE, SERVICE, I_CARE_BENEFIT]) - int(placed)
    assert len(using) > 3 and abs(paid - np.minimum(full, most).sum()) <= len(using)


def test_child_care_brings_fewer_mothers_to_search_than_the_norm_lets(kept: Path) -> None:
    """In couples that follow the norm, a place that takes over all care leaves what the norm leaves."""
    made = sharp(kept, 12, {})
    w, p, h = made.state, made.state.people, made.state.households
    mothers = [i for i in np.flatnonzero(p.active[: w.entered] == 1) if plain(at_home)(i, p, h) == (1, 1)]
    young = [i for i in mothers if w.month - h.youngest[p.household[i]] < 144 and p.norm_carer[i] == 1]
    none = [i for i in mothers if w.month - h.youngest[p.household[i]] >= 144 and p.norm_carer[i] == 1]
    part = w.p.participation
    left = {
        plain(care_left)(i, 1, 1, (w.month - h.youngest[p.household[i]]) / 12.0, 1.0, p, part) for i in young + none
    }
    assert len(young) > 10 and len(none) > 3 and left == {part.norm_factor}


def test_who_drops_out_keeps_part_of_the_gain_and_it_fades(kept: Path) -> None:
    made = sharp(kept, 36, {**ONLY, "programme": True}, drop_out_per_month=0.1, fade_months=6.0)
    m, t = policy(made).marks, made.month - 1
    gain = made.state.hooks.lever["encourage"]
    early = np.flatnonzero((m["until"] < m["joined"] + 6) & (m["until"] == t - 3))
    late = np.flatnonzero(m["until"] < t - 6)
    inside = np.flatnonzero((m["joined"] <= t) & (m["until"] > t))
    full = policy(made).numbers.programme_gain
    assert len(early) and len(late) and (gain[late] == 0.0).all() and (gain[inside] == full).all()
    part = (m["until"] - m["joined"])[early] / 6.0
    assert np.allclose(gain[early], full * part * 0.5)


def test_dose_zero_is_no_instrument_bit_for_bit(kept: Path) -> None:
    settings = {"women": {"family_migrants": True, "care_share": 1.0, "envelope_eur": 1e6}}
    with_it = checkpoint.restore(small(), kept, instruments(settings))
    bare = checkpoint.restore(small(), kept, [each for each in instruments({}) if each.name != "women"])
    for made in (with_it, bare):
        made.run(HISTORY_MONTHS + 20)
    assert not different(everything(with_it), everything(bare))

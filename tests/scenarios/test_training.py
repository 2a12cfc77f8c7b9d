"""Training and employee skills: who is offered which form, what it does while it lasts and after, what it costs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from countries import different, everything
from outlooks import Outlook, priced
from positions import I_TRAINING

from werkagenda.agents.kinds import EMPLOYED, FAMILY, NEVER, SEARCHING, STATUS
from werkagenda.model.country import Country
from werkagenda.model.income.ledger import EMPLOYER, SERVICE, STATE, TOWN
from werkagenda.model.labour_market import training_places
from werkagenda.scenarios import rollout
from werkagenda.scenarios.budget import FIELDS
from werkagenda.scenarios.training import Training
from werkagenda.scenarios.training_terms import CONTRACT, COURSE, FIRM
from werkagenda.tables.vocabulary import HISTORY_MONTHS

BEFORE = rollout.START - HISTORY_MONTHS
EAGER = {"training__take_up": 1.0, "training__pull": 4.0, "training__employer_share": 0.6}


def policy(made: Country) -> Training:
    each = next(i for i in made.state.hooks.instruments if i.name == "training")
    assert isinstance(each, Training)
    return each


def uptake(made: Country, name: str) -> np.ndarray:
    return np.asarray(made.state.hooks.memories()["training.uptake"][: made.month, FIELDS.index(name)])


@pytest.fixture(scope="module")
def broad(outlook: Outlook) -> Country:
    """Offered to everybody by the end of 2029, after two years and a half; read only."""
    return outlook(30, numbers=EAGER, training={"dose": 1.0, "state_share": 0.5})


def test_nothing_happens_before_july_2025(outlook: Outlook) -> None:
    made, plain = outlook(BEFORE, training={"dose": 1.0, "envelope_eur": 1e6}), outlook(BEFORE)
    assert not different(everything(made), everything(plain))
    made.step()
    assert made.state.hooks.memories()["training.uptake"].any()


def test_dose_zero_changes_no_bit_whatever_else_is_set(outlook: Outlook) -> None:
    made = outlook(14, numbers=EAGER, training={"dose": 0.0, "hours_per_week": 32, "firm_months": 1})
    assert not different(everything(made), everything(outlook(14)))


def test_a_higher_dose_reaches_more_of_the_same_people(outlook: Outlook) -> None:
    before: set[int] = set()
    for dose in (0.0, 0.25, 0.5, 1.0):
        made = outlook(BEFORE + 2, training={"dose": dose})
        now = set(np.flatnonzero(policy(made).marks["offered"] != NEVER).tolist())
        assert before <= now
        before = now
    assert len(before) > 10


def test_each_form_is_for_who_it_is_meant(outlook: Outlook) -> None:
    made = outlook(16, numbers=EAGER, training={"dose": 1.0})
    m, p, forms = policy(made).marks, made.state.people, set[int]()
    for _ in range(6):
        worked, low, had = p.state == EMPLOYED, p.dutch_spoken == 0, m["joined"] != NEVER
        made.step()
        new = np.flatnonzero(m["joined"] == made.month - 1)
        form = m["form"][new]
        assert not had[new].any() and np.isin(p.kind[new], (STATUS, FAMILY)).all()
        contracts = new[form == CONTRACT]
        assert (worked & low)[contracts].mean() > 0.8 and (p.employer[contracts] >= 0).all()
        others = new[form != CONTRACT]
        assert (p.subsidised[others] == 0).all() and np.isin(p.state[others], (SEARCHING, EMPLOYED)).all()
        assert ((m["at"][new] >= 0) == (form != COURSE)).all()
        forms |= set(form.tolist())
    assert forms == {FIRM, COURSE, CONTRACT}


def test_who_comes_to_the_end_has_learned_and_others_have_not(broad: Country, outlook: Outlook) -> None:
    m, i, p = policy(broad).marks, policy(broad), broad.state.people
    plain = outlook(0).state.people
    gains = np.array([i.numbers.firm_skill, i.numbers.course_skill, i.numbers.contract_skill])
    done, joined = m["done"] != NEVER, m["joined"] != NEVER
    assert done.sum() > 50 and (joined & ~done).sum() > 20
    assert (m["done"][done] == m["joined"][done] + i.lengths[m["form"][done]]).all()
    assert np.allclose(p.skill[done] - plain.skill[done], gains[m["form"][done]])
    assert (p.skill[~done] == plain.skill[~done]).all()


def test_levers_while_it_lasts_and_after(broad: Country) -> None:
    m, i, lever, t = policy(broad).marks, policy(broad), broad.state.hooks.lever, broad.month - 1
    learns = (m["joined"] < t) & (m["until"] > t) & (m["form"] != CONTRACT)
    assert learns.sum() > 5
    assert (lever["in_training"] == np.where(learns, i.numbers.lock_in, 0.0)).all()
    assert (lever["recognised"] == np.where(m["done"] <= t, i.numbers.recognised, 0.0)).all()


def test_the_bill_is_that_of_those_who_take_part(broad: Country) -> None:
    i, m, cents = policy(broad), policy(broad).marks, broad.state.ledger.cents[: broad.month, ..., I_TRAINING]
    months = np.arange(broad.month)
    last = np.minimum(m["until"], broad.month).astype(int)
    took = [(m["form"] == form) & (m["joined"] != NEVER) for form in (FIRM, COURSE, CONTRACT)]
    number = [((m["joined"][who] <= months[:, None]) & (last[who] > months[:, None])).sum(axis=1) for who in took]
    place = number[CONTRACT] * priced(broad, i.euros[CONTRACT])
    course = sum(number[k] * priced(broad, i.euros[k]) for k in (FIRM, COURSE))
    course = course + sum(number[k] * priced(broad, i.skills[k]) for k in (FIRM, COURSE, CONTRACT))
    assert (cents[:, TOWN, EMPLOYER] == place).all() and place.sum() > 0
    assert (cents[:, TOWN, SERVICE] == course).all() and course.sum() > 0
    half = (place + course) / 2
    assert (np.abs(cents[:, STATE, TOWN] - half) <= 0.5).all()


def test_the_money_runs_out_and_comes_back_in_january(outlook: Outlook) -> None:
    made = outlook(22, numbers=EAGER, training={"dose": 1.0, "envelope_eur": 4e6})
    spent, out, started = (uptake(made, name) for name in ("cents", "left_out", "started"))
    for year in (11, 12):
        rows = slice(year * 12, min(made.month, year * 12 + 12))
        first = rows.start + int(np.flatnonzero(out[rows])[0])
        assert not started[first + 1 : rows.stop].any()
        assert 0 < spent[rows].sum() <= 4e6 * 100.0 * made.state.spec.scale + 0.5


def test_firms_keep_whom_they_trained(broad: Country) -> None:
    """Some who learned at a firm work there from the month of the end on, brought by the municipality."""
    m, p = policy(broad).marks, broad.state.people
    there = (m["form"] == FIRM) & (m["done"] == p.started) & (p.employer == m["at"])
    assert there.sum() > 3


@pytest.mark.parametrize(("skill", "wanted"), [(-50.0, 0), (50.0, 1)])
def test_a_firm_keeps_by_what_somebody_can(broad: Country, skill: float, wanted: int) -> None:
    w: Any = broad.state
    rows, before = np.arange(20, dtype=np.int64), w.people.skill[:20].copy()
    out = np.zeros(20, np.uint8)
    w.people.skill[:20] = skill
    at = np.zeros(20, np.int64)
    training_places.keep(rows, at, w.keys(1, 1), w.people, w.employers, w.p.offer, w.p.placement, out)
    w.people.skill[:20] = before
    assert (out == wanted).all()

"""What a municipality gains and loses by a placement: benefit saved against its own costs."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from outlooks import Outlook, numbers

from werkagenda.evidence.law import LAWS
from werkagenda.model.income.statutory_series import LawSeries
from werkagenda.model.state import State
from werkagenda.scenarios import balance, startbanen
from werkagenda.tables.vocabulary import HISTORY_MONTHS, MONTHS

TERMS = startbanen.Choices()


def with_terms(**changes: Any) -> startbanen.Choices:
    """The terms of the pilots with some changed."""
    return TERMS.model_copy(update=changes)


EUROS = st.integers(0, 300_000)


def given_numbers(**changes: float) -> Any:
    return startbanen.Numbers(**numbers()["startbanen"])._replace(**changes)


def factor(w: State, terms: Any, month: int = HISTORY_MONTHS, **changes: float) -> np.ndarray:
    return balance.factor(month, terms, given_numbers(**changes), balance.mix_of(w), w)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(EUROS, EUROS, EUROS, st.integers(3, 24))
def test_a_placement_saves_at_most_the_norm_and_more_wage_saves_more(
    norm: int, net: int, more: int, months: int
) -> None:
    law = LawSeries(LAWS[0]).benefits(HISTORY_MONTHS)
    some, none = law._replace(disregard_share=0.15, disregard_cap=20_000), law._replace(disregard_cap=0)
    low = balance.saved(norm, net, months, some)
    assert 0.0 <= low <= norm
    assert balance.saved(norm, net + more, months, some) >= low
    assert balance.saved(norm, net, months, none) == min(norm, net) >= low


def test_mixes_are_shares(outlook: Outlook) -> None:
    mix = balance.mix_of(outlook(0).state)
    for share in mix:
        assert len(share) == 35 and (share > 0.0).all() and (share < 1.0).all()
    assert len(set(mix.couples.tolist())) > 10


def test_what_the_state_pays_and_what_hours_earn_raise_the_balance(outlook: Outlook) -> None:
    w = outlook(0).state
    alone, half, paid = (factor(w, with_terms(state_share=share)) for share in (0.0, 0.5, 1.0))
    assert (alone < half).all() and (half < paid).all()
    dear = factor(w, with_terms(state_share=0.0, wage_subsidy_share=1.0))
    assert (dear < alone).all()
    assert (factor(w, with_terms(hours_per_week=32)) > paid).all()


def test_couples_leave_more_to_save_where_the_wage_is_above_a_single_norm(outlook: Outlook) -> None:
    """At 38 hours a week regions with more couples gain more when the state pays the rest."""
    w = outlook(0).state
    gained = factor(w, with_terms(hours_per_week=38))
    couples = balance.mix_of(w).couples
    assert (np.argsort(gained, kind="stable") == np.argsort(couples, kind="stable")).all()


def test_a_weight_of_zero_moves_nobody(outlook: Outlook) -> None:
    w = outlook(0).state
    for month in (HISTORY_MONTHS, MONTHS - 1):
        assert (factor(w, with_terms(state_share=0.0), month, balance_weight=0.0) == 1.0).all()

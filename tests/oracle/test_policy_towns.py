"""Guidance and caseload where hours are short, beside startbanen that take hours: equal to the last bit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from countries import parameters, setup
from oracle.compare import run_both
from oracle.policy_caseload import Caseload
from outlooks import instruments

from werkagenda.model.country import Country


@pytest.mark.parametrize("envelope", [None, 3e6])
def test_hours_on_top_and_hours_taken_away(envelope: float | None) -> None:
    """From July 2027: managers come bit by bit, startbanen take hours, the money is short or not."""
    choices = {
        "caseload": {"dose": 1.0, "state_share": 0.4, "envelope_eur": envelope},
        "startbanen": {"dose": 1.0, "hours_paid_share": 0.0, "years_10_to_90": 1.0},
    }
    poor = replace(setup(0.006), outlook=parameters(municipality__hours_per_client=0.8))
    made = Country(poor, instruments(choices, startbanen__pull=20.0, startbanen__offer_months=12.0))
    made.run(162)
    oracle = run_both(made, 8, every_verb=False)
    mine = next(each for each in oracle.instruments if isinstance(each, Caseload))
    months = mine.budget.rows[162:170]
    assert sum(month[5] for month in months) > 0 < sum(month[3] for month in months)
    assert any(month[4] for month in months) == (envelope is not None)
    assert any(town.taken > 0.0 for town in oracle.towns)
    assert envelope or any(town.extra > 0.0 < town.taken for town in oracle.towns)

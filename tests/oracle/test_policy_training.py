"""Training in all its forms, beside startbanen, in full and with little money: equal to the last bit."""

from __future__ import annotations

from typing import Any

import pytest
from countries import setup
from oracle.compare import run_both
from oracle.policy_training import CONTRACT, COURSE, FIRM, Training
from outlooks import instruments

from werkagenda.model.country import Country

CHOICES: dict[str, dict[str, Any]] = {
    "training": {"dose": 1.0, "firm_months": 3, "contract_months": 6, "state_share": 0.7, "envelope_eur": 2e7},
    "startbanen": {"dose": 1.0, "years_10_to_90": 0.5},
}
EAGER = {"training__employer_share": 0.8, "training__pull": 4.0, "training__take_up": 0.9, "startbanen__pull": 10.0}


@pytest.mark.parametrize("rich", [True, False])
def test_trainings_begin_end_and_lead_to_work(rich: bool) -> None:
    """From December 2025 on: people train in all three forms, firms keep some, the envelope runs dry."""
    choices = {k: {s: v for s, v in each.items() if not rich or s != "envelope_eur"} for k, each in CHOICES.items()}
    made = Country(setup(0.006), instruments(choices, **EAGER))
    made.run(143)
    oracle = run_both(made, 11, every_verb=False)
    mine = next(each for each in oracle.instruments if isinstance(each, Training))
    months = mine.budget.rows[143:154]
    assert sum(month[2] for month in months) > 2
    assert any(month[4] for month in months) == (not rich)
    began = [x for x in oracle.people if 143 <= mine.marks["joined"][x] < 154]
    assert {mine.form(x) for x in began} == {FIRM, COURSE, CONTRACT}
    kept = [x for x in oracle.people if mine.marks["done"][x] == x.started and mine.form(x) == FIRM]
    assert kept or not rich

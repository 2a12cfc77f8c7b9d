"""The instruments for people in reception and at work, in full and with little money: equal to the last bit."""

from __future__ import annotations

from typing import Any

import pytest
from countries import setup
from oracle.compare import run_both
from oracle.policy_reception import Reception
from oracle.policy_vocational import Vocational
from outlooks import instruments

from werkagenda.model.country import Country

LAW = {"three_months_from_june_2026": True, "contribution_share": 0.2}
CHOICES: dict[str, dict[str, Any]] = {
    "reception": {"dose": 1.0, **LAW, "envelope_eur": 2e6},
    "vocational": {"dose": 1.0, "months": 4, "family_migrants": True, "envelope_eur": 4e6},
    "sowis": {"dose": 5.0},
}
EAGER = {"vocational__employer_share": 0.8, "sowis__aware_share": 0.7, "sowis__apply_if_aware": 0.9}


@pytest.mark.parametrize("rich", [True, False])
def test_desks_courses_and_the_later_law(rich: bool) -> None:
    """From December 2025: the law of June, courses that begin and end, envelopes that run dry."""
    choices = {k: {s: v for s, v in each.items() if not rich or s != "envelope_eur"} for k, each in CHOICES.items()}
    made = Country(setup(0.006), instruments(choices, **EAGER))
    made.run(143)
    oracle = run_both(made, 11, every_verb=False)
    for kind in (Reception, Vocational):
        mine = next(each for each in oracle.instruments if isinstance(each, kind))
        months = mine.budget.rows[143:154]
        assert sum(month[2] for month in months) > 2
        assert any(month[4] for month in months) == (not rich)

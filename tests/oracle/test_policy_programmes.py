"""Programmes for women and for family migrants, in full and with little money: equal to the last bit."""

from __future__ import annotations

from typing import Any

import pytest
from countries import setup
from oracle.compare import run_both
from oracle.policy_programmes import Family, Women
from outlooks import instruments

from werkagenda.model.country import Country

CHOICES: dict[str, dict[str, Any]] = {
    "women": {"dose": 1.0, "programme_months": 3, "care_share": 0.8, "family_migrants": True, "envelope_eur": 2e7},
    "family": {"dose": 1.0, "months": 5, "guidance_share": 0.7, "envelope_eur": 1.0e6},
    "startbanen": {"dose": 1.0, "years_10_to_90": 0.5},
}
EAGER = {"women__joint_share": 0.7, "women__trained_gain": 0.4, "women__programme_gain": 1.0, "startbanen__pull": 10.0}


@pytest.mark.parametrize("rich", [True, False])
def test_programmes_begin_end_and_fade(rich: bool) -> None:
    """From December 2025 on: programmes end and fade, care is committed in January, envelopes run dry."""
    choices = {k: {s: v for s, v in each.items() if not rich or s != "envelope_eur"} for k, each in CHOICES.items()}
    made = Country(setup(0.006), instruments(choices, **EAGER))
    made.run(143)
    oracle = run_both(made, 11, every_verb=False)
    for kind in (Women, Family):
        mine = next(each for each in oracle.instruments if isinstance(each, kind))
        months = mine.budget.rows[143:154]
        assert sum(month[2] for month in months) > 2
        assert any(month[4] for month in months) == (not rich)

"""Startbanen at their own pace and with little money: equal to the last bit."""

from __future__ import annotations

from typing import Any

import pytest
from countries import setup
from oracle.compare import run_both
from oracle.placing import Startbanen
from outlooks import instruments

from werkagenda.model.country import Country

OWN: dict[str, Any] = {"dose": 1.0, "pace": "own", "state_share": 0.4, "lessons": 0.7, "envelope_eur": 4e6}
SET: dict[str, Any] = {"dose": 0.7, "years_10_to_90": 2.0, "state_share": 0.0, "wage_subsidy_share": 0.2}


@pytest.mark.parametrize(("choices", "start"), [(OWN, 130), (OWN, 166), (SET, 130)])
def test_towns_follow_their_clocks(choices: dict[str, Any], start: int) -> None:
    """Across January 2025, when towns make up their minds, and from the middle, when the money runs dry."""
    made = Country(setup(0.006), instruments({"startbanen": choices}, startbanen__pull=20.0))
    made.run(start)
    oracle = run_both(made, 8, every_verb=False)
    mine = next(each for each in oracle.instruments if isinstance(each, Startbanen))
    recorded = mine.budget.rows[start : start + 8]
    assert any(month[1] for month in recorded)
    if start == 166:
        assert any(month[4] for month in recorded) and any(month[2] for month in recorded)

"""The alliance and all of bias reduction, rich and with little money: equal to the last bit."""

from __future__ import annotations

from typing import Any

import pytest
from countries import setup
from oracle.compare import run_both
from oracle.visiting import Visiting
from outlooks import instruments

from werkagenda.model.country import Country

CHOICES: dict[str, dict[str, Any]] = {
    "alliance": {"dose": 1.0, "envelope_eur": 4e6},
    "bias": {
        "dose": 0.9,
        "charter_growth": 8000.0,
        "internships": 1.0,
        "agencies_dose": 1.0,
        "envelope_eur": 6e6,
        "sectors": ("trade", "hospitality", "agencies and cleaning"),
    },
}
EAGER = {"bias__agency_comply_share": 0.7, "bias__internship_quit_share": 1.0, "alliance__job_end_reduction": 0.2}


@pytest.mark.parametrize("rich", [True, False])
def test_employers_join_fall_back_and_ask_again(rich: bool) -> None:
    """From the first month, and over two Januaries: visits, renewals, envelopes that run dry and open again."""
    choices = {k: {s: v for s, v in each.items() if not rich or s != "envelope_eur"} for k, each in CHOICES.items()}
    made = Country(setup(0.004), instruments(choices, **EAGER))
    made.run(137)
    oracle = run_both(made, 21, every_verb=False)
    for mine in (each for each in oracle.instruments if isinstance(each, Visiting)):
        months = mine.budget.rows[137:158]
        assert sum(month[2] for month in months) > 5
        assert any(month[4] for month in months) == (not rich)

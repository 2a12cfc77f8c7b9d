"""Bias reduction by background: who is called back and hired more, who gives way, and that nobody appears."""

from __future__ import annotations

import numpy as np
import pytest
from outlooks import SCALE, Outlook

from werkagenda.agents.kinds import DUTCH, EUROPEAN, NON_EUROPEAN
from werkagenda.model.country import Country
from werkagenda.tables.vocabulary import HISTORY_MONTHS, INDICATORS

MONTHS = 60
EAGER = {"bias__adopt_share": 1.0, "bias__wear_per_month": 0.0, "bias__agency_comply_share": 1.0}
"""Whoever is visited takes part, and stays with it."""


@pytest.fixture(scope="module")
def pair(outlook: Outlook) -> tuple[Country, Country]:
    """The end of 2029 without and with visits to all smaller employers and agencies; read only."""
    assume = {"taste_share": 0.25}
    with_all = outlook(MONTHS, assume, EAGER, bias={"dose": 1.0, "agencies_dose": 1.0})
    return outlook(MONTHS, assume, EAGER), with_all


def summed(made: Country, name: str) -> np.ndarray:
    """A record of the last two years, summed over months."""
    return np.asarray(made.state.record[name][HISTORY_MONTHS + MONTHS - 24 : HISTORY_MONTHS + MONTHS].sum(axis=0))


def gains(pair: tuple[Country, Country], name: str, *axes: int) -> np.ndarray:
    """Mean of the last two years, in the country, more than without."""
    without, with_all = (summed(made, name).sum(axis=axes) for made in pair)
    return (with_all - without) / 24.0 / SCALE


def test_call_backs_rise_for_those_from_whom_they_are_withheld(pair: tuple[Country, Country]) -> None:
    contests = [summed(made, "others_contest").sum(axis=0) for made in pair]
    before, after = (contest[:, 1] / contest[:, 0] for contest in contests)
    assert after[NON_EUROPEAN] / before[NON_EUROPEAN] > after[EUROPEAN] / before[EUROPEAN] > 1.0
    assert after[DUTCH] == pytest.approx(before[DUTCH], rel=0.005)


def test_work_shifts_to_them_and_others_give_way_by_no_more(pair: tuple[Country, Country]) -> None:
    work = gains(pair, "others_work", 0, 1, 3)
    assert work[NON_EUROPEAN] > 500.0 and work[DUTCH] < 0.0
    newcomers = gains(pair, "monthly", 0, 1, 2)[list(INDICATORS).index("employed")]
    assert newcomers > 0.0
    assert -work[DUTCH] <= work[NON_EUROPEAN] + work[EUROPEAN] + newcomers


def test_they_find_it_at_smaller_employers(pair: tuple[Country, Country]) -> None:
    """Employers of 2 to 249 people are visited; the largest are not."""
    by_size = gains(pair, "others_work", 1, 3)[:, NON_EUROPEAN]
    assert by_size[:3].sum() > 500.0 > by_size[3]


def test_fewer_of_them_search(pair: tuple[Country, Country]) -> None:
    assert gains(pair, "others_search", 0)[NON_EUROPEAN] < 0.0


def test_people_of_each_background_stay_as_many(pair: tuple[Country, Country]) -> None:
    without, with_all = (made.state.others_now() for made in pair)
    assert np.array_equal(without, with_all)

"""Parts of bias reduction: places and sectors, envelope, Charter, internships, agencies."""

from __future__ import annotations

import numpy as np
import pytest
from countries import different, everything
from outlooks import SCALE, Outlook
from positions import I_OUTREACH

from werkagenda.agents.kinds import AGENCIES
from werkagenda.evidence import places
from werkagenda.model.country import Country
from werkagenda.model.income.ledger import SERVICE, STATE
from werkagenda.scenarios import compose
from werkagenda.scenarios.budget import FIELDS
from werkagenda.scenarios.rollout import START
from werkagenda.tables.vocabulary import HISTORY_MONTHS, SECTORS

AMSTERDAM = "Groot Amsterdam"


@pytest.fixture(scope="module")
def all_on(outlook: Outlook) -> Country:
    """The parts beside outreach in full, two years; read only."""
    return outlook(24, bias={"charter_growth": 5000.0, "internships": 1.0, "agencies_dose": 1.0})


@pytest.fixture(scope="module")
def plain(outlook: Outlook) -> Country:
    """Nothing; read only."""
    return outlook(24)


def memory(made: Country, name: str) -> np.ndarray:
    return np.asarray(made.state.hooks.memories()[f"bias.{name}"])


def test_it_stays_in_the_chosen_regions_and_sectors(outlook: Outlook) -> None:
    where = {"regions": (AMSTERDAM,), "sectors": ("trade", "hospitality")}
    made = outlook(20, bias={"dose": 1.0, "agencies_dose": 1.0, "internships": 1.0, **where})
    e, region = made.state.employers, places.regions().name.index(AMSTERDAM)
    meant = (e.region == region) & np.isin(e.sector, [SECTORS.index(name) for name in where["sectors"]])
    assert memory(made, "adopted").sum() > 3
    for name in ("adopted", "asks", "trained", "called"):
        assert not memory(made, name)[~meant].any()


def test_unknown_names_are_refused_with_the_nearest() -> None:
    said = compose.problems({"bias": {"regions": ["Groot Amsterdm"], "sectors": [], "dose": 0.5}})
    assert "did you mean 'Groot Amsterdam'" in said[0] and "must be null or a list of names" in said[1]


def test_the_charter_grows_by_what_is_chosen(all_on: Country, plain: Country) -> None:
    e = all_on.state.employers
    new = (e.charter == 1) & (plain.state.employers.charter == 0)
    expected = 5000.0 * 1.5 * SCALE
    assert abs(new.sum() - expected) < 4.0 * expected**0.5
    assert (e.size_class[new] >= 1).all()


def test_agencies_stop_obeying_and_nobody_else_does(all_on: Country) -> None:
    e, complies = all_on.state.employers, memory(all_on, "complies") == 1
    assert complies.any() and (e.sector[complies] == AGENCIES).all() and (e.obeys[complies] == 1).all()
    assert (e.sector[memory(all_on, "called") > 0] == AGENCIES).all()


def test_fair_internships_keep_young_people_at_school(all_on: Country, plain: Country) -> None:
    a, b = (made.state.people.studying[: made.state.entered].sum() for made in (all_on, plain))
    assert a >= b
    young = all_on.state.hooks.lever["internship"]
    assert 0.0 < young.max() <= 0.5 * 0.3


def test_euros_are_those_of_the_budget_and_stay_in_the_envelope(outlook: Outlook) -> None:
    made = outlook(24, bias={"dose": 1.0, "agencies_dose": 1.0, "internships": 1.0, "envelope_eur": 4e6})
    recorded = memory(made, "uptake")
    cents, left_out = recorded[:, FIELDS.index("cents")], recorded[:, FIELDS.index("left_out")]
    assert (cents == made.state.ledger.cents[:, STATE, SERVICE, I_OUTREACH]).all()
    for first in (HISTORY_MONTHS, HISTORY_MONTHS + 12):
        assert 0 < cents[first : first + 12].sum() <= 4e6 * 100 * SCALE and left_out[first : first + 12].sum() > 0
    assert (
        recorded[:, FIELDS.index("reached")].sum() < (memory(made, "asks") > 0).sum() + (recorded[-1, 0] == 0) * 10**9
    )


def test_nothing_before_july_2025(outlook: Outlook) -> None:
    settings = {"dose": 1.0, "charter_growth": 5000.0, "internships": 1.0, "agencies_dose": 1.0}
    months = START - HISTORY_MONTHS
    assert not different(everything(outlook(months, bias=settings)), everything(outlook(months)))

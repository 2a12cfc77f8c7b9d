"""Ukrainians: how many, what they live on, and that the rules of work are those of everybody."""

from __future__ import annotations

import numpy as np
import pytest
from countries import country

from werkagenda.agents.household_rules import cents
from werkagenda.agents.kinds import CHILD, EMPLOYED, FEMALE, NEVER, UKRAINIAN, WAIVED
from werkagenda.evidence import series
from werkagenda.model.country import Country, Person
from werkagenda.model.income.ledger import I_ALLOWANCE, PERSON, STATE, TOWN
from werkagenda.tables.vocabulary import INDICATORS, month_index

SCALE = 0.01
UNTIL = month_index("2023-11")


@pytest.fixture(scope="module")
def made() -> Country:
    """A country in November 2023; read only."""
    return country(UNTIL, scale=SCALE)


def counted(made: Country, indicator: str) -> np.ndarray:
    """People of the country by month."""
    cube = made.state.record["monthly"][: made.month, UKRAINIAN].sum(axis=(1, 2))
    return np.asarray(cube[:, list(INDICATORS).index(indicator)] / SCALE)


def test_the_series_holds_the_dated_numbers() -> None:
    found = series.ukrainians()
    assert not found[: month_index("2022-03")].any() and (found[month_index("2022-03") :] > 0).all()
    dated = {"2022-06": 50_000, "2022-10": 65_000, "2023-10": 78_000, "2024-10": 92_000, "2025-10": 95_000}
    assert {month: found[month_index(month)] for month in dated} == pytest.approx(dated)
    assert found[-1] == found[month_index("2025-10")]


def test_as_many_adults_live_here_as_are_counted(made: Country) -> None:
    adults, wanted = counted(made, "adults"), series.ukrainians()[: made.month] * 0.94
    assert not adults[: month_index("2022-03")].any()
    assert adults[-1] == pytest.approx(wanted[-1], rel=0.08)
    women = made.state.people.sex[(made.state.people.kind == UKRAINIAN) & (made.state.people.member < 2)] == FEMALE
    assert 0.55 < women.mean() < 0.7


def test_they_have_an_allowance_until_an_adult_works_and_never_bijstand(made: Country) -> None:
    w = made.state
    p, h = w.people, w.households
    rows = np.flatnonzero((p.kind == UKRAINIAN) & (p.active == 1) & (p.reason != CHILD))
    homes = np.unique(p.household[rows])
    works = np.zeros(len(h.id), bool)
    works[p.household[rows[p.state[rows] == EMPLOYED]]] = True
    assert works.sum() > 10 and not h.bijstand[homes].any() and not p.bijstand[rows].any()
    each = cents(w.p.ukrainians.allowance_eur * 100.0 * w.law.price_index(made.month - 1))
    heads = np.bincount(p.household[rows], minlength=len(h.id))
    heads += np.where(np.isin(h.adult_a, rows), h.children, 0)
    assert (h.allowance[homes] == np.where(works, 0, heads * each)[homes]).all()
    assert not np.delete(h.allowance, homes).any()


def test_municipalities_pay_it_and_the_state_pays_them_back(made: Country) -> None:
    cents_ = made.state.ledger.cents[: made.month, ..., I_ALLOWANCE]
    paid = cents_[:, TOWN, PERSON]
    assert (paid == cents_[:, STATE, TOWN]).all() and cents_.sum() == 2 * paid.sum()
    assert not paid[: month_index("2022-03")].any() and paid[-1] == made.state.households.allowance.sum()


def test_no_class_no_reception_no_guidance_and_work_as_soon_as_found(made: Country) -> None:
    p = made.state.people
    here = (p.kind == UKRAINIAN) & (p.active == 1)
    assert (p.integration[here] == WAIVED).all() and not p.class_months[here].any() and not p.guidance[here].any()
    assert (p.housed[here] != NEVER).all()
    first = p.first_job[here & (p.first_job != NEVER)] - p.arrival[here & (p.first_job != NEVER)]
    assert len(first) > 10 and first.min() < 6


def test_result_tables_have_rows_of_theirs(made: Country) -> None:
    monthly = made.tables()["monthly"].to_pandas()
    mine = monthly[monthly["population"] == "Ukrainians"]
    assert set(mine["origin_group"]) == {"Ukraine"}
    assert set(monthly.loc[monthly["origin_group"] == "Ukraine", "population"]) == {"Ukrainians"}
    last = mine[(mine["month"] == "2023-10") & (mine["indicator"] == "adults")]["value"].sum()
    assert last == pytest.approx(counted(made, "adults")[-1])


def test_mesa_shows_them_by_their_word(made: Country) -> None:
    found = made.agents_by_type[Person].select(lambda person: person.kind == "Ukrainian" and person.sex == "female")
    assert len(found) > 50

"""The country is a Mesa model: its agents, sets and collectors work on the columns."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import mesa
import numpy as np
import pytest
from countries import country, different, everything
from mesa.datacollection import DataCollector

from werkagenda.agents.municipality import Municipality
from werkagenda.agents.views import ChanceRefused
from werkagenda.model.country import Country, Employer, Person, Resident
from werkagenda.tables.vocabulary import ORIGINS, SEXES

ROOT = Path(__file__).resolve().parents[2]


def test_the_country_is_a_mesa_model(two_years: Country) -> None:
    assert isinstance(two_years, mesa.Model) and two_years.steps == two_years.month == 24
    assert set(two_years.agents_by_type) == {Person, Resident, Employer, Municipality}


def test_municipalities_are_mesa_agents(two_years: Country) -> None:
    """342 of them, with guidance within 0-1, a region and peers in it."""
    towns = two_years.agents_by_type[Municipality]
    assert len(towns) == 342 and all(isinstance(t, mesa.Agent) for t in towns)
    assert all(0.0 <= t.guidance <= 1.0 and t.capacity_hours >= 0.0 for t in towns)
    assert any(0.0 < t.guidance < 1.0 for t in towns)
    assert all(peer.region == t.region and peer is not t for t in towns for peer in t.peers)
    assert sum(len(t.peers) > 0 for t in towns) > 300
    assert all(0.0 <= t.peer_employment() <= 1.0 for t in towns)


def test_people_are_who_is_in_the_country(two_years: Country) -> None:
    """The set of persons is the stock of the accounts; other searchers are those who were not hired."""
    w = two_years.state
    people = two_years.agents_by_type[Person]
    assert len(people) == int(w.record["people"][23, 2]) > 500
    residents = two_years.agents_by_type[Resident]
    assert len(residents) == int(w.record["residents"][23, :, :, 0].sum()) > 1000
    assert len(two_years.agents_by_type[Employer]) == len(w.employers.id) > 4000


def test_people_can_be_selected_and_read(two_years: Country) -> None:
    """Selections by attribute and by function agree with the columns; words stand for codes."""
    people = two_years.agents_by_type[Person]
    women = people.select(lambda person: person.sex == "female")
    assert 0 < len(women) < len(people)
    assert set(people.get("sex")) == set(SEXES) and set(people.get("state")) == {"inactive", "searching", "employed"}
    works = people.select(lambda person: person.state == "employed")
    n = two_years.state.entered
    employed = (two_years.state.people.active[:n] == 1) & (two_years.state.people.state[:n] == 2)
    assert len(works) == int(employed.sum()) > 0
    counts = people.groupby("origin").count()
    assert sum(counts.values()) == len(people) and set(counts) <= set(range(len(ORIGINS) + 1))


def test_a_person_is_the_row(two_years: Country) -> None:
    """A view reads the row; it is found again by its id."""
    people = two_years.agents_by_type[Person]
    person = people[len(people) // 2]
    w = two_years.state
    row = int(np.flatnonzero(w.people.id == person.unique_id)[0])
    assert person.language == w.people.language[row] and person in people


def test_data_collector_over_a_few_steps() -> None:
    """Mesa's own collector runs on the model, and the world it watched is the world unwatched."""
    made, plain = country(), country(4)
    collector = DataCollector(
        model_reporters={
            "month": "month",
            "people": lambda m: len(m.agents_by_type[Person]),
            "employed": lambda m: int(np.sum(np.array(m.agents_by_type[Person].get("state")) == "employed")),
            "guidance": lambda m: float(np.mean(m.agents_by_type[Municipality].get("guidance"))),
        }
    )
    for _ in range(4):
        made.step()
        collector.collect(made)
    frame = collector.get_model_vars_dataframe()
    assert frame["month"].tolist() == [1, 2, 3, 4]
    assert frame["people"].tolist() == made.state.record["people"][:4, 2].tolist()
    assert frame["guidance"].between(0.0, 1.0).all()
    assert not different(everything(plain), everything(made))


def test_agent_reporters_of_municipalities(two_years: Country) -> None:
    """What each municipality reports is the table of municipalities."""
    table = two_years.tables()["municipalities"].to_pandas()
    last = table[table["month"] == "2015-12"]
    towns = sorted(two_years.agents_by_type[Municipality], key=lambda t: t.index)
    assert last["municipality"].tolist() == [t.name for t in towns]
    assert np.allclose(last["status_holders"] * two_years.spec.scale, [t.status_holders for t in towns])
    assert np.allclose(last["employed"] * two_years.spec.scale, [t.employed for t in towns])


@pytest.mark.parametrize("stream", ["random", "rng"])
def test_mesa_s_own_chance_is_refused(two_years: Country, stream: str) -> None:
    with pytest.raises(ChanceRefused):
        getattr(two_years, stream).random()


def test_a_country_that_nobody_holds_is_gone() -> None:
    """Hundreds of runs in one process: memory must not grow with them."""
    made = country(1)
    seen = weakref.ref(made)
    del made
    gc.collect()
    assert seen() is None

"""Mesa's agents and sets over columns: reading, writing, choosing, and what is refused."""

from __future__ import annotations

import copy

import mesa
import numpy as np
import pytest
from mesa.agent import AgentSet

from werkagenda.agents.columns import ColumnProblem, Columns
from werkagenda.agents.shell import ColumnModel, UnionAgentSet
from werkagenda.agents.view_set import ColumnAgentSet
from werkagenda.agents.views import AgentGone, AgentView, ChanceRefused, Label

PEOPLE = {"id": "u8", "active": "?", "sex": "i1", "sector": "i1", "age": "i2", "wage": "f8"}
EMPLOYERS = {"id": "u8", "staff": "i4"}
BASE = 1 << 62


class Person(AgentView, columns=PEOPLE):
    sex = Label("sex", ("female", "male"))
    branch = Label("sector", ("care", "trade"), none="no job")

    @property
    def half(self) -> float:
        return float(self.wage / 2)

    def birthday(self, years: int = 1) -> int:
        self.age += years
        return int(self.age)


class Employer(AgentView, columns=EMPLOYERS):
    pass


class Town(mesa.Agent):  # type: ignore[misc]
    def __init__(self, model: mesa.Model, code: str) -> None:
        super().__init__(model)
        self.code = code

    def step(self) -> None:
        self.code += "!"


class World(ColumnModel):
    def __init__(self) -> None:
        super().__init__()
        self.people = Columns(PEOPLE, 8, count=6)
        self.people.id[:6] = BASE + np.arange(6)[::-1].astype(np.uint64)
        self.people.active[:6] = [1, 1, 0, 1, 1, 1]
        self.people.sex[:6] = [0, 1, 0, 1, 0, 1]
        self.people.sector[:6] = [-1, 0, 1, 0, 1, -1]
        self.people.age[:6] = [20, 30, 40, 30, 50, 30]
        self.people.wage[:6] = [0.0, 10.0, 0.0, 30.0, 20.0, 0.0]
        self.employers = Columns(EMPLOYERS, 2, count=2)
        self.employers.id[:] = [5, 6]
        self.employers.staff[:] = [10, 20]
        self.towns = [Town(self, "GM1"), Town(self, "GM2")]
        self.column_sets = {
            Person: ColumnAgentSet(self, Person, self.people, active="active"),
            Employer: ColumnAgentSet(self, Employer, self.employers),
        }

    def step(self) -> None:
        self.people.age += 1


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def people(world: World) -> ColumnAgentSet:
    return world.column_sets[Person]


def rows(group: ColumnAgentSet) -> list[int]:
    return [agent.row for agent in group]


# ---------------------------------------------------------------------- views
def test_a_view_reads_and_writes_its_cell(world: World, people: ColumnAgentSet) -> None:
    person = people[1]
    assert isinstance(person, mesa.Agent) and person.model is world
    assert (person.unique_id, person.id, person.row) == (BASE + 4, BASE + 4, 1)
    assert (person.sex, person.branch, person.age, person.half) == ("male", "care", 30, 5.0)
    assert type(person.age) is int and type(person.wage) is float
    person.age, person.branch, person.sex = 31, "no job", "female"
    assert (world.people.age[1], world.people.sector[1], world.people.sex[1]) == (31, -1, 0)


def test_a_view_owns_nothing(people: ColumnAgentSet) -> None:
    person = people[0]
    with pytest.raises(AttributeError, match="did you mean 'age'"):
        person.agee = 3
    with pytest.raises(AttributeError):
        person.unique_id = 3
    with pytest.raises(AttributeError, match="identity"):
        person.id = 3
    with pytest.raises(ColumnProblem, match=r"can't store 3\.5"):
        person.age = 3.5
    with pytest.raises(ValueError, match="did you mean 'trade'"):
        person.branch = "trades"
    assert not vars(person)


def test_a_code_without_a_word_is_told(world: World, people: ColumnAgentSet) -> None:
    world.people.sector[0] = 7
    with pytest.raises(ValueError, match="code without a label"):
        _ = people[0].branch


def test_views_are_equal_when_they_show_the_same_agent(world: World, people: ColumnAgentSet) -> None:
    person = people[1]
    again = people.select(people.get("age") == 30)[0]
    assert person == again and hash(person) == hash(again) and len({person, again}) == 1
    assert person != people[0]
    assert person != World().column_sets[Person][1]
    assert person != world.column_sets[Employer][1]
    assert person != "person"


def test_a_view_does_not_outlive_its_agent(world: World, people: ColumnAgentSet) -> None:
    person, others = people[1], people.select(at_most=3)
    old = person.unique_id
    world.people.id[1] = BASE + 99
    with pytest.raises(AgentGone, match="has left"):
        _ = person.age
    with pytest.raises(AgentGone):
        person.age = 3
    assert person.unique_id == old and not person.alive
    assert person not in people and person != people[1]
    assert rows(others) == [0, 3]


def test_removal_and_streams_of_chance_are_refused(people: ColumnAgentSet) -> None:
    with pytest.raises(TypeError, match="leave through the month"):
        people[0].remove()
    for name in ("random", "rng"):
        with pytest.raises(ChanceRefused, match="chance is keyed here"):
            getattr(people[0], name)


def test_a_column_may_not_hide_what_mesa_needs() -> None:
    with pytest.raises(TypeError, match="'model' of Bad hides"):
        type("Bad", (AgentView,), {}, columns=("id", "model"))


def test_ids_may_stand_in_another_column(world: World) -> None:
    table = Columns({"key": "u8"}, 1, count=1)
    table.key[0] = 77
    kind = type("Kind", (AgentView,), {}, columns=("key",), id_column="key")
    assert ColumnAgentSet(world, kind, table)[0].unique_id == 77


# ---------------------------------------------------------------------- sets
def test_a_set_holds_the_active_rows(world: World, people: ColumnAgentSet) -> None:
    assert isinstance(people, AgentSet)
    assert len(people) == 5 and rows(people) == [0, 1, 3, 4, 5]
    assert [a.row for a in reversed(people)] == [5, 4, 3, 1, 0]
    assert people[-1].row == 5 and [a.row for a in people[1:3]] == [1, 3]
    assert people.index(people[2]) == 2 and people[2] in people
    assert people.to_list() == list(people)
    assert Person(people, 2) not in people
    with pytest.raises(ValueError, match="not in the set"):
        people.index(Person(people, 2))
    with pytest.raises(IndexError):
        _ = people[5]
    world.people.active[2] = True
    assert len(people) == 6


def test_active_may_be_a_function_or_absent(world: World) -> None:
    def grown(table: Columns) -> np.ndarray:
        return np.asarray(table.age >= 40)

    assert rows(ColumnAgentSet(world, Person, world.people, active=grown)) == [2, 4]
    assert rows(ColumnAgentSet(world, Person, world.people)) == [0, 1, 2, 3, 4, 5]


def test_get_reads_columns_labels_and_attributes(people: ColumnAgentSet) -> None:
    assert people.get("age").tolist() == [20, 30, 30, 50, 30]
    assert people.get("sex").tolist() == ["female", "male", "male", "female", "male"]
    assert people.get("half") == [0.0, 5.0, 15.0, 10.0, 0.0]
    assert people.column("sex").tolist() == [0, 1, 1, 0, 1]
    assert people.get(["age", "branch"])[:2] == [[20, "no job"], [30, "care"]]
    assert people.get("shoes", handle_missing="default", default_value=4) == [4] * 5
    with pytest.raises(AttributeError, match="did you mean 'wage'"):
        people.get("wages")
    with pytest.raises(ValueError, match="handle_missing"):
        people.get("age", handle_missing="ignore")


def test_whole_columns_are_looked_at_without_a_copy(world: World) -> None:
    wages = ColumnAgentSet(world, Person, world.people).get("wage")
    assert np.shares_memory(wages, world.people.wage) and not wages.flags.writeable
    assert world.people.wage.flags.writeable


def test_set_writes_one_value_or_one_for_each(world: World, people: ColumnAgentSet) -> None:
    people.set("wage", 7.0).set("age", np.arange(5)).set("branch", ["care"] * 4 + ["trade"])
    assert world.people.wage.tolist() == [7, 7, 0, 7, 7, 7, 0, 0]
    assert world.people.age.tolist()[:6] == [0, 1, 40, 2, 3, 4]
    assert world.people.sector.tolist()[:6] == [0, 0, 1, 0, 0, 1]
    people.set("sex", "male")
    assert people.column("sex").all()
    for name in ("wages", "id"):
        with pytest.raises(AttributeError):
            people.set(name, 1)


def test_agg_gives_one_result_or_several(people: ColumnAgentSet) -> None:
    assert people.agg("wage", np.mean) == 12.0
    assert people.agg("age", [min, max, len]) == [20, 50, 5]


def test_select_by_mask_function_number_and_kind(people: ColumnAgentSet) -> None:
    assert rows(people.select(people.get("wage") > 0)) == [1, 3, 4]
    assert rows(people.select(lambda a: a.sex == "male" and a.age == 30)) == [1, 3, 5]
    assert rows(people.select(lambda a: a.wage > 0, at_most=2)) == [1, 3]
    assert rows(people.select(people.get("wage") > 0, at_most=0.4)) == [1, 3]
    assert rows(people.select(at_most=1)) == [0] and len(people.select(at_most=1.0)) == 5
    assert len(people.select(agent_type=Employer)) == 0
    assert len(people.select(agent_type=mesa.Agent)) == 5
    for mask in ([True], np.ones(5), np.ones(8, np.bool_)):
        with pytest.raises(ValueError, match="one boolean for each of the 5"):
            people.select(np.asarray(mask))


def test_a_selection_is_fixed_and_forgets_who_left(world: World, people: ColumnAgentSet) -> None:
    young = people.select(people.get("age") <= 30)
    world.people.age[:] = 99
    assert rows(young) == [0, 1, 3, 5]
    world.people.active[1] = False
    assert rows(young) == [0, 3, 5] and len(young) == 3 and Person(people, 1) not in young
    assert young.get("sex").tolist() == ["female", "male", "male"]
    assert rows(copy.copy(young)) == rows(young.copy()) == [0, 3, 5]
    assert young == young.copy() and young != people


def test_only_selections_change_in_place(people: ColumnAgentSet) -> None:
    some = people.select(at_most=4)
    assert some.select(some.get("wage") > 0, inplace=True) is some and rows(some) == [1, 3, 4]
    assert some.sort("wage", inplace=True) is some and rows(some) == [3, 4, 1]
    with pytest.raises(TypeError, match="leave out inplace"):
        people.select(at_most=1, inplace=True)


def test_sort_breaks_ties_by_id(people: ColumnAgentSet) -> None:
    # ids fall with the row: of equal age the later row comes first, whatever the direction
    assert rows(people.sort("age")) == [4, 5, 3, 1, 0]
    assert rows(people.sort("age", ascending=True)) == [0, 5, 3, 1, 4]
    assert rows(people.sort(lambda a: (a.age, a.sex))) == [4, 5, 3, 1, 0]
    assert rows(people.sort("branch", ascending=True)) == [3, 1, 5, 0, 4]


def test_groups_come_in_order_of_appearance(people: ColumnAgentSet) -> None:
    groups = people.groupby("branch")
    assert [(name, rows(group)) for name, group in groups] == [
        ("no job", [0, 5]),
        ("care", [1, 3]),
        ("trade", [4]),
    ]
    assert groups.count() == {"no job": 2, "care": 2, "trade": 1}
    assert groups.agg("wage", np.sum) == {"no job": 0.0, "care": 40.0, "trade": 20.0}
    by_function = people.groupby(lambda a: a.age > 25, result_type="list")
    assert {k: len(v) for k, v in by_function} == {False: 1, True: 4}
    assert by_function.agg("age", sum) == {False: 20, True: 140}
    assert set(people.groupby("half").groups) == {0.0, 5.0, 10.0, 15.0}
    assert len(people.select(at_most=0).groupby("age")) == 0


def test_do_and_map_call_each_agent(world: World, people: ColumnAgentSet) -> None:
    assert people.do("birthday", years=2) is people
    assert world.people.age.tolist()[:6] == [22, 32, 40, 32, 52, 32]
    assert people.map("birthday") == [23, 33, 33, 53, 33]
    assert people.map(lambda a, n: a.row + n, 1) == [1, 2, 4, 5, 6]


@pytest.mark.parametrize("ask", ["shuffle", "shuffle_do", "random"])
def test_shuffling_is_refused(world: World, people: ColumnAgentSet, ask: str) -> None:
    for group in (people, world.agents):
        with pytest.raises(ChanceRefused, match="chance is keyed here"):
            {
                "shuffle": lambda g=group: g.shuffle(),
                "shuffle_do": lambda g=group: g.shuffle_do("step"),
                "random": lambda g=group: g.random,
            }[ask]()


def test_members_cannot_be_added_or_dropped(world: World, people: ColumnAgentSet) -> None:
    for group in (people, world.agents):
        for act in (group.add, group.discard, group.remove):
            with pytest.raises(TypeError, match="boolean mask"):
                act(people[0])
        with pytest.raises(TypeError, match="boolean mask"):
            _ = group | group


# ---------------------------------------------------------------------- the model
def test_the_model_lists_rows_and_objects_together(world: World, people: ColumnAgentSet) -> None:
    assert world.agent_types == [Person, Employer, Town]
    assert len(world.agents_by_type[Town]) == 2
    everybody = world.agents
    assert isinstance(everybody, UnionAgentSet) and isinstance(everybody, AgentSet)
    assert len(everybody) == 9 == len(list(everybody))
    assert everybody[4] == people[4] and everybody[-1] is world.towns[1]
    assert [type(a) for a in everybody[4:8:1]] == [Person, Employer, Employer, Town]
    assert list(reversed(everybody)) == list(everybody)[::-1] and everybody.to_list() == list(everybody)
    assert world.towns[0] in everybody and people[0] in everybody
    for place in (9, -10):
        with pytest.raises(IndexError):
            _ = everybody[place]


def test_the_union_selects_groups_and_acts(world: World) -> None:
    everybody = world.agents
    assert len(everybody.select(agent_type=Town)) == 2
    assert [type(a) for a in everybody.select(at_most=6)] == [Person] * 5 + [Employer]
    assert len(everybody.select(lambda a: isinstance(a, Town) or a.row == 1, at_most=3)) == 3
    assert everybody.groupby(lambda a: type(a).__name__).count() == {
        "Person": 5,
        "Employer": 2,
        "Town": 2,
    }
    assert everybody.get("staff", "default", 0) == [0] * 5 + [10, 20, 0, 0]
    everybody.do("step")
    assert [town.code for town in world.towns] == ["GM1!", "GM2!"]
    assert len(everybody.map(lambda a: a.unique_id)) == 9
    with pytest.raises(TypeError, match="one kind of agent"):
        everybody.sort("unique_id")
    with pytest.raises(TypeError, match="in place"):
        everybody.select(at_most=1, inplace=True)


def test_model_streams_are_refused(world: World) -> None:
    for ask in (
        lambda: world.random.random(1),
        lambda: world.rng.normal(0, 1),
        lambda: world.agents_by_type[Town].shuffle(inplace=True),
        lambda: world.towns[0].random.choice([1]),
    ):
        with pytest.raises(ChanceRefused, match="chance is keyed here"):
            ask()


def test_the_data_collector_reads_columns(world: World) -> None:
    collector = mesa.DataCollector(
        model_reporters={
            "age": lambda m: float(m.agents_by_type[Person].agg("age", np.mean)),
            "agents": lambda m: len(m.agents),
        },
        agent_reporters={"age": lambda a: getattr(a, "age", None), "id": "unique_id"},
        agenttype_reporters={Person: {"branch": "branch"}, Town: {"code": "code"}},
    )
    for _ in range(2):
        world.step()
        collector.collect(world)
    assert world.steps == 2
    assert collector.get_model_vars_dataframe().to_dict("list") == {
        "age": [33.0, 34.0],
        "agents": [9, 9],
    }
    agents = collector.get_agent_vars_dataframe()
    assert len(agents) == 18 and agents.loc[(2, BASE + 4), "age"] == 32
    branches = collector.get_agenttype_vars_dataframe(Person)["branch"].tolist()
    assert branches == ["no job", "care", "care", "trade", "no job"] * 2

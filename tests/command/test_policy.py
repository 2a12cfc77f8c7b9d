"""Instruments and assumptions on the command line: names, ranges, what they change and what they do not."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from werkagenda import config_store, listing, settings
from werkagenda.evidence import registry
from werkagenda.model.parameters import ParameterProblem
from werkagenda.problems import BadInput
from werkagenda.scenarios import compose
from werkagenda.study import execute
from werkagenda.study.plan import Cell, Parameter, Settings
from werkagenda.tables.comparison import ASSUMED


def one(*words: str) -> Settings:
    (found,) = settings.read([*words, "output=nowhere"])
    return found


def refused(*words: str) -> list[str]:
    with pytest.raises(BadInput) as bad:
        settings.read(list(words))
    return bad.value.problems


ONE_PROBLEM = {
    "instruments.startbanen.dose=1.4": "instruments.startbanen.dose=1.4: must lie between 0 and 1",
    "instruments.startbanen.dose=many": "must be a number from 0 to 1",
    "instruments.startbanen.dose=null": "must be a number from 0 to 1",
    "instruments.startbanen.months=6.5": "must be a whole number",
    "instruments.startbanen.dos=1": "unknown name - did you mean 'instruments.startbanen.dose'?",
    "instruments.startbane.dose=1": "unknown name - did you mean 'instruments.startbanen.dose'?",
    "instruments.startbanen=1": "is a group of settings",
    "instruments=1": "is a group of settings",
    "instrument=bias": "set one with instruments.NAME.SETTING=VALUE",
    "instrument@instruments.bias=sowis": "set one with instruments.NAME.SETTING=VALUE",
    "+instruments.new.dose=1": "cannot be added or removed",
    "study=first_look": "werkagenda study study=NAME",
    "assume.fringe_share=0.7": "assume.fringe_share=0.7: must lie between 0 and 0.6, the range of rivals.fringe_share",
    "assume.fringe_share=-0.1": "must lie between 0 and 0.6",
    "assume.fringe_share=much": "must be a number, or null",
    "assume.fringe_share=true": "must be a number, or null",
    "assume.fringe_share=nan": "must be a number, or null",
    "assume.fringe_shar=0": "unknown name - did you mean 'assume.fringe_share'?",
    "assume=0": "is a group of settings",
    "assume.parameters=0": "must be values by name of parameter",
    "assume.parameters={offer.pass_trough: 0}": "unknown parameter - did you mean 'offer.pass_through'?",
    "assume.parameters={offer.pass_through: 7}": "must lie between",
    "assume.parameters={participation.care_relief: 0.5}": "must be a code (0 linear; 1 geometric)",
    "parameters.placement.after=0.5": "is a code (0 the same share searches on;",
    "parameters.placement.after=4": "is a code (0 the same share searches on;",
    "assume.parameters={callback.taste_share: 1}": "goes by the name taste_share there",
}


@pytest.mark.parametrize("word", ONE_PROBLEM)
def test_one_problem(word: str) -> None:
    (problem,) = refused(word)
    assert ONE_PROBLEM[word] in problem


def test_all_problems_at_once() -> None:
    found = refused("instruments.startbanen.dose=2", "instruments.bias.dose=x", "assume.taste_share=2", "seed=x")
    assert len(found) == 4


@pytest.mark.parametrize("name", ASSUMED)
def test_an_assumption_may_take_its_whole_range_and_no_more(name: str) -> None:
    entry = registry.load()[ASSUMED[name]]
    for edge in (entry.low, entry.high):
        assert one(f"assume.{name}={edge}").assumptions()[name] == edge
    assert "must lie between" in refused(f"assume.{name}={entry.high + 0.01}")[0]


def test_what_is_set_is_in_the_settings_and_their_name(tmp_path: Path) -> None:
    plain, half = one("scenario=startbanen_breed"), one("scenario=startbanen_breed", "instruments.startbanen.dose=0.25")
    assert plain.instruments["startbanen"]["dose"] == 0.5
    assert half.instruments["startbanen"]["dose"] == 0.25
    assert half.content()["instruments"]["startbanen"]["hours_per_week"] == 20
    names = {each.digest() for each in (plain, half, one("scenario=startbanen_breed", "assume.fringe_share=0"))}
    assert len(names) == 3
    assert one("instruments.startbanen.dose=1").instruments["startbanen"]["dose"] == 1.0
    assert isinstance(one("instruments.startbanen.dose=1").instruments["startbanen"]["dose"], float)
    assert one("instruments.startbanen.months=6.0").digest() == one("instruments.startbanen.months=6").digest()


def test_an_assumption_left_out_is_the_parameters_own_value() -> None:
    plain = one()
    assert plain.assumptions() == {name: registry.load().number(entry) for name, entry in ASSUMED.items()}
    own = plain.assumptions()["taste_share"]
    assert one(f"assume.taste_share={own}").digest() == plain.digest()
    assert one("parameters.callback.taste_share=0.4").assumptions()["taste_share"] == 0.4


def test_scenarios_and_assumptions_share_a_history_and_parameters_do_not() -> None:
    plain = execute.history_key(Cell(one(), 0))
    for words in (
        ["scenario=werkagenda_kern"],
        ["assume.vacancy_response=0", "assume.additional_job_share=1", "assume.fringe_share=0", "assume.taste_share=1"],
        ["economy=recession"],
        ["replicates=3"],
    ):
        assert execute.history_key(Cell(one(*words), 0)) == plain
    assert execute.history_key(Cell(one(), 1)) != plain
    for words in (["seed=2"], ["parameters.startbanen.pull=3"], ["parameters.rivals.fringe_share=0.2"]):
        assert execute.history_key(Cell(one(*words), 0)) != plain


def test_assumptions_act_from_2025_on_only() -> None:
    ready = execute.ready(Cell(one("assume.fringe_share=0", "assume.taste_share=1"), 0))
    assert ready.setup.outlook is not None
    assert ready.setup.outlook.rivals.fringe_share == 0
    assert ready.setup.outlook.callback.taste_share == 1
    assert ready.setup.parameters == execute.ready(Cell(one(), 0)).setup.parameters
    assert execute.ready(Cell(one(), 0)).setup.outlook is None
    assert execute.ready(Cell(one("assume.additional_job_share=1"), 0)).setup.outlook is None


def test_other_parameters_act_from_2025_on_only_in_the_model_and_in_instruments() -> None:
    plain, words = execute.ready(Cell(one(), 0)), "assume.parameters={offer.pass_through: 0, startbanen.pull: 1}"
    ready = execute.ready(Cell(one(words), 0))
    assert ready.path == plain.path
    assert ready.setup.outlook is not None
    assert ready.setup.outlook.offer.pass_through == 0
    assert ready.setup.parameters.offer.pass_through != 0
    before, then = ({each.name: each for each in made()} for made in (ready.instruments, ready.later))
    assert before["startbanen"].numbers.pull != 1  # type: ignore[attr-defined]
    assert then["startbanen"].numbers.pull == 1  # type: ignore[attr-defined]
    assert plain.later is plain.instruments


def test_instruments_are_built_anew_for_every_country() -> None:
    ready = execute.ready(Cell(one("scenario=werkagenda_kern"), 0))
    first, second = ready.instruments(), ready.instruments()
    assert [each.name for each in first] == sorted(compose.NAMES)
    assert all(a is not b for a, b in zip(first, second, strict=True))


def test_parameters_of_instruments_that_lack_or_mean_nothing_are_told_by_name() -> None:
    plain = one()
    kept = tuple(each for each in plain.parameters if each.name != "sowis.aware_share")
    odd = Settings(**{**vars(plain), "parameters": (*kept, Parameter("bias.fancy", 1.0, None))})
    with pytest.raises(ParameterProblem) as bad:
        execute.ready(Cell(odd, 0))
    assert bad.value.problems == ["parameters.bias.fancy: unknown", "parameters.sowis.aware_share: missing"]
    group = Settings(**{**vars(plain), "parameters": (*plain.parameters, Parameter("odd.one", 1.0, None))})
    with pytest.raises(ParameterProblem, match="odd: unknown group"):
        execute.ready(Cell(group, 0))


def test_every_scenario_is_named_as_its_file_and_described_in_two_languages() -> None:
    english, dutch = listing.scenarios("en"), listing.scenarios("nl")
    assert [each.name for each in english] == [each.name for each in dutch]
    assert english[0].name == "baseline"
    assert english[0].differences == ()
    for one_, other in zip(english, dutch, strict=True):
        name, first, differences, second = one_.name, one_.description, one_.differences, other.description
        assert not one_.problems
        assert "_zonder_" in name or (files("werkagenda.configs") / "scenario" / f"{name}.yaml").is_file()
        assert len(first) > 60
        assert len(second) > 60
        assert first != second
        assert bool(differences) == (name != "baseline")
        assert all(line.startswith("instruments.") and " -> " in line for line in differences)
    changed = {each.name: each.differences for each in english}
    assert changed["startbanen_breed"][0].startswith("instruments.startbanen.dose: 0.0 -> ")
    assert {line.split(".")[1] for line in changed["werkagenda_kern"]} == {"startbanen", "sowis", "bias"}


def test_the_yaml_of_an_instrument_names_all_its_settings_at_their_defaults() -> None:
    plain = one()
    for name in compose.NAMES:
        given = config_store.opened("instrument", name).values
        assert plain.instruments[name] == given
        assert compose.problems({name: given}) == []
        assert given["dose"] == 0

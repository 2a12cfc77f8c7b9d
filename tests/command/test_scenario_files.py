"""Scenarios and studies of one's own, from any folder: found, checked with line numbers, written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from werkagenda import cli, config_store, listing, scenario_files, settings, study_settings
from werkagenda.problems import BadInput
from werkagenda.study import manifest

BODY = """\
scenario:
  name: mine
  display_name: Startbanen in mijn stad
  description_nl: Startbanen voor een kwart.
  author: A. Analyst
  date: 2026-01-31
instruments:
  startbanen: {dose: 0.25}
"""


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test runs in a folder of its own, without a user's settings."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.chdir(home)
    monkeypatch.setenv("WERKAGENDA_CONFIG", str(tmp_path / "config.yaml"))
    return home


def written(folder: Path, body: str = BODY, name: str = "mine.yaml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(body, encoding="utf-8")
    return folder / name


def refused(*words: str, folder: Path | None = None) -> list[str]:
    with pytest.raises(BadInput) as bad:
        settings.read([*words, "output=nowhere"], scenarios_in=folder)
    return bad.value.problems


@pytest.mark.parametrize("name", ["two words", "zo\u00eb", "a,b", "a=b", "(x)", "#1", "x*"])
def test_a_file_in_a_folder_of_any_letters(tmp_path: Path, name: str) -> None:
    file = written(tmp_path / name)
    (run,) = settings.read([f"scenario={file}", "output=nowhere"])
    assert (run.scenario, run.instruments["startbanen"]["dose"]) == ("mine", 0.25)
    assert run.description == ("Startbanen voor een kwart.",) * 2
    assert dict(run.about) == {
        "display_name": "Startbanen in mijn stad",
        "author": "A. Analyst",
        "date": "2026-01-31",
    }
    assert run.changed == (f"scenario={file}",)
    (again,) = settings.read([*run.changed, "output=nowhere"])
    assert again == run
    said = manifest.build(run, {}, [], 0.0)
    assert said["about"] == dict(run.about)
    assert said["description"]["nl"] == "Startbanen voor een kwart."
    assert "about" not in run.content()


def test_a_path_is_from_where_the_command_is_given(elsewhere: Path) -> None:
    file = written(elsewhere / "deep")
    (run,) = settings.read([f"scenario=deep{os.sep}mine.yaml", "output=nowhere"])
    assert run.changed == (f"scenario={file}",)
    written(elsewhere, BODY.replace("name: mine", "name: other"), "other.yaml")
    runs = settings.read(["scenario=deep/mine.yaml,other.yaml,baseline", "output=nowhere"], sweep=True)
    assert [each.scenario for each in runs] == ["mine", "other", "baseline"]
    assert "several values given" in refused("scenario=deep/mine.yaml,other.yaml")[0]


def test_a_folder_of_ones_own_by_option_or_by_the_users_settings(tmp_path: Path) -> None:
    folder = written(tmp_path / "my scenarios").parent
    (run,) = settings.read(["scenario=mine", "output=nowhere"], scenarios_in=folder)
    assert run.changed == (f"--scenarios={folder.as_posix()}", "scenario=mine")
    assert "mine" in [each.name for each in listing.scenarios("en", folder)]
    assert "unknown scenario" in refused("scenario=mine")[0]
    (tmp_path / "config.yaml").write_text(f"scenarios: '{folder}'\n", encoding="utf-8")
    assert settings.read(["scenario=mine", "output=nowhere"]) == [run]
    (tmp_path / "config.yaml").write_text("scenaros: x\n", encoding="utf-8")
    assert "line 1: scenaros: unknown name - did you mean 'scenarios'?" in refused("scenario=baseline")[0]
    (tmp_path / "config.yaml").write_text(f"scenarios: {tmp_path / 'nowhere'}\n", encoding="utf-8")
    assert "there is no such folder" in refused("scenario=baseline")[0]


def test_a_name_that_ships_is_not_taken_over(tmp_path: Path) -> None:
    file = written(tmp_path / "own", BODY.replace("name: mine", "name: werkagenda"), "werkagenda.yaml")
    assert "there is a scenario werkagenda that ships" in refused("scenario=werkagenda", folder=file.parent)[0]
    assert "line 2: scenario.name=werkagenda: there is a scenario of that name" in refused(f"scenario={file}")[0]


WRONG = {
    "instruments:\n  startbanen: {dos: 1}": "instruments.startbanen.dos: unknown setting - did you mean 'dose'?",
    "instruments:\n  startbanen: {dose: 1, dose: 0}": "line 8: instruments.startbanen.dose: stands twice",
    "instruments:\n\tstartbanen: {dose: 1}": "line 8: is indented with a tab",
    "instruments:\n  startbanen:\n    dose: 0,5": "instruments.startbanen.dose=0,5 - a decimal takes a point: 0.5",
    "instruments:\n  women: {dose: 1, trained: yes}": "instruments.women.trained=yes: is read as true; write true",
    "instruments:\n  women: {dose: 1, trained: off}": "instruments.women.trained=off: is read as false; write false",
    "instruments:\n  startbanen: {dose: '0.5'}": "line 8: instruments.startbanen.dose=0.5: must be a number from 0 to 1"
    " - remove the quotes around the number",
    "instruments:\n  startbanen: {dose: 2026-01-01}": "startbanen.dose=2026-01-01: must be a number from 0 to 1",
    "instruments:\n  startbanen: {dose: 1}\n---\na: 1": "a second document begins",
    "replicates: 3": "line 7: replicates: belongs on the command line",
}


@pytest.mark.parametrize("tail", WRONG)
def test_what_is_wrong_is_told_with_its_line(tail: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path / "x", BODY.partition("instruments:")[0] + tail + "\n")
    assert cli.main(["scenarios", "check", str(file)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert f"{file} line " in said.err
    assert WRONG[tail] in said.err


def test_all_at_once_and_nothing_written(tmp_path: Path, elsewhere: Path) -> None:
    body = BODY.replace("name: mine", "name: my own").replace("dose: 0.25", "dose: 2, months: 99") + "seed: 1\n"
    assert len(refused(f"scenario={written(tmp_path / 'x', body)}")) == 4
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize(("body", "said"), [("", "line 1: is empty"), (None, "is a folder; give a file")])
def test_no_scenario_file(tmp_path: Path, body: str | None, said: str) -> None:
    file = written(tmp_path, body, "odd.yaml") if body is not None else tmp_path / "folder.yaml"
    if body is None:
        file.mkdir()
    assert said in refused(f"scenario={file}")[0]
    assert "there is no such file" in refused(f"scenario={tmp_path / 'none.yaml'}")[0]


def test_a_new_file_has_every_setting_and_is_sound(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["scenarios", "new", "g4", "--from", "budget_neutraal"]) == 0
    assert capsys.readouterr().out == "g4.yaml\n"
    text = (elsewhere / "g4.yaml").read_text(encoding="utf-8")
    assert "dose: 1.0 " in text
    assert "# newly housed who are covered by the end of 2029; share of people, 0 to 1" in text
    assert cli.main(["scenarios", "check", "g4.yaml"]) == 0
    assert "g4: can be run\n    instruments.startbanen.dose: 0.0 -> 1.0" not in capsys.readouterr().err
    (run,) = settings.read(["scenario=g4.yaml", "output=nowhere"])
    (plain,) = settings.read(["scenario=budget_neutraal", "output=nowhere"])
    assert run.instruments == plain.instruments
    assert all(f"    {name}: " in text for each in plain.instruments.values() for name in each)
    assert cli.main(["scenarios", "new", "g4"]) == 2
    assert "g4.yaml: is there already" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["werkagenda"], "there is a scenario of that name"),
        (["a b"], "letters, digits, _ and -"),
        (["fine", "--from", "startbanen_bred"], "did you mean 'startbanen_breed'?"),
    ],
)
def test_a_new_file_that_cannot_be(
    words: list[str], said: str, elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["scenarios", "new", *words]) == 2
    assert said in capsys.readouterr().err
    assert list(elsewhere.iterdir()) == []


def test_a_study_of_ones_own_with_scenarios_beside_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path / "own, study")
    body = "study: {name: look, description: Mine.}\nscenarios: [baseline, mine.yaml]\nworld_replicates: 0\n"
    study = study_settings.read([f"study={written(file.parent, body, 'look.yaml')}"])
    assert [each.settings.scenario for each in study.runs] == ["baseline", "mine"]
    assert study.name == "look"
    assert "world_replicates is now called sensitivity_replicates" in capsys.readouterr().err
    (alone,) = settings.read([*study.runs[1].settings.changed, "output=nowhere"])
    assert alone.content() == study.runs[1].settings.content()


def test_a_file_where_none_can_be_given(tmp_path: Path) -> None:
    file = written(tmp_path / "x")
    assert "werkagenda study study=NAME" in refused(f"study={file}")[0]
    with pytest.raises(BadInput, match="a study has several; give a list"):
        study_settings.read([f"scenario={file}"])


def test_old_names_work_with_a_warning(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["scenarios=[baseline,bias_mkb]", "study=first_look"]
    doubts = "[{parameter: offer.pass_through, measures: [bias]}]"
    old = study_settings.read([*words, f"doubts={doubts}", "world_replicates=1"])
    said = capsys.readouterr().err
    assert "doubts is now called sensitivity" in said
    new = study_settings.read([*words, f"sensitivity={doubts}", "sensitivity_replicates=1"])
    assert capsys.readouterr().err == ""
    assert old.runs == new.runs
    assert sorted(old.words) == sorted(new.words)


def test_wholes_without_a_part_are_made_from_the_whole() -> None:
    names = config_store.options("scenario")
    for part in config_store.parts("werkagenda"):
        name = f"werkagenda_zonder_{part}"
        assert name in names
        whole, rest = config_store.settings("werkagenda"), config_store.settings(name)
        assert {instrument: whole[instrument] for instrument in rest} == rest
        assert [*config_store.settings(part)] == [each for each in whole if each not in rest]
    assert "did you mean 'werkagenda_zonder_bias_mkb'?" in refused("scenario=werkagenda_zonder_bias_mbk")[0]


def test_a_study_leaves_out_and_adds_one_at_a_time(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["scenarios=[baseline,werkagenda_kern,bias_mkb]", "sensitivity_replicates=0"]
    study = study_settings.read([*words, "leave_out=all", "one_at_a_time=[werkagenda_kern]"])
    parts = ["startbanen_breed", "sowis_verlengd", "bias_mkb"]
    left = [f"werkagenda_kern_zonder_{part}" for part in parts]
    assert [each.settings.scenario for each in study.runs] == ["baseline", *parts, "werkagenda_kern", *left]
    for words_, said in (
        ("leave_out=some", "must be all, a list of scenarios of the study, or null"),
        ("leave_out=[bias_mkb]", "leave_out: bias_mkb is not several other scenarios together"),
        ("one_at_a_time=[werkagenda]", "one_at_a_time: werkagenda is no scenario of the study"),
    ):
        with pytest.raises(BadInput) as bad:
            study_settings.read([*words, words_])
        assert said in bad.value.problems[0]


G4_FILE = """\
scenario:
  name: vier_steden
  description: Startbanen in the four largest cities from 2026 on.
instruments:
  startbanen:
    dose: {2026: 0.3, 2027: 1}
    municipalities: [G4]
    start: 2026-01
"""


def test_places_dates_and_doses_by_year_of_a_file_anywhere(tmp_path: Path) -> None:
    file = written(tmp_path / "m\u00edjn map, 1", G4_FILE, "vier.yaml")
    (run,) = settings.read([f"scenario={file}", "output=nowhere"])
    own = run.instruments["startbanen"]
    assert (own["dose"], own["municipalities"], own["start"]) == ((0.0, 0.3, 1.0, 1.0, 1.0), ("G4",), "2026-01")
    words = "instruments.startbanen.dose={2027:0.5}", "instruments.startbanen.municipalities=[Utrecht,pilots]"
    (other,) = settings.read([f"scenario={file}", *words, "output=nowhere"])
    assert other.instruments["startbanen"]["dose"] == (0.0, 0.0, 0.5, 0.5, 0.5)
    said = scenario_files.check(str(file))
    assert said[-1].strip() == (
        "startbanen: dose 0 in 2025, 0.3 in 2026, 1 in 2027, 1 in 2028, 1 in 2029; only in G4 (Amsterdam, Rotterdam, "
        "'s-Gravenhage, Utrecht); from 2026-01 on"
    )


def test_places_and_dates_that_do_not_fit_are_told_with_their_lines(tmp_path: Path) -> None:
    body = G4_FILE.replace("[G4]", "[G5, Utrect]").replace("2026-01", "2024-01") + "  bias: {municipalities: [Delft]}\n"
    problems = refused(f"scenario={written(tmp_path, body, 'vier.yaml')}")
    assert len(problems) == 3
    assert "line 7: instruments.startbanen.municipalities" in problems[1] and "did you mean 'Utrecht'?" in problems[1]
    assert "line 8: instruments.startbanen.start=2024-01: must be null, or a month, 2025-01" in problems[0]
    assert "line 9: instruments.bias.municipalities: unknown setting" in problems[2]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (None, "is a folder; give a file"),
        ("", "line 1: is empty"),
        (BODY + "---\n" + BODY, "a second document begins (---)"),
        (BODY.replace("0.25}", "0.25, municipalities: [Utrect]}"), "did you mean 'Utrecht'?"),
    ],
)
def test_what_is_no_scenario_file_is_told(tmp_path: Path, body: str | None, said: str) -> None:
    file = tmp_path / "mine.yaml"
    if body is None:
        file.mkdir()
    else:
        written(tmp_path, body)
    (line,) = refused(f"scenario={file}")
    assert said in line
    assert not Path("nowhere").exists()

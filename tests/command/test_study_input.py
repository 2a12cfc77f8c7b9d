"""A study on the command line: every problem at once, what it is taken apart into, and what it ends with."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from werkagenda import cli, settings, study_launch, study_settings
from werkagenda.analysis.comparison.write_comparison import FORMAT
from werkagenda.problems import BadInput
from werkagenda.study import dask_engine, studies
from werkagenda.study.plan import Settings
from werkagenda.tables import intact, writer


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test runs in an empty folder."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.chdir(home)
    return home


def refused(*words: str) -> list[str]:
    with pytest.raises(BadInput) as bad:
        study_settings.read(list(words))
    return bad.value.problems


ONE_PROBLEM = {
    "study=first_lok": "study=first_lok: unknown study - did you mean 'first_look'?",
    "replicate=2": "replicate: unknown name - did you mean 'replicates'?",
    "scenarios=[baseline,bias_mbk]": "scenarios: unknown scenario bias_mbk - did you mean 'bias_mkb'?",
    "scenarios=[bias_mkb]": "the baseline is missing",
    "scenarios=[baseline]": "at least one scenario beside the baseline",
    "scenarios=[baseline,bias_mkb,bias_mkb]": "bias_mkb is given twice",
    "scenarios=baseline": "must be a list of scenarios",
    "scenario=bias_mkb": "scenarios=[baseline,...]",
    "instruments.bias.dose=1": "write a scenario with other settings",
    "instrument=bias": "write a scenario with other settings",
    "assume.taste_share=1": "use sweep.NAME=[...]",
    "study.name=x": "use study=",
    "+sweep.other=[1]": "cannot be added or removed",
    "sweep.other=[1]": "sweep.other: unknown name",
    "sweep.taste_share=1": "must be a list of numbers, such as [1]",
    "sweep.taste_share=[x]": "sweep.taste_share=x: must be a number",
    "sweep.taste_share=[2]": "sweep.taste_share=2: must lie between 0.25 and 1",
    "sweep.taste_share=[1,1]": "sweep.taste_share=1: is given twice",
    "sweep.taste_share=[0.5]": "is the value of callback.taste_share, which the central world has",
    "sweep=1": "is a group of settings",
    "language=ml": "language=ml: must be en or nl - did you mean 'nl'?",
    "engine=dassk": "engine=dassk: must be processes or dask - did you mean 'dask'?",
    "address=tcp://127.0.0.1:8786": "address=tcp://127.0.0.1:8786: goes with engine=dask",
    "address=127.0.0.1": "must be the address of a Dask scheduler, tcp://HOST:PORT, or null",
    "sensitivity=1": "must be a list of parameters, such as",
    "sensitivity=[{scenarios: [bias_mkb]}]": "must say parameter and may say measures",
    "sensitivity=[{parameter: offer.pass_through}]": "offer.pass_through is of no one instrument; say measures",
    "sensitivity=[{parameter: offer.pass_through, measures: [biass]}]": "biass is no instrument - did you mean 'bias'?",
    "sensitivity=[{parameter: offer.pass_through, measures: bias}]": "must be a list of names, each a",
    "sensitivity=[{parameter: offer.pass, scenarios: [bias_mkb]}]": "did you mean 'offer.pass_through'?",
    "sensitivity=[{parameter: offer.pass_through, scenarios: [bias]}]": "bias is no scenario of the study - did you",
    "sensitivity=[{parameter: offer.pass_through, scenarios: bias_mkb}]": "must be a list of names",
    "sensitivity=[{parameter: offer.pass_through, scenarios: [bias_mkb], values: [9]}]": "must lie between",
    "sensitivity=[{parameter: taste_share, scenarios: [bias_mkb]}]": "unknown parameter",
    "only.taste_share=[bias]": "only.taste_share: bias is no scenario of the study - did you mean 'bias_mkb'?",
    "only.taste_share=[]": "must be a list of scenarios, or null for all",
    "replicates=0": "replicates=0: must be a whole number from 1",
    "replicates=2,3": "several values given",
    "sensitivity_replicates=-1": "sensitivity_replicates=-1: must be a whole number from 0",
    "workers=0": "workers=0: must be a whole number from 1",
    "seed=x": "seed=x: must be a whole number",
    "population.scale=2": "must be a share above 0",
    "population.scale=0.0001": "would have no employers or people",
    "outlook.end=2031-01": "2025-01 to 2029-12",
    "economy=recesion": "did you mean 'recession'?",
    "parameters.language.gain_low=much": "must be a number or ev:ID",
    "output=[a]": "must be a folder's name",
    "cache=[a]": "must be a folder's name",
    "hydra.run.dir=x": "output=",
}


@pytest.mark.parametrize("word", ONE_PROBLEM)
def test_one_problem(word: str, elsewhere: Path) -> None:
    (problem,) = refused(word)
    assert ONE_PROBLEM[word] in problem
    assert list(elsewhere.iterdir()) == []


def test_all_problems_at_once_and_exit_code_2(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (elsewhere / "mine").mkdir()
    (elsewhere / "mine" / "x.txt").write_text("x", encoding="utf-8")
    words = ["stdy=1", "seed=x", "workers=0", "sweep.taste_share=[7]", "scenarios=[baseline,bias_mbk]", "output=mine"]
    assert cli.main(["study", *words]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "6 problems; nothing was run:" in said.err
    assert "is not empty and holds no study" in said.err
    assert "Traceback" not in said.err
    assert [path.name for path in elsewhere.iterdir()] == ["mine"]


def test_names_in_the_file_of_a_study_are_checked(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    head = "study: {name: mine, description: Bias reduction.}\nscenarios: [baseline, bias_mkb]\n"
    file.write_text(f"{head}parameters: {{langage: {{gain_low: 1}}}}\n", encoding="utf-8")
    (problem,) = refused(f"study={file}")
    assert problem.startswith(f"{file} line 3: parameters.langage.gain_low: unknown name - did you mean")
    file.write_text(f"{head}sweep: {{fringe: [1]}}\n", encoding="utf-8")
    (problem,) = refused(f"study={file}")
    assert problem == f"{file} line 3: sweep.fringe: unknown name - did you mean 'fringe_share'?"


def test_first_look() -> None:
    study = study_settings.read([])
    assert study.output == Path.cwd() / "runs" / "first_look"
    assert study.workers >= 1
    central = [each.settings for each in study.runs if each.world == "central"]
    assert [each.scenario for each in central] == [
        "baseline",
        "startbanen_breed",
        "sowis_verlengd",
        "bias_mkb",
        "werkagenda_kern",
        "werkagenda",
    ]
    assert len({each.world for each in study.runs}) == 9
    assert {each.world for each in study.runs if each.settings.scenario == "baseline"} == {e.world for e in study.runs}
    assert len({each.settings.output for each in study.runs}) == len(study.runs)
    assert all(text for text in study.description)


def test_the_study_of_the_letter_has_each_measure_alone_and_left_out() -> None:
    study = study_settings.read(["study=werkagenda"])
    names = {each.settings.scenario for each in study.runs}
    alone = {name.partition("_zonder_")[2] for name in names if "_zonder_" in name}
    assert len(alone) == 10
    assert names == {"baseline", "werkagenda", "budget_neutraal", *alone, *(f"werkagenda_zonder_{n}" for n in alone)}


def test_an_assumption_about_a_measure_is_tried_on_every_scenario_that_contains_it() -> None:
    runs = study_settings.read(["study=werkagenda"]).runs
    alone = {"startbanen": "startbanen_breed", "women": "vrouwen_begeleiding", "bias": "bias_mkb"}
    tried = {"startbanen.pull": "startbanen", "women.care_help": "women", "offer.pass_through": "bias"}
    for parameter, measure in tried.items():
        base = next(dict(e.settings.instruments) for e in runs if e.name == "central/baseline")
        central = [each.settings for each in runs if each.world == "central"]
        expected = {one.scenario for one in central if dict(one.instruments)[measure] != base[measure]}
        assert {alone[measure], "werkagenda"} <= expected
        assert f"werkagenda_zonder_{alone[measure]}" not in expected
        assert ("budget_neutraal" in expected) == (measure != "bias")
        worlds = {each.world for each in runs if each.world.startswith(f"{parameter}-")}
        assert len(worlds) in (1, 2)
        for world in worlds:
            found = {each.settings.scenario for each in runs if each.world == world}
            assert found == {"baseline", *expected}


def test_every_sensitivity_of_the_letter_reaches_the_whole_letter() -> None:
    runs = study_settings.read(["study=werkagenda"]).runs
    further = {each.world for each in runs if "." in each.world.split("-")[0]}
    reached = {each.world for each in runs if each.settings.scenario == "werkagenda"}
    assert len(further) > 20
    assert further <= reached


def test_a_step_of_a_ladder_contains_its_measure_and_sensitivity_can_be_narrowed() -> None:
    ladder = "ladders=[{scenario: bias_mkb, setting: instruments.bias.dose, values: [0.25]}]"
    words = ["scenarios=[baseline,bias_mkb,werkagenda_kern]", ladder]
    wide = study_settings.read([*words, "sensitivity=[{parameter: offer.pass_through, measures: [bias]}]"])
    here = {each.settings.scenario for each in wide.runs if each.world == "offer.pass_through-0"}
    assert here == {"baseline", "bias_mkb", "bias_mkb@0.25", "werkagenda_kern"}
    narrow = study_settings.read([*words, "sensitivity=[{parameter: offer.pass_through, scenarios: [bias_mkb]}]"])
    assert {e.settings.scenario for e in narrow.runs if e.world == "offer.pass_through-0"} == {"baseline", "bias_mkb"}


def test_a_measure_that_no_scenario_contains_is_refused() -> None:
    (problem,) = refused("scenarios=[baseline,bias_mkb]", "sensitivity=[{parameter: women.care_help}]")
    assert problem == "sensitivity[0]: no scenario of the study contains women"


def test_the_default_studies_run_equal_replicates_in_all_worlds() -> None:
    for words in (["study=first_look"], ["study=werkagenda"], ["study=first_look", "replicates=2"]):
        runs = study_settings.read(words).runs
        assert len({each.settings.replicates for each in runs}) == 1
    few = study_settings.read(["sensitivity_replicates=1"]).runs
    assert {each.settings.replicates for each in few if each.world != "central"} == {1}


def test_each_run_is_what_the_command_run_makes_of_its_words(tmp_path: Path) -> None:
    words = ["economy=tight", "seed=3", "parameters.language.gain_low=0.02", "population.scale=0.02", "replicates=2"]
    tried = "sensitivity=[{parameter: offer.pass_through, scenarios: [bias_mkb]}]"
    study = study_settings.read([*words, "scenarios=[baseline,bias_mkb]", "outlook.end=2027-12", tried])
    assert sum(each.world.startswith("offer.pass_through-") for each in study.runs) == 4
    for each in study.runs:
        (alone,) = settings.read([*each.settings.changed, f"output={tmp_path / 'alone'}"])
        assert alone.content() == each.settings.content()
        assert alone.description == each.settings.description
        assert set(words[:-1]) < set(each.settings.changed)
    assert study.asked["parameters"] == ["parameters.language.gain_low=0.02"]
    assert study.asked["economy"] == "tight"


def test_worlds_can_be_left_out_or_narrowed() -> None:
    assert {each.world for each in study_settings.read(["sensitivity_replicates=0"]).runs} == {"central"}
    study = study_settings.read(["only.taste_share=[bias_mkb]"])
    there = [each.settings.scenario for each in study.runs if each.world == "taste_share-1"]
    assert there == ["baseline", "bias_mkb"]


def test_a_disk_that_is_too_small_counts_each_history_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from werkagenda import preflight

    study = study_settings.read([])
    runs = [each.settings for each in study.runs]
    sizes = preflight.needed_bytes(runs)
    assert len(sizes) == len(runs) + 1
    assert sizes[-1][1] == preflight.HISTORY_BYTES * 0.1 * max(run.replicates for run in runs)

    class Full:
        free = 1000

    monkeypatch.setattr(preflight.shutil, "disk_usage", lambda _: Full)
    with pytest.raises(BadInput) as bad:
        study_launch.refuse_too_large(study, yes=True)
    assert "are needed on the disk" in bad.value.problems[0]


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The command carries out a model of a few lines and compares in a word; the comparisons that it made."""
    made: list[Path] = []
    real = studies.carry_out

    def compared(study: Any) -> Path:
        made.append(study.output)
        return study.output / "comparison"

    monkeypatch.setattr(study_launch.studies, "carry_out", lambda plan, progress: real(plan, progress, "fake_model"))
    monkeypatch.setattr(study_launch, "compared", compared)
    monkeypatch.setattr("werkagenda.analysis.comparison.headline_lines", lambda folder: ["a headline"])
    return made


def test_it_ends_with_headlines_and_the_report(
    fake: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out"
    words = ["study", "sensitivity_replicates=0", "workers=1", f"output={output}", f"cache={tmp_path / 'cache'}"]
    assert cli.main(words) == 0
    said = capsys.readouterr()
    assert said.out.splitlines() == ["a headline", str(output / "comparison" / "report.html")]
    assert "0 runs of 6 stand, 24 cells to do over 1 process" in said.err
    assert json.loads((output / "study.json").read_text(encoding="utf-8"))["computed"] == 6
    assert cli.main(words) == 0
    said = capsys.readouterr()
    assert "study first_look stands" in said.err
    assert fake == [output, output]
    assert cli.main([*words, "language=nl"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == str(output / "comparison" / "report-nl.html")
    assert cli.main([*words, "seed=2"]) == 2
    assert "holds this study with other settings (sensitivity_replicates=0)" in capsys.readouterr().err


def test_the_comparison_is_made_of_the_runs_and_only_when_it_does_not_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    from werkagenda.analysis import comparison
    from werkagenda.analysis.report import comparison_page as page
    from werkagenda.study.worlds import Study

    said: list[tuple[str, Path]] = []

    def compare(folders: list[Path], work: Path, final: Path) -> None:
        said.append(("compared", folders[0]))
        assert final == tmp_path / "out" / "comparison"
        table = work / "headlines.parquet"
        table.write_bytes(b"")
        card = intact.sealed({"format": FORMAT, "outputs": {table.name: writer.digest(table)}})
        (work / "comparison.json").write_text(json.dumps(card), encoding="utf-8")

    def write(folder: Path, code: str) -> Path:
        name = "report.html" if code == "en" else f"report-{code}.html"
        said.append(("page", folder))
        (folder / name).write_text("", encoding="utf-8")
        return folder / name

    monkeypatch.setattr(comparison, "compare", compare)
    monkeypatch.setattr(page, "write", write)
    plain: Settings = settings()
    study = Study("look", ("", ""), (), tmp_path / "out", plain.cache, 1, (), {})
    folder = study_launch.compared(study)
    assert said == [("compared", tmp_path / "out" / "runs"), ("page", folder)]
    assert study_launch.compared(study) == folder
    assert len(said) == 2
    (folder / "report.html").unlink()
    study_launch.compared(study)
    assert said[2:] == [("page", folder)]
    assert study_launch.compared(replace(study, language="nl")) == folder
    assert len(said) == 4 and (folder / "report-nl.html").is_file()


def test_an_engine_that_cannot_be_used(monkeypatch: pytest.MonkeyPatch, elsewhere: Path) -> None:
    monkeypatch.setattr(dask_engine, "PATIENCE", 1.0)
    away = "address=tcp://127.0.0.1:9"
    assert [line.partition(" (")[0] for line in refused("engine=dask", away)] == [
        f"{away}: no Dask scheduler answers there"
    ]
    assert refused("engine=dask", away, "workers=4", "seed=x")[1:] != []
    assert any("has its own workers; leave one out" in line for line in refused("engine=dask", away, "workers=4"))
    monkeypatch.setattr(study_settings, "find_spec", lambda _name: None)
    assert refused("engine=dask") == [
        "engine=dask: Dask is not installed; install werkagenda[cluster] or use engine=processes"
    ]
    assert list(elsewhere.iterdir()) == []

"""What the dashboard is made of, without a browser: addresses, the list of studies, settings, pictures, files."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from pathlib import Path

import pandas as pd
import pytest
import yaml

from werkagenda import config_files, study_settings
from werkagenda.analysis.language import LANGUAGES, language, spoken
from werkagenda.analysis.results import effects
from werkagenda.analysis.scene import svg
from werkagenda.dashboard import index, lives, markup, pictures, recipe, registry, request, tables
from werkagenda.dashboard.address import Address, read
from werkagenda.dashboard.selection import Selection, selected
from werkagenda.problems import BadInput
from werkagenda.scenarios import catalogue


def test_an_address_keeps_every_choice() -> None:
    where = Address(view="try", study="a b/c", scenario="x", year="2028", set=("bias.dose=0.5", "sowis.dose=1"))
    assert read(where.query) == where
    assert Address().query == ""
    assert read("view=nowhere&map=&other=1") == Address()
    assert where.moving("bias.dose", "0").moved == {"bias.dose": "0", "sowis.dose": "1"}


def test_studies_are_listed_and_nothing_else_is_opened(studies: Path) -> None:
    index.use(studies, "en")
    assert list(index.studies()) == ["made"]
    for name in ("mades", "../studies0/made", str(studies / "made"), "made/comparison"):
        with pytest.raises(BadInput, match="is not in"):
            index.opened(name)
    index.use(studies / "made", "en")
    assert list(index.studies()) == ["made"]


def test_runs_outside_the_folder_are_not_read(studies: Path) -> None:
    index.use(studies / "made" / "comparison", "en")
    (name,) = index.studies()
    assert all(folder.is_relative_to(index.folder()) for folder in index.opened(name).runs.values())


def test_all_unknown_names_of_an_address_are_told_at_once(studies: Path) -> None:
    index.use(studies, "en")
    with pytest.raises(BadInput) as told:
        selected(Address(scenario="startbanen_bred", indicator="works", year="1999"))
    assert [line.split(" ")[0] for line in told.value.problems] == ["scenario", "indicator", "year"]
    assert "did you mean 'startbanen_breed'" in told.value.problems[0]


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", pictures.PICTURES)
def test_pictures_and_their_numbers(name: str, code: str, chosen: Selection) -> None:
    for size in ("alone", *pictures.sizes(name)):
        root = ET.fromstring(svg(pictures.scene(name, chosen, "effect", language(code), size), name))
        width = float(root.attrib["viewBox"].split()[2])
        texts = list(root.iter("text"))
        assert texts
        assert all(0 <= float(each.attrib["x"]) <= width for each in texts)
    drawn = pd.read_csv(io.StringIO(pictures.csv(name, chosen, "effect")))
    assert len(drawn) == len(pictures.numbers(name, chosen, "effect")) > 0


def test_a_path_ends_at_the_effect_of_its_last_month(chosen: Selection) -> None:
    drawn = pictures.numbers(pictures.LEVELS, chosen, "")
    table = effects.paths(chosen.stored, chosen.indicator, chosen.scenario)
    assert drawn["level"].iloc[-1] == table["baseline"].iloc[-1] + table["effect"].iloc[-1]


@pytest.mark.parametrize("code", LANGUAGES)
def test_tables_say_what_differs_and_how_sure(code: str, chosen: Selection) -> None:
    with spoken(code):
        sure, differ = tables.certainty(chosen), tables.differences(chosen)
        shown = markup.table(sure)
    headlines = chosen.stored.compared.tables["headlines"]
    assert len(sure.rows) == int((headlines["scenario"] == chosen.scenario).sum())
    said = chosen.stored.compared.info["scenarios"][chosen.scenario]["differs"]
    assert [row[1] for row in differ.rows] == [each["setting"] for each in said]
    assert shown.count("<tr>") == len(sure.rows) + 1


def test_texts_of_files_are_escaped() -> None:
    shown = markup.table(tables.Table(("<a>",), [("<script>",)], caption='"x'))
    assert "<script>" not in shown
    assert 'aria-label="&quot;x"' in shown


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_setting_of_the_registry_has_a_control(code: str) -> None:
    with spoken(code):
        found = registry.settings()
        assert set(found) == set(catalogue.known())
        for name, settings in found.items():
            assert settings[0].name == f"{name}.dose"
            assert all(each.label and each.help for each in settings)
            for each in settings:
                kept, _, wrong = registry.together({}, {each.name: each.written(each.default)})
                assert wrong == [], "the default of a control is a value that the registry takes"
                instrument, _, key = each.name.partition(".")
                assert key in kept[instrument], "a value that equals the default is kept"


def test_a_value_that_does_not_fit_is_told_where_it_stands() -> None:
    _, by_name, wrong = registry.together({}, {"startbanen.dose": "7", "startbanen.months": "1,5", "bias.dose": "0.5"})
    assert set(by_name) == {"startbanen.dose", "startbanen.months"}
    assert "between 0 and 1" in by_name["startbanen.dose"]
    assert "a decimal takes a point" in by_name["startbanen.months"]
    assert len(wrong) == 2


def test_a_request_is_a_scenario_and_a_study_that_the_command_takes(studies: Path, tmp_path: Path) -> None:
    index.use(tmp_path, "en")
    where = Address(
        start="startbanen_breed", economy="recession", scale="0.005", set=("startbanen.dose=0", "bias.dose=0.5")
    )
    asked = request.asked(where)
    assert asked.problems == ()
    assert asked.key != request.asked(where.moving("startbanen.dose", "0.1")).key
    asked.write()
    file = asked.folder / f"{request.NAME}.yaml"
    assert config_files.scenario(file.as_posix()).problems == []
    assert yaml.safe_load(file.read_text(encoding="utf-8"))["instruments"] == {
        "startbanen": {"dose": 0},
        "bias": {"dose": 0.5},
    }
    study = study_settings.read([*asked.words, "replicates=2"])
    assert [each.settings.scenario for each in study.runs] == ["baseline", request.NAME]
    assert {each.settings.economy for each in study.runs} == {"recession"}
    assert study.output == asked.working


def test_a_request_tells_all_that_is_wrong() -> None:
    asked = request.asked(Address(economy="boom", seed="-1", scale="2", set=("nothing.dose=1",)))
    assert [line.split(" ")[0].split("=")[0].rstrip(":") for line in asked.problems] == [
        "economy",
        "scale",
        "seed",
        "instruments.nothing",
    ]


def test_the_scenario_file_of_a_stored_study_has_what_differs(chosen: Selection, tmp_path: Path) -> None:
    said = chosen.stored.compared.info["scenarios"][chosen.scenario]
    about = {**said, "instruments": {"startbanen": {**catalogue.defaults()["startbanen"], "dose": 0.25}}}
    text = recipe.scenario("again", "x", "y", recipe.moved(about["instruments"]))
    file = tmp_path / "again.yaml"
    file.write_text(text, encoding="utf-8")
    assert config_files.scenario(file.as_posix()).problems == []
    assert yaml.safe_load(text)["instruments"] == {"startbanen": {"dose": 0.25}}
    assert recipe.commands(chosen)[-1].startswith("werkagenda run scenario=")


PERSON = {
    **dict.fromkeys(("bijstand", "integration", "studying", "hours", "channel", "subsidised", "net", "wage"), 0),
    **dict.fromkeys(("housed", "applied", "offered", "placed", "started", "lost"), -1),
    **{"active": 1, "state": "searching", "reason": "none", "sector": "trade", "contract": "agency"},
    **{
        "municipality": 0,
        "language": 0.4,
        "sex": "female",
        "origin": 0,
        "education": "low",
        "birth": -300,
        "permit": 100,
    },
}


def test_a_life_line_says_what_was_decided() -> None:
    january = {**PERSON, "month": "2025-01", "bijstand": 90_000}
    job = {**PERSON, "month": "2025-02", "state": "employed", "hours": 24, "channel": 1, "started": 133, "wage": 1500}
    gone = {**job, "month": "2025-03", "active": 0}
    with spoken("en"):
        assert list(lives.decided(january, job)) == ["begins a job of 24 hours (network)", "bijstand ends"]
        assert list(lives.decided(job, gone)) == ["leaves the country"]
        rows = lives.table("person", [january, job, gone]).rows
        assert [row[1] for row in rows] == ["searching", "employed", "has left the country"]
        assert ET.fromstring(svg(lives.strip([january, job, gone]), "life")).tag.endswith("svg")

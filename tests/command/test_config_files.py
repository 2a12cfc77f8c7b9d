"""Files of scenarios and studies from outside: what cannot be used is told with file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from werkagenda import config_files, config_store

ROOT = Path(__file__).resolve().parents[2]
HEAD = """\
# @package _global_
scenario:
  name: odd
  description_en: English text.
  description_nl: Nederlandse tekst.
"""
STUDY = HEAD.replace("scenario:", "study:")


@pytest.fixture
def configs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the configuration in which files can be put."""
    copy = tmp_path / "configs"
    shutil.copytree(ROOT / "configs", copy)
    monkeypatch.setattr(config_store, "files", lambda _: copy)
    return copy


def judged(configs: Path, body: str | bytes, group: str = "scenario", name: str = "odd") -> list[str]:
    raw = body.encode() if isinstance(body, str) else body
    (configs / group / f"{name}.yaml").write_bytes(raw)
    return (config_files.scenario if group == "scenario" else config_files.study)(name).problems


SETTINGS = {
    "instrumnets: {}": "line 6: instrumnets: unknown name - did you mean 'instruments'?",
    "replicates: 4": "line 6: replicates: belongs on the command line",
    "seed: 4": "line 6: seed: belongs on the command line",
    "parameters: {a: 1}": "line 6: parameters: belongs on the command line",
    "outlook: {end: 2026-12}": "line 6: outlook: belongs on the command line",
    "assume: {taste_share: 1}": "line 6: assume: belongs on the command line",
    "economy: tight": "line 6: economy: is chosen on the command line",
    "instruments:": "line 6: instruments=None: must be",
    "instruments: {startbanen: 1}": "must be settings by name",
    "instruments: {startbannen: {dose: 1}}": "did you mean 'startbanen'?",
    "instruments: {startbanen: {doze: 1}}": "did you mean 'dose'?",
    "instruments: {startbanen: {dose: 2}}": "line 6: instruments.startbanen.dose=2: must lie between 0 and 1",
    "instruments: {startbanen: {dose: 0,5}}": "line 6: instruments.startbanen.dose: a decimal takes a point: dose: 0.5",
    "instruments:\n  startbanen:\n    dose: 0,5": "line 8: instruments.startbanen.dose=0,5 - a decimal takes a point",
    "instruments: {startbanen: {dose: 1, dose: 0.5}}": "line 6: instruments.startbanen.dose: stands twice",
    "instruments: {startbanen: {months: 012}}": "is read as 10; write it as a plain number",
    "instruments:\n\tstartbanen: {dose: 1}": "line 7: is indented with a tab",
    "instruments: {startbanen: {dose: !mine 1}}": "line 6: instruments.startbanen.dose: the tag !mine is not known",
    "instruments: {startbanen: {dose: 1}": "cannot be read as YAML",
    "---\na: 1": "line 6: a second document begins",
    "instruments: {startbanen: &a {dose: 1}, women: *a}": "an alias (*) stands here",
    "defaults: [odd, _self_]": "is made of itself",
    "defaults: [baselin, _self_]": "is no scenario - did you mean 'baseline'?",
}


@pytest.mark.parametrize("tail", SETTINGS)
def test_settings_of_a_scenario(configs: Path, tail: str) -> None:
    (problem,) = judged(configs, HEAD + tail + "\n")
    assert problem.startswith("configs/scenario/odd.yaml line ")
    assert SETTINGS[tail] in problem


HEADS = {
    HEAD.replace("name: odd", "name: baseline"): "line 3: scenario.name=baseline: must be odd, as the file is called",
    HEAD.replace("name: odd", "name: null"): "scenario.name=None: must be odd",
    HEAD.replace("name: odd", "name: [odd]"): "scenario.name=['odd']: must be odd",
    HEAD.replace("name: odd", "name: ../../escaped"): "scenario.name=../../escaped: must be odd",
    HEAD.replace("English text.", "${oc.env:HOME}"): "line 4: scenario.description_en: ${...} is not filled in",
    HEAD.replace("  description_nl: Nederlandse tekst.\n", ""): "scenario.description_nl: is missing",
    HEAD.replace("# @package _global_\n", ""): "line 1: the first line must be",
    "": "line 1: is empty",
    "- a\n": "line 1: must hold names with values",
}


@pytest.mark.parametrize("body", HEADS)
def test_the_head_of_a_scenario(configs: Path, body: str) -> None:
    assert HEADS[body] in judged(configs, body)[0]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"\xef\xbb\xbf" + HEAD.encode(), "line 1: begins with a byte-order mark"),
        (HEAD.encode("utf-16"), "line 1: is UTF-16"),
        (HEAD.replace("English", "\u00c9t\u00e9").encode("latin-1"), "line 4: byte 0xc9 is not UTF-8"),
        (HEAD.encode() + b"a: \0\n", "line 6: holds the control character 0x00"),
    ],
)
def test_the_bytes_of_a_scenario(configs: Path, body: bytes, said: str) -> None:
    assert said in judged(configs, body)[0]


def test_sound_scenarios(configs: Path) -> None:
    assert all(config_files.scenario(name).problems == [] for name in config_store.options("scenario"))
    assert all(config_files.study(name).problems == [] for name in config_store.options("study"))
    assert config_files.base("config") == config_files.base("study") == []
    assert judged(configs, (HEAD + "instruments: {startbanen: {dose: 5e-1}}\n").replace("\n", "\r\n")) == []


def test_a_name_of_other_letters(configs: Path) -> None:
    assert "letters, digits, _ and -" in judged(configs, HEAD.replace("odd", "odd one"), name="odd one")[0]


@pytest.mark.parametrize(
    ("tail", "said"),
    [
        ("seeds: 3", "line 6: seeds: unknown name - did you mean 'seed'?"),
        ("sweep: {fringe: [1]}", "line 6: sweep.fringe: unknown name - did you mean 'fringe_share'?"),
        ("workers: 2", "line 6: workers: where and how fast belongs on the command line"),
        ("economy: tight", "line 6: economy: is chosen on the command line"),
        ("population: 0.1", "line 6: population=0.1: must be names with values"),
        ("seed: ${oc.env:SEED}", "line 6: seed: ${...} is not filled in"),
    ],
)
def test_names_of_a_study(configs: Path, tail: str, said: str) -> None:
    (problem,) = judged(configs, f"{STUDY}{tail}\n", "study")
    assert said in problem


def test_a_level_is_called_as_its_file(configs: Path) -> None:
    (configs / "economy" / "tight.yaml").write_text("level: central\ndescription: x\n", encoding="utf-8")
    assert config_files.base("config") == [
        "configs/economy/tight.yaml line 1: level=central: must be tight, as the file is called"
    ]


def test_a_problem_with_a_value_of_a_file_is_told_with_its_line(configs: Path) -> None:
    judged(configs, f"{STUDY}replicates: four\n", "study")
    document = config_files.study("odd")
    problem = "replicates=four: must be a whole number"
    assert config_files.located([problem], document, []) == [f"configs/study/odd.yaml line 6: {problem}"]
    assert config_files.located([problem], document, ["replicates=four"]) == [problem]

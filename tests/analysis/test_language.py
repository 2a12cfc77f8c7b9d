"""Texts in both languages: none is missing, none is left over, numbers and dates in the language's form."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from babel.messages.extract import extract

from werkagenda.analysis import numbers, rounding
from werkagenda.analysis.export.sheets import SPOKEN
from werkagenda.analysis.language import LANGUAGES, deferred, language, say, spoken
from werkagenda.scenarios import catalogue
from werkagenda.tables import vocabulary as words
from werkagenda.tables.comparison import COMPARISON

ROOT = Path(__file__).resolve().parents[2]


SPEAKING = ("analysis", "src/werkagenda/dashboard")
"""Folders whose code speaks to readers in both languages."""
ASKING = ("say", "deferred")
"""Functions whose first argument is a text of the catalogue."""


def asked() -> set[str]:
    """Every text that code asks for."""
    found: set[str] = set()
    for path in sorted(path for folder in SPEAKING for path in (ROOT / folder).rglob("*.py")):
        with path.open("rb") as source:
            found |= {str(text) for _, text, _, _ in extract("python", source, keywords=dict.fromkeys(ASKING))}
    return found


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_text_is_there_and_none_is_left_over(code: str) -> None:
    known = {text for context, text in language(code).texts if not context}
    assert asked() - known == set()
    assert known - asked() == set()
    for (context, text), said in language(code).texts.items():
        assert said.strip(), (context, text)
        if not context:
            assert fields(text) == fields(said), text


def test_both_languages_name_the_same_codes() -> None:
    dutch, english = (set(language(code).texts) for code in LANGUAGES)
    assert dutch == english


@pytest.mark.parametrize("code", LANGUAGES)
def test_codes_have_names(code: str) -> None:
    texts = language(code).texts
    shipped = [path.stem for path in (ROOT / "configs" / "scenario").glob("*.yaml") if "_zonder_" not in path.stem]
    columns = {
        name for each in ("effects", "headlines", "parties", "takeup", "cost") for name in COMPARISON[each].names
    }
    wanted = {
        "scenario": shipped,
        "indicator": ("employed", "regular_employed", "on_benefit", "bijstand_euros"),
        "party": words.PAYERS,
        "level": (*words.SEXES, *words.ORIGINS, *words.EDUCATIONS),
        "column": (*columns, *SPOKEN.keys() - {"policy"}),
    }
    for context, names in wanted.items():
        assert [name for name in names if (context, name) not in texts] == []


def test_numbers_and_dates() -> None:
    dutch, english = language("nl"), language("en")
    assert dutch.number(-1234.5, 1) == "−1.234,5"
    assert english.number(1234567) == "1,234,567"
    assert dutch.euros(1234) == "€\u00a01.234"
    assert dutch.month("2025-06") == "juni 2025"
    assert english.month("2025-06") == "June 2025"
    assert dutch.percent(0.125) == "12,5%"
    assert (dutch.signed(3.0), dutch.signed(-0.2), dutch.signed(0.0)) == ("+3", "0", "0")
    assert dutch.number(float("nan")) == "–"


def test_a_text_that_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError, match="no text"):
        language("nl").say("Not in the catalogue")
    assert language("nl").name("scenario", "my_own") == "my own"


def test_a_text_of_a_module_is_said_in_the_language_that_is_spoken() -> None:
    text = deferred("too small to judge")
    assert (text, f"{text}", str(text)) == ("too small to judge",) * 3
    with spoken("nl"):
        assert f"{text}" == str(text) == "te klein om te beoordelen"
        assert say("Regions") == "Regio’s"
        assert (numbers.plain(0.031), numbers.whole(1600)) == ("0,031", "1.600")
        assert numbers.euros(2.34e6) == "€\u00a02,3 miljoen"
        assert (numbers.span(-20, 140), numbers.likely(0.999)) == ("−20 tot 140", "meer dan 99%")
        assert rounding.millions(41.2e6, 1e5) == "+41,2"
    assert numbers.euros(2.34e6) == "€2.3 million"


def test_policies_have_names_of_their_own() -> None:
    assert all({"nl", "en"} <= set(each) for each in catalogue.titles().values())

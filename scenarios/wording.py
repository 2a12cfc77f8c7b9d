"""Settings of a scenario that differ from the defaults, in words: what a page says beside a scenario's description."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from werkagenda.evidence import places
from werkagenda.scenarios import catalogue
from werkagenda.scenarios.setting import InstrumentSettings
from werkagenda.scenarios.where_when import FIRST_YEAR, PILOTS, ForEverybody
from werkagenda.validation import schemas

LANGUAGES = ("en", "nl")
BY_THE_END = " by the end of 2029"
WORDS: Mapping[str, tuple[str, str]] = {
    "start": ("from {} on", "vanaf {}"),
    "end": ("until {}", "tot en met {}"),
    "only": ("only in {}", "alleen in {}"),
    "first": ("first in {}, then elsewhere", "eerst in {}, dan elders"),
    "region": ("labour-market region {}", "arbeidsmarktregio {}"),
    "female": ("women only", "alleen vrouwen"),
    "male": ("men only", "alleen mannen"),
    "origins": ("from {}", "uit {}"),
    "educations": ("education {}", "opleiding {}"),
    "ages": ("aged {} to {}", "{} tot en met {} jaar"),
    "housed_within_months": ("in the first {} months since housing", "in de eerste {} maanden na huisvesting"),
    "year": ("{} in {}", "{} in {}"),
    "dose": ("dose {}", "dosis {}"),
    PILOTS: ("the pilots of 2024", "de pilots van 2024"),
}
"""Texts in English and Dutch."""


def differing(instruments: Mapping[str, Mapping[str, Any]]) -> dict[str, list[str]]:
    """By language, a line for each instrument with a setting that differs from its default."""
    return {language: list(_lines(instruments, number)) for number, language in enumerate(LANGUAGES)}


def _lines(instruments: Mapping[str, Mapping[str, Any]], language: int) -> Iterator[str]:
    for name, kind in sorted(catalogue.known().items()):
        plain = kind.choices_type().model_dump()
        given = {key: value for key, value in instruments.get(name, {}).items() if value != plain.get(key)}
        if given:
            yield f"{kind.title[language]}: {'; '.join(_parts(kind, given, language))}"


def _parts(kind: catalogue.Kind, given: Mapping[str, Any], language: int) -> Iterator[str]:
    """What is set, dose first, then where, when and at whom, then the rest."""

    def say(key: str) -> Callable[..., str]:
        return WORDS[key][language].format

    if "dose" in given:
        yield _dose(kind, given, language)
    if named := [*_towns(given, language), *(say("region")(each) for each in given.get("regions") or ())]:
        yield say(given.get("places_rule", "only"))(", ".join(named))
    yield from (say(key)(given[key]) for key in ("start", "end") if key in given)
    if "sex" in given:
        yield say(given["sex"])()
    yield from (say(key)(", ".join(given[key])) for key in ("origins", "educations") if key in given)
    if "age_from" in given or "age_to" in given:
        plain = ForEverybody()
        yield say("ages")(given.get("age_from", plain.age_from), given.get("age_to", plain.age_to))
    if "housed_within_months" in given:
        yield say("housed_within_months")(given["housed_within_months"])
    shared = {"dose", *ForEverybody.model_fields}
    yield from (_other(kind, key, value, language) for key, value in given.items() if key not in shared)


def _dose(kind: catalogue.Kind, given: Mapping[str, Any], language: int) -> str:
    value, end = given["dose"], given.get("end")
    if isinstance(value, list | tuple):
        years = (WORDS["year"][language].format(f"{each:g}", FIRST_YEAR + n) for n, each in enumerate(value))
        return WORDS["dose"][language].format(", ".join(years))
    if language:
        return WORDS["dose"][language].format(f"{value:g}")
    text = _other(kind, "dose", value, language)
    return text.replace(BY_THE_END, f" by the end of {end}") if end else text


def _towns(given: Mapping[str, Any], language: int) -> Iterator[str]:
    for name in given.get("municipalities") or ():
        if name == PILOTS:
            yield WORDS[PILOTS][language]
        elif name in places.SETS and len(places.named(name)) <= 4:
            yield f"{name} ({', '.join(places.named(name))})"
        else:
            yield name


def _other(kind: catalogue.Kind, key: str, value: Any, language: int) -> str:
    """A setting: in English its description, value and unit; in Dutch its name and value."""
    model: type[InstrumentSettings] = kind.choices_type
    schema, said = schemas(model)[key], value_text(value, language)
    return f"{key} {said}" if language else f"{schema['description']}: {said} ({schema['unit']})"


def value_text(value: Any, language: int) -> str:
    """A value in words."""
    if isinstance(value, bool):
        return (("no", "nee"), ("yes", "ja"))[value][language]
    if value is None:
        return ("none", "geen")[language]
    if isinstance(value, list | tuple):
        return ", ".join(value_text(each, language) for each in value)
    return f"{value:,.15g}" if isinstance(value, float) and abs(value) >= 1e4 else str(value)

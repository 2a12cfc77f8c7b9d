"""What can be moved in a run of one's own: settings of the registry that are one value, with range, unit and text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from werkagenda.analysis.language import current, named, say
from werkagenda.analysis.report.provenance import setting_name
from werkagenda.dashboard.recipe import moved as differing
from werkagenda.scenarios import catalogue, compose
from werkagenda.validation import Schema, branches, enumerated, numeric, optional, plain, schemas, yearly

STEPS = 100
"""Steps of a slider over its range, where a number need not be whole (assumption)."""
WIDEST = 1000.0
"""Ranges wider than this have a field and no slider: a step would be too coarse (assumption)."""
NONE = "null"


@dataclass(frozen=True)
class Setting:
    """A setting of an instrument: `name` is INSTRUMENT.SETTING; `options` are the words it may be, if it is words."""

    name: str
    schema: Schema
    default: Any

    @property
    def number(self) -> Schema | None:
        """Range of a number; None where it is words."""
        return numeric(self.schema) or yearly(self.schema)

    @property
    def options(self) -> tuple[str, ...]:
        """Words to choose from; none where it is a number."""
        words = [*enumerated(self.schema)]
        if not words and any(each.get("type") == "boolean" for each in branches(self.schema)):
            words = ["true", "false"]
        return (*words, *([NONE] if words and optional(self.schema) else []))

    @property
    def slides(self) -> bool:
        """Whether a slider over the whole range is fine enough."""
        number = self.number
        return number is not None and not optional(self.schema) and number["maximum"] - number["minimum"] <= WIDEST

    @property
    def step(self) -> float:
        """Step of its slider."""
        number = self.number
        if number is None or number["type"] == "integer":
            return 1.0
        return float((number["maximum"] - number["minimum"]) / STEPS)

    @property
    def label(self) -> str:
        """What it is, in the language that is spoken."""
        text = str(self.schema["description"])
        return text[:1].upper() + text[1:] if current().code == "en" else setting_name(self.name)

    @property
    def help(self) -> str:
        """Its name and, of a number, its range."""
        number = self.number
        if number is None:
            return self.name
        ends = {"low": plain(number["minimum"]), "high": plain(number["maximum"])}
        return f"{self.name}: {say('{low} to {high}', **ends)}"

    @property
    def unit(self) -> str:
        """Its unit."""
        return named("unit", str(self.schema["unit"]))

    def written(self, value: Any) -> str:
        """A value as a field shows it."""
        if value is None:
            return NONE
        if isinstance(value, bool):
            return str(value).lower()
        return plain(value) if isinstance(value, int | float) else str(value)


def settings() -> dict[str, list[Setting]]:
    """Settings by instrument, the dose first; those that are lists of names are left to scenario files."""
    found: dict[str, list[Setting]] = {}
    for name, kind in catalogue.known().items():
        choices: type[BaseModel] = kind.choices_type
        each = [Setting(f"{name}.{key}", schema, schema.get("default")) for key, schema in schemas(choices).items()]
        fit = [one for one in each if one.number is not None or one.options]
        found[name] = sorted(fit, key=lambda one: one.name != f"{name}.{catalogue.DOSE}")
    return found


def read(text: str) -> Any:
    """A value as typed: a number, yes or no, nothing, or the text itself (which the registry then refuses)."""
    words: Mapping[str, Any] = {NONE: None, "": None, "true": True, "false": False}
    if text.strip() in words:
        return words[text.strip()]
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def together(
    start: Mapping[str, Mapping[str, Any]], moved: Mapping[str, str]
) -> tuple[dict[str, dict[str, Any]], dict[str, str], list[str]]:
    """Settings of a start with those that were moved, what is wrong by name, and all that is wrong.

    A moved setting is kept although its value is the default.
    """
    asked: dict[str, dict[str, Any]] = {name: dict(given) for name, given in start.items()}
    for name, text in moved.items():
        instrument, _, key = name.partition(".")
        asked.setdefault(instrument, {})[key] = read(text)
    _, wrong = compose.checked(asked)
    by_name = {line.removeprefix("instruments.").split("=")[0].split(":")[0]: line for line in wrong}
    kept = differing(asked)
    for name in moved:
        instrument, _, key = name.partition(".")
        kept.setdefault(instrument, {})[key] = asked[instrument][key]
    return kept, by_name, wrong

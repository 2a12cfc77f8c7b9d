"""Settings of an instrument: a pydantic model whose fields say type, range, unit, default and description once.

    class Choices(InstrumentSettings):
        dose: Share = setting(0.0, "share of people", "people who are covered by the end of 2029")
        months: Annotated[int, limits(3, 24)] = setting(12, "months", "length of a placement")

YAML, messages, checks and the list of what a setting may be follow from it (``werkagenda.validation``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import cache
from importlib import resources
from typing import Annotated, Any

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from werkagenda.problems import near
from werkagenda.validation import YEARS, Schema, StrictModel, allowed, numeric, schemas, yearly


class InstrumentSettings(StrictModel):
    """What a policy maker chooses about an instrument; 0 for its `dose` means that it does not act."""


def limits(low: float, high: float) -> Any:
    """The lowest and highest value of a number."""
    return Field(ge=low, le=high, allow_inf_nan=False)


Share = Annotated[float, limits(0, 1)]
Euros = Annotated[float, limits(0, 1e10)]
Envelope = Euros | tuple[Euros, Euros, Euros, Euros, Euros] | None
"""Euros a year: null for as much as is needed, one number, or one for each year of the outlook."""
Dose = Share | tuple[Share, Share, Share, Share, Share]
"""A dose: one number, or one for each year of the outlook."""
Names = Annotated[tuple[str, ...], Field(min_length=1)] | None
"""A list of names, at least one; null stands for all of them."""


def among(known: Callable[[], Sequence[str]]) -> Any:
    """The names that a list may hold."""

    def check(value: tuple[str, ...] | None) -> tuple[str, ...] | None:
        odd = [f"'{each}' is unknown{near(each, list(known()))}" for each in value or () if each not in known()]
        if odd:
            raise PydanticCustomError("unknown_name", "{said}", {"said": "; ".join(odd)})
        return value

    return AfterValidator(check)


def setting(default: Any, unit: str, text: str, absent: str = "") -> Any:
    """A field with its default, unit and description; `absent` is what to say where null is given."""
    return Field(default, description=text, json_schema_extra={"unit": unit, **({"absent": absent} if absent else {})})


def undescribed(choices: type[InstrumentSettings]) -> list[str]:
    """Settings without default, range, unit or description."""
    return [name for name, schema in schemas(choices).items() if not _described(schema)]


def _described(schema: Schema) -> bool:
    number = numeric(schema) or yearly(schema)
    ranged = number is None or {"minimum", "maximum"} <= set(number)
    words = all(str(schema.get(each, "")).strip() for each in ("unit", "description"))
    return "default" in schema and ranged and words


def written(value: Any) -> str:
    """A value as YAML."""
    if value is None:
        return "null"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(written, value))}]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def lines(choices: type[InstrumentSettings], values: dict[str, Any] | None = None) -> list[str]:
    """Each setting with a value, the default unless given, and a comment: description, unit, range."""
    defaults = choices().model_dump() | (values or {})
    known = dict(sorted(schemas(choices).items(), key=lambda each: each[0] not in choices.__annotations__))
    rows = [f"{name}: {written(defaults[name])}" for name in known]
    wide = max(map(len, rows)) + 2
    return [
        f"{row:<{wide}}# {each['description']}; {each['unit']}, {allowed(each)}"
        for row, each in zip(rows, known.values(), strict=True)
    ]


def yaml(head: str, choices: type[InstrumentSettings]) -> str:
    """The YAML of an instrument at its defaults."""
    source = "# Written by scripts/instruments_config.py from the instrument's class."
    return "\n".join([f"# {head}", source, *lines(choices), ""])


def euros_by_year(value: float | Sequence[float] | None) -> tuple[float, ...] | None:
    """An envelope year by year; None where there is none."""
    if value is None:
        return None
    return tuple(map(float, value)) if isinstance(value, Sequence) else (float(value),) * YEARS


@cache
def source_hash() -> str:
    """Hash of the instruments' sources: a history in which they act is of these sources and no others."""
    files = sorted(resources.files("werkagenda.scenarios").iterdir(), key=lambda each: each.name)
    digest = hashlib.sha256()
    for each in files:
        if each.name.endswith(".py"):
            digest.update(each.name.encode() + each.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:16]

"""Values checked against a pydantic model: one line for each that does not fit, in the user's words.

A field says type, range, default, unit and description once. Messages, the comments of generated YAML and the checks
all read the JSON schema that pydantic makes of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from werkagenda.problems import decimal_comma, near

M = TypeVar("M", bound=BaseModel)
Schema = Mapping[str, Any]
YEARS = 5
"""Years of the outlook, 2025 to 2029."""
BY_YEAR = f"a list of {YEARS} for 2025 to 2029"
ENVELOPE = f"null, euros a year (0 to 1e10), or {BY_YEAR}"
NAMES = "null or a list of names"
PLAIN_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?")


class StrictModel(BaseModel):
    """Values that cannot change, of exactly the types named: no number from text, no unknown name."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    @field_validator("*", mode="before")
    @classmethod
    def _as_declared(cls, value: Any, info: Any) -> Any:
        """YAML has lists for tuples and may write a whole number as 6.0."""
        if isinstance(value, list):
            return tuple(value)
        whole = cls.model_fields[info.field_name].annotation is int
        return int(value) if whole and isinstance(value, float) and value.is_integer() else value


@cache
def schemas(model: type[BaseModel]) -> Mapping[str, Schema]:
    """JSON schema of each field of a model, by the name that users write."""
    found: Mapping[str, Schema] = model.model_json_schema().get("properties", {})
    return found


def validated(
    model: type[M], values: Mapping[str, Any], prefix: str = "", what: str = "name"
) -> tuple[M | None, list[str]]:
    """The model of some values, or None and one line for each that does not fit; `prefix` stands before names."""
    try:
        return model.model_validate(dict(values)), []
    except ValidationError as error:
        return None, list(_lines(error, model, values, prefix, what))


def _lines(
    error: ValidationError, model: type[BaseModel], values: Mapping[str, Any], prefix: str, what: str
) -> Iterator[str]:
    known, seen = schemas(model), set[object]()
    for each in error.errors(include_url=False):
        name = each["loc"][0] if each["loc"] else None
        if name in seen:
            continue
        seen.add(name)
        if name is None:
            yield f"{prefix.rstrip('.')}: {each['msg']}"
        elif each["type"] == "extra_forbidden":
            yield f"{prefix}{name}: unknown {what}{near(str(name), list(known))}"
        elif each["type"] == "missing":
            yield f"{prefix}{name}: is missing"
        else:
            yield f"{prefix}{name}={values[str(name)]}: {complaint(known[str(name)], each, values[str(name)])}"


def complaint(schema: Schema, error: Mapping[str, Any], value: object) -> str:
    """What a value must be, from the schema of its field and the error that pydantic found."""
    if error["type"] == "unknown_name":
        return str(error["msg"])
    if value is None and "absent" in schema:
        return str(schema["absent"])
    if (said := must_be(schema)) is not None:
        return f"must be {said}{hint(value)}"
    if words := enumerated(schema):
        return f"must be {allowed(schema)}{near(str(value), words)}"
    number = numeric(schema) or (yearly(schema) if value is None or isinstance(value, int | float | str) else None)
    if number is None:
        return f"must be {allowed(schema)}{hint(value)}"
    low, high = (plain(number[end]) for end in ("minimum", "maximum"))
    if number["type"] == "number" and error["type"] in ("greater_than_equal", "less_than_equal"):
        return f"must lie between {low} and {high}"
    kind = "whole number" if number["type"] == "integer" else "number"
    return f"must be a {kind} from {low} to {high}{hint(value)}"


def must_be(schema: Schema) -> str | None:
    """What a field must be, where its type does not say it all."""
    return next((str(each["must_be"]) for each in (schema, *branches(schema)) if "must_be" in each), None)


def hint(value: object) -> str:
    """A tail for a message about a number that is written as text."""
    if isinstance(value, str) and PLAIN_NUMBER.fullmatch(value.strip()):
        return " - remove the quotes around the number"
    return decimal_comma(value)


def branches(schema: Schema) -> list[Schema]:
    """What a field may be, each kind apart."""
    return list(schema.get("anyOf", [schema]))


def enumerated(schema: Schema) -> list[str]:
    """The words that a field may be (null beside them or not); none where it may be something else."""
    kinds = [each for each in branches(schema) if each.get("type") != "null"]
    return list(kinds[0].get("enum", ())) if len(kinds) == 1 else []


def numeric(schema: Schema) -> Schema | None:
    """The schema of a field that is a number (or null); None where it may be something else."""
    kinds = [each for each in branches(schema) if each.get("type") != "null"]
    return kinds[0] if len(kinds) == 1 and kinds[0].get("type") in ("number", "integer") else None


def yearly(schema: Schema) -> Schema | None:
    """The schema of the number in a field that is one number or one for each year; None for any other field."""
    kinds = {each.get("type"): each for each in branches(schema)}
    return kinds["number"] if set(kinds) == {"number", "array"} and "prefixItems" in kinds["array"] else None


def optional(schema: Schema) -> bool:
    """Whether a field may be null."""
    return any(each.get("type") == "null" for each in branches(schema))


def allowed(schema: Schema) -> str:
    """What a field may be, in words."""
    if (said := must_be(schema)) is not None:
        return said
    number = numeric(schema)
    none = ", or null" if optional(schema) else ""
    if words := enumerated(schema):
        return f"{' or '.join(words)}{none}"
    if number is not None:
        whole = "whole number, " if number["type"] == "integer" else ""
        return f"{whole}{plain(number['minimum'])} to {plain(number['maximum'])}{none}"
    if (each := yearly(schema)) is not None:
        return f"{plain(each['minimum'])} to {plain(each['maximum'])}, or {BY_YEAR}, or {{YEAR: VALUE}}"
    lists = [each for each in branches(schema) if each.get("type") == "array"]
    if lists:
        return ENVELOPE if "prefixItems" in lists[0] else NAMES
    if any(each.get("type") == "boolean" for each in branches(schema)):
        return "null, true or false" if none else "true or false"
    return f"text{none}"


def plain(number: float) -> str:
    """A bound of a range as it is written."""
    return str(number) if isinstance(number, int) else f"{number:.15g}"

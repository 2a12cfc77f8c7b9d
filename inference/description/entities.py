"""Tables of the entities of the model and their state variables."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, cast

from werkagenda.agents.people import Counts, Employers, Households, Openings, People, Residents
from werkagenda.agents.state import fields
from werkagenda.inference.description import source
from werkagenda.inference.description.markdown import code, table
from werkagenda.model.policy.levers import LEVERS
from werkagenda.scenarios import catalogue
from werkagenda.tables import vocabulary

COLUMNS: dict[str, tuple[type[Any], str]] = {
    "Newcomers": (People, "one row a person: status holders, asylum seekers, family migrants, Ukrainians"),
    "Households of newcomers": (Households, "at most two adults, and children until they turn 18"),
    "Other job seekers": (Residents, "one row a person while they search"),
    "Employers": (Employers, "with two or more people"),
    "Vacancies": (Openings, "one row each, while open"),
    "Other people without a row": (Counts, "counts, not agents"),
}
HEADS = ("name", "type", "unit", "meaning")


def tables() -> str:
    """A table for each kind of entity."""
    parts = [_columns(title, *each) for title, each in COLUMNS.items()]
    return "\n".join([*parts, _municipality()])


def _columns(title: str, kind: type[object], what: str) -> str:
    types = fields(cast("Hashable", kind))
    known = source.columns(source.module("agents/people.py"), kind.__name__)
    rows = [(f"`{each.name}`", types[each.name], each.unit, each.meaning) for each in known]
    return f"**{title}** (`agents/people.py`, `{kind.__name__}`): {what}.\n\n{table(HEADS, rows)}"


def _municipality() -> str:
    known = source.attributes(source.module("agents/municipality.py"), "Municipality")
    rows = [(f"`{each.name}`", each.unit, each.meaning) for each in known]
    head = "**Municipalities** (`agents/municipality.py`, `Municipality`): 342 objects.\n\n"
    return head + table(("name", "unit", "meaning"), rows)


CODES = ("NEWCOMERS", "NEWCOMER_ORIGINS", "BACKGROUND_CLASSES", "SEXES", "EDUCATIONS", "REASONS", "ROUTES")
MARKET = ("CONTRACTS", "CHANNELS", "SECTORS", "SIZE_CLASSES", "PAYERS")


def codes() -> str:
    """Labels of the codes, in the order of the codes."""
    rows = [(f"`{name}`", ", ".join(getattr(vocabulary, name))) for name in (*CODES, *MARKET)]
    return table(("labels", "values"), rows)


def undescribed() -> list[str]:
    """State variables without unit or meaning in the source, as ``Class.name``."""
    found = {
        kind.__name__: source.columns(source.module("agents/people.py"), kind.__name__) for kind, _ in COLUMNS.values()
    }
    found["Municipality"] = source.attributes(source.module("agents/municipality.py"), "Municipality")
    return [
        f"{kind}.{each.name}" for kind, known in found.items() for each in known if not (each.unit and each.meaning)
    ]


def levers() -> str:
    """Columns that policy sets each month, with the instruments that move them."""
    lines = source.module("model/policy/levers.py").text.splitlines()
    said = {line.split('"')[1]: line.split("# ")[1] for line in lines if line.startswith('    "') and "# " in line}
    rows = [
        (f"`{name}`", of, said[name], code(each for each, kind in catalogue.PROJECT.items() if name in kind.levers))
        for name, (of, _) in LEVERS.items()
    ]
    return table(("lever", "of", "meaning", "moved by"), rows)

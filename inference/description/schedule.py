"""The order of the month, the decisions that chance takes, and the instruments."""

from __future__ import annotations

import ast
import inspect
import re

from pydantic import BaseModel

from werkagenda.inference.description import source
from werkagenda.inference.description.markdown import code, plain, table
from werkagenda.inference.description.source import Function, Module
from werkagenda.model.month import MONTH
from werkagenda.model.policy.hooks import POINTS
from werkagenda.model.random.keyed_random import Decision
from werkagenda.scenarios import catalogue
from werkagenda.scenarios.setting import written
from werkagenda.validation import schemas


def month() -> str:
    """Steps of a month in order, what each does, and which instruments act in it."""
    rows = []
    for number, step in enumerate(MONTH, 1):
        found = source.module(step.__module__.removeprefix("werkagenda.").replace(".", "/") + ".py")
        at = points(found.function(step.__name__))
        acting = [f"at `{point}`: {', '.join(acts_at(point))}" for point in at]
        text = plain(" ".join(source.paragraphs(found.function(step.__name__))))
        rows.append((number, f"`{step.__name__}`", text, "; ".join(acting)))
    return table(("no.", "step", "what happens", "instruments"), rows, ("no.",))


def points(function: Function) -> list[str]:
    """Points of the month at which a step lets instruments act."""
    calls = [each for each in ast.walk(function) if isinstance(each, ast.Call) and each.args]
    first = [each.args[0] for each in calls if isinstance(each.func, ast.Attribute) and each.func.attr == "act"]
    return [str(each.value) for each in first if isinstance(each, ast.Constant) and each.value in POINTS]


def acts_at(point: str) -> list[str]:
    """Instruments that act at a point, in the order in which they do."""
    return [name for name, kind in catalogue.PROJECT.items() if point in kind.points]


def chance() -> str:
    """Decisions of the model that chance takes, with their number and the files that draw them."""
    known = source.modules("model")
    rows = []
    for decision in Decision:
        if decision is not Decision.INSTRUMENT:
            used = [each.name.removeprefix("model/") for each in known if _draws(each, decision.name)]
            rows.append((int(decision), decision.name.lower().replace("_", " "), code(used) or "not drawn any more"))
    return table(("number", "decision", "drawn in `model/`"), rows, ("number",))


def _draws(found: Module, name: str) -> bool:
    return bool(re.search(rf"\bDecision\.{name}\b", found.text))


def instruments() -> str:
    """Instruments with what they do, when, through which levers, by which decisions of chance."""
    rows = [
        (
            f"[{name}](instruments/{name}.md)",
            kind.summary,
            code(kind.points),
            code(kind.levers),
            code(kind.decisions),
            "; ".join(dict.fromkeys(flow.heading.name for flow in kind.flows)),
        )
        for name, kind in catalogue.PROJECT.items()
    ]
    return table(("instrument", "what", "acts at", "levers", "draws", "payments"), rows)


def settings() -> str:
    """Settings of each instrument that are its own: default, unit, description."""
    rows = []
    for name, kind in catalogue.PROJECT.items():
        choices: type[BaseModel] = kind.choices_type
        defaults = choices().model_dump()
        own = {field: each for field, each in schemas(choices).items() if field in choices.__annotations__}
        for field, schema in own.items():
            rows.append((f"`{name}.{field}`", written(defaults[field]), schema["unit"], schema["description"]))
    return table(("setting", "default", "unit", "meaning"), rows)


def undocumented() -> list[str]:
    """Steps without a docstring."""
    return [step.__name__ for step in MONTH if not inspect.getdoc(step)]

"""Inputs of behavioural rules: every argument somewhere in the range that the model can give it."""

from __future__ import annotations

import importlib
import inspect
import math
import pkgutil
from collections.abc import Callable
from functools import cache
from typing import Any, get_type_hints

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

import werkagenda.agents
from werkagenda.agents.household_rules import TaxMonth
from werkagenda.agents.people import Households, People
from werkagenda.evidence import registry
from werkagenda.evidence.entry import WHOLE
from werkagenda.evidence.law import LAWS
from werkagenda.model.income.statutory_series import LawSeries
from werkagenda.model.parameters import FIELDS, GROUPS

LAST, YEAR = 192, 12
GROUP_OF = {made: name for name, made in GROUPS.items()}
QUICK = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def share() -> st.SearchStrategy[float]:
    """0 to 1, ends included."""
    return st.floats(0.0, 1.0)


def money(highest: int = 1_000_000) -> st.SearchStrategy[int]:
    """Whole cents a month."""
    return st.integers(0, highest)


FLAG = st.integers(0, 1)
MONTHS = st.integers(0, 600)
INPUTS: dict[tuple[str, type], st.SearchStrategy[Any]] = {
    ("adult", int): st.integers(-600, 400),
    ("age", float): st.floats(0.0, 80.0),
    ("adjusts", int): FLAG,
    ("amount", float): st.floats(-1e9, 1e9),
    ("asked", float): share(),
    ("bijstand", float): st.floats(0.0, 300_000.0),
    ("bits", int): st.integers(0, 65_535),
    ("attended", int): st.integers(0, 3000),
    ("base", float): st.floats(0.0, 0.2),
    ("benefit_lost", float): st.floats(0.0, 500_000.0),
    ("cap", float): st.floats(0.0, 50_000.0),
    ("cap", int): money(50_000),
    ("care", float): share(),
    ("after_school", float): st.floats(500.0, 2000.0),
    ("care_help", float): share(),
    ("care_left", float): share(),
    ("carer", int): FLAG,
    ("background", int): st.integers(0, 2),
    ("channel", float): st.floats(0.5, 2.0),
    ("combined", float): share(),
    ("contact", float): st.floats(0.3, 1.0),
    ("contract", int): st.integers(0, 2),
    ("costs", float): st.floats(0.0, 100_000.0),
    ("counted", int): money(),
    ("couple", int): FLAG,
    ("couple_norm", int): st.integers(120_000, 250_000),
    ("daycare", float): st.floats(500.0, 2000.0),
    ("desks", float): share(),
    ("dutch_spoken", int): FLAG,
    ("dutch", int): st.integers(0, 1000),
    ("education", int): st.integers(0, 2),
    ("elasticity", float): st.floats(0.0, 3.0),
    ("employed", int): FLAG,
    ("entry", float): st.floats(30.0, 300.0),
    ("european", int): st.integers(0, 1000),
    ("european_share", float): share(),
    ("experience", float): share(),
    ("factors", float): st.floats(0.0, 2.0),
    ("family", int): FLAG,
    ("finding", float): st.floats(0.0, 5.0),
    ("frailty", float): st.floats(-5.0, 5.0),
    ("free", float): share(),
    ("free", int): FLAG,
    ("gain", float): st.floats(0.0, 0.2),
    ("gain_share", float): st.floats(-1.0, 1.0),
    ("gap", float): st.floats(0.0, 0.95),
    ("gross", float): st.floats(0.0, 2_000_000.0),
    ("guidance", float): share(),
    ("hires", int): st.integers(0, 200),
    ("hourly", int): st.integers(500, 20_000),
    ("hours", float): st.floats(0.0, 100.0),
    ("hours", int): st.integers(0, 60),
    ("housed", int): st.integers(0, 192) | st.just(32000),
    ("idle", float): st.floats(0.0, 40.0),
    ("ill", int): FLAG,
    ("kept", float): st.floats(-1.0, 1.0),
    ("language", float): share(),
    ("language_surplus", float): st.floats(-1.0, 1.0),
    ("left_job", int): FLAG,
    ("norm_carer", int): FLAG,
    ("income", float): st.floats(0.0, 1e6),
    ("norm", float): st.floats(1.0, 3e5),
    ("level", float): share(),
    ("lost", int): st.integers(0, 192) | st.just(32000),
    ("luck", float): st.floats(-37.0, 37.0),
    ("month", int): st.integers(0, 192),
    ("month_wage", float): st.floats(0.0, 2_000_000.0),
    ("insured", int): money(),
    ("mine", float): st.floats(-3.0, 4.0),
    ("months", float): st.floats(0.0, 600.0),
    ("months", int): st.integers(0, 36),
    ("months_housed", int): st.integers(30, 50),
    ("months_settled", float): st.floats(0.0, 240.0),
    ("joined", int): FLAG,
    ("arrival", int): st.integers(-600, 192),
    ("permit", int): st.integers(0, 192),
    ("practised", int): FLAG,
    ("usual", float): st.floats(0.01, 0.99),
    ("worked", int): FLAG,
    ("months_open", float): st.floats(0.0, 60.0),
    ("months_searching", float): st.floats(0.0, 600.0),
    ("months_together", float): st.floats(0.0, 600.0),
    ("needed", float): share(),
    ("net_wage", float): st.floats(0.0, 1_000_000.0),
    ("net_wage", int): money(),
    ("network", float): st.floats(0.0, 2.0),
    ("noise", float): st.floats(0.05, 1.0),
    ("norm", int): FLAG,
    ("norm_cents", int): money(250_000),
    ("other", int): money(300_000),
    ("outside", int): FLAG,
    ("own_share", float): share(),
    ("own_wage", float): st.floats(-3.0, 4.0),
    ("paid_share", float): share(),
    ("partner", int): FLAG,
    ("partner_wage", float): st.floats(-3.0, 4.0),
    ("peers", float): share(),
    ("per_year", float): st.floats(0.0, 0.9),
    ("rate", float): st.floats(0.0, 0.5),
    ("ratio", float): share(),
    ("sex", int): FLAG,
    ("recent_months", int): st.integers(0, 8),
    ("recent_years", int): st.integers(0, 5),
    ("share", float): share(),
    ("sharers", int): st.integers(0, 8),
    ("single", int): FLAG,
    ("single_norm", int): st.integers(80_000, 180_000),
    ("skill", float): st.floats(-4.0, 4.0),
    ("strength", float): share(),
    ("structured", float): share(),
    ("studied", int): st.integers(0, 60),
    ("support", float): share(),
    ("taste", float): share(),
    ("tenure", float): st.floats(0.0, 600.0),
    ("tenure", int): MONTHS,
    ("theirs", float): st.floats(-3.0, 4.0),
    ("travel_help", float): share(),
    ("u", float): st.floats(1e-12, 1.0 - 1e-12),
    ("uncertainty", float): share(),
    ("vocational", float): share(),
    ("route", int): st.integers(0, 4),
    ("week_hours", float): st.floats(0.0, 30.0),
    ("weights", tuple[float, float, float]): st.tuples(share(), share(), share()),
    ("work_hours", float): st.floats(0.0, 60.0),
    ("works", int): FLAG,
    ("years", int): st.integers(0, 16),
    ("year_income", float): st.floats(0.0, 20_000_000.0),
    ("young", int): FLAG,
    ("youngest_age", float): st.floats(0.0, 2700.0),
    ("youth_norm", int): st.integers(20_000, 60_000),
}
"""Range of every argument of a rule, by name and type."""


@cache
def bounds(group: type) -> tuple[tuple[float, float, float], ...]:
    """Low, value and high of each field of a group of parameters, from the evidence registry."""
    known, name = registry.load(), GROUP_OF[group]
    out = []
    for field in FIELDS[name]:
        entry = known[f"{name}.{field}"]
        value = float(entry.number or 0.0)
        low = value if entry.low is None else float(entry.low)
        out.append((low, value, value if entry.high is None else float(entry.high)))
    return tuple(out)


def central(group: type) -> Any:
    """A group with the registry's values."""
    return group(*(value for _, value, _ in bounds(group)))


@cache
def codes(group: type) -> frozenset[str]:
    """Fields of a group whose values are codes of a structural choice."""
    known, name = registry.load(), GROUP_OF[group]
    return frozenset(field for field in FIELDS[name] if known[f"{name}.{field}"].distribution == WHOLE)


@st.composite
def group_of(draw: Any, group: type) -> Any:
    """A group with each field in its range, ends included; codes are whole."""
    made = []
    for field, (a, v, b) in zip(FIELDS[GROUP_OF[group]], bounds(group), strict=True):
        if field in codes(group):
            made.append(float(draw(st.integers(int(a), int(b)))))
        else:
            made.append(draw(st.sampled_from((a, v, b)) | st.floats(min(a, b), max(a, b))))
    return group(*made)


def reads_tables(rule: Callable[..., Any]) -> bool:
    """Whether a function takes a table of people or households, beside plain numbers and parameters."""
    return not {People, Households}.isdisjoint(arguments(rule).values())


def rules() -> dict[str, Callable[..., Any]]:
    """Every compiled rule of ``agents``, by ``module.name``, without what is inlined or reads tables."""
    found = {}
    for info in pkgutil.iter_modules(werkagenda.agents.__path__):
        module = importlib.import_module(f"werkagenda.agents.{info.name}")
        for name, thing in vars(module).items():
            rule = hasattr(thing, "py_func") and not thing.targetoptions.get("no_cpython_wrapper")
            if rule and thing.py_func.__module__ == module.__name__ and not reads_tables(thing):
                found[f"{info.name}.{name}"] = thing
    return found


def arguments(rule: Callable[..., Any]) -> dict[str, Any]:
    """Names and types of a rule's arguments."""
    plain: Any = rule.py_func  # type: ignore[attr-defined]
    hints = get_type_hints(plain)
    return {name: hints[name] for name in inspect.signature(plain).parameters}


def strategy(name: str, kind: Any) -> st.SearchStrategy[Any]:
    """Where an argument lies; a KeyError names an argument that the table above does not know."""
    if kind is TaxMonth:
        return st.sampled_from([LawSeries(LAWS[0]).tax(month) for month in range(0, LAST, YEAR)])
    return group_of(kind) if kind in GROUP_OF else INPUTS[name, kind]


def inputs(rule: Callable[..., Any], **fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """All arguments of a rule by name; ``fixed`` narrows some."""
    return st.fixed_dictionaries({n: fixed.get(n, strategy(n, k)) for n, k in arguments(rule).items()})


def call(rule: Callable[..., Any], given: dict[str, Any], **changes: Any) -> Any:
    """A rule's result for arguments by name (compiled functions want them in their order)."""
    return rule(*({**given, **changes}[name] for name in given_names(rule)))


@cache
def given_names(rule: Callable[..., Any]) -> tuple[str, ...]:
    """Names of a function's arguments, compiled or plain."""
    return tuple(inspect.signature(getattr(rule, "py_func", rule)).parameters)


def same(a: Any, b: Any) -> bool:
    """Equal bit for bit (two nans are not accepted)."""
    return a == b and math.copysign(1.0, a) == math.copysign(1.0, b)

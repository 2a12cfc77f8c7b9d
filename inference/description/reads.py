"""Which parameters a function reads, found in its source: attributes of values whose type is a group of parameters.

Followed are arguments with the type of a group, names assigned from them, fields of the state and of tuples that hold a
group, and functions that return one. An instrument's own parameters are the fields of its ``numbers``.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache

from werkagenda.inference.description.source import Function, Module, modules
from werkagenda.model.parameters import FIELDS, GROUPS
from werkagenda.scenarios import catalogue

PARTS = ("agents", "model", "scenarios")
NUMBERS = "numbers"
"""Attribute of an instrument, or argument, that holds its parameters."""


@cache
def fields() -> dict[str, tuple[str, ...]]:
    """Fields of every group of parameters, those of instruments included."""
    return {**FIELDS, **catalogue.groups()}


@cache
def types() -> dict[str, str]:
    """Group by the name of its class; the ``Numbers`` of instruments are told apart by file (``own``)."""
    return {kind.__name__: name for name, kind in GROUPS.items()}


@cache
def own(found: Module) -> dict[str, str]:
    """Classes of parameters as a file knows them: those of the model, and those of instruments defined or imported."""
    reached = set(_imported(found))
    mine = {
        kind.numbers_type.__name__: name
        for name, kind in catalogue.PROJECT.items()
        if _path(kind.numbers_type.__module__) == found.path or kind.numbers_type.__module__ in reached
    }
    return {**types(), **mine}


@cache
def instrument(found: Module) -> str:
    """Instrument whose parameters ``numbers`` stands for in a file: its own, else that of the files that import it."""
    named = [group for group in own(found).values() if group not in FIELDS] or _by_name(found)
    if not named:
        users = [each for each in modules("scenarios") if found.path in map(_path, _imported(each))]
        named = [name for each in users for name in _by_name(each)]
    return named[0] if len(set(named)) == 1 else ""


def _by_name(found: Module) -> list[str]:
    stem = found.name.split("/")[-1]
    return [name for name in catalogue.PROJECT if stem == name or stem.startswith(f"{name}_")]


def _path(module: str) -> str:
    return module.removeprefix("werkagenda.").replace(".", "/") + ".py"


def _imported(found: Module) -> Iterator[str]:
    """Modules that a file imports, by full name."""
    for node in ast.walk(found.tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def holders() -> dict[str, str]:
    """Group by the name of a field that holds it, in the state and in tuples; by the name of a function too."""
    found = {name: name for name in FIELDS}
    for part in PARTS:
        for each in modules(part):
            known = own(each)
            for node in ast.walk(each.tree):
                if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                    _add(found, node.target.id, _group(node.annotation, known))
                elif isinstance(node, ast.FunctionDef):
                    _add(found, node.name, _group(node.returns, known))
    return found


def _add(found: dict[str, str], name: str, group: str) -> None:
    if group:
        found.setdefault(name, group)


def _group(annotation: ast.expr | None, known: dict[str, str]) -> str:
    return known.get(annotation.id, "") if isinstance(annotation, ast.Name) else ""


class Reader(ast.NodeVisitor):
    """Collects `group.field` of one function."""

    def __init__(self, known: dict[str, str], mine: str) -> None:
        self.known, self.mine = known, mine
        self.names: dict[str, str] = {}
        self.found: dict[str, None] = {}

    def group(self, node: ast.expr) -> str:
        """Group that an expression stands for, or nothing."""
        if isinstance(node, ast.Name):
            return self.names.get(node.id, "")
        if isinstance(node, ast.Attribute):
            return self.mine if node.attr == NUMBERS and self.mine else holders().get(node.attr, "")
        return self.returned(node.func) if isinstance(node, ast.Call) else ""

    def returned(self, called: ast.expr) -> str:
        """Group that a call of a function or method returns, or nothing."""
        if isinstance(called, ast.Attribute):
            return self.group(called.value) if called.attr == "_replace" else holders().get(called.attr, "")
        return holders().get(called.id, "") if isinstance(called, ast.Name) else ""

    def visit_arg(self, node: ast.arg) -> None:
        """An argument with the type of a group."""
        group = self.mine if node.arg == NUMBERS else _group(node.annotation, self.known)
        if group:
            self.names[node.arg] = group

    def visit_Assign(self, node: ast.Assign) -> None:
        """A name for a group: ``life = w.p.life``, also several at once."""
        self.generic_visit(node)
        for target in node.targets:
            pairs = zip(_each(target), _each(node.value), strict=False)
            for name, value in pairs:
                if isinstance(name, ast.Name) and (group := self.group(value)):
                    self.names[name.id] = group

    def visit_Attribute(self, node: ast.Attribute) -> None:
        """A field of a group."""
        self.generic_visit(node)
        group = self.group(node.value)
        if group and node.attr in fields()[group]:
            self.found[f"{group}.{node.attr}"] = None


def _each(node: ast.expr) -> Iterator[ast.expr]:
    return iter(node.elts) if isinstance(node, ast.Tuple) else iter((node,))


def read(found: Module, function: Function) -> tuple[str, ...]:
    """Parameters that a function reads itself, in order of appearance."""
    reader = Reader(own(found), instrument(found) if found.path.startswith("scenarios/") else "")
    reader.visit(function)
    return tuple(reader.found)


@cache
def by_function() -> dict[tuple[str, str], tuple[str, ...]]:
    """Parameters by path and name of function, of all files; functions that read none are left out."""
    every = [(each, *named) for part in PARTS for each in modules(part) for named in each.functions()]
    found = {(each.path, name): read(each, function) for each, name, function in every}
    return {place: names for place, names in found.items() if names}


def unread() -> list[str]:
    """Parameters that nothing is found to read."""
    seen = {name for names in by_function().values() for name in names}
    return [
        f"{group}.{field}" for group, names in fields().items() for field in names if f"{group}.{field}" not in seen
    ]

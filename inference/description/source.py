"""The sources of the model as syntax trees: files, functions, docstrings, and state variables with their comments."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from werkagenda.evidence.readers import sources

Function = ast.FunctionDef
Documented = ast.Module | ast.ClassDef | Function
COMMENT = re.compile(r"# \[([^\]]+)\] (.+)$")
"""Comment on a state variable: [unit] meaning."""
LINE = re.compile(r"^(\w+): \[([^\]]+)\] (.+)$", re.M)
"""The same in a docstring: name: [unit] meaning."""


class Module(NamedTuple):
    """A source file: its path from the root of the project, text and tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """Path without its ending."""
        return self.path.removesuffix(".py")

    def functions(self) -> Iterator[tuple[str, Function]]:
        """Functions of the file and methods of its classes (as ``Class.method``), in order."""
        for node in self.tree.body:
            if isinstance(node, ast.FunctionDef):
                yield node.name, node
            elif isinstance(node, ast.ClassDef):
                methods = (each for each in node.body if isinstance(each, ast.FunctionDef))
                yield from ((f"{node.name}.{each.name}", each) for each in methods)

    def function(self, name: str) -> Function:
        """The function of that name."""
        return dict(self.functions())[name]

    def class_of(self, name: str) -> ast.ClassDef:
        """The class of that name."""
        return next(node for node in self.tree.body if isinstance(node, ast.ClassDef) and node.name == name)


@cache
def modules(part: str) -> tuple[Module, ...]:
    """All files of a part of the package (``agents``, ``model``, ...), by path."""
    return tuple(Module(path, text, ast.parse(text)) for path, text in sources(files(f"werkagenda.{part}"), part))


@cache
def module(path: str) -> Module:
    """One file, such as ``agents/people.py``."""
    return next(each for each in modules(path.split("/")[0]) if each.path == path)


def paragraphs(node: Documented) -> list[str]:
    """Paragraphs of a docstring, each on one line; empty without one."""
    text = ast.get_docstring(node) or ""
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]


def summary(node: Documented) -> str:
    """First paragraph of a docstring on one line, or nothing."""
    return (paragraphs(node) or [""])[0]


def decorated(function: Function, *names: str) -> bool:
    """True if a function carries one of these decorators."""
    return any(isinstance(each, ast.Name) and each.id in names for each in function.decorator_list)


class Variable(NamedTuple):
    """A state variable; unit and meaning are empty where the source does not say them."""

    name: str
    unit: str
    meaning: str


def columns(found: Module, name: str) -> list[Variable]:
    """Fields of a class with the comment on their line."""
    lines, made = found.text.splitlines(), []
    for node in found.class_of(name).body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            said = COMMENT.search(lines[node.lineno - 1])
            unit, meaning = said.groups() if said else ("", "")
            made.append(Variable(node.target.id, str(unit), str(meaning)))
    return made


def attributes(found: Module, name: str) -> list[Variable]:
    """Attributes that a class sets in ``__init__``, with what its docstring says of them; nothing of any other."""
    node = found.class_of(name)
    said = {each[0]: Variable(*each) for each in LINE.findall(ast.get_docstring(node) or "")}
    start = next(each for each in node.body if isinstance(each, ast.FunctionDef) and each.name == "__init__")
    names = [
        each.attr for each in ast.walk(start) if isinstance(each, ast.Attribute) and isinstance(each.ctx, ast.Store)
    ]
    every = dict.fromkeys([*said, *names])
    return [said[each] if each in said and each in names else Variable(each, "", "") for each in every]

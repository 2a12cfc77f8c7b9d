"""Version of the model and of the evidence as two short hashes: what a posterior sample is valid for.

Comments, docstrings and notes do not count: a sample made before they changed is still the same sample.
"""

from __future__ import annotations

import ast
import hashlib
import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

from werkagenda.evidence.files import folder, read
from werkagenda.evidence.readers import sources

PARTS = ("agents", "evidence", "model", "scenarios", "tables")
"""Code that determines what a history gives for the targets."""
EXPLANATIONS = ("note", "address", "reason", "source")
"""Columns that explain a figure and do not enter a number."""
OUTCOME = "posterior.csv"
DIGITS = 12


class Stamp(NamedTuple):
    """Hashes of the model's code and of the evidence."""

    model: str
    evidence: str


@cache
def current() -> Stamp:
    """The stamp of this installation."""
    return Stamp(_digest(_code()), _digest(_figures(folder())))


def _digest(parts: Iterator[tuple[str, str]]) -> str:
    total = hashlib.sha256()
    for name, text in parts:
        total.update(f"{name}\0{len(text)}\0{text}".encode())
    return total.hexdigest()[:DIGITS]


def _code() -> Iterator[tuple[str, str]]:
    for part in PARTS:
        for name, text in sources(files(f"werkagenda.{part}"), part):
            yield name, without_comments(text)


def without_comments(text: str) -> str:
    """A source as its syntax tree without comments and docstrings."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [each for each in body if not _is_text(each)]  # type: ignore[attr-defined]
    return ast.dump(tree)


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _figures(where: Traversable) -> Iterator[tuple[str, str]]:
    for item in sorted(where.iterdir(), key=lambda each: each.name):
        if item.name.endswith(".csv") and item.name != OUTCOME:
            rows = read(item.name.removesuffix(".csv"), where)
            kept = [{key: cell for key, cell in row.items() if key not in EXPLANATIONS} for row in rows]
            yield item.name, json.dumps(kept, sort_keys=True)

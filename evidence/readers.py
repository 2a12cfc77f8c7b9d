"""Code that reads a published figure by its id, found by scanning the sources."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

PARTS = ("agents", "analysis", "evidence", "inference", "model", "scenarios")
"""Folders whose code may read evidence."""
ID = re.compile(r"(?:C|LM|P)\d{3}")
QUOTED = re.compile(rf"[\"']{ID.pattern}[\"']")


BESIDE = ("inference/", "analysis/figures/")
"""Folders in which figures are only displayed beside model results."""


def leans_on(name: str) -> bool:
    """True if a result depends on a figure because code reads it."""
    return any(not file.startswith(BESIDE) for file in readers().get(name, ()))


@cache
def readers() -> dict[str, tuple[str, ...]]:
    """For each id the files that contain it as a string constant, in the order of the folders."""
    found: dict[str, list[str]] = {}
    for part in PARTS:
        for name, source in sources(files(f"werkagenda.{part}"), part):
            for each in _ids(source):
                found.setdefault(each, []).append(name)
    return {each: tuple(names) for each, names in found.items()}


def sources(where: Traversable, name: str) -> Iterator[tuple[str, str]]:
    """Path and text of every Python file below a folder."""
    for item in sorted(where.iterdir(), key=lambda each: each.name):
        if item.is_dir() and not item.name.startswith(("_", ".")):
            yield from sources(item, f"{name}/{item.name}")
        elif item.name.endswith(".py"):
            yield f"{name}/{item.name}", item.read_text(encoding="utf-8")


def _ids(source: str) -> set[str]:
    """Ids that are string constants of a source; files without a quoted id are not parsed."""
    if not QUOTED.search(source):
        return set()
    constants = (node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant))
    return {text for text in constants if isinstance(text, str) and ID.fullmatch(text)}

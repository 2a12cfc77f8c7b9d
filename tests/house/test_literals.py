"""Numbers of the world come from the evidence: every other number in policy and analysis is on a list with a reason."""

from __future__ import annotations

import ast
import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from werkagenda.evidence.readers import readers
from werkagenda.evidence.registry import load

ROOT = Path(__file__).parents[2]
LIST = Path(__file__).with_name("literals.csv")
"""File (or folder, ending with /), number, reason: an assumption says so, a setting is a decision of policy."""
ANY = float("inf")
FREE = (0, 1, 2, 12, 100)
"""Counting, halves of a pair, months of a year, per cents."""
CHECKS = ("limits",)
"""Calls that say which settings are accepted."""
DRAWN = (
    *("canvas", "apply_style", "make_subplots", "add_line", "add_dumbbell", "side_by_side", "frozenset", "round"),
    "time_axis",
)
"""Calls whose numbers are places, sizes and digits on a page; so are those of the methods of a figure."""


def literals(source: str) -> set[float]:
    """Numbers in a source, but for free ones, limits of accepted settings, drawing, and positions in a text."""
    tree = ast.parse(source)
    inside = {id(each) for node in ast.walk(tree) if _exempt(node) for each in _within(node)}
    return {
        float(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, int | float)
        and not isinstance(node.value, bool)
        and node.value not in FREE
        and id(node) not in inside
    }


def _exempt(node: ast.AST) -> bool:
    if isinstance(node, ast.Subscript):
        return True
    if not isinstance(node, ast.Call):
        return False
    attribute = node.func.attr if isinstance(node.func, ast.Attribute) else _name(node.func)
    return attribute in CHECKS + DRAWN or _drawing(node.func)


def _within(node: ast.AST) -> Iterator[ast.AST]:
    return ast.walk(node.slice if isinstance(node, ast.Subscript) else node)


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def _drawing(node: ast.expr) -> bool:
    """A method of a figure that adds or changes a mark, an axis, the layout; rounding of a series."""
    return isinstance(node, ast.Attribute) and node.attr.startswith(("add_", "update_", "round"))


def files() -> Iterator[Path]:
    """Sources of policy and analysis."""
    for folder in ("scenarios", "analysis"):
        yield from sorted((ROOT / folder).rglob("*.py"))


def allowed() -> dict[tuple[str, float], str]:
    """Reasons by file or folder and number; ANY number of a file that only draws."""
    with LIST.open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    return {(row["file"], ANY if row["number"] == "*" else float(row["number"])): row["reason"] for row in rows}


def places(name: str) -> list[str]:
    """A file and the folders above it, as the list names them."""
    parts = name.split("/")
    return [name, *("/".join(parts[:n]) + "/" for n in range(1, len(parts)))]


@pytest.fixture(scope="module")
def found() -> dict[str, set[float]]:
    """Numbers of every file."""
    return {path.relative_to(ROOT).as_posix(): literals(path.read_text(encoding="utf-8")) for path in files()}


def test_every_number_is_evidence_or_has_a_reason(found: dict[str, set[float]]) -> None:
    known = allowed()
    odd = [
        f"{name}: {number:g}"
        for name, numbers in found.items()
        for number in sorted(numbers)
        if (name, ANY) not in known and not any((place, number) in known for place in places(name))
    ]
    assert not odd, f"read them from evidence/data, or name them in {LIST.name} with a reason: {odd}"


def test_the_list_has_a_reason_for_each_and_nothing_left_over(found: dict[str, set[float]]) -> None:
    used = {(place, number) for name, numbers in found.items() for number in numbers for place in places(name)}
    assert not [key for key in allowed() if key not in used and key[1] != ANY]
    assert all(len(reason.split()) >= 2 for reason in allowed().values())


def test_a_number_put_into_policy_is_found() -> None:
    assert literals("CEILING = 3_000_000\nspan = limits(5, 9)\nx = y[1] * 0.37") == {3e6, 0.37}


def test_every_id_that_code_reads_is_in_the_evidence() -> None:
    assert not [name for name in readers() if name not in load()]


def test_ceilings_and_rate_are_nowhere_in_code(found: dict[str, set[float]]) -> None:
    """The figures of the subsidy and the discount rate stand in the evidence alone."""
    figures = {load().number(name) for name in ("P052", "P053", "P054", "P055", "P062", "P164")}
    figures |= {1e6 * load().number(name) for name in ("P057", "P058", "P059")}
    assert not [name for name, numbers in found.items() if numbers & figures]

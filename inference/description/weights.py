"""What the answers depend on: grades of the figures, and which assumptions move the effects most."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from werkagenda.evidence.entry import GRADES
from werkagenda.evidence.posterior import on_file
from werkagenda.evidence.registry import load
from werkagenda.inference.description.markdown import table

STRUCTURE, JOINT = Path("docs") / "structural_choices.md", Path("docs") / "joint.md"
NUMBER = r"([+−]?[\d,]+) ± ([\d,]+)"
CHOICE = re.compile(rf"^\| `([\w.]+)` \| ([^|]+) \| {NUMBER} \| `(\w+)` \| {NUMBER} \({NUMBER}\) \|$", re.M)
REGISTRY = re.compile(rf"^\| registry \|[^|]*\| {NUMBER} \|", re.M)
DRIVERS = re.compile(r"^## [^\n]*(?:[Dd]riv|[Ww]eight)[^\n]*\n.*?(?=^## |\Z)", re.M | re.S)
"""Section of docs/joint.md on what drives the results."""
HEADS = (
    "choice",
    "value",
    "whole letter moves by",
    "intervals apart",
    "measure",
    "measure moves by",
    "intervals apart",
)


def grades() -> str:
    """Parameters by group and grade of their source."""
    groups: dict[str, Counter[str]] = {}
    for name, entry in load().parameters().items():
        groups.setdefault(name.split(".")[0], Counter())[entry.grade] += 1
    total: Counter[str] = Counter()
    for each in groups.values():
        total.update(each)
    rows = [(f"`{name}`", *_row(found)) for name, found in groups.items()]
    heads = ("group", "parameters", *GRADES)
    return table(heads, [*rows, ("all", *_row(total))], heads[1:])


def _row(found: Counter[str]) -> list[int]:
    return [found.total(), *(found[grade] for grade in GRADES)]


def assumptions(root: Path) -> str:
    """Drivers of the joint study, once its page exists, and the structural choices by how far they move results."""
    page = root / JOINT
    if not page.is_file():
        return f"{WAITING}\n{choices(root)}"
    found = DRIVERS.search(page.read_text(encoding="utf-8"))
    body = found.group().split("\n", 1)[1].strip() if found else "The page has no section on what drives the results."
    return f"From [joint.md](joint.md), all assumptions moved together.\n\n{body}\n\n{ALONE}\n{choices(root)}"


def posterior() -> str:
    """A sentence on the posterior sample of this version."""
    sample = on_file()
    if sample is None:
        return "No posterior sample has been adopted in this version: parameters have priors and one set of values.\n"
    size = f"{len(sample.weights)} weighted draws, worth {sample.effective_size:.0f} equal ones"
    return f"A posterior sample of {size}, is in `evidence/data/posterior.csv`.\n"


WAITING = (
    "No study with all assumptions moved together stands in this version. How one is made: "
    "[uncertainty.md](uncertainty.md).\n\nSo what follows moves one choice at a time "
    "([structural_choices.md](structural_choices.md)), the choice that moves the whole letter most at the top.\n"
)
ALONE = "One choice at a time ([structural_choices.md](structural_choices.md)), the one that moves most at the top.\n"


def number(text: str) -> int:
    """A number as pages write it: +1,604 or −69."""
    return int(text.replace(",", "").replace("−", "-").replace("+", ""))


def choices(root: Path) -> str:
    """Structural choices, by how far the effect of the whole letter moves, with the measure that they concern."""
    text = (root / STRUCTURE).read_text(encoding="utf-8")
    central = REGISTRY.search(text)
    if central is None:
        raise ValueError(f"{STRUCTURE.as_posix()}: no row of the registry's values")
    usual = Effect.of(*central.groups())
    rows = []
    for name, value, whole, half, measure, *alone in CHOICE.findall(text):
        letter, one, other = Effect.of(whole, half), Effect.of(*alone[:2]), Effect.of(*alone[2:])
        cells = (f"`{name}`", value, *letter.against(usual), f"`{measure}`", *one.against(other))
        rows.append((abs(letter.mean - usual.mean), cells))
    ordered = [cells for _, cells in sorted(rows, key=lambda each: -each[0])]
    return table(HEADS, ordered, (HEADS[2], HEADS[5]))


class Effect(NamedTuple):
    """A mean with half the width of its interval."""

    mean: int
    half: int

    @classmethod
    def of(cls, mean: str, half: str) -> Effect:
        """An effect as the page writes it."""
        return cls(number(mean), number(half))

    def against(self, other: Effect) -> tuple[str, str]:
        """The difference from another effect as text, and whether their intervals have nothing in common."""
        moved = self.mean - other.mean
        return f"{moved:+,}".replace("-", "−"), "yes" if abs(moved) > self.half + other.half else "no"

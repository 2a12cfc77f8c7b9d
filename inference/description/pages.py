"""Pages with generated tables: where the parts stand, and how a page is brought into step.

A part stands between ``<!-- generated: NAME -->`` and ``<!-- end -->``; everything else on the page is written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from werkagenda.inference.description import entities, files, schedule, submodels, validation, weights
from werkagenda.problems import BadInput, near

Generator = Callable[[], str]
PART = re.compile(r"^(<!-- generated: ([\w-]+) -->\n).*?(<!-- end -->)$", re.S | re.M)

OPENED = re.compile(r"^<!-- generated:", re.M)


def generators(root: Path) -> dict[str, dict[str, Generator]]:
    """Functions that generate the parts of each page, by name; some read other pages below ``root``."""
    return {
        "docs/odd.md": {
            "patterns": files.patterns,
            "entities": entities.tables,
            "codes": entities.codes,
            "levers": entities.levers,
            "schedule": schedule.month,
            "chance": schedule.chance,
            "instruments": schedule.instruments,
            "settings": schedule.settings,
            "inputs": files.inputs,
            "rules": submodels.rules,
            "mechanisms": submodels.mechanisms,
            "policies": submodels.policies,
            "unread": submodels.unread,
            "outputs": files.outputs,
            "comparisons": files.comparisons,
        },
        "docs/quality.md": {
            "validation": lambda: validation.headlines(root),
            "missed": lambda: validation.missed(root),
            "rivals": lambda: validation.rivals(root),
            "grades": weights.grades,
            "posterior": weights.posterior,
            "weight": lambda: weights.assumptions(root),
        },
    }


def refreshed(text: str, parts: Mapping[str, Generator], page: str) -> str:
    """The page with every part generated anew. BadInput lists unknown, missing, double and open parts."""
    named = [found.group(2) for found in PART.finditer(text)]
    problems = [
        f"{page}: no code generates the part {name}{near(name, list(parts))}" for name in named if name not in parts
    ]
    problems += [f"{page}: the part {name} is missing" for name in parts if name not in named]
    problems += [f"{page}: the part {name} stands twice" for name in dict.fromkeys(named) if named.count(name) > 1]
    if len(OPENED.findall(text)) != len(named):
        problems.append(f"{page}: a part has no <!-- end -->")
    if problems:
        raise BadInput(problems)
    return PART.sub(lambda found: f"{found.group(1)}\n{parts[found.group(2)]()}\n{found.group(3)}", text)


def wanted(root: Path) -> dict[str, tuple[str, str]]:
    """Each page as it is and as it should be."""
    found = {}
    for page, parts in generators(root).items():
        text = (root / page).read_text(encoding="utf-8")
        found[page] = text, refreshed(text, parts, page)
    return found

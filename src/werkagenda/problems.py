"""What is wrong with the input, all of it at once, in the user's words."""

from __future__ import annotations

import difflib
import importlib.util
import re
import sys
from collections.abc import Iterable, Sequence


class BadInput(Exception):
    """The request cannot be carried out; `problems` says why, one line each. The command exits with code 2."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems: list[str] = list(dict.fromkeys(problems))
        super().__init__("\n".join(self.problems))


UNCERTAINTY = {"SALib": "SALib", "sklearn": "scikit-learn", "ema_workbench": "ema-workbench"}
DASHBOARD = {"solara": "solara-ui", "ipyvuetify": "ipyvuetify", "starlette": "starlette", "uvicorn": "uvicorn"}
EXTRAS = {"uncertainty": UNCERTAINTY, "dashboard": DASHBOARD}
"""Packages of the extras that commands ask for: name of the module and of the distribution."""


def needs(*modules: str) -> None:
    """Raise BadInput naming those modules of extras that are not installed, and how to get them."""
    lacking = {
        extra: [known[name] for name in modules if name in known and importlib.util.find_spec(name) is None]
        for extra, known in EXTRAS.items()
    }
    wrong = [
        f"{' and '.join(names)} not installed: pip install 'werkagenda[{extra}]'"
        for extra, names in lacking.items()
        if names
    ]
    if wrong:
        raise BadInput(wrong)


def warn(line: str) -> None:
    """A warning beside the results."""
    print(f"werkagenda: warning: {line}", file=sys.stderr, flush=True)


def decimal_comma(value: object) -> str:
    """A tail for a message about a text that is a number with a comma: 0,05 is written 0.05."""
    found = re.fullmatch(r"\s*([-+]?\d+),(\d+)\s*", value) if isinstance(value, str) else None
    return f" - a decimal takes a point: {found[1]}.{found[2]}" if found else ""


def near(word: str, names: Sequence[str]) -> str:
    """A tail for a message about an unknown word: the nearest known name, or the known names when few.

    A dotted word whose first part is known is compared by its last part with the names beside it.
    """
    stem, _, last = word.rpartition(".")
    beside = [name for name in names if stem and name.rpartition(".")[0] == stem]
    if beside:
        by_last = {name.rpartition(".")[2]: name for name in beside}
        hit = [by_last[found] for found in difflib.get_close_matches(last, list(by_last), 1, 0.5)]
    else:
        hit = difflib.get_close_matches(word, names, 1, 0.5)
    if hit:
        return f" - did you mean '{hit[0]}'?"
    known = beside or names
    if 0 < len(known) <= 20:
        return f" (known: {', '.join(known)})"
    return ""

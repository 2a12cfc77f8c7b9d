"""Joint uncertainty that ships with the version: tables of one large study and the versions they are valid for.

`analysis/uncertainty/shipped` holds the tables as CSV and `about.json`: stamp of model and evidence, command, number of
draws, scale. A comparison's own joint study, where it has one, comes before it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import pandas as pd

from werkagenda.evidence.stamp import Stamp, current

PREFIX = "uncertainty_"
NAMES = ("headlines", "split", "pairs", "drivers", "information", "mixes", "boxes")
"""Tables that ship, as `werkagenda uncertainty` writes them after the prefix; the first two are always there."""
NEEDED = NAMES[:2]
ABOUT = "about.json"
DIGITS = 4
"""Significant digits of shipped numbers."""


@dataclass(frozen=True)
class About:
    """What a shipped study is: versions, the command that made it, its draws and the share of the country."""

    model: str
    evidence: str
    command: str
    draws: int
    scale: float

    @property
    def stale(self) -> bool:
        """Whether model or evidence moved on since."""
        return Stamp(self.model, self.evidence) != current()


@dataclass(frozen=True)
class Joint:
    """Tables of joint uncertainty by name. `about` is None for those of the comparison's own study."""

    tables: Mapping[str, pd.DataFrame]
    about: About | None = None


def folder() -> Traversable:
    """Where the shipped tables are."""
    return files("werkagenda.analysis.uncertainty") / "shipped"


def on_file(where: Traversable | None = None) -> Joint | None:
    """The shipped tables; None where there are none or a needed one is missing."""
    place = where or folder()
    if not (place / ABOUT).is_file():
        return None
    about = About(**json.loads((place / ABOUT).read_text(encoding="utf-8")))
    return _read(place, "", about)


def own(study: Path) -> Joint | None:
    """The tables that `werkagenda uncertainty` wrote into the folder of a study; None where it did not."""
    return _read(study, PREFIX, None)


def _read(place: Traversable | Path, prefix: str, about: About | None) -> Joint | None:
    found = {}
    for name in NAMES:
        item = place / f"{prefix}{name}.csv"
        if item.is_file():
            with item.open("r", encoding="utf-8") as file:
                found[name] = pd.read_csv(file)
    return Joint(found, about) if all(name in found for name in NEEDED) else None


def ship(study: Path, about: About, into: Path) -> Path:
    """Write the tables of a study's folder into `into`, in four digits, in place of those there; the folder."""
    into.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        source = study / f"{PREFIX}{name}.csv"
        (into / f"{name}.csv").unlink(missing_ok=True)
        if source.is_file():
            text = pd.read_csv(source).to_csv(index=False, float_format=f"%.{DIGITS}g", lineterminator="\n")
            (into / f"{name}.csv").write_text(text, encoding="utf-8", newline="\n")
    (into / ABOUT).write_text(json.dumps(asdict(about), indent=1) + "\n", encoding="utf-8", newline="\n")
    return into

"""Open the folder of a study, a comparison or a run, and say where its runs and tables stand."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

from werkagenda.analysis.comparison.load_comparison import Comparison, ledger_headings, open_comparison
from werkagenda.problems import BadInput, near
from werkagenda.tables import reader
from werkagenda.tables.comparison import COMPARISON
from werkagenda.tables.schemas import SCHEMAS

CARD = "comparison.json"
BELOW = "comparison"
"""Folder of a study's comparison."""
CENTRAL = "central"


@dataclass(frozen=True)
class Stored:
    """A stored comparison, or one run (`comparison` is None). `runs`: folder by (assumption set, scenario)."""

    folder: Path
    comparison: Comparison | None
    runs: Mapping[tuple[str, str], Path]

    @property
    def compared(self) -> Comparison:
        """The comparison; BadInput where the folder holds a single run."""
        if self.comparison is None:
            raise BadInput(
                [f"{self.folder}: holds one run and no comparison - compare it first: werkagenda compare FOLDER..."]
            )
        return self.comparison

    @property
    def scenarios(self) -> tuple[str, ...]:
        """Names of the scenarios, without the baseline, in the order of a page."""
        if self.comparison is None:
            return tuple(dict.fromkeys(scenario for _, scenario in self.runs))
        shown = self.comparison.scenarios
        others = set(self.comparison.tables["headlines"]["scenario"]) - set(shown)
        return (*shown, *sorted(str(name) for name in others))

    @property
    def worlds(self) -> tuple[str, ...]:
        """Names of the assumption sets, the central one first."""
        return tuple(dict.fromkeys(world for world, _ in self.runs))

    @cached_property
    def effects(self) -> pd.DataFrame:
        """Table `effects` of all populations."""
        frame: pd.DataFrame = pq.read_table(self.compared.folder / "effects.parquet").to_pandas()
        return frame

    @cached_property
    def manifest(self) -> Mapping[str, Any]:
        """The manifest of the central baseline, or of the single run; empty where that run is no longer there."""
        folder = next(iter(self.runs.values()), self.folder)
        return reader.manifest(folder) if folder.is_dir() else {}

    @cached_property
    def headings(self) -> dict[str, dict[str, Any]]:
        """Headings of the ledger by name: `name`, `dutch`, `policy`."""
        return ledger_headings(self.manifest)

    def run_folder(self, scenario: str, world: str = CENTRAL) -> Path:
        """Folder of a run that is there; BadInput with the nearest name where there is none."""
        known = sorted({name for _, name in self.runs})
        wrong = unknown("scenario", scenario, known) + unknown("assumption set", world, self.worlds)
        if wrong:
            raise BadInput(wrong)
        folder = self.runs.get((world, scenario))
        if folder is None:
            raise BadInput([f"{scenario}: was not run in assumption set {world}"])
        if not folder.is_dir():
            raise BadInput([f"{folder}: the run of {scenario} is no longer there; only the comparison's tables are"])
        return folder

    def run_table(self, name: str, scenario: str, world: str = CENTRAL) -> pd.DataFrame:
        """A result table of one run, as it was written."""
        return reader.read(self.run_folder(scenario, world), name)

    def baseline(self, world: str = CENTRAL) -> str:
        """The scenario that others are compared with."""
        return str(self.compared.info.get("baseline", "baseline")) if self.comparison else self.runs_of(world)[0]

    def runs_of(self, world: str) -> list[str]:
        """Scenarios that were run in an assumption set."""
        return [scenario for name, scenario in self.runs if name == world]


def unknown(what: str, word: str, known: Collection[str]) -> list[str]:
    """A problem line for a word that is not known, with the nearest one; empty where it is known."""
    return [] if word in known else [f"{what} '{word}': unknown{near(word, list(known))}"]


def table_names() -> tuple[str, ...]:
    """Every table that can be asked for: of a comparison, then of runs."""
    return (*COMPARISON, *(name for name in SCHEMAS if name not in COMPARISON))


def opened(folder: Path | str) -> Stored:
    """Open a study's folder, a comparison or a run; raises BadInput with all that is wrong."""
    place = Path(folder)
    if not place.is_dir():
        raise BadInput([f"{folder}: there is no such folder - give the folder of a study, a comparison or a run"])
    for each in (place, place / BELOW):
        if (each / CARD).is_file():
            found = open_comparison(each)
            return Stored(place, found, _runs(found))
    manifest = reader.manifest(place)
    return Stored(place, None, {(CENTRAL, str(manifest["config"]["scenario"])): place})


def of(comparison: Comparison) -> Stored:
    """A comparison that is open already, with its runs."""
    return Stored(comparison.folder, comparison, _runs(comparison))


def _runs(comparison: Comparison) -> dict[tuple[str, str], Path]:
    named = comparison.info.get("folders", {})
    order = sorted(named, key=lambda world: (world != CENTRAL, world))
    return {
        (world, scenario): (comparison.folder / where).resolve()
        for world in order
        for scenario, where in named[world].items()
    }


def chosen(asked: str | Sequence[str] | None, known: Sequence[str], what: str) -> list[str]:
    """The names asked for (None: all that are known); BadInput names the unknown ones, each with the nearest."""
    names = list(known) if asked is None else [asked] if isinstance(asked, str) else list(asked)
    if wrong := [line for name in names for line in unknown(what, str(name), known)]:
        raise BadInput(wrong)
    return names

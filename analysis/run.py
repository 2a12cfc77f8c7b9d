"""A finished run as the analysis sees it: a folder of tables and a manifest, checked when opened."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from werkagenda.analysis.numbers import month_name
from werkagenda.tables import reader
from werkagenda.tables import vocabulary as words
from werkagenda.tables.problems import TableProblem
from werkagenda.tables.schemas import SCHEMAS

RELIABLE_SCALE = 0.1
"""Below this scale tables per municipality are marked unreliable."""


def find(manifest: Mapping[str, Any], *names: str) -> Any:
    """The first value under one of the names, the shallowest first, wherever it stands in the manifest."""
    for name in names:
        queue = deque([manifest])
        while queue:
            level = queue.popleft()
            if name in level:
                return level[name]
            queue.extend(v for v in level.values() if isinstance(v, Mapping))
    return None


@dataclass(frozen=True)
class Run:
    """One scenario's run: where it stands, its manifest, and the months and replicates it holds."""

    folder: Path
    manifest: Mapping[str, Any]
    scenario: str
    scale: float
    replicates: int
    last: int

    def table(
        self,
        name: str,
        columns: Sequence[str] | None = None,
        where: Mapping[str, Sequence[object]] | None = None,
    ) -> pd.DataFrame:
        """A table of the run, as `tables.reader.read` gives it."""
        return reader.read(self.folder, name, columns, where)

    @property
    def last_month(self) -> str:
        """Label of the last month that was run."""
        return words.month_label(self.last)

    @property
    def now(self) -> str:
        """The last month of history, or the run's last month when it stops before."""
        return words.month_label(min(self.last, words.HISTORY_MONTHS - 1))

    @property
    def now_name(self) -> str:
        """`now` in words."""
        return month_name(self.now)

    @property
    def last_name(self) -> str:
        """`last_month` in words."""
        return month_name(self.last_month)

    @property
    def has_outlook(self) -> bool:
        """Does the run reach beyond the history?"""
        return self.last >= words.HISTORY_MONTHS

    @property
    def reliable_places(self) -> bool:
        """Is the scale large enough to speak of single municipalities?"""
        return self.scale >= RELIABLE_SCALE


def opened(folder: Path) -> Run:
    """The run in `folder`, after a look at every table; all that is missing or damaged is said at once."""
    manifest = reader.manifest(folder)
    problems: list[str] = []
    for name in SCHEMAS:
        try:
            reader.read(folder, name, ["replicate"])
        except TableProblem as problem:
            problems += [f"{name}: {line}" for line in problem.what]
    if problems:
        raise TableProblem(problems, folder, "run it again with another output folder")
    known = reader.read(folder, "monthly", ["month", "scenario", "replicate"])
    scale = find(manifest, "scale")
    if known.empty or not isinstance(scale, int | float):
        what = ["table monthly is empty"] if known.empty else []
        what += [] if isinstance(scale, int | float) else ["the manifest does not name the scale"]
        raise TableProblem(what, folder, "run it again with another output folder")
    if known.scenario.nunique() > 1:
        raise TableProblem("the tables hold more than one scenario", folder, "report on one scenario at a time")
    return Run(
        folder=folder,
        manifest=manifest,
        scenario=str(known.scenario.iloc[0]),
        scale=float(scale),
        replicates=int(known.replicate.nunique()),
        last=words.month_index(str(known.month.max())),
    )

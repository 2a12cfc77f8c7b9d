"""A stored study, comparison or run as labelled pandas frames."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from werkagenda.analysis.results import budget as budgets
from werkagenda.analysis.results import effects as frames
from werkagenda.analysis.results import fill, inputs, stored
from werkagenda.api.errors import as_value_error
from werkagenda.problems import BadInput
from werkagenda.tables import draws as shape
from werkagenda.tables.comparison import COMPARISON

Names = str | Sequence[str] | None


class Study:
    """Results of a folder. Frames have a row a case and columns with units; raises InputError for unknown names."""

    def __init__(self, folder: Path | str) -> None:
        with as_value_error():
            self._stored = stored.opened(folder)

    def __repr__(self) -> str:
        return f"Study({str(self._stored.folder)!r}: {', '.join(self.scenarios)})"

    @property
    def folder(self) -> Path:
        """The folder that was opened."""
        return self._stored.folder

    @property
    def scenarios(self) -> tuple[str, ...]:
        """Scenarios beside the baseline; of a single run its own."""
        return self._stored.scenarios

    @property
    def worlds(self) -> tuple[str, ...]:
        """Assumption sets, the central one first."""
        return self._stored.worlds

    def effects(
        self,
        by: str = frames.ALL,
        year: int | str | None = None,
        indicators: Names = None,
        scenarios: Names = None,
        population: str = frames.HOLDERS,
        world: str | None = None,
    ) -> pd.DataFrame:
        """Scenario less baseline, paired by replicate, with the 95% Monte Carlo interval (`low`, `high`).

        `by`: all, sex, origin, education, region, age or household. `year`: a year, or "2025-2029" for the mean
        (people) or sum (euros) over all years; None is the last year. Rows that the files leave out are there as 0.
        """
        period = None if year is None else str(year)
        with as_value_error():
            return frames.effects(self._stored, by, period, indicators, scenarios, population, world)

    def paths(
        self, indicator: str = "regular_employed", scenarios: Names = None, population: str = frames.HOLDERS
    ) -> pd.DataFrame:
        """Baseline, effect with interval and level of an indicator by month of the outlook."""
        with as_value_error():
            return frames.paths(self._stored, indicator, scenarios, population)

    def headlines(self) -> pd.DataFrame:
        """The answers: effect with interval, range over assumption sets, probability that it is above zero."""
        with as_value_error():
            return frames.headlines(self._stored)

    def budget(self, scenarios: Names = None) -> pd.DataFrame:
        """Euros of public bodies more than in the baseline by flow and year, with interval (receipts are negative)."""
        with as_value_error():
            return budgets.lines(self._stored, scenarios)

    def table(self, name: str, scenario: str | None = None, world: str = stored.CENTRAL) -> pd.DataFrame:
        """A table by its name: of the comparison (`headlines`, `effects`, `money`, ...) or of runs (`cohorts`, ...).

        Tables of runs are those of all scenarios with the baseline, or of one `scenario`; zeros are filled.
        """
        with as_value_error():
            if wrong := stored.unknown("table", name, stored.table_names()):
                raise BadInput(wrong)
            if name in COMPARISON and (self._stored.comparison or scenario is None):
                return self._of_comparison(name, scenario)
            names = [scenario] if scenario else self._stored.runs_of(world)
            parts = [self._stored.run_table(name, each, world) for each in names]
            return fill.filled(name, pd.concat(parts, ignore_index=True))

    def _of_comparison(self, name: str, scenario: str | None) -> pd.DataFrame:
        compared = self._stored.compared
        frame = self._stored.effects if name == "effects" else compared.tables[name]
        if scenario is None or "scenario" not in frame.columns:
            return frame.copy()
        known = (self._stored.baseline(), *self._stored.scenarios)
        return frame[frame["scenario"] == stored.chosen(scenario, known, "scenario")[0]].reset_index(drop=True)

    def draws(self) -> pd.DataFrame:
        """Effects of each draw of the study's design, by scenario, replicate, measure and period, with its values."""
        with as_value_error():
            path = self._stored.compared.folder / f"{shape.NAME}.parquet"
            if not path.is_file():
                raise BadInput([f"{self.folder}: the study has no design, so there are no draws (docs/studies.md)"])
            return pd.read_parquet(path)

    def inputs_that_differ(self, a: str, b: str = "baseline", world: str = stored.CENTRAL) -> pd.DataFrame:
        """Inputs in which two scenarios differ: name, unit, the value in `a` and in `b`. `b` may be a run's folder."""
        with as_value_error():
            one = self._stored.run_folder(a, world)
            other = Path(b) if (Path(b) / "manifest.json").is_file() else self._stored.run_folder(b, world)
            return inputs.differing(one, other)


def load(folder: Path | str) -> Study:
    """Open the folder of a study, a comparison or a run."""
    return Study(folder)

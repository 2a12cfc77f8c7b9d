"""The table of draws (`draws.parquet`): checked as a whole, and cut into what an analysis needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from werkagenda.evidence import registry
from werkagenda.evidence.entry import WHOLE
from werkagenda.problems import BadInput, near
from werkagenda.tables import draws as shape
from werkagenda.tables.comparison import ASSUMED

FILE = f"{shape.NAME}.parquet"
FIXED = tuple(shape.FIXED.names)
KEY = list(FIXED[:5])
CIRCUMSTANCES = ("economy", "inflow", "law")
HISTORY, SETTING = "parameters.", "instruments."


@dataclass(frozen=True)
class Draws:
    """Effects by draw, scenario, replicate, measure and period, with the values that each draw had."""

    frame: pd.DataFrame
    inputs: pd.DataFrame
    """A row a draw, a column an input that varies; numbers, or text for circumstances."""

    @property
    def scenarios(self) -> list[str]:
        """Names of the scenarios."""
        return sorted(self.frame["scenario"].unique())

    @property
    def answers(self) -> list[tuple[str, str]]:
        """Measures with their periods."""
        return sorted(set(zip(self.frame["measure"], self.frame["period"], strict=True)))

    def unit(self, measure: str) -> str:
        """Unit of a measure."""
        return str(self.frame.loc[self.frame["measure"] == measure, "unit"].iloc[0])

    def effects(self, scenario: str, measure: str, period: str) -> pd.DataFrame:
        """Effects of a scenario: a row a draw, a column a replicate (empty where a draw has fewer)."""
        rows = self.frame[
            (self.frame["scenario"] == scenario) & (self.frame["measure"] == measure) & (self.frame["period"] == period)
        ]
        return rows.pivot(index="draw", columns="replicate", values="effect").reindex(self.inputs.index)

    def numeric(self) -> pd.DataFrame:
        """Inputs as numbers: text by the number of its name in alphabetical order."""
        columns = {
            name: column.astype(float) if not _texts(column) else column.astype("category").cat.codes.astype(float)
            for name, column in self.inputs.items()
        }
        return pd.DataFrame(columns, index=self.inputs.index)


def _texts(column: pd.Series) -> bool:
    return not pd.api.types.is_numeric_dtype(column)


def parameter(name: str) -> str:
    """The parameter behind the name of an input."""
    plain = name.removeprefix(HISTORY)
    return ASSUMED.get(plain, plain)


def is_scenario(name: str) -> bool:
    """True for an input that is circumstance or policy: economy, inflow, law, settings of instruments."""
    return name in CIRCUMSTANCES or name.startswith(SETTING)


def is_structural(name: str) -> bool:
    """True for a structural choice: a parameter whose values are codes."""
    entry = registry.load().parameters().get(parameter(name))
    return entry is not None and entry.distribution == WHOLE


def opened(folder: Path) -> Draws:
    """The draws of a study's folder, of its comparison or of a file. BadInput with all that is wrong with them."""
    places = (folder / FILE, folder / "comparison" / FILE) if folder.is_dir() else (folder,)
    path = next((each for each in places if each.exists()), places[0])
    try:
        frame = pd.read_parquet(path) if path.suffix == ".parquet" else pd.read_csv(path)
    except OSError:
        raise BadInput([f"{path}: no table of draws; make one with a study that has a design"]) from None
    except ValueError as error:
        raise BadInput([f"{path}: is damaged ({error})"]) from None
    return made(frame, str(path))


def made(frame: pd.DataFrame, name: str = FILE) -> Draws:
    """Draws of a frame; BadInput with all that is wrong with it."""
    if missing := [column for column in FIXED if column not in frame.columns]:
        raise BadInput([f"{name}: the column {column} is missing" for column in missing])
    problems = [] if len(frame) else [f"{name}: holds no draws"]
    if frame.duplicated(KEY).any():
        first = frame.loc[frame.duplicated(KEY), KEY].iloc[0].to_dict()
        problems.append(f"{name}: {int(frame.duplicated(KEY).sum())} rows stand twice, the first {first}")
    bad = ~np.isfinite(frame["effect"].astype(float))
    problems += [f"{name}: {int(bad.sum())} effects are no finite number"] if bad.any() else []
    others = [column for column in frame.columns if column not in FIXED]
    changing = frame.groupby("draw")[others].nunique(dropna=False).gt(1).any() if others else pd.Series(dtype=bool)
    problems += [f"{name}: {column} differs within a draw" for column in others if changing[column]]
    if problems:
        raise BadInput(problems)
    values = frame.drop_duplicates("draw").set_index("draw").sort_index()[others]
    varied = [column for column in others if values[column].nunique(dropna=False) > 1]
    return Draws(frame, filled(values[varied]))


def filled(values: pd.DataFrame) -> pd.DataFrame:
    """Inputs with empty cells, where a draw leaves a name at its central value, filled by that value."""
    known = registry.load().parameters()
    columns = {}
    for name, column in values.items():
        entry = known.get(parameter(str(name)))
        central = "central" if _texts(column) else None if entry is None else entry.number
        columns[name] = column if central is None else column.fillna(central)
    found = pd.DataFrame(columns, index=values.index)
    if empty := [str(name) for name in found if found[name].isna().any()]:
        raise BadInput([f"{name}: is empty in some draws and has no central value to stand in" for name in empty])
    return found


def unknown(draws: Draws, measures: Sequence[str], scenarios: Sequence[str]) -> list[str]:
    """Measures and scenarios asked for that the table does not have."""
    known = sorted({measure for measure, _ in draws.answers})
    found = [f"{name}: unknown measure{near(name, known)}" for name in measures if name not in known]
    return found + [
        f"{name}: unknown scenario{near(name, draws.scenarios)}" for name in scenarios if name not in draws.scenarios
    ]

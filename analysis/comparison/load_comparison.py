"""Open the folder of a comparison, check every table against its contract, and look up figures in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from werkagenda.analysis.comparison.decomposition import parse_step
from werkagenda.analysis.comparison.labels import COMBINED_SCENARIOS, SCENARIO_ORDER, is_single_scenario
from werkagenda.tables import intact, reader, values
from werkagenda.tables.comparison import ASSUMPTIONS, COMPARISON
from werkagenda.tables.flows import OWN
from werkagenda.tables.problems import TableProblem

KEY = ["scenario", "world", "dimension", "level", "indicator", "period"]


@dataclass(frozen=True)
class Comparison:
    """A comparison: `info` is comparison.json, `tables` hold every table of tables/comparison.py "
    "(effects: status holders)."""

    folder: Path
    info: Mapping[str, Any]
    tables: Mapping[str, pd.DataFrame]

    @cached_property
    def scenarios(self) -> tuple[str, ...]:
        """Scenarios shown one by one, known ones in their order, others by name: no steps of ladders and no wholes
        without a part, which have their own place. With none but steps, the highest of each ladder."""
        found = set(self.tables["headlines"]["scenario"])
        own = {name for name in found if is_single_scenario(name)} or self._highest() or found
        return (*[name for name in SCENARIO_ORDER if name in own], *sorted(own - set(SCENARIO_ORDER)))

    def _highest(self) -> set[str]:
        """The step of each ladder with the highest dose."""
        steps = self.tables["ladder"].sort_values("dose").drop_duplicates("scenario", keep="last")
        doses = {(row.scenario, row.dose) for row in steps.itertuples()}
        return {str(name) for name in self.tables["headlines"]["scenario"].unique() if parse_step(str(name)) in doses}

    @cached_property
    def last_year(self) -> str:
        """The last year compared."""
        return max(str(period) for period in self.tables["headlines"]["period"] if len(str(period)) == 4)

    @cached_property
    def years(self) -> str:
        """All years together, `2025-2029`."""
        return next((str(p) for p in self.tables["headlines"]["period"] if len(str(p)) == 9), self.last_year)

    @property
    def years_name(self) -> str:
        """All years together as a reader sees them."""
        return self.years.replace("-", "–")

    @cached_property
    def central(self) -> str:
        """The name of the world with the registry's values."""
        worlds = self.tables["worlds"]
        return str(worlds[worlds["central"]]["world"].iloc[0])

    @cached_property
    def replicates(self) -> int:
        """Replicates of the central world."""
        worlds = self.tables["worlds"]
        return int(worlds[worlds["central"]]["replicates"].iloc[0])

    @cached_property
    def scale(self) -> float:
        """Share of people simulated one to one; 1 when the comparison does not say."""
        found = self.info.get("scale", 1.0)
        return float(found) if isinstance(found, int | float) else 1.0

    @cached_property
    def effects(self) -> pd.DataFrame:
        """Effects of status holders by KEY, sorted."""
        return self.tables["effects"].set_index(KEY).sort_index()

    @cached_property
    def _places(self) -> dict[tuple[str, ...], int]:
        """The position of each key in `effects`."""
        return {key: number for number, key in enumerate(self.effects.index)}

    def effect(self, scenario: str, indicator: str, period: str, world: str = "", **place: str) -> pd.Series | None:
        """One row of `effects`; without `dimension` and `level` that of all status holders."""
        where = (place.get("dimension", "all"), place.get("level", "all"))
        key = (scenario, world or self.central, *where, indicator, period)
        place_of = self._places.get(key)
        return None if place_of is None else self.effects.iloc[place_of]

    def part(self, scenario: str, world: str, dimension: str, indicator: str) -> pd.DataFrame:
        """Rows of `effects` by level and period; empty when there are none."""
        level = slice(None)
        try:
            found: pd.DataFrame = self.effects.loc[(scenario, world, dimension, level, indicator, slice(None)), :]
        except KeyError:
            return self.effects.iloc[:0].reset_index()
        return found.reset_index()

    def headline(self, scenario: str, indicator: str, period: str) -> pd.Series | None:
        """One row of `headlines`, with the `events` of the same effect (none: unknown)."""
        table = self.tables["headlines"]
        same = (table["scenario"] == scenario) & (table["indicator"] == indicator) & (table["period"] == period)
        if not same.any():
            return None
        row = table[same].iloc[0].copy()
        behind = self.effect(scenario, indicator, period)
        row["events"] = float("nan") if behind is None else behind["events"]
        return row

    def sensitivity(self, scenario: str, indicator: str, period: str) -> pd.DataFrame:
        """Rows of `sensitivity` of one headline: a row a world that is not the central one."""
        table = self.tables["sensitivity"]
        same = (table["scenario"] == scenario) & (table["indicator"] == indicator) & (table["period"] == period)
        return table[same]

    @cached_property
    def paired(self) -> frozenset[str]:
        """Worlds with as many replicates as the central one: only their means can stand beside its own."""
        worlds = self.tables["worlds"]
        return frozenset(str(name) for name in worlds[worlds["replicates"] == self.replicates]["world"])

    def leading(self) -> str:
        """The scenario of one instrument that moves regular work most in the last year (central world)."""
        table = self.tables["headlines"]
        rows = table[(table["indicator"] == "regular_employed") & (table["period"] == self.last_year)]
        sizes = rows.set_index("scenario")["effect"].abs()
        single = [name for name in self.scenarios if name not in COMBINED_SCENARIOS and name in sizes.index]
        return max(single or self.scenarios, key=lambda name: float(sizes.get(name, 0.0)))

    def main(self) -> str:
        """The scenario that the answer is about: the widest one of several instruments, or the leading one."""
        return next((name for name in reversed(SCENARIO_ORDER) if name in self._whole), self.leading())

    @property
    def _whole(self) -> list[str]:
        return [name for name in self.scenarios if name in COMBINED_SCENARIOS]

    def adults(self, scenario: str, period: str, **place: str) -> float:
        """Adult status holders of the baseline, raised to the country; NaN when not in the tables."""
        row = self.effect(scenario, "adults", period, **place)
        return float("nan") if row is None else float(row["baseline"])

    @cached_property
    def headings(self) -> dict[str, dict[str, Any]]:
        """Headings of the ledger by name: `name`, `dutch`, `policy`; of instruments as far as a run is still there."""
        place = self.folder / str(self.info.get("central_baseline", ""))
        return ledger_headings(reader.manifest(place) if (place / "manifest.json").is_file() else {})

    def moved(self, world: str) -> dict[str, float]:
        """The assumptions that a world changes, with their value there."""
        rows = self.tables["worlds"]
        here, central = (rows[rows["world"] == name].iloc[0] for name in (world, self.central))
        moved = {name: float(here[name]) for name in ASSUMPTIONS if float(here[name]) != float(central[name])}
        further = (each.split("=") for each in str(here["parameters"]).split(",") if each)
        return moved | {name: float(value) for name, value in further}


def ledger_headings(manifest: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Headings of the ledger of a run by name: those of the model and those that its manifest names."""
    own = {each.name: {"name": each.name, "dutch": each.dutch, "policy": each.policy} for each in OWN}
    return own | {str(each["name"]): dict(each) for each in manifest.get("ledger", [])}


CARD_FILE = "comparison.json"
CARD_CONTRACT = {
    "scale": (values.number(1e-9, 1.0), "a share above 0 and at most 1"),
    "seed": (values.whole, "a whole number"),
    "replicates": (values.number(1), "a number of replicates"),
    "last_month": (values.month, "a month, YYYY-MM"),
    "scenarios": (values.groups, "scenarios with what they set"),
    "worlds": (values.groups, "worlds with what they assume"),
    "parameters_without_source": (values.names, "a list of names"),
    "parameters_outside_range": (values.names, "a list of names"),
}
"""What the card of a comparison says."""
SEALED_FORMAT = 3
"""From this format on `comparison.json` has its own hash."""
_RERUN_ADVICE = "make the comparison again with `werkagenda compare`"


def open_comparison(folder: Path) -> Comparison:
    """The comparison in `folder`; raises TableProblem with all that is missing or damaged."""
    if not folder.is_dir():
        raise TableProblem("there is no such folder", folder, "give the folder of a comparison")
    problems: list[str] = []
    info = _read_card(folder, problems)
    problems += _changed_tables(folder, info)
    tables = {name: frame for name in COMPARISON if (frame := _read_table(folder, name, problems)) is not None}
    if not problems and tables["headlines"].empty:
        problems.append("table headlines is empty")
    if not problems and int(tables["worlds"]["central"].sum()) != 1:
        problems.append("table worlds does not name one central world")
    if problems:
        raise TableProblem(problems, folder, _RERUN_ADVICE)
    return Comparison(folder, info, tables)


def _read_card(folder: Path, problems: list[str]) -> dict[str, Any]:
    try:
        found = values.load(folder / CARD_FILE)
    except FileNotFoundError:
        problems.append(f"{CARD_FILE} is missing, so this is not a finished comparison")
        return {}
    except (OSError, ValueError) as error:
        problems.append(f"{CARD_FILE} is damaged ({error})")
        return {}
    problems += [f"{CARD_FILE} is damaged: {line}" for line in values.wrong(found, CARD_CONTRACT)]
    if intact.altered(found, SEALED_FORMAT):
        problems.append(f"{CARD_FILE} is not what was written: it is damaged or changed")
    return found


def _changed_tables(folder: Path, info: dict[str, Any]) -> list[str]:
    """Tables that are there and are not the bytes that were written."""
    outputs = info.get("outputs")
    there = [name for name in intact.changed(folder, outputs) if (folder / name).is_file()] if outputs else []
    return [f"table {Path(name).stem} is not what was written: the file is damaged or changed" for name in there]


def _read_table(folder: Path, name: str, problems: list[str]) -> pd.DataFrame | None:
    path = folder / f"{name}.parquet"
    rows = [("population", "==", "status holders")] if name == "effects" else None
    try:
        lacking = [column for column in COMPARISON[name].names if column not in pq.read_schema(path).names]
        if not lacking:
            frame: pd.DataFrame = pq.read_table(path, filters=rows).to_pandas()
            return frame
        problems.append(f"table {name} lacks {', '.join(lacking)}")
    except FileNotFoundError:
        problems.append(f"table {name} is missing")
    except (pa.ArrowException, OSError):
        problems.append(f"table {name} is damaged")
    return None

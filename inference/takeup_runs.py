"""Runs of 2014 to 2025 for the take-up page: the baseline, and all measures of the letter started at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from werkagenda import config_store
from werkagenda.inference.country_run import Tables, of_model, with_values
from werkagenda.model.country import Country
from werkagenda.model.run_spec import RunSpec
from werkagenda.scenarios import compose
from werkagenda.tables.vocabulary import HISTORY_MONTHS

UNTIL = HISTORY_MONTHS + 12


@dataclass(frozen=True)
class Facts:
    """Result tables of one run to the end of 2025."""

    tables: Tables
    guided_hours: float
    """Case-manager hours per client and month, mean over clients, at the end of the run."""

    def frame(self, table: str, **where: object) -> pd.DataFrame:
        """A table with its year (text), the rows whose columns hold these values."""
        found: pd.DataFrame = self.tables[table].to_pandas()
        if "month" in found:
            found = found.assign(month=found["month"].astype(str), year=found["month"].astype(str).str[:4])
        for column, value in where.items():
            found = found[found[column].isin(value if isinstance(value, tuple) else (value,))]
        return found

    def round(self, year: int, column: str) -> float:
        """A figure of the employer subsidy's round."""
        return float(self.frame("subsidy", year=year)[column].sum())

    def permits(self, *years: int) -> float:
        """Work permits granted."""
        return float(self.frame("permits", year=tuple(map(str, years)))["work_permits_granted"].sum())

    def euros(self, year: int, *instruments: str, payer: str = "municipality") -> float:
        """What a party pays anybody for instruments."""
        return float(self.frame("ledger", year=str(year), payer=payer, instrument=instruments)["euros"].sum())

    def people(self, year: int, indicator: str, population: str = "status holders") -> float:
        """The mean over the months of a year."""
        rows = self.frame("monthly", year=str(year), population=population, indicator=indicator)
        return float(rows["value"].sum()) / 12.0

    def taken(self, policy: str, column: str) -> float:
        """A column of `uptake` over 2025: the last month of who is eligible or takes part, the sum of the rest."""
        rows = self.frame("uptake", year="2025", policy=policy)
        if column in ("eligible", "running"):
            rows = rows[rows["month"] == "2025-12"]
        return float(rows[column].sum())


def choices(names: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    """Settings of all instruments, combined over the given scenarios that exist."""
    found: dict[str, dict[str, Any]] = {name: {} for name in compose.NAMES}
    for name in names:
        if name in config_store.options("scenario"):
            for instrument, settings in config_store.settings(name).items():
                found[instrument] |= settings
    return found


def run(seed: int, scale: float, settings: Mapping[str, Mapping[str, Any]]) -> Facts:
    """A country from January 2014 to December 2025 with these instruments."""
    groups = with_values({})
    setup = RunSpec("baseline", seed, 0, scale, "central", "central", of_model(groups), UNTIL)
    country = Country(setup, compose.build(settings, groups, {}))
    country.run()
    return Facts(country.tables(), guided_hours(country))


def guided_hours(country: Country) -> float:
    """Case-manager hours of municipalities divided by their clients."""
    towns, need = country.towns, country.state.p.municipality.need_hours_per_month
    given = sum(town.guidance * town.need_hours for town in towns)
    return given * need / sum(town.need_hours for town in towns)

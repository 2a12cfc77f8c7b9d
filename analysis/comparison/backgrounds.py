"""People with and without a migration background: work, search, call-backs; whose headline a scenario is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from werkagenda.analysis.comparison.cell_tables import (
    PERIOD,
    aggregate_periods,
    monthly_sums,
    period_slices,
    read_table,
)
from werkagenda.analysis.comparison.discover_runs import FinishedRun, outlook_months
from werkagenda.analysis.comparison.effects import NEWCOMERS, STATUS_HOLDERS
from werkagenda.analysis.comparison.paired_statistics import paired_effects
from werkagenda.tables.vocabulary import BACKGROUND_CLASSES

DUTCH, EUROPEAN, NON_EUROPEAN = WHO = (
    "Dutch background",
    "European background, no newcomers",
    "background outside Europe, no newcomers",
)
"""Other people by background, in the order of `BACKGROUND_CLASSES`."""
MIGRATION = "migration background"
"""The last two and all newcomers together."""
KEYS = ["who", "dimension", "level", "indicator"]
PERSONS = ("regular_employed", "employed", "permanent", "searching", "hires", "hires_from_outside")
"""People, means over the months of a period; hires are those of a month."""
RATIOS = {"callback_percent": ("callbacks", "applications", 100.0), "search_months": ("months_searched", "hires", 1.0)}
"""Name: sums over the months of a period that are divided, and a factor."""
UNITS = {"callback_percent": "per 100 applications", "search_months": "months"}
WHOLE = ("employed", "regular_employed", "permanent", "searching")
"""What is known of newcomers too."""


def background_cells(run: FinishedRun) -> pd.DataFrame:
    """Levels by who, dimension, level, indicator and period (rows) and replicate (columns); years and all years."""
    labels = outlook_months(run)
    others, newcomers = _other_people(run, labels), _newcomers(run, labels)
    cells = pd.concat([by_period(frame, labels) for frame in (others, newcomers)])
    return pd.concat([cells, _migration(cells), *_ratios(cells)]).sort_index()


def _other_people(run: FinishedRun, labels: list[str]) -> pd.DataFrame:
    """Rows of `backgrounds`; all work of other people is regular."""
    columns = ["replicate", "month", "background", "dimension", "level", "indicator", "value"]
    frame = read_table(run, "backgrounds", columns, labels).astype({"indicator": str})
    frame = frame.assign(who=frame["background"].map(dict(zip(BACKGROUND_CLASSES, WHO, strict=True))))
    regular = frame[frame["indicator"] == "employed"].assign(indicator="regular_employed")
    return pd.concat([frame, regular])


def _newcomers(run: FinishedRun, labels: list[str]) -> pd.DataFrame:
    """Rows of newcomers in all and by education; `who` is the population."""
    columns = ["replicate", "month", "population", "indicator", "value"]
    asked = {"population": NEWCOMERS, "indicator": WHOLE}
    whole = read_table(run, "monthly", columns, labels, **asked).assign(dimension="all", level="all")
    levels = read_table(run, "groups", [*columns, "dimension", "level"], labels, dimension=["education"], **asked)
    return pd.concat([whole, levels]).rename(columns={"population": "who"})


def by_period(frame: pd.DataFrame, labels: list[str]) -> pd.DataFrame:
    """Cells by period: means over its months."""
    return aggregate_periods(monthly_sums(frame, KEYS, labels), period_slices(labels), total=False)


def _migration(cells: pd.DataFrame) -> pd.DataFrame:
    """Cells of everybody with a migration background, where both other people and newcomers are known."""
    who = cells.index.get_level_values("who")
    rest = [name for name in cells.index.names if name != "who"]
    others = cells[who.isin((EUROPEAN, NON_EUROPEAN))].groupby(level=rest).sum()
    newcomers = cells[who.isin(NEWCOMERS)].groupby(level=rest).sum()
    both = others.index.intersection(newcomers.index)
    found = pd.concat({MIGRATION: others.loc[both] + newcomers.loc[both]}, names=["who"])
    return found.reorder_levels([*KEYS, PERIOD])


def _ratios(cells: pd.DataFrame) -> Iterable[pd.DataFrame]:
    """Cells of ratios of sums; 0 where there is nothing to divide by."""
    for name, (top, bottom, factor) in RATIOS.items():
        above, below = (cells.xs(each, level="indicator") for each in (top, bottom))
        below = below.reindex(above.index)
        values = np.divide(above, below, out=np.zeros(above.shape), where=below.to_numpy() > 0)
        found = pd.DataFrame(factor * values, above.index, above.columns)
        yield pd.concat({name: found}, names=["indicator"]).reorder_levels([*KEYS, PERIOD])


def background_table(scenario: pd.DataFrame, baseline: pd.DataFrame, scale: float) -> pd.DataFrame:
    """Table `backgrounds` of a comparison: paired effects; `events`: simulated people, all replicates together."""
    shown = (*WHO, MIGRATION, STATUS_HOLDERS)
    out = paired_effects(scenario, baseline).reset_index()
    out = out[out["indicator"].isin((*PERSONS, *RATIOS)) & out["who"].isin(shown)]
    persons = ~out["indicator"].isin(RATIOS)
    out["events"] = (out["stock"] * scale * out["replicates"]).where(persons)
    out["unit"] = [UNITS.get(name, "persons") for name in out["indicator"]]
    return out


MIGRATION_EMPLOYED, DUTCH_EMPLOYED = "migration_background_employed", "dutch_background_employed"
"""Headlines: people at work with a migration background (newcomers included) and with a Dutch one (the fringe has no
background)."""
SECOND_PILLAR = ("bias",)
"""Instruments that are for everybody with a migration background."""


def headline_cells(cells: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Both headlines by period, from `background_cells`."""
    names = {MIGRATION_EMPLOYED: MIGRATION, DUTCH_EMPLOYED: DUTCH}
    key = ("who", "dimension", "level", "indicator")
    chosen = {name: cells.xs((who, "all", "all", "employed"), level=key) for name, who in names.items()}
    return {name: pd.DataFrame(frame) for name, frame in chosen.items()}


def is_second_pillar(card: Mapping[str, Any]) -> bool:
    """Does a scenario (its entry in comparison.json) differ from the baseline only in what is for everybody with a
    migration background? Then its headline is theirs, and not that of status holders.
    """
    moved = {str(each["setting"]).removeprefix("instruments.").split(".")[0] for each in card.get("differs", [])}
    return bool(moved) and moved <= set(SECOND_PILLAR)

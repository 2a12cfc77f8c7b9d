"""Monthly counts as integers; ``model.output.tables`` converts them to result tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from werkagenda.agents.kinds import CHANNELS, KINDS, ORIGINS
from werkagenda.tables.vocabulary import INDICATORS

LEVELS = 63
"""Rows of ``groups``:

3 educations, 35 regions, 5 ages, 4 households, 9 sectors, 3 contracts, 3 hours, 1 unused.
"""
SAMPLE = 200
SAMPLE_FIELDS = (
    "present",
    "age",
    "municipality",
    "state",
    "reason",
    "language",
    "hours",
    "wage",
    "contract",
    "sector",
    "benefit",
    "kind",
)

Shape = tuple[tuple[int, ...], str]
"""Shape per month and element type."""
SHAPES: dict[str, Shape] = {
    "monthly": ((KINDS, 2, ORIGINS, len(INDICATORS)), "int64"),
    "residents": ((2, 2, 3), "int64"),  # sex, migration background, (searching, hired, entered)
    "resident_hist": ((2, 2, 4), "int64"),  # hired / stopped, from job, months searched (3 = 3 and more)
    "resident_stock": ((2, 4), "int64"),  # from job, months searched, at the end of the month
    "left": ((3,), "int64"),  # other people: lost a job, left the labour force; fringe left
    "fringe": ((2,), "int64"),  # working, hired
    "working": ((1,), "int64"),  # other people who work
    "others_work": ((4, 3, 3, 2), "int64"),  # size class, education, background, contract (flexible, permanent)
    "others_search": ((3, 3), "int64"),  # education, background
    "others_outside": ((3,), "int64"),  # background
    "others_hired": ((4, 3, 3, 2), "int64"),  # from search: size class, education, background, (number, months)
    "others_entered_work": ((4, 3, 3), "int64"),  # from outside the labour force: size class, education, background
    "others_contest": ((3, 3, 2), "int64"),  # education, background, (applications, call-backs)
    "groups": ((KINDS, LEVELS, 5), "int64"),
    "flows": ((KINDS, 3, 3), "int64"),
    "durations": ((9, 2, 13, 2), "int64"),
    "jobs": ((KINDS, ORIGINS, 9, 3, 3, CHANNELS, 2), "int16"),
    "sector_size": ((9, 4, 2), "int64"),
    "open": ((9, 4), "int64"),
    "screening": ((9, 4, 3), "float64"),  # employers, structured, experienced
    "audit": ((9, 4, 2, 2), "int64"),
    "displaced": ((3, 9), "int64"),
    "permits": ((3,), "int64"),  # granted, allowed to work, working
    "places": ((342, 5), "int64"),  # status holders, employed, on benefit, startbanen, adopted
    "sample": ((SAMPLE, len(SAMPLE_FIELDS)), "float64"),
    "people": ((3,), "int64"),  # came, left, in the country
    "market": ((6,), "int64"),  # opened, filled, lapsed, open, applications, call-backs
    "rivals": ((2,), "int64"),  # hires of job changers, of people from outside the labour force
}
"""Arrays of the record; the first axis is the month."""


class Recorder:
    """Arrays by month, and the cohort cube; all of it is saved in a checkpoint."""

    def __init__(self, months: int, further: Mapping[str, Shape] | None = None) -> None:
        """``further``: shapes of what instruments record in addition to the model, by name."""
        self.arrays: dict[str, np.ndarray[Any, Any]] = {
            name: np.zeros((months, *shape), dtype) for name, (shape, dtype) in (SHAPES | dict(further or {})).items()
        }
        self.cohorts = np.zeros((months // 12 + 1, months, 2, ORIGINS, 13), np.int32)
        self.applicants: list[dict[str, np.ndarray[Any, Any]]] = []
        """Follow-up records after the first bijstand, in the outlook (see ``benefit_applicants``)."""

    def __getitem__(self, name: str) -> np.ndarray[Any, Any]:
        return self.arrays[name]

    def saved(self, months: int) -> dict[str, np.ndarray[Any, Any]]:
        """The first ``months`` of everything, for a checkpoint."""
        kept = {f"record.{name}": array[:months] for name, array in self.arrays.items()}
        kept["record.cohorts"] = self.cohorts[: months // 12 + 1, :months]
        return kept

    def load(self, saved: dict[str, np.ndarray[Any, Any]], months: int) -> None:
        """Restore the months of a checkpoint."""
        for name, array in self.arrays.items():
            array[:months] = saved[f"record.{name}"]
        self.cohorts[: months // 12 + 1, :months] = saved["record.cohorts"]

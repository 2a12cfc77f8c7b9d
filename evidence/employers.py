"""Employers with two or more persons by sector and size; sector requirements and wages (sectors.csv,
firm_sizes.csv).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from werkagenda.evidence.files import frozen, rows
from werkagenda.tables.vocabulary import SECTORS, SIZE_CLASSES

FINE_SIZES = ("2", "3-4", "5-9", "10-19", "20-49", "50-249", "250+")
"""Size classes of the counts, in persons working."""

FINE_TO_CLASS = (0, 0, 0, 1, 1, 2, 3)
"""Index in SIZE_CLASSES of each fine size."""


@dataclass(frozen=True)
class Employers:
    """Employers by sector (rows, SECTORS) and fine size (columns, FINE_SIZES).

    counts [9, 7] businesses of two or more persons (sum 427,275: LM184; the inside of the table is derived, see
    `employer_margins`). mean_staff [9, 7] persons of a business (counts * mean_staff sums to 8.2 million: LM005 and
    LM006). size_class [7] position in SIZE_CLASSES. posted_openings_share [9] share of all vacancies opened in 2023
    (LM038 to LM086; sums to 1). low_language_share [9] openings that need little Dutch (assumption).
    hourly_wage_2017_eur [9] mean gross (LM285 to LM297, two by assumption). customer_contact [9] (LM238, LM243).
    """

    counts: NDArray[np.float64]
    mean_staff: NDArray[np.float64]
    size_class: NDArray[np.int8]
    posted_openings_share: NDArray[np.float64]
    low_language_share: NDArray[np.float64]
    hourly_wage_2017_eur: NDArray[np.float64]
    customer_contact: NDArray[np.bool_]


def by_sector(attribute: str) -> NDArray[np.float64]:
    """One attribute of sectors.csv in the order of SECTORS, in the unit of the file."""
    found = {row["sector"]: float(row["value"]) for row in rows("sectors") if row["attribute"] == attribute}
    return np.array([found[sector] for sector in SECTORS])


def by_size(attribute: str) -> NDArray[np.float64]:
    """One attribute of firm_sizes.csv in the order of FINE_SIZES."""
    found = {row["size"]: float(row["value"]) for row in rows("firm_sizes") if row["attribute"] == attribute}
    return np.array([found[size] for size in FINE_SIZES])


@cache
def employer_cells() -> Employers:
    """All employers with two or more persons, national totals; shapes and sources in `Employers`."""
    cells = {(row["sector"], row["size"]): float(row["value"]) for row in rows("employer_cells")}
    posted = by_sector("posted_openings")
    assert len(FINE_TO_CLASS) == len(FINE_SIZES) and max(FINE_TO_CLASS) == len(SIZE_CLASSES) - 1
    return Employers(
        counts=frozen(np.array([[cells[sector, size] for size in FINE_SIZES] for sector in SECTORS])),
        mean_staff=frozen(np.tile(by_size("mean_staff"), (len(SECTORS), 1))),
        size_class=frozen(np.array(FINE_TO_CLASS, dtype=np.int8)),
        posted_openings_share=frozen(posted / posted.sum()),
        low_language_share=frozen(by_sector("low_language_share")),
        hourly_wage_2017_eur=frozen(by_sector("hourly_wage_2017")),
        customer_contact=frozen(by_sector("customer_contact") > 0.5),
    )

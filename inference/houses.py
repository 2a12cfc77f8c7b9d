"""People housed by half-year beside the targets of municipalities: `python -m werkagenda.inference.houses`.

The model houses a share of who is in reception with a permit each month (``housing_rate`` in reception.csv, from stocks
in reception), not the number that municipalities were asked to house. This command shows both. Nothing is fitted.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rich.console import Console

from werkagenda.agents.kinds import STATUS
from werkagenda.evidence.files import rows
from werkagenda.inference.country_run import country
from werkagenda.tables.vocabulary import HISTORY_MONTHS

TARGET = "housing target (taakstelling)"
"""Topic in series.csv."""
HALF = 6
"""Months of a half-year."""


def targets() -> dict[int, tuple[float, str]]:
    """Persons to be housed and how the figure was read, by half-year since January 2014."""
    found = {}
    for row in rows("series"):
        if row["topic"] == TARGET:
            year, half = row["reference_date"].split("-H")
            found[2 * (int(year) - 2014) + int(half) - 1] = (float(row["value"]), row["reading"])
    return found


def housed(seed: int, scale: float) -> NDArray[np.float64]:
    """Status holders of all ages who moved into a house, by half-year of the history, raised to the country."""
    p = country(seed, scale).state.people
    month = p.housed[(p.kind == STATUS) & (p.housed >= 0) & (p.housed < HISTORY_MONTHS)]
    return np.bincount(month // HALF, minlength=HISTORY_MONTHS // HALF) / scale


def main(given: Sequence[str] | None = None) -> int:
    """Run the histories and print the table as Markdown."""
    reader = argparse.ArgumentParser(prog="python -m werkagenda.inference.houses", description=__doc__)
    reader.add_argument("--scale", type=float, default=0.06, help="share of the country simulated (0.06)")
    reader.add_argument("--seeds", type=int, nargs="+", default=[5, 6], help="seeds, averaged (5 6)")
    asked = reader.parse_args(given)
    found = np.mean([housed(seed, asked.scale) for seed in asked.seeds], axis=0)
    console = Console(highlight=False, width=120)
    console.print("| half-year | target | reading | model |\n|---|---:|---|---:|")
    for half, (value, reading) in sorted(targets().items()):
        if half < len(found):
            console.print(f"| {2014 + half // 2}-H{half % 2 + 1} | {value:,.0f} | {reading} | {found[half]:,.0f} |")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""What the model predicts of Ukrainians at work, by sex and date: nothing of it was ever fitted.

``python -m werkagenda.inference.ukrainians --out FILE`` runs baselines of several seeds to December 2025 and writes the
share of adults (18 to 65) at work and searching, with the 95% Monte Carlo interval of the seeds. Code and registry hold
how many they are and who they are, never what they do (``docs/ukrainians.md``).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import pandas as pd
from rich.console import Console

from werkagenda.agents.kinds import UKRAINIAN
from werkagenda.inference.country_run import country
from werkagenda.inference.intervals import half_width
from werkagenda.tables.vocabulary import HISTORY_MONTHS, INDICATORS, SEXES, month_index, month_label

UNTIL = HISTORY_MONTHS + 12
DATES = ("2022-06", "2022-10", "2022-12", "2023-06", "2023-10", "2023-12", "2024-06", "2024-10", "2024-12", "2025-12")
ADULTS, EMPLOYED, SEARCHING = (list(INDICATORS).index(name) for name in ("adults", "employed", "searching"))


def shares(seed: int, scale: float) -> pd.DataFrame:
    """One row a date and sex: adults in thousands, percent at work and searching."""
    counts = country(seed, scale, months=UNTIL).state.record["monthly"][:, UKRAINIAN].sum(axis=2)
    rows = []
    for date in DATES:
        cells = counts[month_index(date)]
        for name, cell in (("all", cells.sum(axis=0)), *zip(SEXES, cells, strict=True)):
            adults = float(cell[ADULTS])
            at_work, searching = 100.0 * cell[EMPLOYED] / adults, 100.0 * cell[SEARCHING] / adults
            rows.append((date, name, adults / scale / 1000.0, at_work, searching))
    columns = ["date", "sex", "thousand_adults", "at_work", "searching"]
    return pd.DataFrame(rows, columns=columns).assign(seed=seed)


def main() -> int:
    """Run and write the table as CSV."""
    parser = argparse.ArgumentParser(prog="python -m werkagenda.inference.ukrainians", description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--scale", type=float, default=0.02)
    parser.add_argument("--seeds", type=int, default=4)
    given = parser.parse_args()
    found = pd.concat([shares(seed, given.scale) for seed in range(1, given.seeds + 1)])
    table = found.groupby(["date", "sex"])[["thousand_adults", "at_work", "searching"]].mean()
    table["at_work_half_width"] = found.groupby(["date", "sex"])["at_work"].agg(half_width)
    given.out.write_text(table.round(1).to_csv(lineterminator="\n"), encoding="utf-8")
    Console().print(f"{given.out}: {given.seeds} seeds to {month_label(UNTIL - 1)}", highlight=False)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

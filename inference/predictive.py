"""Official figures as the posterior sample predicts them: `python -m werkagenda.inference.predictive`.

Draws are taken from the sample on file in proportion to their weights, each simulated with a seed of its own and read
at every figure, fitted or held out. Writes docs/predictive.md: median and 95% interval of each figure (draws and stated
errors together), and how many figures lie inside. Simulations are kept in a folder, so that a run goes on where it was.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from werkagenda.analysis import fit
from werkagenda.evidence import target_errors
from werkagenda.evidence.registry import Target, targets
from werkagenda.evidence.stamp import current
from werkagenda.inference.country_run import history
from werkagenda.inference.page_options import write
from werkagenda.inference.posterior import joint, store
from werkagenda.inference.posterior.results import markdown
from werkagenda.inference.posterior.simulate import Tell, points_of, quiet, simulated
from werkagenda.problems import BadInput

Matrix = NDArray[np.float64]
PAGE = Path("docs") / "predictive.md"
FOLDER = Path("runs") / "posterior"
SEED = 700_000
"""Seeds of these simulations begin here: no fit has seen them."""
ERRORS = 500
"""Draws of the stated errors for each simulation."""
EDGES = (0.025, 0.5, 0.975)
OPENING = """# Official figures as the posterior predicts them

Written by `python -m werkagenda.inference.predictive --scale {scale:g} --draws {draws}`: {draws} draws of the posterior
sample on file, a history each. The interval holds parameters, chance and the stated errors of a figure
(`evidence/data/target_errors.csv`). Fitted figures stand apart from those held out. Shares in per cent.

"""


@dataclass(frozen=True)
class Figures:
    """The model as a simulator: one history at a scale, read at the named figures; not a number where it has none."""

    scale: float
    names: tuple[str, ...]

    def __call__(self, values: Mapping[str, float], seed: int) -> dict[str, float]:
        """Values by id."""
        run = history([seed], self.scale, values)
        read = {each.id: fit.model_value(run, each)[0] for each in targets() if each.id in self.names}
        return {name: float("nan") if found is None else float(found["value"]) for name, found in read.items()}


@dataclass(frozen=True)
class Predicted:
    """Simulated values of figures: a row a draw, a column a figure."""

    targets: tuple[Target, ...]
    values: Matrix

    @cached_property
    def quantiles(self) -> Matrix:
        """2.5, 50 and 97.5% of each figure, stated errors included: a row a figure; not a number where none has it."""
        chance = np.random.default_rng(SEED)
        rows = [_quantiles(column, each, chance) for column, each in zip(self.values.T, self.targets, strict=True)]
        return np.array(rows)

    def table(self) -> pd.DataFrame:
        """A row a figure that the model has: official value, median, interval, `inside`."""
        low, middle, high = self.quantiles.T
        table = pd.DataFrame(
            {
                "id": [each.id for each in self.targets],
                "figure": [fit.definition(each) for each in self.targets],
                "official": [each.value for each in self.targets],
                "median": middle,
                "low": low,
                "high": high,
                "fitted": [each.use == "calibration" and each.weight > 0 for each in self.targets],
                "unit": [fit.unit(each) for each in self.targets],
            }
        ).dropna(subset=["median"])
        return table.assign(inside=(table["official"] >= table["low"]) & (table["official"] <= table["high"]))


def _quantiles(column: Matrix, target: Target, chance: np.random.Generator) -> Matrix:
    """Quantiles of simulated values with errors drawn around each."""
    family = target_errors.family(target)
    error = float(np.hypot(family.sampling, family.discrepancy_of(target)))
    around = column[np.isfinite(column), None] + error * chance.standard_normal((1, ERRORS))
    found: Matrix = np.quantile(around, EDGES) if around.size else np.full(len(EDGES), np.nan)
    return found


def predicted(draws: int, scale: float, workers: int, folder: Path, tell: Tell = quiet) -> Predicted:
    """Simulations of so many draws of the posterior on file; BadInput without a valid one."""
    sample = joint.sample_on_file()
    chosen = tuple(targets())
    names = tuple(each.id for each in chosen)
    places = np.searchsorted(np.cumsum(sample.weights), (np.arange(draws) + 0.5) / draws).clip(
        max=len(sample.weights) - 1
    )
    rows = np.column_stack([column[places] for column in sample.values.values()])
    parameters = tuple(sample.values)
    kept = store.opened(folder, ("predictive", *current(), scale), parameters, names)
    points = points_of(parameters, rows, SEED)
    return Predicted(chosen, simulated(Figures(scale, names), kept, points, workers, tell))


def page(found: Predicted, scale: float) -> str:
    """The page: counts, then every figure, held out first."""
    table = found.table()
    opening = OPENING.format(scale=scale, draws=len(found.values))
    parts = []
    for title, rows in (("Held out", table[~table["fitted"]]), ("Fitted", table[table["fitted"]])):
        parts.append(f"## {title}\n\n{int(rows['inside'].sum())} of {len(rows)} inside the 95% interval.")
        parts.append(markdown(shown(rows)))
    return opening + "\n\n".join(parts) + "\n"


def shown(rows: pd.DataFrame) -> pd.DataFrame:
    """Figures as text, shares in per cent; a star where the official figure lies outside."""
    scale = np.where(rows["unit"] == "share", 100.0, 1.0)
    numbers = {name: [f"{value:.3g}" for value in rows[name] * scale] for name in ("official", "median", "low", "high")}
    marks = ["" if inside else "*" for inside in rows["inside"]]
    return pd.DataFrame({"id": rows["id"].tolist(), "figure": rows["figure"].tolist(), **numbers, "outside": marks})


def say(line: str) -> None:
    """Progress on stderr."""
    sys.stderr.write(f"{line}\n")


def main(given: Sequence[str] | None = None) -> int:
    """Write the page; 0, or 2 without a valid posterior."""
    reader = argparse.ArgumentParser(prog="python -m werkagenda.inference.predictive", description=__doc__)
    reader.add_argument("--draws", type=int, default=100, help="draws of the sample (100)")
    reader.add_argument("--scale", type=float, default=0.05, help="share of the country simulated (0.05)")
    reader.add_argument("--workers", type=int, default=1, help="processes (1)")
    reader.add_argument("--folder", type=Path, default=FOLDER, help=f"where simulations are kept ({FOLDER.as_posix()})")
    reader.add_argument("--output", type=Path, default=PAGE, help=f"the page ({PAGE.as_posix()})")
    asked = reader.parse_args(given)
    if not 0.0 < asked.scale <= 1.0 or asked.draws < 20 or asked.workers < 1:
        reader.error("--scale must lie above 0 and at most be 1, --draws be 20 or more, --workers 1 or more")
    try:
        found = predicted(asked.draws, asked.scale, asked.workers, asked.folder, say)
    except BadInput as bad:
        say("\n".join(bad.problems))
        return 2
    write(page(found, asked.scale), asked.output)
    sys.stdout.write(f"{asked.output}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

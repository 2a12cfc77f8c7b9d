"""The search as a command: `python -m werkagenda.inference.calibrate --scale 0.1 --runs 60`.

It prints the best values and what they give, and writes every trial to runs/calibration/. It changes no evidence:
whoever takes over a value writes it, with its reason, into evidence/data/parameters.csv.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from werkagenda.analysis import fit
from werkagenda.inference.search import KNOBS, KnobProblem, Search, Trial, search

FOLDER = Path("runs") / "calibration"


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """The options of the command."""
    reader = argparse.ArgumentParser(prog="python -m werkagenda.inference.calibrate", description=__doc__)
    reader.add_argument("--scale", type=float, default=0.1, help="share of the country simulated (0.1)")
    reader.add_argument("--runs", type=int, default=60, help="trials at most, each of all seeds (60)")
    reader.add_argument("--spread", type=int, default=0, help="trials spread evenly over the ranges first (0)")
    reader.add_argument("--seeds", type=int, nargs="+", default=[1, 2], help="the same seeds in every trial (1 2)")
    reader.add_argument("--parameters", nargs="+", default=list(KNOBS), help="ids to search, group.field")
    reader.add_argument("--output", type=Path, default=FOLDER, help="folder for the table of trials")
    found = reader.parse_args(given)
    if not 0.0 < found.scale <= 1.0:
        reader.error(f"--scale {found.scale:g} is not above 0 and at most 1")
    if found.runs < 1 or found.spread < 0:
        reader.error("--runs must be 1 or more, --spread 0 or more")
    return found


def write(made: Search, path: Path) -> None:
    """Every trial: its number, sum of squares, parameter values, and the model's value for each target."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    heads = ["trial", "loss", "prior", *(knob.id for knob in made.knobs), *(aim.id for aim in made.aims)]
    with part.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(heads)
        for number, trial in enumerate(made.trials, 1):
            values = [*trial.values.values(), *(trial.answers[aim.id] for aim in made.aims)]
            rows.writerow([number, f"{trial.loss:.5f}", f"{trial.prior:.5f}", *(f"{value:.6g}" for value in values)])
    part.replace(path)


def values_table(made: Search) -> Table:
    """The parameters: range, value in the registry, best value."""
    table = Table(title="parameters", title_justify="left")
    for head in ("parameter", "low", "high", "registry", "best"):
        table.add_column(head, justify="left" if head == "parameter" else "right")
    for knob in made.knobs:
        numbers = (knob.low, knob.high, knob.start, made.best.values[knob.id])
        table.add_row(knob.id, *(f"{number:.3g}" for number in numbers))
    return table


def fit_table(made: Search) -> Table:
    """The targets: official, at the registry's values, at the best ones, gap over tolerance; in percent or months."""
    table = Table(title="calibration targets", title_justify="left")
    for head in ("id", "what", "official", "registry", "best", "gap", "tolerance"):
        table.add_column(head, justify="left" if head in ("id", "what") else "right")
    for aim in made.aims:
        times = 100.0 if fit.unit(aim.target) == "share" else 1.0
        first, best = made.trials[0].answers[aim.id], made.best.answers[aim.id]
        numbers = (aim.target.value, first, best, best - aim.target.value, aim.tolerance)
        table.add_row(aim.id, aim.definition, *(f"{times * number:.1f}" for number in numbers))
    return table


def main(given: Sequence[str] | None = None) -> int:
    """Run the search; 2 when what is asked cannot be searched."""
    asked = arguments(given)
    console = Console(width=150)

    def tell(number: int, trial: Trial) -> None:
        values = " ".join(f"{value:.3g}" for value in trial.values.values())
        console.print(
            f"trial {number} of at most {asked.runs}: {trial.loss:.2f} + {trial.prior:.2f}  ({values})", highlight=False
        )

    try:
        made = search(asked.parameters, asked.seeds, asked.scale, asked.runs, tell)
    except KnobProblem as problem:
        console.print("\n".join(problem.problems), highlight=False)
        return 2
    made.run(asked.spread)
    seeds = "-".join(str(seed) for seed in asked.seeds)
    path = asked.output / f"scale{asked.scale:g}-seeds{seeds}-trials{len(made.trials)}.csv"
    write(made, path)
    console.print(values_table(made), fit_table(made))
    before, after = made.trials[0].loss, made.best.loss
    console.print(f"sum of squares {before:.2f} at the registry's values, {after:.2f} at the best", highlight=False)
    console.print(str(path), highlight=False)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""Take-up and cost of instruments in 2024-2025 compared with published figures.

`python -m werkagenda.inference.takeup` runs the baseline and all measures of the letter to the end of 2025 with several
seeds and writes docs/takeup.md.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console

from werkagenda.inference import takeup_runs
from werkagenda.inference.page_options import options, write
from werkagenda.inference.takeup_figures import BEGUN, FIGURES, Begun, Figure
from werkagenda.inference.takeup_runs import Facts
from werkagenda.scenarios import compose
from werkagenda.tables.policy import MEASURES

PAGE = Path("docs") / "takeup.md"
COUNTS = ("eligible", "reached", "started", "running", "left_out")

OPENING = """# Take-up beside published figures

Written by `python -m werkagenda.inference.takeup --scale {scale:g} --seeds {seeds}`: take-up and cost of each
instrument in 2024 and 2025, mean over {count} seeds, raised to the country; ± is the Monte Carlo standard error of that
mean. Used: `no` (held out), `fitted` (a parameter was chosen with it: meeting it proves nothing), `input` (a rule or a
price that the model has been given). What is published but not told apart by the tables is not shown.

## In force in 2024 and 2025

The baseline: pilots with startbanen, SOWIS, work permits, guidance and civic integration.

| instrument | figure | published | id | model | used | the gap |
|---|---|---:|---|---:|---|---|
"""

SECOND = """
## Begun by the letter

Nobody had these before; in the baseline they stay at nothing, as in 2024. The model's figures are those of 2025 with
all measures of the letter begun in July 2025: eligible and taking part at the end of the year, the others over the half
year; people, or employers where a policy visits employers. Euros are what the policy committed; its price is an input,
so that only the number of people can differ.

| measure | published | id | eligible | reached | started | taking part | left out | € million | € a start | the gap |
|---|---|---|---:|---:|---:|---:|---:|---:|---:|---|
"""


def page(base: Sequence[Facts], begun: Sequence[Facts], seeds: Sequence[int], scale: float) -> str:
    """Both tables as Markdown; deterministic for the same runs."""
    shown = " ".join(str(seed) for seed in seeds)
    text = OPENING.format(scale=scale, seeds=shown, count=len(seeds))
    text += "".join(f"| {' | '.join(row(figure, base))} |\n" for figure in FIGURES)
    known = [each for each in BEGUN if each.policy in compose.NAMES]
    return text + SECOND + "".join(f"| {' | '.join(started(each, begun))} |\n" for each in known)


def row(figure: Figure, runs: Sequence[Facts]) -> tuple[str, ...]:
    """A figure as cells of the table."""
    model = mean_text([figure.value(facts) for facts in runs], figure.digits)
    return (figure.policy, figure.what, figure.published, figure.ids, model, figure.used, figure.why)


def started(measure: Begun, runs: Sequence[Facts]) -> tuple[str, ...]:
    """A measure that began as cells of the second table."""

    def mean(column: str) -> float:
        return statistics.fmean(facts.taken(measure.policy, column) for facts in runs)

    counts = (mean_text([facts.taken(measure.policy, name) for facts in runs], 0) for name in COUNTS)
    euros, starts = mean("committed_eur"), mean("started")
    price = f"{euros / starts:,.0f}" if starts > 0 else "–"
    return (measure.name, measure.published, measure.ids, *counts, f"{euros / 1e6:,.2f}", price, measure.why)


def mean_text(values: Sequence[float], digits: int) -> str:
    """Mean and standard error as text."""
    mean = f"{statistics.fmean(values):,.{digits}f}"
    error = statistics.stdev(values) / math.sqrt(len(values)) if len(values) > 1 else 0.0
    return f"{mean} ± {error:,.{digits}f}" if error > 0.5 * 10.0**-digits else mean


def main(given: Sequence[str] | None = None, run: Callable[..., Facts] = takeup_runs.run) -> int:
    """Run, write the page and print its path."""
    asked = options("takeup", __doc__, PAGE, given)
    base, begun = (
        [run(seed, asked.scale, takeup_runs.choices(names)) for seed in asked.seeds] for names in ((), MEASURES)
    )
    write(page(base, begun, asked.seeds, asked.scale), asked.output)
    Console(width=150).print(str(asked.output), highlight=False)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

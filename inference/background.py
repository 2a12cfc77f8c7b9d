"""Work of people with and without a migration background beside published figures; nothing of it is fitted.

``python -m werkagenda.inference.background`` runs histories of several seeds and writes `docs/background.md`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from werkagenda.inference.background_figures import (
    DUTCH,
    EUROPEAN,
    FIGURES,
    NEWCOMERS,
    OF_WORK,
    OTHER,
    READ,
    SUBJECTS,
    TOLERANCE,
    Cells,
    cell,
    compared,
    flexible,
    rate,
    yearly,
)
from werkagenda.inference.background_words import CLOSING, OPENING
from werkagenda.inference.country_run import history
from werkagenda.inference.page_options import options, write

PAGE = Path("docs") / "background.md"
YEARS = ("2014", "2015", "2016", "2018", "2020", "2022", "2024")


def levels(cells: Cells) -> str:
    """What the model has by background and year, as Markdown."""
    heads = (
        "year",
        *(f"{who}: {name}" for who in (DUTCH, EUROPEAN, OTHER) for name in ("at work", "rate", "flexible")),
    )
    heads = (*heads, "newcomers at work")
    text = f"| {' | '.join(heads)} |\n|{'---:|' * len(heads)}\n"
    for year in YEARS:
        shown = [year]
        for who in (DUTCH, EUROPEAN, OTHER):
            work = cell(cells, year, who, "employed") / 1000.0
            shown += [f"{work:,.0f}", f"{100 * rate(cells, year, who):.1f}", f"{100 * flexible(cells, year, who):.0f}"]
        shown.append(f"{cell(cells, year, NEWCOMERS, 'employed') / 1000.0:,.0f}")
        text += f"| {' | '.join(shown)} |\n"
    return text


def figures(cells: Cells) -> str:
    """Published and model by subject, as Markdown."""
    rows = list(compared(cells))
    text = ""
    for subject, title in SUBJECTS.items():
        text += (
            f"### {title}\n\n| year | who | published | model | met | from | note |\n|---|---|---:|---:|---|---|---|\n"
        )
        for figure, official, model, met in (row for row in rows if row[0].subject == subject):
            who = figure.who if figure.level == "all" else f"{figure.who}, {figure.level}"
            note = "read for the start of 2014: no test" if figure.note == READ else figure.note
            cells_ = (figure.year, who, f"{official:.2f}", f"{model:.2f}", met, " ".join(figure.ids), note)
            text += f"| {' | '.join(cells_)} |\n"
        text += "\n"
    return text


def counted(cells: Cells) -> str:
    """How many figures are met."""
    tests = [met for _, _, _, met in compared(cells) if met != "–"]
    return f"{tests.count('yes')} of {len(tests)} figures met within {TOLERANCE:.0%} (people at work {OF_WORK:.0%})"


def page(cells: Cells, seeds: Sequence[int], scale: float) -> str:
    """The page as Markdown; deterministic for the same cells."""
    shown = " ".join(str(seed) for seed in seeds)
    opening = OPENING.format(scale=scale, seeds=shown, count=len(seeds), met=counted(cells), rows=len(FIGURES))
    parts = (
        opening,
        "## Levels in the model\n\n" + levels(cells),
        "## Published and model\n\n" + figures(cells),
        CLOSING,
    )
    return "\n".join(parts).rstrip("\n") + "\n"


def main(given: Sequence[str] | None = None) -> int:
    """Run, write the page, print its summary."""
    asked = options("background", __doc__, PAGE, given, 0.05, (5, 6))
    cells = yearly(history(asked.seeds, asked.scale))
    write(page(cells, asked.seeds, asked.scale), asked.output)
    console = Console(width=150)
    console.print(counted(cells), highlight=False)
    console.print(str(asked.output), highlight=False)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

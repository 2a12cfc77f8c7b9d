"""All trials at one scale, and their page: `python -m werkagenda.inference.trials` writes docs/trials.md.

The same seeds and scale give the same page at any number of processes.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from werkagenda.inference.page_options import options, write
from werkagenda.inference.trials import simulate, specification
from werkagenda.inference.trials.page import Result, page, result
from werkagenda.inference.trials.specification import Trial
from werkagenda.problems import BadInput

PAGE = Path("docs") / "trials.md"


def main(given: Sequence[str] | None = None) -> int:
    """Run every trial, write the page, print the verdicts as trials finish; 2 if a trial is not as it should be."""
    asked = options("trials", __doc__, PAGE, given, seeds=tuple(range(1, 9)), workers=1)
    console = Console(width=150, highlight=False)
    try:
        trials = shipped()
    except BadInput as problem:
        Console(stderr=True, highlight=False).print(str(problem))
        return 2
    found: dict[str, Result] = {}
    for name, trial, people in simulate.each(trials, asked.seeds, asked.scale, asked.workers):
        found[name] = result(trial, people)
        verdicts = [f"{row['sign']}, {row['size']}" for row in found[name].beside.to_dict("records")]
        console.print(f"{name}: {'; '.join(verdicts)}")
    write(page(found, asked.scale, asked.seeds), asked.output)
    console.print(str(asked.output))
    return 0


def shipped() -> dict[str, Trial]:
    """Every trial of the package by name; BadInput with all that is wrong."""
    read = {name: specification.read(name) for name in specification.names()}
    problems = [line for _, wrong in read.values() for line in wrong]
    if problems:
        raise BadInput(problems)
    return {name: trial for name, (trial, _) in read.items() if trial is not None}


if __name__ == "__main__":
    raise SystemExit(main())

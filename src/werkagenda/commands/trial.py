"""`werkagenda trial NAME`: a published trial replayed inside the model."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def trial(
    names: Annotated[
        list[str] | None, typer.Argument(help="Trials; `all` for each of them.", show_default=False)
    ] = None,
    listing: Annotated[bool, typer.Option("--list", help="Show the trials and what was published.")] = False,
    scale: Annotated[float, typer.Option(help="Share of the country that is simulated.")] = 0.05,
    seeds: Annotated[int, typer.Option(help="Runs with different chance.")] = 4,
    workers: Annotated[int, typer.Option(help="Processes.")] = 1,
    output: Annotated[Path, typer.Option(help="Folder for paths.csv and published.csv.", show_default=True)] = Path(
        "runs/trials"
    ),
) -> None:
    """Draw participants inside the running model and follow treated and controls; nothing here is fitted."""
    from werkagenda import trials

    for line in trials.listed() if listing else trials.run(names or [], scale, seeds, workers, output):
        print(line, flush=True)

"""`werkagenda run`: one run, or with -m a sweep of runs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer


def options(incomplete: str) -> list[str]:
    """Completions of a NAME=VALUE."""
    from werkagenda import completion

    return completion.options(incomplete)


def run(
    overrides: Annotated[
        list[str] | None, typer.Argument(metavar="NAME=VALUE...", autocompletion=options, show_default=False)
    ] = None,
    multirun: Annotated[
        bool, typer.Option("--multirun", "-m", help="Run every combination of several values.")
    ] = False,
    scenarios: Annotated[
        Path | None, typer.Option("--scenarios", help="A folder with scenarios of your own.", show_default=False)
    ] = None,
) -> None:
    """Run a scenario (its name, or the path of a file): scenario=baseline instruments.NAME.SETTING=X assume.NAME=X
    population.scale=0.1 replicates=1 seed=1 economy=central inflow=central law=june_2025 workers=1 output=FOLDER
    cache=FOLDER outlook.end=YYYY-MM parameters.GROUP.FIELD=X report=true
    language=nl."""
    print("werkagenda: checking the request", file=sys.stderr, flush=True)
    from werkagenda import launch

    launch.launch(overrides or [], multirun, scenarios)

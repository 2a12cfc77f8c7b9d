"""`werkagenda study`: scenarios under several sets of assumptions, compared, with a report."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer


def options(incomplete: str) -> list[str]:
    """Completions of a NAME=VALUE."""
    from werkagenda import completion

    return completion.options(incomplete, "study")


def study(
    overrides: Annotated[
        list[str] | None, typer.Argument(metavar="NAME=VALUE...", autocompletion=options, show_default=False)
    ] = None,
    scenarios: Annotated[
        Path | None, typer.Option("--scenarios", help="A folder with scenarios of your own.", show_default=False)
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Also when it takes hours or much disk.")] = False,
) -> None:
    """Carry out a study and compare its scenarios: study=first_look (or the path of a file) replicates=4 seed=1
    sensitivity_replicates=1 population.scale=0.1 workers=2 economy=central inflow=central sweep.taste_share=[0.25,1]
    scenarios=[baseline,bias_mkb] language=nl output=FOLDER cache=FOLDER. Runs that stand are kept; the last line is the
    report."""
    print("werkagenda: checking the request", file=sys.stderr, flush=True)
    from werkagenda import study_launch

    study_launch.launch(overrides or [], scenarios, yes)

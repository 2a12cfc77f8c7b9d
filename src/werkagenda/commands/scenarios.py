"""`werkagenda scenarios`: what can be run; `scenarios new` and `scenarios check`: scenario files of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from werkagenda.problems import BadInput

app = typer.Typer(invoke_without_command=True, help="List the scenarios; write and check files of your own.")
Folder = Annotated[
    Path | None, typer.Option("--scenarios", help="A folder with scenarios of your own.", show_default=False)
]


def known(folder: Path | None) -> None:
    """Make the scenarios of a folder known; raises BadInput."""
    from werkagenda import config_files, extensions

    if wrong := [*config_files.base("config"), *extensions.use({}, folder)]:
        raise BadInput(wrong)


@app.callback()
def scenarios(
    context: typer.Context,
    dutch: Annotated[bool, typer.Option("--nl", help="Descriptions in Dutch.")] = False,
    folder: Folder = None,
) -> None:
    """List the scenarios: what each stands for and what it sets otherwise than the baseline."""
    if context.invoked_subcommand is not None:
        return
    from werkagenda import listing

    for each in listing.scenarios("nl" if dutch else "en", folder):
        lines = (*each.differences, *each.problems)
        print("\n".join([each.name, f"    {each.description}", *(f"      {line}" for line in lines)]))


@app.command("new")
def new(
    name: Annotated[str, typer.Argument(help="Letters, digits, _ and -; the file is NAME.yaml.")],
    start: Annotated[str, typer.Option("--from", help="The scenario to start from.")] = "baseline",
    folder: Folder = None,
) -> None:
    """Write NAME.yaml, here or in the folder of --scenarios: every setting with its range, unit and default."""
    from werkagenda import scenario_files

    known(folder)
    print(scenario_files.new(name, start, folder or Path()))


@app.command("check")
def check(
    path: Annotated[str, typer.Argument(help="A scenario file, or the name of a scenario.")],
    folder: Folder = None,
) -> None:
    """Say all that is wrong with a scenario file, with line numbers; else what it sets otherwise than the baseline."""
    from werkagenda import scenario_files

    known(folder)
    print("\n".join(scenario_files.check(path)))

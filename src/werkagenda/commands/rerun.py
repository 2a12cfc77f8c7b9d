"""`werkagenda rerun FOLDER` and `werkagenda diff A B`: a run made again, and the inputs in which two differ."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Folder = Annotated[Path, typer.Argument(help="Folder of a finished run.", show_default=False)]


def rerun(folder: Folder) -> None:
    """Make a run again from its manifest and confirm that its tables have the same bytes; exit code 1 where not."""
    from werkagenda import rerunning

    tables, other = rerunning.rerun(folder)
    if other:
        print(f"{folder}: {len(other)} of {len(tables)} tables differ: {', '.join(other)}")
        raise typer.Exit(1)
    print(f"{folder}: made again; all {len(tables)} tables have the same bytes")


def diff(a: Folder, b: Folder) -> None:
    """Show exactly the inputs in which two runs differ: settings, parameters, evidence, code; A | B."""
    from werkagenda import rerunning

    print("\n".join(rerunning.difference(a, b) or ["no input differs"]))

"""`werkagenda monitor FIGURES.csv FOLDER`: is the agenda on track? Realised figures beside the runs' fans."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def monitor(
    figures: Annotated[
        Path | None,
        typer.Argument(metavar="FIGURES.csv", help="Realised figures, a row each.", show_default=False),
    ] = None,
    folder: Annotated[
        Path | None, typer.Argument(help="Folder of a study or a comparison.", show_default=False)
    ] = None,
    template: Annotated[bool, typer.Option("--template", help="Print the file to fill in.")] = False,
    example: Annotated[bool, typer.Option("--example", help="Print an example with figures of the registry.")] = False,
    language: Annotated[str, typer.Option(help="nl or en.")] = "nl",
    output: Annotated[
        Path | None, typer.Option(help="CSV file for the table; not given: beside the figures.", show_default=False)
    ] = None,
) -> None:
    """Lay realised figures beside the fans of baseline and scenarios: within, above or below which percentile."""
    from werkagenda import monitoring

    if template or example:
        monitoring.only(figures, folder, output, template and example)
        print(monitoring.shipped("template" if template else "example"), end="")
        return
    print("\n".join(monitoring.monitor(figures, folder, language, output)))

"""`werkagenda report FOLDER`: the page of a finished run, a comparison or a study."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from werkagenda.problems import BadInput


def report(
    folder: Annotated[Path, typer.Argument(help="Folder of a run, a comparison or a study.", show_default=False)],
    municipality: Annotated[
        str | None, typer.Option(help="Write the page of this municipality instead.", show_default=False)
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(help="nl or en; not given: en, nl for the page of a municipality.", show_default=False),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            help="Write a form of a ministry from a comparison instead: cw31, beleidskompas.", show_default=False
        ),
    ] = None,
) -> None:
    """Write the page of results, the page of a municipality, or a form; the last line is where it is."""
    if municipality is not None and form is not None:
        raise BadInput(["--form, --municipality: each writes a page of its own; give one of them"])
    if municipality is not None:
        from werkagenda import municipality_report

        print(municipality_report.write(folder, municipality, language or "nl"))
        return
    from werkagenda import reporting

    print(reporting.write(folder, language, form))

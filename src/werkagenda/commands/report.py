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
        str | None, typer.Option(help="nl (default) or en: of the page of a municipality.", show_default=False)
    ] = None,
) -> None:
    """Write report.html again, or the page of a municipality; the last line is where it is."""
    from werkagenda import preflight

    if municipality is not None:
        from werkagenda import municipality_report

        print(municipality_report.write(folder, municipality, language or "nl"))
        return
    if language is not None:
        raise BadInput(["--language: only the page of a municipality has languages; add --municipality NAME"])
    preflight.to_be_written(folder)
    for place in (folder, folder / "comparison"):
        if (place / "comparison.json").is_file():
            from werkagenda.analysis.report import comparison_page

            print(comparison_page.write(place))
            return
    from werkagenda.analysis import report as page
    from werkagenda.tables import reader

    reader.manifest(folder)
    print(page.write(folder))

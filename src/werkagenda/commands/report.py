"""`werkagenda report FOLDER`: the page of a finished run, a comparison or a study."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def report(
    folder: Annotated[Path, typer.Argument(help="Folder of a run, a comparison or a study.", show_default=False)],
) -> None:
    """Write report.html again; the last line is where it is."""
    from werkagenda import preflight

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

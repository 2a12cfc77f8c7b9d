"""`werkagenda report FOLDER`: the page of a finished run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def report(folder: Annotated[Path, typer.Argument(help="Folder of a finished run.", show_default=False)]) -> None:
    """Write report.html into a run's folder; the last line is where it is."""
    from werkagenda.analysis import report as page
    from werkagenda.tables import reader

    reader.manifest(folder)
    print(page.write(folder))

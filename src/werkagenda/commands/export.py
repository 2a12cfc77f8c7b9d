"""`werkagenda export FOLDER --to xlsx|csv|parquet`: results for Excel and other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def export(
    folder: Annotated[Path, typer.Argument(help="Folder of a study or a comparison.", show_default=False)],
    to: Annotated[str, typer.Option(help="xlsx, csv or parquet.")] = "xlsx",
    language: Annotated[str, typer.Option(help="nl or en.")] = "nl",
    output: Annotated[
        Path | None,
        typer.Option(help="File (xlsx) or folder (csv, parquet); not given: beside the results.", show_default=False),
    ] = None,
    bom: Annotated[bool, typer.Option("--bom/--no-bom", help="Begin CSV files so that Excel sees UTF-8.")] = True,
) -> None:
    """Write a workbook or files of a comparison: effects, budget, take-up, inputs; the last line is where they are."""
    from werkagenda import exporting

    print(exporting.export(folder, to, language, output, bom))

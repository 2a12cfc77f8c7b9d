"""`werkagenda figure NAME FOLDER`: one picture of a comparison for a note, slides or a paper."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def figure(
    name: Annotated[
        str,
        typer.Argument(
            help="map-effect, map-level, map-municipalities-effect, map-municipalities-level, path, groups, budget.",
            show_default=False,
        ),
    ],
    folder: Annotated[Path, typer.Argument(help="Folder of a study or a comparison.", show_default=False)],
    file_format: Annotated[str, typer.Option("--format", help="svg, png or pdf.")] = "svg",
    language: Annotated[str, typer.Option(help="nl or en.")] = "nl",
    scenario: Annotated[str | None, typer.Option(help="Not given: the one with the largest effect.")] = None,
    year: Annotated[str | None, typer.Option(help="Not given: the last year.")] = None,
    output: Annotated[
        Path | None, typer.Option(help="File; not given: beside the results.", show_default=False)
    ] = None,
) -> None:
    """Write a picture of a comparison; the last line is where it is."""
    from werkagenda import picturing

    print(picturing.figure(name, folder, file_format, language, scenario, year, output))

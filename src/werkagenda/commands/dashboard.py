"""`werkagenda dashboard [FOLDER]`: stored studies, small runs and single agents in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def dashboard(
    folder: Annotated[Path, typer.Argument(help="Folder of a study, or one with studies.")] = Path("runs"),
    language: Annotated[str, typer.Option(help="nl or en.")] = "nl",
    port: Annotated[int, typer.Option(help="Port on this machine; 0: any that is free.")] = 8765,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open it in a browser.")] = True,
) -> None:
    """Show stored studies and try settings in a browser, on this machine alone; Ctrl-C ends it."""
    from werkagenda.dashboard import serve

    serve.serve(folder, language, port, browser)

"""`werkagenda parameters`: the model's numbers and where they come from."""

from __future__ import annotations

from typing import Annotated

import typer


def parameters(
    name: Annotated[
        str | None,
        typer.Argument(help="A group, a parameter or the beginning of one; or a figure, C001.", show_default=False),
    ] = None,
) -> None:
    """Value, unit, range, source, grade and where used, of all parameters or of those named."""
    from werkagenda import listing

    for line in listing.parameters(name):
        print(line)

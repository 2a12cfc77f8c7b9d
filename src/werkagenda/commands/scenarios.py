"""`werkagenda scenarios`: what can be run."""

from __future__ import annotations

from typing import Annotated

import typer


def scenarios(
    dutch: Annotated[bool, typer.Option("--nl", help="Descriptions in Dutch.")] = False,
) -> None:
    """List the scenarios with what they stand for."""
    from werkagenda import listing

    for name, description in listing.scenarios("nl" if dutch else "en"):
        print(f"{name}\n    {description}")

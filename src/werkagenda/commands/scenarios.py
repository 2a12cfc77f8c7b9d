"""`werkagenda scenarios`: what can be run."""

from __future__ import annotations

from typing import Annotated

import typer


def scenarios(
    dutch: Annotated[bool, typer.Option("--nl", help="Descriptions in Dutch.")] = False,
) -> None:
    """List the scenarios: what each stands for and what it sets otherwise than the baseline."""
    from werkagenda import listing

    for each in listing.scenarios("nl" if dutch else "en"):
        lines = (*each.differences, *each.problems)
        print("\n".join([each.name, f"    {each.description}", *(f"      {line}" for line in lines)]))

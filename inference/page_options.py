"""Command-line options of the commands that write a page from runs of several seeds."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path


def options(
    command: str,
    about: str | None,
    page: Path,
    given: Sequence[str] | None,
    scale: float = 0.1,
    seeds: tuple[int, ...] = (5, 6, 7, 8),
    workers: int | None = None,
) -> argparse.Namespace:
    """`scale`, `seeds` and `output` as given to ``python -m werkagenda.inference.COMMAND``, or the defaults named here.

    With ``workers`` the command takes a number of processes too. A scale that is not above 0 and at most 1, no process
    and a seed given twice end the command with exit code 2.
    """
    reader = argparse.ArgumentParser(prog=f"python -m werkagenda.inference.{command}", description=about)
    reader.add_argument("--scale", type=float, default=scale, help=f"share of the country simulated ({scale:g})")
    shown = " ".join(map(str, seeds))
    reader.add_argument("--seeds", type=int, nargs="+", default=list(seeds), help=f"seeds ({shown})")
    reader.add_argument("--output", type=Path, default=page, help=f"the page ({page.as_posix()})")
    if workers is not None:
        reader.add_argument("--workers", type=int, default=workers, help=f"processes ({workers})")
    asked = reader.parse_args(given)
    if workers is not None and asked.workers < 1:
        reader.error(f"--workers {asked.workers} is not at least 1")
    if len(set(asked.seeds)) < len(asked.seeds):
        reader.error(f"--seeds {' '.join(map(str, asked.seeds))}: a seed stands twice")
    if not 0.0 < asked.scale <= 1.0:
        reader.error(f"--scale {asked.scale:g} is not above 0 and at most 1")
    return asked


def write(text: str, page: Path) -> None:
    """Write a page, with the folders it needs."""
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(text, encoding="utf-8", newline="\n")

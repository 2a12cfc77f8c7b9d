"""Bring the tables of docs/odd.md and docs/quality.md into step: `python -m werkagenda.inference.description`.

The tables come from code, registry and other pages; the text around them is written by hand. With --check nothing
is written: exit code 1 and a line for each page that is not in step.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from werkagenda.inference.description.pages import generators, wanted
from werkagenda.inference.page_options import write
from werkagenda.problems import BadInput

COMMAND = "python -m werkagenda.inference.description"


def main(given: Sequence[str] | None = None) -> int:
    """Write, or with --check compare; 2 where a page or a folder is not as it should be."""
    reader = argparse.ArgumentParser(prog=COMMAND, description=__doc__)
    reader.add_argument("--root", type=Path, default=Path(), help="the project's folder (.)")
    reader.add_argument("--check", action="store_true", help="write nothing; exit code 1 if a page is not in step")
    asked = reader.parse_args(given)
    absent = [page for page in generators(asked.root) if not (asked.root / page).is_file()]
    if absent:
        reader.error(f"--root {asked.root}: no {' and no '.join(absent)} there; give the project's folder")
    try:
        pages = wanted(asked.root)
    except (BadInput, ValueError) as problem:
        reader.error(str(problem))
    off = [page for page, (now, new) in pages.items() if now != new]
    console = Console(width=150, highlight=False)
    for page in off:
        if asked.check:
            console.print(f"{page}: not in step with code, evidence or other pages; run {COMMAND}")
        else:
            write(pages[page][1], asked.root / page)
            console.print(page)
    return int(asked.check and bool(off))


if __name__ == "__main__":
    raise SystemExit(main())

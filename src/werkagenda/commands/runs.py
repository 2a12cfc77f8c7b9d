"""`werkagenda runs FOLDER`: list, verify and tidy finished runs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from werkagenda.problems import BadInput


def runs(
    folder: Annotated[Path, typer.Argument(help="Folder of runs, or one above them.")] = Path("runs"),
    verify: Annotated[bool, typer.Option("--verify", help="Check the hashes of all tables.")] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove half-written leftovers below FOLDER, and cached histories.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="With --prune: do not ask.")] = False,
    cache: Annotated[
        Path | None, typer.Option(help="With --prune: folder of the cache; not given: the user's.", show_default=False)
    ] = None,
) -> None:
    """List the runs below a folder: scenario, assumptions, replicates, scale, seed, date, complete or not, size."""
    from werkagenda import runs_listing

    refuse(verify, prune, yes, cache)
    if prune:
        pruned(folder, cache, yes)
        return
    lines, wrong = runs_listing.listed(folder, verify)
    print("\n".join(lines))
    if wrong:
        raise BadInput(wrong)
    if verify:
        print("all tables are what the runs wrote", file=sys.stderr)


def refuse(verify: bool, prune: bool, yes: bool, cache: Path | None) -> None:
    """Refuse options that would be ignored."""
    given = {"--yes": yes, "--cache": cache is not None}
    wrong = [f"{name}: goes with --prune" for name, said in given.items() if said and not prune]
    wrong += ["--verify and --prune: give one of them"] if verify and prune else []
    if wrong:
        raise BadInput(wrong)


def pruned(folder: Path, cache: Path | None, yes: bool) -> None:
    """Remove what can be removed, after a question."""
    from werkagenda import runs_listing
    from werkagenda.numba_cache import user_cache
    from werkagenda.study import leftovers

    where = cache or user_cache()
    found = runs_listing.prunable(folder, runs_listing.readable(cache) if cache else where)
    if not (found.leftovers or found.histories):
        print("nothing to remove")
        return
    print("\n".join(map(str, (*found.leftovers, *found.histories))))
    if not yes and not sys.stdin.isatty():
        raise BadInput(["--prune: asks before it removes anything; give --yes where nobody can answer"])
    words = found.words
    if yes or typer.confirm(f"Remove {words}?"):
        failed = leftovers.remove((*found.leftovers, *found.histories))
        print(f"removed {words}" if not failed else "\n".join(failed))
        raise typer.Exit(1 if failed else 0)

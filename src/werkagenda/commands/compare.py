"""`werkagenda compare FOLDER...`: what scenarios change against their baseline, from finished runs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from werkagenda.problems import BadInput


def compare(
    folders: Annotated[
        list[Path],
        typer.Argument(metavar="FOLDER...", help="Finished runs, or folders above them.", show_default=False),
    ],
    output: Annotated[
        Path | None, typer.Option(help="Folder of the comparison; not given: runs/comparison-HASH.", show_default=False)
    ] = None,
    language: Annotated[str, typer.Option(help="Language of the report, nl or en.")] = "en",
) -> None:
    """Compare finished runs with the baseline, replicate by replicate; the last line is where the report is."""
    from werkagenda import folders as places
    from werkagenda.analysis import comparison
    from werkagenda.analysis.comparison import check_runs, pipeline, write_comparison
    from werkagenda.analysis.language import LANGUAGES
    from werkagenda.analysis.report import render
    from werkagenda.exporting import choice
    from werkagenda.study import store

    words = {"output": str(output)} if output else {}
    closed = {folder: why for folder in folders if (why := places.unreadable(folder))}
    wrong = [f"{places.shown(str(folder))}: {why}" for folder, why in closed.items()]
    wrong += choice("language", language, LANGUAGES)
    named = [f"--{line}" for line in places.chosen(words, "output")[1]]
    named = named or (occupied(output) if output and wrong else [])
    try:
        found = check_runs.open_assumption_sets([folder for folder in folders if folder not in closed])
    except BadInput as problem:
        named = named or (occupied(output) if output else [])
        raise BadInput([*wrong, *problem.problems, *named]) from None
    if wrong or named:
        raise BadInput([*wrong, *named])
    digest = write_comparison.inputs_hash(found)
    target = output or Path("runs") / f"comparison-{digest[:8]}"
    same = write_comparison.read_inputs_hash(target) == digest
    bad = write_comparison.damaged_files(target) if same else []
    if same and not bad:
        print(f"{target}: stands already; nothing was done again")
        if not (target / render.file_name(language)).is_file():
            page(target, language)
    elif not same and (taken := occupied(target)):
        raise BadInput(taken)
    else:
        if bad:
            print(f"{target}: {', '.join(bad)} is not what was written; it is made again", file=sys.stderr)
        with store.making(target, write_comparison.CARD_FILE, replace=same) as work:
            pipeline.compare_opened(found, folders, work, target)
            page(work, language)
    print("\n".join([*comparison.headline_lines(target), str(target), str(target / render.file_name(language))]))


def occupied(target: Path) -> list[str]:
    """Why a comparison cannot be put in a folder: it holds something, or nothing can be made there."""
    from werkagenda import preflight

    if target.is_file():
        return [f"--output {target}: is a file; name a folder"]
    if target.is_dir() and any(target.iterdir()):
        return [f"--output {target}: is not empty and holds no comparison of these runs; name another folder"]
    return [f"--{line}" for line in preflight.writable("output", target)]


def page(folder: Path, language: str) -> Path:
    """Write the report of the comparison in a folder."""
    from werkagenda.analysis.report.comparison_page import write

    return write(folder, language)

"""`werkagenda uncertainty FOLDER`: how sure the effects of a study are, and what would make them surer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def uncertainty(
    folder: Annotated[Path, typer.Argument(help="Folder of a study with draws.", show_default=False)],
    measure: Annotated[
        str | None, typer.Option(help="Measure of work; not given: regular work of everybody.", show_default=False)
    ] = None,
    period: Annotated[
        str | None, typer.Option(help="Its period; not given: the last year.", show_default=False)
    ] = None,
    price: Annotated[float, typer.Option(help="Euros that a person-year of work is worth, for decisions.")] = 20000.0,
    seed: Annotated[int, typer.Option(help="Seed of bootstrap samples.")] = 1,
    output: Annotated[
        Path | None, typer.Option(help="Folder of the tables; not given: that of the study.", show_default=False)
    ] = None,
) -> None:
    """Write tables of joint uncertainty (intervals, shares of variance, drivers, value of information) and say them."""
    from werkagenda import preflight
    from werkagenda.analysis.uncertainty import findings, study, table
    from werkagenda.exporting import open_elsewhere_told
    from werkagenda.problems import BadInput, needs

    needs("SALib", "sklearn", "ema_workbench")
    target = output or (folder if folder.is_dir() else folder.parent)
    if wrong := preflight.writable("output", target):
        raise BadInput([f"--{line}" for line in wrong])
    draws = table.opened(folder)
    found = study.analysed(draws, study.request(draws, measure, period, price, seed))
    target.mkdir(parents=True, exist_ok=True)
    with open_elsewhere_told(target):
        paths = findings.write(found, target)
    print("\n".join([*findings.lines(found), str(paths[-1])]))

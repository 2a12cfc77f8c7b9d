"""Carry the simulations of a fit over to a new version of the code that moved no number."""

from __future__ import annotations

import csv
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np

from werkagenda.evidence.stamp import current
from werkagenda.inference.posterior import store
from werkagenda.inference.posterior.adoption import moved, read_about
from werkagenda.inference.posterior.evidence_model import observed
from werkagenda.inference.posterior.results import About, write_about
from werkagenda.inference.posterior.simulate import History, Simulator, Tell, quiet, simulated
from werkagenda.inference.posterior.store import Point, Store
from werkagenda.problems import BadInput


def renewed(
    folder: Path, probes: int, workers: int = 1, tell: Tell = quiet, simulator: Simulator | None = None
) -> Path:
    """Simulate some stored points again and, where every target has the same bits, keep all simulations as of today.

    With the same evidence the fit itself stands and can be adopted; with other evidence it is made again by its own
    command, without a new simulation. Returns the file of simulations. Raises BadInput where there is no fit, where
    nothing changed, and with each target that moved.
    """
    about = read_about(folder)
    if not moved(about):
        raise BadInput([f"{folder}: model and evidence are those of the fit; there is nothing to renew"])
    old, new = _stores(folder, about)
    points = points_in(old, probes)
    simulated(simulator or History(about.scale, old.targets), new, points, workers, tell)
    if problems := _differences(old, new, points):
        new.path.unlink()
        raise BadInput(problems)
    part = new.path.with_name(f"{new.path.name}.part")
    shutil.copyfile(old.path, part)
    part.replace(new.path)
    if about.evidence == current().evidence:
        write_about(folder, replace(about, model=current().model))
    return new.path


def _stores(folder: Path, about: About) -> tuple[Store, Store]:
    """The simulations of the fit, and those of this version with the same parameters and targets."""
    old, new = (
        store.opened(folder, (*versions, about.scale), about.parameters, observed().names)
        for versions in ((about.model, about.evidence), current())
    )
    if not old.known:
        old.path.unlink()
        raise BadInput(
            [f"{folder}: the simulations of the fit are gone, or other figures are fitted now; run it again"]
        )
    return old, new


def points_in(kept: Store, count: int) -> list[Point]:
    """So many stored points, spread over the order in which they were simulated."""
    with kept.path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    places = np.unique(np.linspace(0, len(rows) - 1, min(count, len(rows))).round().astype(int))
    return [
        Point(tuple((name, float(row[name])) for name in kept.parameters), int(row["seed"]))
        for row in (rows[place] for place in places)
    ]


def _differences(old: Store, new: Store, points: list[Point]) -> list[str]:
    """A line for each target of a point that is no longer the same."""
    return [
        f"{name} was {before:g} and is {new.known[point.key][name]:g} (seed {point.seed}): run the fit again"
        for point in points
        for name, before in old.known[point.key].items()
        if new.known[point.key][name] != before
    ]

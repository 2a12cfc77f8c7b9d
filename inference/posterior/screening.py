"""Screening by elementary effects (Morris): which parameters move a fitted target by more than chance.

Quantiles of the priors are moved one at a time along paths (SALib). Every simulation has a seed of its own, and a few
parameters that do not exist are moved too: what these seem to do is chance, the noise floor.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from werkagenda.evidence import registry
from werkagenda.evidence.priors import all_priors
from werkagenda.inference.posterior.evidence_model import Observed
from werkagenda.inference.posterior.simulate import Matrix, points_of, simulated
from werkagenda.inference.posterior.waves import Task
from werkagenda.problems import needs
from werkagenda.scenarios import catalogue

IDLE = 5
"""Parameters that do not exist, for the noise floor."""
LEVELS = 4
FILE = "screening.csv"


@dataclass(frozen=True)
class Screened:
    """Result: a row a parameter (`parameter`, `score`, `target`, `kept`), the largest score first, and the floor."""

    table: pd.DataFrame
    floor: float

    @property
    def kept(self) -> list[str]:
        """Parameters above the noise floor, the strongest first."""
        return [str(name) for name in self.table.loc[self.table["kept"], "parameter"]]


def candidates() -> list[str]:
    """Parameters that can move a history: all with a range but those of instruments, which act from 2025 on."""
    instruments = catalogue.groups()
    return [name for name in all_priors() if name.split(".")[0] not in instruments]


def screened(task: Task, paths: int, most: int) -> Screened:
    """Elementary effects along so many paths; at most `most` parameters are kept."""
    needs("SALib")
    from SALib.analyze import morris as analysis
    from SALib.sample import morris as design

    names = [*task.space.names, *(f"nothing {number}" for number in range(1, IDLE + 1))]
    problem = {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}
    points = design.sample(problem, paths, num_levels=LEVELS, seed=task.seed)
    inner = np.clip(points[:, : task.space.size], 0.02, 0.98)
    listed = points_of(task.space.names, task.space.values(inner), task.seed)
    outputs = simulated(task.simulator, task.store, listed, task.workers, task.tell)
    effects = [
        np.asarray(analysis.analyze(problem, points, column, num_levels=LEVELS, seed=task.seed)["mu_star"])
        for column in outputs.T
    ]
    return ranked(names, np.array(effects).T, task.observed, most)


def ranked(names: list[str], effects: Matrix, observed: Observed, most: int) -> Screened:
    """Parameters by their largest effect over targets, in standard deviations of the target's errors."""
    scores = effects / np.sqrt(np.diag(observed.covariance))
    strongest = scores.argmax(axis=1)
    floor = float(scores[len(names) - IDLE :].max())
    rows = {
        "parameter": names[: len(names) - IDLE],
        "score": scores.max(axis=1)[: len(names) - IDLE],
        "target": [observed.names[place] for place in strongest[: len(names) - IDLE]],
    }
    table = pd.DataFrame(rows).sort_values("score", ascending=False, kind="stable", ignore_index=True)
    table["kept"] = (table["score"] > floor) & (table.index < most)
    return Screened(table, floor)


def write(found: Screened, folder: Path) -> Path:
    """The table as `screening.csv`, the noise floor in every row."""
    path = folder / FILE
    found.table.assign(noise_floor=found.floor).to_csv(path, index=False, float_format="%.4f", lineterminator="\n")
    return path


def kept_in(folder: Path) -> list[str] | None:
    """Parameters kept by an earlier screening in a folder; None if there was none."""
    path = folder / FILE
    if not path.is_file():
        return None
    known = registry.load().parameters()
    table = pd.read_csv(path)
    return [str(name) for name in table.loc[table["kept"], "parameter"] if name in known]

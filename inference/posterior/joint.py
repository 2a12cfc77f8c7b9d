"""The design of a study of joint uncertainty as a table: a row a draw of everything that is uncertain at once.

Parameters that were fitted come from the posterior sample on file and hold from 2014 on (`parameters.NAME`). Parameters
of instruments, structural choices and the assumptions about the outlook come from their priors and hold from 2025 on.
Economy and inflow are drawn beside them. `werkagenda study` reads the table as a design of method `table`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from werkagenda import config_store
from werkagenda.evidence import posterior, priors
from werkagenda.evidence.posterior import AGAIN, Posterior
from werkagenda.evidence.prior_file import CODES
from werkagenda.inference.posterior.simulate import Matrix
from werkagenda.problems import BadInput
from werkagenda.scenarios import catalogue
from werkagenda.tables.comparison import ASSUMED

CIRCUMSTANCES = ("economy", "inflow")
CENTRAL = "central"
CENTRAL_WEIGHT = 0.5
"""Weight of the central economy and inflow; the others share the rest (assumption)."""


def sample_on_file() -> Posterior:
    """The posterior on file; BadInput if there is none or it is of another version."""
    found = posterior.on_file()
    if found is None:
        raise BadInput([f"no posterior on file; {AGAIN}"])
    if found.stale:
        raise BadInput([f"the posterior on file is stale: {found.stale}"])
    return found


def later(fitted: Sequence[str], also: Sequence[str] = ()) -> list[str]:
    """Parameters drawn from their priors: of instruments, structural, assumptions of the outlook, and those named."""
    instruments = catalogue.groups()
    chosen = [
        name
        for name, prior in priors.all_priors().items()
        if name.split(".")[0] in instruments or prior.shape == CODES or name in ASSUMED.values()
    ]
    more = [prior.id for prior in priors.chosen(also)] if also else []
    return [name for name in dict.fromkeys([*chosen, *more]) if name not in fitted]


def design(count: int, seed: int, also: Sequence[str] = ()) -> pd.DataFrame:
    """So many draws, the same for the same seed. BadInput without a valid posterior and for unknown names in `also`."""
    sample = sample_on_file()
    names = later(list(sample.values), also)
    points = priors.cube(count, 1 + len(CIRCUMSTANCES) + len(names), seed)
    rows = np.searchsorted(np.cumsum(sample.weights), points[:, 0] * sample.weights.sum()).clip(
        max=len(sample.weights) - 1
    )
    table: dict[str, Any] = {f"parameters.{name}": values[rows] for name, values in sample.values.items()}
    short = {parameter: name for name, parameter in ASSUMED.items()}
    known = priors.all_priors()
    for place, name in enumerate(names, 1 + len(CIRCUMSTANCES)):
        table[short.get(name, name)] = priors.quantile(known[name], points[:, place])
    for place, name in enumerate(CIRCUMSTANCES, 1):
        table[name] = circumstance(name, points[:, place])
    return pd.DataFrame(table)


def circumstance(name: str, parts: Matrix) -> list[str]:
    """Options of the economy or the inflow at points of the unit interval."""
    others = [each for each in config_store.options(name) if each != CENTRAL]
    ends = CENTRAL_WEIGHT + (1.0 - CENTRAL_WEIGHT) * np.arange(1, len(others) + 1) / max(1, len(others))
    options = [CENTRAL, *others]
    places = np.searchsorted([CENTRAL_WEIGHT, *ends], parts, side="right").clip(max=len(others))
    return [options[place] for place in places]


def write(table: pd.DataFrame, path: Path) -> Path:
    """The table as CSV, whole or not at all."""
    if not path.parent.is_dir():
        raise BadInput([f"--output {path}: {path.parent} is no folder"])
    part = path.with_name(f"{path.name}.part")
    part.write_text(table.to_csv(index=False, float_format="%.6g", lineterminator="\n"), encoding="utf-8", newline="\n")
    part.replace(path)
    return path

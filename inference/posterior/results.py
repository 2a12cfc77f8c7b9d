"""What a fit found, as tables and as a page: parameters, targets, waves, checks, correlations, what stays open."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from werkagenda.evidence import priors
from werkagenda.evidence.posterior import INNER, weighted_quantiles
from werkagenda.inference.posterior.simulate import Matrix
from werkagenda.inference.posterior.waves import Task, Wave
from werkagenda.inference.posterior.weighting import Sample

OPEN = 0.9
"""Ratio of standard deviations from which the data are said to tell nothing of a parameter (assumption)."""
TOGETHER = 0.3
"""Correlation from which two parameters are said to trade off (assumption)."""
ABOUT, DRAWS, PAGE = "about.json", "draws.csv", "report.md"
QUANTILES = ("low", "median", "high")


@dataclass(frozen=True)
class About:
    """Settings of a fit: enough to do it again, and the versions it is valid for."""

    parameters: tuple[str, ...]
    scale: float
    waves: int
    points: int
    draws: int
    seed: int
    model: str
    evidence: str
    command: str


def parameters(task: Task, sample: Sample) -> pd.DataFrame:
    """A row a parameter: quantiles of prior and posterior, and the ratio of their standard deviations."""
    values = task.space.values(sample.points)
    rows = []
    for place, prior in enumerate(task.space.priors):
        column = values[:, place]
        after = weighted_quantiles(column, sample.weights, INNER)
        before = priors.quantile(prior, np.array(INNER))
        mean = sample.weights @ column
        spread = float(np.sqrt(sample.weights @ (column - mean) ** 2))
        quantiles = {f"prior_{name}": each for name, each in zip(QUANTILES, before, strict=True)}
        quantiles |= dict(zip(QUANTILES, after, strict=True))
        rows.append({"parameter": prior.id, **quantiles, "ratio": spread / priors.moments(prior)[1]})
    return pd.DataFrame(rows)


def fit(task: Task, sample: Sample) -> pd.DataFrame:
    """A row a target: observed, quantiles of the direct runs, the error allowed, and the gap of the mean in errors."""
    errors = np.sqrt(np.diag(task.observed.covariance))
    means = sample.weights @ sample.outputs
    quantiles = np.array([weighted_quantiles(column, sample.weights, INNER) for column in sample.outputs.T])
    table = pd.DataFrame(
        {"target": task.observed.names, "family": task.observed.families, "observed": task.observed.values}
    )
    for place, name in enumerate(QUANTILES):
        table[name] = quantiles[:, place]
    table["error"] = errors
    table["gap"] = (means - task.observed.values) / errors
    return table


def correlations(task: Task, sample: Sample) -> pd.DataFrame:
    """Pairs of parameters that trade off, the strongest first: weighted correlation in the cube."""
    centred = sample.points - sample.weights @ sample.points
    covariance = (centred * sample.weights[:, None]).T @ centred
    spread = np.sqrt(np.diag(covariance))
    found: Matrix = covariance / np.outer(spread, spread)
    rows = [
        (task.space.names[i], task.space.names[j], found[i, j])
        for i in range(task.space.size)
        for j in range(i)
        if abs(found[i, j]) >= TOGETHER
    ]
    table = pd.DataFrame(rows, columns=["one", "other", "correlation"])
    return table.sort_values("correlation", key=abs, ascending=False, kind="stable", ignore_index=True)


def medoid(sample: Sample) -> int:
    """The draw nearest to the weighted mean of the sample in the cube: the member that single runs use."""
    mean = sample.weights @ sample.points
    spread = np.sqrt(sample.weights @ (sample.points - mean) ** 2)
    return int(((((sample.points - mean) / spread) ** 2).sum(axis=1)).argmin())


def draws(task: Task, sample: Sample) -> pd.DataFrame:
    """A row a draw: `draw`, `weight`, `point`, parameter values, then the simulated targets."""
    table = pd.DataFrame({"draw": np.arange(len(sample.weights)), "weight": sample.weights, "point": 0})
    table.loc[medoid(sample), "point"] = 1
    values = pd.DataFrame(task.space.values(sample.points), columns=list(task.space.names))
    return pd.concat([table, values, pd.DataFrame(sample.outputs, columns=list(task.observed.names))], axis=1)


def warnings(task: Task, waves: Sequence[Wave], sample: Sample) -> list[str]:
    """What speaks against trusting the sample, one line each."""
    count = len(sample.weights)
    lines = []
    if sample.effective_size < count / 2:
        lines.append(
            f"effective sample size {sample.effective_size:.0f} of {count}: the emulators were wrong; add a wave"
        )
    if sample.rhat > 1.1:
        lines.append(f"R-hat {sample.rhat:.2f} above 1.1: the chains did not mix; run more generations")
    size = float(np.sqrt((sample.misses**2).mean()))
    if size > 1.3:
        lines.append(f"direct runs miss the emulators by {size:.2f} standard errors where 1 is right; add a wave")
    lines += [
        f"emulator of {each.target}: standardised errors {each.root_mean_square:.2f} where 1 is right; variance widened"
        for each in waves[-1].emulators.checks
        if each.root_mean_square > 1.15
    ]
    far = fit(task, sample)
    missed = sorted({row["family"] for row in far.to_dict("records") if abs(row["gap"]) > 2})
    return [*lines, *(f"{name}: no draw meets it within two errors on average" for name in missed)]


def page(task: Task, waves: Sequence[Wave], sample: Sample) -> str:
    """Everything as Markdown."""
    table = parameters(task, sample)
    open_ones = [str(name) for name in table.loc[table["ratio"] > OPEN, "parameter"]]
    matching = pd.DataFrame(
        [{"wave": n, "remains": each.remaining, **dict(each.ruling)} for n, each in enumerate(waves, 1)]
    )
    parts = [
        "# Posterior sample",
        f"{len(sample.weights)} draws, effective sample size {sample.effective_size:.0f}, R-hat {sample.rhat:.2f}.",
        *(f"Warning: {line}." for line in warnings(task, waves, sample)),
        "## Parameters",
        "Quantiles 2.5, 50 and 97.5%; ratio: standard deviation after over before.",
        markdown(table),
        f"Not narrowed (ratio above {OPEN:g}): {', '.join(open_ones) or 'none'}.",
        "## Targets",
        "Gap: weighted mean of direct runs less observed, in standard deviations of sampling error and discrepancy.",
        markdown(fit(task, sample)),
        "## Waves",
        "Part of the prior that remains; by family, part of the prior that one of its targets is too far from.",
        markdown(matching),
        "## Emulators of the last wave, one point left out in turn",
        markdown(pd.DataFrame([asdict(each) for each in waves[-1].emulators.checks])),
        "## What trades off",
        markdown(correlations(task, sample)),
    ]
    return "\n\n".join(parts) + "\n"


def markdown(table: pd.DataFrame) -> str:
    """A table as Markdown, numbers in three digits."""
    if table.empty:
        return "None."
    cells = [
        [f"{cell:.3g}" if isinstance(cell, float) else str(cell) for cell in row] for row in table.to_numpy(object)
    ]
    rows = [list(map(str, table.columns)), ["---"] * len(table.columns), *cells]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def write(folder: Path, about: About, task: Task, waves: Sequence[Wave], sample: Sample) -> Path:
    """All of it in a folder: settings, draws, page; each whole or not at all."""
    _put(folder / DRAWS, draws(task, sample).to_csv(index=False, float_format="%.6g", lineterminator="\n"))
    _put(folder / PAGE, page(task, waves, sample))
    write_about(folder, about)
    return folder / PAGE


def write_about(folder: Path, about: About) -> None:
    """Write the settings of a fit into its folder."""
    _put(folder / ABOUT, json.dumps(asdict(about), indent=1) + "\n")


def _put(path: Path, text: str) -> None:
    part = path.with_name(f"{path.name}.part")
    part.write_text(text, encoding="utf-8", newline="\n")
    part.replace(path)

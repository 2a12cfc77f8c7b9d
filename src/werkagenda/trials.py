"""Check which trials are asked for, run them over processes, write and show their tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd

from werkagenda import preflight
from werkagenda.inference.trials import results, simulate, specification
from werkagenda.inference.trials.specification import Trial
from werkagenda.problems import BadInput

ALL = "all"
SCALES, SEEDS, WORKERS = (0.005, 1.0), (1, 100), (1, 64)
"""Lowest and highest that are taken."""


def listed() -> Iterator[str]:
    """Each trial with what was published, as lines."""
    for name in specification.names():
        trial, wrong = specification.read(name)
        if trial is None:
            raise BadInput(wrong)
        yield f"{name}: {trial.title}"
        yield f"    {trial.description}"
        for each in trial.published:
            effect = each.sign if each.effect is None else f"{each.effect:+g} points"
            yield f"    published {each.evidence}: {effect} at {each.months} months ({each.sex})"


def run(names: Sequence[str], scale: float, seeds: int, workers: int, output: Path) -> Iterator[str]:
    """Lines to read as trials finish, the last one where the tables are; raises BadInput with all that is wrong."""
    asked = checked(names, scale, seeds, workers, output)
    paths, beside = [], []
    for name, trial, found in simulate.each(asked, range(1, seeds + 1), scale, workers):
        paths.append(results.path(found).assign(trial=name, scale=scale, seeds=seeds))
        beside.append(results.beside(trial, paths[-1]).assign(trial=name, scale=scale, seeds=seeds))
        yield from lines(name, trial, paths[-1], beside[-1])
    output.mkdir(parents=True, exist_ok=True)
    for tables, file in ((paths, "paths.csv"), (beside, "published.csv")):
        pd.concat(tables).round(2).to_csv(output / file, index=False, lineterminator="\n", encoding="utf-8")
    yield str(output)


def checked(names: Sequence[str], scale: float, seeds: int, workers: int, output: Path) -> dict[str, Trial]:
    """The trials by name; raises BadInput with everything that is wrong with the request."""
    wrong = [] if names else [f"name a trial, or {ALL}; werkagenda trial --list shows them"]
    found: dict[str, Trial] = {}
    for name in specification.names() if ALL in names else names:
        trial, said = specification.read(name)
        wrong += said
        if trial is not None:
            found[name] = trial
    for option, value, (low, high) in (
        ("--scale", scale, SCALES),
        ("--seeds", seeds, SEEDS),
        ("--workers", workers, WORKERS),
    ):
        if not low <= value <= high:
            wrong.append(f"{option} {value:g}: must lie between {low:g} and {high:g}")
    wrong += [f"--{line}" for line in preflight.writable("output", output)]
    if wrong:
        raise BadInput(wrong)
    return found


def lines(name: str, trial: Trial, effects: pd.DataFrame, beside: pd.DataFrame) -> Iterator[str]:
    """A trial's path and the published findings beside it."""
    yield f"{name}: {trial.title}"
    for row in effects.to_dict("records"):
        yield (
            f"    {row['sex']:<6} {row['months']:>3} months: {row['effect']:+.1f} points"
            f" ({row['effect_low']:+.1f} to {row['effect_high']:+.1f}); controls {row['controls']:.1f}%,"
            f" difference between the arms {row['difference']:+.1f} ({row['low']:+.1f} to {row['high']:+.1f}),"
            f" {row['people']} people"
        )
    for row in beside.to_dict("records"):
        yield (
            f"    published {row['evidence']}, {row['sex']}, {row['months']} months: {row['published']};"
            f" model {row['model']:+.1f}; sign {row['sign']}, size {row['size']}"
        )

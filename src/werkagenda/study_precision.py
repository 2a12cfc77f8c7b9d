"""Precision of a study: paired replicates are added to the central world until effects are known well enough."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from werkagenda.problems import near
from werkagenda.study.worlds import BASELINE, CENTRAL, Study
from werkagenda.validation import hint

Precision = tuple[tuple[str, float], ...]


def read(given: Mapping[str, Any] | None) -> tuple[Precision, list[str]]:
    """Standard errors by indicator, and what is wrong with them."""
    from werkagenda.analysis.comparison.headline_indicators import headline_names

    known = headline_names()
    problems: list[str] = []
    for name, value in (given or {}).items():
        if name not in known:
            problems.append(f"precision.{name}: unknown indicator{near(str(name), known)}")
        elif isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < math.inf:
            problems.append(f"precision.{name}={value}: must be a standard error above 0{hint(value)}")
    if given is not None and not given:
        problems.append("precision: names no indicator, such as {regular_employed: 50}")
    return (() if problems else tuple((name, float(value)) for name, value in (given or {}).items())), problems


def errors(study: Study) -> dict[tuple[str, str], float]:
    """Standard error of the effect of the last year by scenario and indicator, of the central world (NaN: unknown)."""
    from werkagenda.analysis.comparison import draws, paired_statistics

    runs = {each.settings.scenario: each.settings.output for each in study.runs if each.world == CENTRAL}
    found = {}
    for scenario, folder in runs.items():
        if scenario == BASELINE:
            continue
        gaps = draws.effects_by_replicate(runs[BASELINE], folder)
        year = min((period for _, period in gaps.index), key=len)
        for name, _ in study.precision:
            moved = paired_statistics.mean_with_interval(gaps.loc[[(name, year)]].to_numpy(float))
            found[scenario, name] = float(moved["se"].iloc[0])
    return found


def needed(study: Study, found: Mapping[tuple[str, str], float]) -> int | None:
    """Replicates that the central world needs, at most the cap; None where it has enough or the cap is met."""
    wanted, have = dict(study.precision), replicates(study)
    most = have
    for (_, name), error in found.items():
        if math.isnan(error):
            most = max(most, have + 2)
        elif error > wanted[name]:
            most = max(most, have + 1, math.ceil(have * (error / wanted[name]) ** 2))
    most = min(most, 2 * have + 2, study.most_replicates)  # an error from few replicates is itself uncertain
    return most if most > have else None


def replicates(study: Study) -> int:
    """Replicates of the central world."""
    return next(each.settings.replicates for each in study.runs if each.world == CENTRAL)


def said(study: Study, found: Mapping[tuple[str, str], float]) -> list[str]:
    """What it took, in words: a line for each effect."""
    wanted, have = dict(study.precision), replicates(study)
    return [
        f"precision of {name}, {scenario}: standard error {error:.3g} with {have} replicates, "
        + (
            f"below {wanted[name]:g}"
            if error <= wanted[name]
            else f"NOT below {wanted[name]:g}: most_replicates is met"
        )
        for (scenario, name), error in found.items()
    ]

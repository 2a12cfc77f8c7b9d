"""One function for other programs: parameters in, paired effects out (SALib, EMA Workbench, optimisers)."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from werkagenda.api.errors import InputError, as_value_error
from werkagenda.api.running import overrides, written
from werkagenda.problems import BadInput, near
from werkagenda.tables.comparison import ASSUMED

INSTRUMENTS = "instruments."


def dotted(name: str) -> str:
    """A parameter's name: `startbanen__pull`, as programs that want plain names write it, is `startbanen.pull`."""
    return name.replace("__", ".")


def evaluate(
    parameters: Mapping[str, float],
    outcomes: Iterable[str],
    *,
    scenario: str = "startbanen_breed",
    scale: float = 0.02,
    seed: int = 1,
    replicates: int = 1,
    **options: Any,
) -> dict[str, float]:
    """Effects of a scenario against the baseline, mean over paired replicates, under given parameter values.

    `parameters`: value by name of a parameter of the registry (`startbanen.pull`), an assumption (`taste_share`) or a
    setting of an instrument (`instruments.startbanen.dose`, of the scenario alone); parameters hold from January 2025
    on in scenario and baseline, so that all evaluations of a seed share one history. `outcomes`: headline indicators
    (`regular_employed`) of the last year; with `__2025_2029` behind, of all years. Raises InputError for unknown names
    and values out of range, all at once, before anything is run.
    """
    found = _evaluated(parameters, outcomes, scenario, scale, seed, replicates, options)
    return {name: row["effect"] for name, row in found.items()}


def evaluate_with_intervals(
    parameters: Mapping[str, float],
    outcomes: Iterable[str],
    *,
    scenario: str = "startbanen_breed",
    scale: float = 0.02,
    seed: int = 1,
    replicates: int = 4,
    **options: Any,
) -> pd.DataFrame:
    """Like `evaluate`: a row for each outcome with `effect`, `se`, `low`, `high` and `replicates`.

    `low` to `high` is the 95% Monte Carlo interval of the mean over paired replicates, empty with one.
    """
    found = _evaluated(parameters, outcomes, scenario, scale, seed, replicates, options)
    return pd.DataFrame.from_dict(found, orient="index").rename_axis("outcome")


def _evaluated(
    parameters: Mapping[str, float],
    outcomes: Iterable[str],
    scenario: str,
    scale: float,
    seed: int,
    replicates: int,
    options: Mapping[str, Any],
) -> dict[str, dict[str, float]]:
    """Effect with its interval by outcome."""
    values = {dotted(name): float(value) for name, value in parameters.items()}
    asked = list(outcomes)
    shared = {"scale": scale, "seed": seed, "replicates": replicates, **options}
    with tempfile.TemporaryDirectory(prefix="werkagenda-") as own, as_value_error():
        arms = {name: _words(values, name == scenario) for name in (scenario, "baseline")}
        runs = []
        wrong = _unknown(asked)
        for name, extra in arms.items():
            words = overrides({"scenario": name, **shared, "output": (Path(own) / name).as_posix()}, extra)
            try:
                runs.append(_settings(words))
            except BadInput as bad:
                wrong += [line for line in bad.problems if line not in wrong]
        if wrong:
            raise InputError(wrong)
        return _paired(runs, asked)


def _words(values: Mapping[str, float], with_instruments: bool) -> dict[str, str]:
    own = {name: written(value) for name, value in values.items() if name.startswith(INSTRUMENTS)}
    assumed = {f"assume.{name}": written(value) for name, value in values.items() if name in ASSUMED}
    short = {parameter: name for name, parameter in ASSUMED.items()}
    assumed |= {f"assume.{short[name]}": written(value) for name, value in values.items() if name in short}
    other = [
        f"{name}: {written(value)}"
        for name, value in values.items()
        if name not in own and name not in ASSUMED and name not in short
    ]
    further = {"assume.parameters": f"{{{', '.join(other)}}}"} if other else {}
    return {**(own if with_instruments else {}), **assumed, **further}


def _settings(words: list[str]) -> Any:
    from werkagenda import settings as reading

    return reading.read(words)[0]


def _known() -> tuple[str, ...]:
    from werkagenda.analysis.comparison.headline_indicators import headline_names

    return headline_names()


def _unknown(outcomes: Iterable[str]) -> list[str]:
    known = _known()
    names = [each.partition("__")[0] for each in outcomes]
    wrong = [f"outcome '{name}': unknown{near(name, known)}" for name in names if name not in known]
    tails = [(each, each.partition("__")[2]) for each in outcomes]
    odd = [each for each, tail in tails if tail and not re.fullmatch(r"20\d\d(_20\d\d)?", tail)]
    return wrong + [f"outcome '{each}': write the years as __2029 or __2025_2029" for each in odd]


PRECISION = ["effect", "se", "low", "high", "replicates"]


def _paired(runs: list[Any], outcomes: list[str]) -> dict[str, dict[str, float]]:
    """Mean paired difference of each outcome with its interval; runs are the scenario's and the baseline's."""
    from werkagenda.analysis.comparison import accounts, discover_runs, headline_indicators, paired_statistics
    from werkagenda.study import run as study

    after, before = (headline_indicators.read_measures(discover_runs.open_run(study.run(each))) for each in runs)
    values = [
        headline_indicators.headline_levels(own, accounts.discounted_accounts(own, before)) for own in (after, before)
    ]
    moved = paired_statistics.paired_effects(values[0], values[1])[PRECISION]
    periods = sorted(set(moved.index.get_level_values("period")), key=len)
    found = {}
    for outcome in outcomes:
        name, _, tail = outcome.partition("__")
        period = tail.replace("_", "-") if tail else periods[0]
        if period not in periods:
            raise BadInput([f"outcome '{outcome}': the run has {' and '.join(periods)}"])
        found[outcome] = {key: float(moved[key][(name, period)]) for key in PRECISION}
    return found

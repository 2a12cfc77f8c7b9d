"""The simulator beside simple rivals on figures held out of all: `python -m werkagenda.inference.rivals`.

Writes docs/rivals.md: mean absolute error and interval score (Gneiting and Raftery 2007) of the simulator, a logit
hazard model and the last-value rule on the same split. The simulator's intervals hold chance and the stated errors of
the figures, as those of the rivals do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from rich.console import Console

from werkagenda.analysis import fit
from werkagenda.evidence.registry import Target, targets
from werkagenda.inference import predictive
from werkagenda.inference.country_run import history
from werkagenda.inference.page_options import options, write
from werkagenda.inference.posterior.results import markdown
from werkagenda.inference.rival_models import INDICATORS, Forecast, rivals, within
from werkagenda.problems import BadInput

PAGE = Path("docs") / "rivals.md"
SIMULATOR = "simulator"
SAMPLE = "simulator over the posterior"
DRAWS = 100
"""Draws of the posterior sample that are simulated."""
MISSED = 0.05
"""Part of the figures that a 95% interval may miss."""
OPENING = """# Against simple rivals

Written by `python -m werkagenda.inference.rivals --scale {scale:g} --seeds {seeds}`. All three are fitted on the same
figures and scored on figures of employment and benefit that were held out of all. The hazard model knows duration, sex
and permit year; the last-value rule carries on the fitted figure nearest before. Neither can say anything of sectors,
vacancies, exams or policy.

Errors in points (shares of people). Interval score: width of the 95% interval, and forty times what a figure lies
outside it; lower is better. Many of the figures are of origins; no fitted figure of employment names one.

"""


def score(value: float, forecast: Forecast) -> float:
    """Interval score of a 95% interval: its width and 2/0.05 times the distance of the value outside it."""
    outside = max(0.0, forecast.low - value) + max(0.0, value - forecast.high)
    return forecast.high - forecast.low + 2.0 / MISSED * outside


def forecasts(seeds: Sequence[int], scale: float) -> dict[str, Callable[[Target], Forecast | None]]:
    """The simulator (mean over seeds) and its rivals as functions of a target."""
    run = history(seeds, scale)

    def simulator(target: Target) -> Forecast | None:
        found, _ = fit.model_value(run, target)
        if found is None:
            return None
        error = float(found["se"]) if found["replicates"] > 1 else 0.0
        return within(float(found["value"]), error**2, target)

    fitted = [each for each in targets("calibration") if each.weight > 0]
    return {SIMULATOR: simulator, **over_the_posterior(scale), **rivals(fitted)}


def over_the_posterior(scale: float) -> dict[str, Callable[[Target], Forecast | None]]:
    """The simulator over draws of the posterior on file, its intervals those of `predictive`; nothing without one."""
    try:
        found = predictive.predicted(DRAWS, scale, 1, predictive.FOLDER)
    except BadInput:
        return {}
    by_id = {each.id: quantiles for each, quantiles in zip(found.targets, found.quantiles, strict=True)}

    def forecast(target: Target) -> Forecast | None:
        low, middle, high = by_id[target.id]
        return Forecast(middle, max(0.0, low), min(1.0, high)) if np.isfinite(middle) else None

    return {SAMPLE: forecast}


def held_out() -> list[Target]:
    """Figures held out of all that every rival can answer: employment and benefit of status holders."""
    return [
        each for each in targets("validation") if each.indicator in INDICATORS and each.population == "status holders"
    ]


def compared(models: Mapping[str, Callable[[Target], Forecast | None]], chosen: Sequence[Target]) -> pd.DataFrame:
    """A row a figure that all can answer: `id`, `group`, `official`, then value and interval score of each model."""
    rows = []
    for target in chosen:
        found = {name: model(target) for name, model in models.items()}
        if any(each is None for each in found.values()):
            continue
        row: dict[str, object] = {"id": target.id, "group": group(target), "official": target.value}
        for name, each in found.items():
            assert each is not None
            row |= {name: each.value, f"{name} score": score(target.value, each)}
        rows.append(row)
    return pd.DataFrame(rows)


def group(target: Target) -> str:
    """What kind of figure a target is."""
    if target.indicator == "on_benefit":
        return "benefit"
    return "employment by origin" if target.origin != "all" else "employment of all"


def summary(table: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """A row a group and one for all: figures, mean absolute error and mean interval score of each model in points."""
    parts = [("all", table), *table.groupby("group")]
    rows = []
    for name, part in parts:
        row: dict[str, object] = {"figures": f"{name} ({len(part)})"}
        for model in names:
            row[f"{model}, error"] = 100 * float(np.abs(part[model] - part["official"]).mean())
            row[f"{model}, score"] = 100 * float(part[f"{model} score"].mean())
        rows.append(row)
    return pd.DataFrame(rows)


def verdict(found: pd.DataFrame, names: Sequence[str]) -> str:
    """Who wins over all figures, as a sentence."""
    first = found.iloc[0]
    best = {kind: min(names, key=lambda name: float(first[f"{name}, {kind}"])) for kind in ("error", "score")}
    if set(best.values()) <= {SIMULATOR, SAMPLE}:
        return "The simulator has the smallest error and the best interval score."
    return (
        f"Smallest error: {best['error']}; best interval score: {best['score']}. Where the simulator does not win, "
        "what it adds is not the level of a curve but what a curve cannot have: policy, displacement, money, regions."
    )


def page(table: pd.DataFrame, names: Sequence[str], seeds: Sequence[int], scale: float) -> str:
    """The comparison as Markdown."""
    found = summary(table, names)
    shown = table.assign(**{name: 100 * table[name] for name in ("official", *names)})
    shown = shown[["id", "group", "official", *names]]
    head = OPENING.format(scale=scale, seeds=" ".join(map(str, seeds)))
    return f"{head}{markdown(found)}\n\n{verdict(found, names)}\n\n## Every figure\n\n{markdown(shown)}\n"


def main(given: Sequence[str] | None = None) -> int:
    """Run, write the page, print its summary."""
    asked = options("rivals", __doc__, PAGE, given)
    models = forecasts(asked.seeds, asked.scale)
    table = compared(models, held_out())
    write(page(table, list(models), asked.seeds, asked.scale), asked.output)
    console = Console(width=150, highlight=False)
    console.print(summary(table, list(models)).to_string(index=False, float_format=lambda value: f"{value:.1f}"))
    console.print(str(asked.output))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

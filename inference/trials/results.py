"""The effect path of a trial beside the published one."""

from __future__ import annotations

import math

import pandas as pd
from scipy import stats

from werkagenda.inference.intervals import LEVEL, half_width
from werkagenda.inference.trials.specification import Published, Trial

PERCENT = 100.0
NO_EFFECT = 2.0
"""Points within which an effect counts as none (assumption)."""
WIDEST = 10.0
"""Points of an interval beyond which it says nothing of a size (assumption)."""


def path(found: pd.DataFrame) -> pd.DataFrame:
    """By sex and months since they were drawn, in percent and percentage points.

    ``controls``, ``treated``: with the outcome, within the trial. ``difference``: treated less controls, as a trial
    measures it, with its sampling interval. ``effect``: the treated less the same people without the measure, mean over
    seeds with its interval. ``spillover``: the same for the controls. ``people``: participants of all seeds.
    """
    both = pd.concat([found, found.assign(sex="all")]) if found["sex"].nunique() > 1 else found
    rows = [{"sex": sex, "months": months, **_row(part)} for (sex, months), part in both.groupby(["sex", "months"])]
    return pd.DataFrame(rows)


def _row(part: pd.DataFrame) -> dict[str, float]:
    arms = {name: part[part["treated"] == name] for name in (True, False)}
    mean = {name: float(arm["within"].mean()) * PERCENT for name, arm in arms.items()}
    error = math.sqrt(sum(m * (PERCENT - m) / max(1, len(arms[name])) for name, m in mean.items()))
    half = float(stats.norm.ppf(0.5 + LEVEL / 2.0)) * error
    effect, width = _over_seeds(arms[True])
    return {
        "controls": mean[False],
        "treated": mean[True],
        "difference": mean[True] - mean[False],
        "low": mean[True] - mean[False] - half,
        "high": mean[True] - mean[False] + half,
        "effect": effect,
        "effect_low": effect - width,
        "effect_high": effect + width,
        "spillover": _over_seeds(arms[False])[0],
        "people": len(part),
    }


def _over_seeds(arm: pd.DataFrame) -> tuple[float, float]:
    """Mean over seeds of the paired difference in points and half the width of its interval (NaN with one seed)."""
    each = arm.groupby("seed")[["within", "without"]].mean().mul(PERCENT)
    paired = (each["within"] - each["without"]).tolist()
    return sum(paired) / len(paired), half_width(paired)


def beside(trial: Trial, effects: pd.DataFrame) -> pd.DataFrame:
    """Published findings with the model's effect at the nearest horizon, and whether sign and size agree."""
    return pd.DataFrame([_compared(each, effects) for each in trial.published])


def _compared(each: Published, effects: pd.DataFrame) -> dict[str, object]:
    mine = effects[effects["sex"] == each.sex]
    row = mine.iloc[(mine["months"] - each.months).abs().argmin()]
    low, high = float(row["effect_low"]), float(row["effect_high"])
    return {
        "evidence": each.evidence,
        "sex": each.sex,
        "months": each.months,
        "published": each.sign if each.effect is None else f"{each.effect:+g}",
        "published_controls": each.controls,
        "model": float(row["effect"]),
        "model_low": low,
        "model_high": high,
        "model_controls": float(row["controls"]),
        "model_months": int(row["months"]),
        "sign": _sign(each.sign, low, high),
        "size": _size(each, float(row["effect"]), low, high),
    }


def _sign(published: str, low: float, high: float) -> str:
    """Whether the model's interval agrees with the published sign; open where the interval is too wide to tell.

    The interval shows an effect of that sign; or, where none was published, keeps within ``NO_EFFECT``.
    """
    none = low >= -NO_EFFECT and high <= NO_EFFECT
    agrees = {"positive": low > 0.0, "negative": high < 0.0, "zero": none}[published]
    contrary = {"positive": high < 0.0 or none, "negative": low > 0.0 or none, "zero": low > 0.0 or high < 0.0}
    return "agrees" if agrees else "differs" if contrary[published] else "open"


def _size(each: Published, effect: float, low: float, high: float) -> str:
    """Whether the model's effect lies in the published range; open where only its interval reaches it."""
    if each.effect is None:
        return "not published"
    least = each.effect if each.low is None else each.low
    most = each.effect if each.high is None else each.high
    if low > most or high < least:
        return "larger" if low > most else "smaller"
    return "meets" if least - NO_EFFECT <= effect <= most + NO_EFFECT and high - low <= WIDEST else "open"

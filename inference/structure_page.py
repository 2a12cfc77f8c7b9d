"""The page of structural choices: the sex pattern of each measure beside trials, and headlines under each choice."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from werkagenda.evidence import registry
from werkagenda.inference.intervals import half_width

Effects = NDArray[np.float64]
"""Seeds x (women, men, all)."""
WOMEN, MEN, ALL = 0, 1, 2

TRIALS: Mapping[str, str] = {
    "startbanen_breed": "one-euro jobs: women 1 to 4 points after three years (E037), men −1 to 1 (E038) and none for "
    "male refugees (E036); wage subsidies positive (E034), no split",
    "sowis_verlengd": "none visible of a general low-wage subsidy (E055) nor of eligibility alone (E044); no split",
    "bias_mkb": "gap in scores a quarter to a third smaller (E062), invitations up and offers unchanged (E064); no "
    "split; in low-skilled work employers call Syrian women back more often than men (E061)",
    "vrouwen_begeleiding": "women only: pilots none (P136), Norway a small one (P137); child care none (E003, E006, "
    "E009) to 2.3 points of all mothers (E007)",
    "asielzoekers_werk": "none published",
    "vaktaal_duaal": "language training 4 points, lasting (E057), or 8 to 10 after 30 months (E058); light courses "
    "none (E059); no split",
    "werkgevers_alliantie": "no result yet (E067)",
    "begeleiding_intensief": "lower caseloads bring work sooner (E028, E030, E032); a work-first policy for men alone "
    "(E071)",
    "gezinsmigranten": "individual plans positive (E024); no split",
    "opleiding_vaardigheden": "in-firm training and short courses: male refugees gain (E035); women not studied there",
}
"""Published effects by scenario of one measure alone; rows of effects.csv and policy.csv."""

HEAD = """# Structural choices, and who gains from each measure

Written by `python -m werkagenda.inference.structure --scale {scale:g} --seeds {seeds}`: status holders more in regular
work, mean of 2029, against the baseline of the same seed under the same choice. {seeds} paired replicates; ± is the 95%
Monte Carlo interval of the mean, so that it holds chance and none of the assumptions. Nothing here is fitted.

## By sex, each measure alone

Trials say which way a measure should point; most give points of participants and few tell women and men apart, so that
signs can be compared and sizes cannot. Paths of participants by sex stand on the pages of the instruments.

| scenario | women | men | all | trials |
|---|---:|---:|---:|---|
"""

CHOICES = """
## Under each structural choice

Each choice is moved alone, from January 2025 on; the history and who lives here then stay the same. A code stands for
a rule (`werkagenda parameters NAME` says which); a number for an assumption that no figure settles. Beside the whole
letter stands the measure that the choice concerns most; in brackets its effect under the registry's values.

| choice | value | the whole letter | measure | alone |
|---|---:|---:|---|---:|
"""

FOOT = """
Where the interval of a row and that of the registry's values have nothing in common, the choice decides the answer.
What each code means: [women](instruments/women.md) for `participation.care_relief` and `participation.norm_link`,
[startbanen](instruments/startbanen.md) for `placement.after`.
"""


def told(values: Effects, who: int) -> str:
    """Mean and 95% interval of one column over seeds, in whole people."""
    column = values[:, who]
    if len(column) < 2:
        return f"{float(column.mean()):+,.0f}"
    return f"{round(float(column.mean())) + 0:+,d} ± {half_width(column.tolist()):,.0f}".replace("-", "−")


def page(
    by_measure: Mapping[str, Effects],
    under: Mapping[tuple[str, float], Mapping[str, Effects]],
    scale: float,
    seeds: int,
) -> str:
    """The page as Markdown.

    ``by_measure``: effects by scenario under the registry's values, the whole letter last; ``under``: by parameter and
    value, those of the whole letter and of one measure.
    """
    out = HEAD.format(scale=scale, seeds=seeds)
    for name, values in by_measure.items():
        cells = " | ".join(told(values, who) for who in (WOMEN, MEN, ALL))
        out += f"| `{name}` | {cells} | {TRIALS.get(name, 'no trial of a package like this')} |\n"
    out += CHOICES + f"| registry |  | {told(list(by_measure.values())[-1], ALL)} |  |  |\n"
    known = registry.load().parameters()
    for (parameter, value), found in under.items():
        letter, measure = found
        alone = f"{told(found[measure], ALL)} ({told(by_measure[measure], ALL)})"
        what = f"`{parameter}` | {value:g} (not {known[parameter].number:g})"
        out += f"| {what} | {told(found[letter], ALL)} | `{measure}` | {alone} |\n"
    return out + FOOT

"""What to find out next: the expected value of knowing a parameter, or a group, before choosing between measures.

Options are the scenarios and doing nothing (payoff 0). With the payoffs of the draws regressed on the parameters in
question (splines and ridge regression; Strong, Oakley and Brennan 2014), the choice made after learning them is
compared with the best choice made now. Regression and comparison are on different draws (five folds), so that fitting
chance does not count as knowledge; the interval is by bootstrap over draws.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from werkagenda.analysis.uncertainty.resampling import bootstrap, folds
from werkagenda.problems import BadInput, needs

Vector = NDArray[np.float64]
NOTHING = "nothing"
KNOTS, FOLDS = 4, 5
LEAST = 60
"""Draws below which a value of information is all chance (assumption)."""


@dataclass(frozen=True)
class Decision:
    """Payoffs by option (a row a draw, a column an option, `nothing` among them) in a unit."""

    payoffs: pd.DataFrame
    unit: str

    @property
    def best_now(self) -> str:
        """The option with the highest mean payoff."""
        return str(self.payoffs.mean().idxmax())


def decision(payoffs: pd.DataFrame, unit: str) -> Decision:
    """A decision between the options of `payoffs` and doing nothing. BadInput with too few draws."""
    if len(payoffs) < LEAST:
        raise BadInput([f"{len(payoffs)} draws: a value of information needs {LEAST} or more"])
    return Decision(payoffs.assign(**{NOTHING: 0.0}), unit)


def perfect(of: Decision) -> float:
    """Expected value of knowing everything: mean of the best payoff of each draw less the best mean payoff."""
    return float(of.payoffs.max(axis=1).mean() - of.payoffs.mean().max())


def partial(of: Decision, inputs: pd.DataFrame, seed: int = 1) -> dict[str, object]:
    """Expected value of knowing `inputs` (columns): `value`, `low`, `high`, and which option it could change to."""
    needs("sklearn")
    payoffs = of.payoffs.to_numpy(float)
    now = of.payoffs.columns.get_loc(of.best_now)
    expected = _expected(inputs.loc[of.payoffs.index].to_numpy(float), payoffs, seed)
    choice = expected.argmax(axis=1)
    gains = payoffs[np.arange(len(payoffs)), choice] - payoffs[:, now]

    def value(rows: NDArray[np.int64]) -> Vector:
        return np.array([gains[rows].mean()])

    low, high = (float(each[0]) for each in bootstrap(value, len(gains), seed))
    other = [of.payoffs.columns[each] for each in choice if each != now]
    turned = pd.Series(other).mode()
    return {
        "value": max(0.0, float(gains.mean())),
        "low": max(0.0, low),
        "high": max(0.0, high),
        "changes": float((choice != now).mean()),
        "instead": str(turned.iloc[0]) if len(turned) else "",
    }


def _expected(inputs: Vector, payoffs: Vector, seed: int) -> Vector:
    """Expected payoff of every option given the inputs of a draw, by regressions that have not seen its fold."""
    from sklearn.linear_model import RidgeCV
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import SplineTransformer, StandardScaler

    fold = folds(len(payoffs), FOLDS, seed)
    found = np.empty_like(payoffs)
    for number in range(FOLDS):
        out = fold == number
        curve = SplineTransformer(KNOTS, extrapolation="linear", knots="quantile")
        if len(np.unique(inputs)) <= KNOTS * inputs.shape[1]:
            curve = StandardScaler()
        model = make_pipeline(curve, StandardScaler(), RidgeCV(np.logspace(-2, 4, 13)))
        found[out] = model.fit(inputs[~out], payoffs[~out]).predict(inputs[out])
    return found


def table(of: Decision, inputs: pd.DataFrame, groups: Mapping[str, Sequence[str]], seed: int = 1) -> pd.DataFrame:
    """A row a group of inputs, the most valuable first, with its interval and the option it could change to."""
    rows = [
        {"group": name, "inputs": ", ".join(columns), **partial(of, inputs[list(columns)], seed)}
        for name, columns in groups.items()
    ]
    found = pd.DataFrame(rows).sort_values("value", ascending=False, kind="stable", ignore_index=True)
    return found.assign(unit=of.unit, best_now=of.best_now, perfect=perfect(of))


TOGETHER: Mapping[str, tuple[str, ...]] = {
    "a trial of placements: what follows one": ("placement.", "startbanen.additional_job_share", "startbanen.pull"),
    "a trial of child care for newcomers": ("women.care_help", "participation.care_", "participation.norm_link"),
    "a trial of structured selection": ("callback.structured_effect", "callback.taste_share", "callback.ratio"),
    "a trial of training": ("training.",),
    "a trial of guidance": ("participation.guidance_gain", "women.trained_gain", "caseload."),
    "a register link of jobs and benefits": ("jobs.", "income.non_take_up_share", "participation.stop_per_month"),
    "a survey of employers": ("openings.vacancy_response", "offer.", "learning.", "bias.", "alliance.", "sowis."),
}
"""Parameters that one study would measure together: beginnings of names (which studies: a judgement, stated)."""


def groups(names: Mapping[str, str]) -> dict[str, list[str]]:
    """Inputs by themselves, then those that one study would measure; `names`: parameter behind each input."""
    found = {name: [name] for name in names}
    for study, beginnings in TOGETHER.items():
        held = [name for name, parameter in names.items() if parameter.startswith(beginnings)]
        if len(held) > 1:
            found[study] = held
    return found

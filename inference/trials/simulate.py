"""A trial run: one country with the treated served, and the same country without, from one history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import Any

import numpy as np
import pandas as pd

from werkagenda.agents.kinds import EMPLOYED
from werkagenda.inference.country_run import forked
from werkagenda.inference.trials.participants import Enrolment
from werkagenda.inference.trials.specification import Trial
from werkagenda.model.country import Country
from werkagenda.problems import BadInput
from werkagenda.tables.vocabulary import HISTORY_MONTHS, MONTHS, SEXES

Bools = np.ndarray[Any, np.dtype[np.bool_]]


def each(
    trials: Mapping[str, Trial], seeds: Sequence[int], scale: float, workers: int
) -> Iterator[tuple[str, Trial, pd.DataFrame]]:
    """Name, trial and participants of all seeds (rows of ``followed``) of one trial after another, over processes."""
    with ProcessPoolExecutor(max(1, min(workers, len(seeds))), mp_context=get_context("spawn")) as pool:
        for name, trial in trials.items():
            follow = partial(followed, trial, scale=scale)
            yield name, trial, pd.concat(list(pool.map(follow, seeds) if workers > 1 else map(follow, seeds)))


def followed(trial: Trial, seed: int, scale: float) -> pd.DataFrame:
    """A row a participant and horizon: sex, treated or not, the outcome with the trial and without any measure."""
    without, within = forked(seed, scale, trial.treatment)
    enrolment = Enrolment(trial, len(without.state.people.id))
    served: Bools = np.zeros(len(enrolment.month), bool)
    instruments: list[Any] = list(within.state.hooks.instruments)
    for instrument in instruments:
        if instrument.name in trial.treatment:
            instrument.aim.among = served
    last = enrolment.first + trial.enrol_months + max(trial.horizons)
    outcomes: list[tuple[Bools, Bools]] = []
    while without.month < min(MONTHS, last):
        enrolment.draw(without.state)
        served[:] = enrolment.served(without.month)
        without.step()
        within.step()
        outcomes.append((has(trial, without), has(trial, within)))
    return _long(trial, enrolment, outcomes, without.state.people.sex).assign(seed=seed)


def has(trial: Trial, made: Country) -> Bools:
    """Who has the outcome at the end of a month: a job, or one that is no subsidised placement."""
    p = made.state.people
    employed = (p.active == 1) & (p.state == EMPLOYED)
    return np.asarray(employed & (p.subsidised == 0) if trial.outcome == "regular" else employed)


def _long(trial: Trial, enrolment: Enrolment, outcomes: list[tuple[Bools, Bools]], sex: Any) -> pd.DataFrame:
    rows, frames = enrolment.rows(), []
    if not len(rows):
        raise BadInput([f"{trial.title}: at this scale nobody may take part; give a larger --scale"])
    for horizon in trial.horizons:
        at = enrolment.month[rows] - HISTORY_MONTHS + horizon
        some, when = rows[at < len(outcomes)], at[at < len(outcomes)]
        pairs = [(outcomes[month][0][row], outcomes[month][1][row]) for month, row in zip(when, some, strict=True)]
        facts = np.array(pairs, float).reshape(-1, 2)
        arm = {"treated": enrolment.treated[some], "sex": np.take(SEXES, sex[some])}
        frames.append(pd.DataFrame({"without": facts[:, 0], "within": facts[:, 1], **arm, "months": horizon}))
    return pd.concat(frames, ignore_index=True)

"""All that a comparison reads of one run, once: people, euros, who works, who is passed, take-up."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from werkagenda.analysis.comparison import answers, displacement, effects, euros, takeup
from werkagenda.analysis.comparison.find import Finished
from werkagenda.analysis.comparison.outlay import policy


@dataclass(frozen=True)
class Levels:
    """Cells of a run by key (rows) and replicate (columns), or by key and replicate with a column a month."""

    run: Finished
    people: pd.DataFrame
    """`effects.cells`."""
    monthly_euros: pd.DataFrame
    euros: pd.DataFrame
    """`euros.flows`."""
    working: pd.DataFrame
    """`displacement.working`."""
    passed: pd.DataFrame
    """`displacement.runners_up`."""
    answers: pd.DataFrame
    """`answers.levels`."""
    uptake: pd.DataFrame
    """`takeup.monthly`."""

    @property
    def moved(self) -> pd.DataFrame:
        """People at work by who and period."""
        return displacement.cells(self.working, self.passed)

    @property
    def reached(self) -> pd.DataFrame:
        """People and employers reached by period."""
        return takeup.reached(self.run, self.uptake)


def read(run: Finished) -> Levels:
    """Read a run."""
    people, monthly = effects.cells(run), euros.monthly(run)
    flows = euros.flows(monthly)
    return Levels(
        run,
        people,
        monthly,
        flows,
        displacement.working(run),
        displacement.runners_up(run),
        answers.levels(people, flows, policy(run)),
        takeup.monthly(run),
    )

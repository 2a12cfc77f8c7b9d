"""Who works more or less because of a scenario: those offered a placement, other status holders, and other people."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from werkagenda.analysis.comparison.cells import PERIOD, by_month, by_period, read, spans
from werkagenda.analysis.comparison.effects import HOLDERS
from werkagenda.analysis.comparison.find import Finished
from werkagenda.analysis.comparison.worlds import months
from werkagenda.tables.vocabulary import HISTORY_MONTHS

PLACED = "status holders placed or offered"
OTHERS = "other status holders"
RUNNERS_UP = "runner-ups (first round)"
OTHER_PEOPLE = "other people"
WHO = {HOLDERS: HOLDERS, "other workers": OTHER_PEOPLE, "fringe": "fringe"}
"""Population of `monthly`: who."""
DECEMBER = 11


def working(run: Finished) -> pd.DataFrame:
    """People at work by who and replicate, a column a month."""
    labels = months(run)
    columns = ["replicate", "month", "population", "value"]
    frame = read(run, "monthly", columns, labels, population=list(WHO), indicator=["employed"])
    found = by_month(frame, ["population"], labels)
    return found.rename(index=WHO, level="population").rename_axis(["who", "replicate"])


def runners_up(run: Finished) -> pd.DataFrame:
    """People passed by a placement, a year; by who and period."""
    labels = months(run)
    frame = read(run, "displacement", ["replicate", "month", "months_displaced"], labels).assign(who=RUNNERS_UP)
    return 12.0 * by_period(by_month(frame, ["who"], labels, "months_displaced"), spans(labels), total=False)


def at_decembers(people: pd.DataFrame, column: str, replicates: list[int], years: int, scale: float) -> pd.DataFrame:
    """People offered a placement who work each December, raised to the country: a row a replicate, a column a year."""
    last = people[(people["month"] % 12 == DECEMBER) & people[column]]
    count = last.groupby(["replicate", (last["month"] - HISTORY_MONTHS) // 12]).size().unstack()
    return count.reindex(index=replicates, columns=range(years)).fillna(0.0) / scale


def through_the_year(decembers: pd.DataFrame, labels: Sequence[str]) -> pd.DataFrame:
    """Months from Decembers along a straight line, from nobody in the December before the outlook."""
    known = np.concatenate([np.zeros((len(decembers), 1)), decembers.to_numpy(float)], axis=1)
    at = np.arange(1, len(labels) + 1) / 12.0
    values = np.array([np.interp(at, np.arange(known.shape[1]), line) for line in known]).reshape(len(known), len(at))
    return pd.DataFrame(values, index=decembers.index, columns=list(labels))


def split(work: pd.DataFrame, people: pd.DataFrame, column: str, scale: float) -> pd.DataFrame:
    """`working` with status holders in two rows: who is offered a placement (works by `column`), and the others."""
    labels = [str(label) for label in work.columns]
    total = work.xs(HOLDERS, level="who")
    decembers = at_decembers(people, column, list(total.index), len(labels) // 12, scale)
    placed = through_the_year(decembers, labels)
    rest = work[work.index.get_level_values("who") != HOLDERS]
    return pd.concat([rest, pd.concat({PLACED: placed, OTHERS: total - placed}, names=["who"])])


def cells(work: pd.DataFrame, passed: pd.DataFrame) -> pd.DataFrame:
    """People at work by who and period, from `working` or `split`, with the cells of `runners_up`."""
    periods = by_period(work, spans([str(label) for label in work.columns]), total=False)
    return pd.concat([periods, passed]).rename_axis(["who", PERIOD]).sort_index()


def lost_at_the_end(after: pd.DataFrame, before: pd.DataFrame) -> pd.Series:
    """People at work fewer in the last month, all but those offered a placement, by replicate; from `split`."""
    lost = (before - after).iloc[:, -1].drop(index=PLACED, level="who")
    return lost.groupby(level="replicate").sum()

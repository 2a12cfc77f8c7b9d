"""Who works more or less because of a scenario, and what becomes of 100 people who are offered a placement."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from werkagenda.analysis.comparison.cell_tables import (
    PERIOD,
    aggregate_periods,
    monthly_sums,
    period_slices,
    read_table,
)
from werkagenda.analysis.comparison.discover_runs import FinishedRun, outlook_months
from werkagenda.analysis.comparison.effects import STATUS_HOLDERS
from werkagenda.analysis.comparison.paired_statistics import mean_with_interval
from werkagenda.tables.vocabulary import HISTORY_MONTHS, month_index

PLACED = "status holders placed or offered"
OTHER_HOLDERS = "other status holders"
RUNNERS_UP = "runner-ups (first round)"
OTHER_PEOPLE = "other people"
WHO_BY_POPULATION = {STATUS_HOLDERS: STATUS_HOLDERS, "other workers": OTHER_PEOPLE, "fringe": "fringe"}
"""Population of `monthly`: who."""
DECEMBER = 11


def people_at_work(run: FinishedRun) -> pd.DataFrame:
    """People at work by who and replicate, a column a month."""
    labels = outlook_months(run)
    columns = ["replicate", "month", "population", "value"]
    frame = read_table(run, "monthly", columns, labels, population=list(WHO_BY_POPULATION), indicator=["employed"])
    found = monthly_sums(frame, ["population"], labels)
    return found.rename(index=WHO_BY_POPULATION, level="population").rename_axis(["who", "replicate"])


def runners_up_passed(run: FinishedRun) -> pd.DataFrame:
    """People passed by a placement, a year; by who and period."""
    labels = outlook_months(run)
    frame = read_table(run, "displacement", ["replicate", "month", "months_displaced"], labels).assign(who=RUNNERS_UP)
    return 12.0 * aggregate_periods(
        monthly_sums(frame, ["who"], labels, "months_displaced"), period_slices(labels), total=False
    )


def december_counts(people: pd.DataFrame, column: str, replicates: list[int], years: int, scale: float) -> pd.DataFrame:
    """People offered a placement who work each December, raised to the country: a row a replicate, a column a year."""
    last = people[(people["month"] % 12 == DECEMBER) & people[column]]
    count = last.groupby(["replicate", (last["month"] - HISTORY_MONTHS) // 12]).size().unstack()
    return count.reindex(index=replicates, columns=range(years)).fillna(0.0) / scale


def interpolate_months(decembers: pd.DataFrame, labels: Sequence[str]) -> pd.DataFrame:
    """Months from Decembers along a straight line, from nobody in the December before the outlook."""
    known = np.concatenate([np.zeros((len(decembers), 1)), decembers.to_numpy(float)], axis=1)
    at = np.arange(1, len(labels) + 1) / 12.0
    values = np.array([np.interp(at, np.arange(known.shape[1]), line) for line in known]).reshape(len(known), len(at))
    return pd.DataFrame(values, index=decembers.index, columns=list(labels))


def split_status_holders(work: pd.DataFrame, people: pd.DataFrame, column: str, scale: float) -> pd.DataFrame:
    """`working` with status holders in two rows: who is offered a placement (works by `column`), and the others."""
    labels = [str(label) for label in work.columns]
    total = work.xs(STATUS_HOLDERS, level="who")
    decembers = december_counts(people, column, list(total.index), len(labels) // 12, scale)
    placed = interpolate_months(decembers, labels)
    rest = work[work.index.get_level_values("who") != STATUS_HOLDERS]
    return pd.concat([rest, pd.concat({PLACED: placed, OTHER_HOLDERS: total - placed}, names=["who"])])


def work_cells(work: pd.DataFrame, passed: pd.DataFrame) -> pd.DataFrame:
    """People at work by who and period, from `working` or `split`, with the cells of `runners_up`."""
    periods = aggregate_periods(work, period_slices([str(label) for label in work.columns]), total=False)
    return pd.concat([periods, passed]).rename_axis(["who", PERIOD]).sort_index()


def others_lost_last_month(after: pd.DataFrame, before: pd.DataFrame) -> pd.Series:
    """People at work fewer in the last month, all but those offered a placement, by replicate; from `split`."""
    lost = (before - after).iloc[:, -1].drop(index=PLACED, level="who")
    return lost.groupby(level="replicate").sum()


PERSON_KEY = ["replicate", "person", "months_since"]
RESIDENT_STATES = ["regular", "subsidised", "on_benefit", "partial_benefit"]
"""States of people who are still in the country; who has left has none of them."""
STATES = ["offered", "accepted", "present", *RESIDENT_STATES]


def people_offered(scenario: FinishedRun, baseline: FinishedRun) -> pd.DataFrame:
    """A row a person, replicate and mark: states in the scenario, and with `_before` in the baseline; `month` by index.

    Who is offered a placement in both, and who has no row in the baseline at that mark, is left out.
    """
    after = read_applicants(scenario, [*PERSON_KEY, "applied", *STATES], only_offered=True)
    before = read_applicants(baseline, [*PERSON_KEY, *STATES], only_offered=False)
    frame: pd.DataFrame = after.join(before, keys=PERSON_KEY, join_type="inner", right_suffix="_before").to_pandas()
    frame = frame[~frame["offered_before"]].sort_values(PERSON_KEY, ignore_index=True)
    start = {label: month_index(label) for label in frame["applied"].unique()}
    frame["month"] = frame["applied"].map(start).astype(int) + frame["months_since"]
    for tail in ("", "_before"):
        for name in RESIDENT_STATES:
            frame[f"{name}{tail}"] &= frame[f"present{tail}"]
        frame[f"works{tail}"] = frame[f"regular{tail}"] | frame[f"subsidised{tail}"]
    return frame


def read_applicants(run: FinishedRun, columns: list[str], only_offered: bool) -> pa.Table:
    """Columns of `applicants`, of all people or of those who are offered a placement."""
    filters = [("offered", "=", True)] if only_offered else None
    return pq.read_table(run.folder / "applicants.parquet", columns=columns, filters=filters)


FOLLOW_UP_MONTHS = (12, 24, 36)
"""Months since the first bijstand at which people are followed."""
WOULD_HAVE_WORKED = "would have worked anyway"
OUTCOME_COLUMNS = {
    "accepted": "accepted",
    WOULD_HAVE_WORKED: "regular_before",
    "regular": "regular",
    "subsidised": "subsidised",
    "on partial benefit": "partial_benefit",
}
"""Outcome: column of the people offered."""
EXTRA_COLUMNS = {
    "extra regular": "regular",
    "extra on benefit": "on_benefit",
    "extra on partial benefit": "partial_benefit",
}
"""Outcome: column whose difference with the baseline it is."""
AMONG_ACCEPTED = "of accepted, would have worked anyway"
DISPLACED = "displaced others"


def offer_outcomes(people: pd.DataFrame, replicates: list[int], scale: float) -> pd.DataFrame:
    """Outcomes per 100 of those who can be followed up to each mark, by outcome and months."""
    rows = []
    for mark in FOLLOW_UP_MONTHS:
        at_mark = people[people["months_since"] == mark]
        taken = at_mark[at_mark["accepted"]]
        for outcome, column in OUTCOME_COLUMNS.items():
            rows.append(outcome_per_100(outcome, mark, at_mark, at_mark[column].astype(float), replicates, scale))
        for outcome, column in EXTRA_COLUMNS.items():
            gap = at_mark[column].astype(float) - at_mark[f"{column}_before"].astype(float)
            rows.append(outcome_per_100(outcome, mark, at_mark, gap, replicates, scale))
        anyway = taken["regular_before"].astype(float)
        rows.append(outcome_per_100(AMONG_ACCEPTED, mark, taken, anyway, replicates, scale))
    return pd.DataFrame([row for row in rows if row])


def outcome_per_100(
    outcome: str, mark: int, people: pd.DataFrame, each: pd.Series, replicates: list[int], scale: float
) -> dict[str, object]:
    """One outcome at one mark: its mean per 100 in each replicate that has anybody; nothing when none has."""
    sums = each.groupby(people["replicate"]).sum().reindex(replicates).fillna(0.0).to_numpy(float)
    count = people.groupby("replicate").size().reindex(replicates).fillna(0).to_numpy(float)
    return outcome_row(outcome, mark, 100.0 * sums, count, scale)


def outcome_row(
    outcome: str, mark: int | None, hundreds: np.ndarray, count: np.ndarray, scale: float
) -> dict[str, object]:
    """A row of the table: `hundreds` over `count` (simulated people) in each replicate with people."""
    some = count > 0
    if not some.any():
        return {}
    found = mean_with_interval((hundreds[some] / count[some])[None, :]).iloc[0]
    sure = {name: found[name] for name in ("effect", "se", "low", "high", "replicates")}
    offered = float(count.mean()) / scale
    return {"outcome": outcome, "months": mark, "value": found["effect"], **sure, "offered": offered}


def displaced_per_100(lost: pd.Series, people: pd.DataFrame, month: int, scale: float) -> pd.DataFrame:
    """Others at work fewer in a month (`lost`: the country's people by replicate) for 100 offers made until then."""
    last = people[people["month"] == month]
    count = last.groupby("replicate").size().reindex(lost.index).fillna(0).to_numpy(float)
    found = outcome_row(DISPLACED, None, 100.0 * lost.to_numpy(float) * scale, count, scale)
    return pd.DataFrame([found] if found else [])

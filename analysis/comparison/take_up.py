"""Take-up by policy: eligible, reached, started, committed euros, envelope, and who is left out."""

from __future__ import annotations

from typing import Any

import pandas as pd

from werkagenda.analysis.comparison.cell_tables import (
    PERIOD,
    aggregate_periods,
    monthly_sums,
    period_slices,
    read_table,
)
from werkagenda.analysis.comparison.discover_runs import FinishedRun, outlook_months
from werkagenda.analysis.comparison.displacement import PERSON_KEY, read_applicants
from werkagenda.analysis.comparison.effects import STATUS_HOLDERS
from werkagenda.analysis.comparison.money_flows import SPENDING_PARTIES
from werkagenda.tables.vocabulary import month_index, month_label

PLACEMENTS, SUBSIDY = "startbanen", "sowis"
PAID = ("wage subsidy", "placement guidance")
FIRST_TIME_COLUMNS = {"reached_once": "reached", "started_once": "started"}
"""Counts over all years, once a person or employer: the count of a month that they are the first times of."""


def completed_take_up(run: FinishedRun, noted: pd.DataFrame) -> pd.DataFrame:
    """Rows of `uptake` with those of the two policies, in case they note nothing there, and the columns of ONCE."""
    own = {PLACEMENTS: placement_take_up, SUBSIDY: subsidy_rounds}
    have = set(noted["policy"].astype(str))
    rows = [make(run).assign(policy=name) for name, make in own.items() if name not in have]
    rows = [with_first_times(frame) for frame in rows if len(frame)]
    plain = with_first_times(noted.astype({"month": str, "policy": str}))
    if not rows:
        return plain
    together = pd.concat([plain, *rows] if len(plain) else rows, ignore_index=True)
    return together.reindex(columns=[*noted.columns, *FIRST_TIME_COLUMNS]).fillna(0.0)


def with_first_times(frame: pd.DataFrame) -> pd.DataFrame:
    """With the columns of ONCE: what is noted counts first times already, but for the subsidy, which has its own."""
    lacking = {name: frame[of] for name, of in FIRST_TIME_COLUMNS.items() if name not in frame and of in frame}
    return frame.assign(**lacking)


def subsidy_rounds(run: FinishedRun) -> pd.DataFrame:
    """Rounds of the outlook."""
    labels = outlook_months(run)
    names = ["replicate", "year", "applications", "people", "euros", "ceiling_eur", "refused_ceiling", "exhausted"]
    names += ["new_employers", "new_people"]
    frame = read_table(run, "subsidy", names)
    frame = frame[frame["year"].astype(str).isin([label[:4] for label in labels])]
    december = frame["year"].astype(str) + "-12"
    named = {"applications": "reached", "people": "started", "euros": "committed_eur", "ceiling_eur": "envelope_eur"}
    named |= {"new_employers": "reached_once", "new_people": "started_once"}
    rounds = frame[["replicate", *named]].rename(columns=named).assign(month=december)
    gone = frame[frame["refused_ceiling"] > 0]
    when = gone["exhausted"].astype(str).where(gone["exhausted"].astype(str) != "", december.loc[gone.index])
    refused = gone[["replicate"]].assign(month=when, left_out=gone["refused_ceiling"])
    return pd.concat([rounds, refused], ignore_index=True)


def placement_take_up(run: FinishedRun) -> pd.DataFrame:
    """People offered and placed by December, people in placements and euros by month."""
    parts = [first_seen(run, "offered", "reached"), first_seen(run, "accepted", "started")]
    parts += [taking_part(run), placement_euros(run)]
    return pd.concat([part for part in parts if len(part)] or [pd.DataFrame()], ignore_index=True)


def first_seen(run: FinishedRun, state: str, name: str) -> pd.DataFrame:
    """People by the first December at which they are in the state, raised to the country."""
    frame = read_applicants(run, [*PERSON_KEY, "applied", state], only_offered=True).to_pandas()
    frame = frame[frame[state]]
    at = {label: month_index(str(label)) for label in frame["applied"].unique()}
    month = frame["applied"].map(at).astype(int) + frame["months_since"]
    first = month.groupby([frame["replicate"], frame["person"]]).min()
    december = (first // 12 * 12 + 11).map(month_label)
    counts = december.groupby([december.index.get_level_values("replicate"), december.rename("month")]).size()
    found: pd.DataFrame = (counts / run.scale).rename(name).reset_index()
    return found[found["month"].isin(outlook_months(run))]


def taking_part(run: FinishedRun) -> pd.DataFrame:
    """People in subsidised work by month."""
    labels = outlook_months(run)
    where = {"population": [STATUS_HOLDERS], "indicator": ["subsidised_employed"]}
    frame = read_table(run, "monthly", ["replicate", "month", "value"], labels, **where)
    return long_rows(monthly_sums(frame, [], labels), "running")


def placement_euros(run: FinishedRun) -> pd.DataFrame:
    """Euros by month that public purses pay others for placements."""
    labels = outlook_months(run)
    frame = read_table(run, "ledger", ["replicate", "month", "payer", "payee", "euros"], labels, instrument=PAID)
    frame = frame[frame["payer"].isin(SPENDING_PARTIES) & ~frame["payee"].isin(SPENDING_PARTIES)]
    return long_rows(monthly_sums(frame, [], labels, "euros"), "committed_eur")


def long_rows(wide: pd.DataFrame, name: str) -> pd.DataFrame:
    """A row a replicate and month where there is anything."""
    found = wide.rename_axis(columns="month").reset_index().melt("replicate", value_name=name)
    return found[found[name] != 0]


STOCKS, FLOWS = ("eligible", "running"), ("reached", "started", "left_out", "committed_eur")
ENVELOPE = "envelope_eur"


def monthly_take_up(run: FinishedRun) -> pd.DataFrame:
    """Rows of the run's `uptake` in the outlook, completed from the tables of placements and of the subsidy."""
    names = ["replicate", "month", "policy", *STOCKS, *FLOWS, ENVELOPE]
    return completed_take_up(run, read_table(run, "uptake", names, outlook_months(run)))


def reached_by_period(run: FinishedRun, frame: pd.DataFrame) -> pd.DataFrame:
    """People and employers reached by any policy, once in the period: a row a period, a column a replicate."""
    labels = outlook_months(run)
    if frame.empty:
        return pd.DataFrame(columns=list(run.replicates), dtype=float).rename_axis(PERIOD)
    parts = []
    for count, periods in (("reached", single_years(labels)), ("reached_once", all_years_together(labels))):
        parts.append(
            aggregate_periods(monthly_sums(frame.assign(all="all"), ["all"], labels, count), periods, total=True)
        )
    return pd.concat(parts).droplevel("all").reindex(columns=list(run.replicates)).fillna(0.0)


def single_years(labels: list[str]) -> dict[str, slice]:
    """The periods of one year."""
    return {name: span for name, span in period_slices(labels).items() if "-" not in name}


def all_years_together(labels: list[str]) -> dict[str, slice]:
    """The period of all years."""
    return {name: span for name, span in period_slices(labels).items() if "-" in name}


def take_up_table(run: FinishedRun, frame: pd.DataFrame) -> pd.DataFrame:
    """A row a policy and year (and all years together), means over the replicates. In all years together who is reached
    or starts counts once, so that these are less than the sum of the years where somebody comes back."""
    labels = outlook_months(run)
    once = frame.assign(**{of: frame[name] for name, of in FIRST_TIME_COLUMNS.items()})
    rows = [
        {"policy": str(policy), "year": year, **policy_row(part, labels[span], list(run.replicates))}
        for counted, periods in ((frame, single_years(labels)), (once, all_years_together(labels)))
        for policy, part in counted.groupby("policy", observed=True, sort=True)
        for year, span in periods.items()
    ]
    return pd.DataFrame(rows)


def policy_row(part: pd.DataFrame, labels: list[str], replicates: list[int]) -> dict[str, Any]:
    """One policy in one period: stocks as the mean over months (eligible: months in which it looks at anybody), flows
    and envelopes as the sum (an envelope counts once a year); `ran_dry`: the first month that leaves anybody out."""
    here = part[part["month"].isin(labels)].astype({"month": str})
    count = len(replicates)
    sums = here[list(FLOWS)].sum() / count
    looked = here.loc[here["eligible"] > 0, "eligible"]
    yearly = here.groupby([here["replicate"], here["month"].str[:4]])[ENVELOPE].max().sum() / count
    dry = here[here["left_out"] > 0]
    return {
        "eligible": float(looked.mean()) if len(looked) else 0.0,
        "running": float(here["running"].sum()) / (count * len(labels)),
        **{name: float(sums[name]) for name in FLOWS},
        ENVELOPE: float(yearly),
        "ran_dry": min(dry["month"], default=""),
        "dry_share": dry["replicate"].nunique() / count,
        "replicates": count,
    }

"""Take-up: whom each policy is for, whom it reaches, what it commits, when its money is gone, who is left out."""

from __future__ import annotations

from typing import Any

import pandas as pd

from werkagenda.analysis.comparison import noted
from werkagenda.analysis.comparison.cells import PERIOD, by_month, by_period, read, spans
from werkagenda.analysis.comparison.find import Finished
from werkagenda.analysis.comparison.worlds import months

STOCKS, FLOWS = ("eligible", "running"), ("reached", "started", "left_out", "committed_eur")
ENVELOPE = "envelope_eur"


def monthly(run: Finished) -> pd.DataFrame:
    """Rows of the run's `uptake` in the outlook, completed from the tables of placements and of the subsidy."""
    names = ["replicate", "month", "policy", *STOCKS, *FLOWS, ENVELOPE]
    return noted.completed(run, read(run, "uptake", names, months(run)))


def reached(run: Finished, frame: pd.DataFrame) -> pd.DataFrame:
    """People and employers reached by any policy, once in the period: a row a period, a column a replicate."""
    labels = months(run)
    if frame.empty:
        return pd.DataFrame(columns=list(run.replicates), dtype=float).rename_axis(PERIOD)
    parts = []
    for count, periods in (("reached", years(labels)), ("reached_once", whole(labels))):
        parts.append(by_period(by_month(frame.assign(all="all"), ["all"], labels, count), periods, total=True))
    return pd.concat(parts).droplevel("all").reindex(columns=list(run.replicates)).fillna(0.0)


def years(labels: list[str]) -> dict[str, slice]:
    """The periods of one year."""
    return {name: span for name, span in spans(labels).items() if "-" not in name}


def whole(labels: list[str]) -> dict[str, slice]:
    """The period of all years."""
    return {name: span for name, span in spans(labels).items() if "-" in name}


def table(run: Finished, frame: pd.DataFrame) -> pd.DataFrame:
    """A row a policy and year (and all years together), means over the replicates. In all years together who is reached
    or starts counts once, so that these are less than the sum of the years where somebody comes back."""
    labels = months(run)
    once = frame.assign(**{of: frame[name] for name, of in noted.ONCE.items()})
    rows = [
        {"policy": str(policy), "year": year, **one(part, labels[span], list(run.replicates))}
        for counted, periods in ((frame, years(labels)), (once, whole(labels)))
        for policy, part in counted.groupby("policy", observed=True, sort=True)
        for year, span in periods.items()
    ]
    return pd.DataFrame(rows)


def one(part: pd.DataFrame, labels: list[str], replicates: list[int]) -> dict[str, Any]:
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

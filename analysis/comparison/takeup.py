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
    """People and employers reached for the first time by any policy: a row a period, a column a replicate."""
    labels = months(run)
    if frame.empty:
        return pd.DataFrame(columns=list(run.replicates), dtype=float).rename_axis(PERIOD)
    cells = by_period(by_month(frame.assign(all="all"), ["all"], labels, "reached"), spans(labels), total=True)
    return cells.droplevel("all").reindex(columns=list(run.replicates)).fillna(0.0)


def table(run: Finished, frame: pd.DataFrame) -> pd.DataFrame:
    """A row a policy and year (and all years together), means over the replicates."""
    labels = months(run)
    rows = [
        {"policy": str(policy), "year": year, **one(part, labels[span], list(run.replicates))}
        for policy, part in frame.groupby("policy", observed=True, sort=True)
        for year, span in spans(labels).items()
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

"""Money flows of a run: every flow, net payments by party, the public parties together, and policy outlay."""

from __future__ import annotations

import pandas as pd

from werkagenda.analysis.comparison.cell_tables import (
    PERIOD,
    aggregate_periods,
    monthly_sums,
    period_slices,
    read_table,
)
from werkagenda.analysis.comparison.discover_runs import FinishedRun, outlook_months

PUBLIC_PARTIES = (
    "central government",
    "municipality",
    "employee-insurance agency",
    "tax authority",
    "reception agency",
)
GOVERNMENT_EUROS = "government_euros"
FLOW_KEY = ["payer", "payee", "instrument"]


def monthly_flows(run: FinishedRun) -> pd.DataFrame:
    """Euros by payer, payee, instrument and replicate, a column a month."""
    labels = outlook_months(run)
    frame = read_table(run, "ledger", ["replicate", "month", *FLOW_KEY, "euros"], labels)
    return monthly_sums(frame, FLOW_KEY, labels, "euros")


def flows_by_period(by_months: pd.DataFrame) -> pd.DataFrame:
    """Euros of `monthly` by payer, payee, instrument and year; the period of all years is their sum."""
    return aggregate_periods(
        by_months, period_slices([str(name) for name in by_months.columns]), total=True
    ).sort_index()


def party_balances(cells: pd.DataFrame) -> pd.DataFrame:
    """What each party pays less what it receives, by party and period."""
    paid = cells.groupby(level=["payer", PERIOD]).sum().rename_axis(["party", PERIOD])
    received = cells.groupby(level=["payee", PERIOD]).sum().rename_axis(["party", PERIOD])
    return paid.sub(received, fill_value=0.0).sort_index()


def public_balance(balances: pd.DataFrame) -> pd.DataFrame:
    """What the public parties pay on balance, by indicator and period."""
    public = balances[balances.index.get_level_values("party").isin(PUBLIC_PARTIES)]
    together = public.groupby(level=PERIOD).sum()
    return pd.concat({GOVERNMENT_EUROS: together}, names=["indicator"])


SPENDING_PARTIES = ("central government", "municipality", "employee-insurance agency", "tax authority")
"""Who pays for policy; what one of them passes to another is not counted twice."""


def policy_headings(run: FinishedRun) -> tuple[str, ...]:
    """Headings of a run's ledger that are spending on policy, as its manifest says."""
    return tuple(str(heading["name"]) for heading in run.manifest["ledger"] if heading["policy"])


def policy_outlay(flows: pd.DataFrame, headings: tuple[str, ...]) -> pd.DataFrame:
    """Euros that leave the public budgets under the headings: a row a period, a column a replicate.

    `flows` as of `money_flows.flows_by_period`.
    """
    payer, payee, instrument = (flows.index.get_level_values(name) for name in ("payer", "payee", "instrument"))
    keep = payer.isin(SPENDING_PARTIES) & ~payee.isin(SPENDING_PARTIES) & instrument.isin(headings)
    every = flows.index.get_level_values("period").unique().sort_values()
    return flows[keep].groupby(level="period").sum().reindex(every).fillna(0.0)

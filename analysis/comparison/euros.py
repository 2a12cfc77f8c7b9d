"""What a scenario changes in money: every flow, what each party pays on balance, and the public parties together."""

from __future__ import annotations

import pandas as pd

from werkagenda.analysis.comparison.cells import PERIOD, by_month, by_period, read, spans
from werkagenda.analysis.comparison.find import Finished
from werkagenda.analysis.comparison.worlds import months

PUBLIC = (
    "central government",
    "municipality",
    "employee-insurance agency",
    "tax authority",
    "reception agency",
)
GOVERNMENT = "government_euros"
FLOW = ["payer", "payee", "instrument"]


def monthly(run: Finished) -> pd.DataFrame:
    """Euros by payer, payee, instrument and replicate, a column a month."""
    labels = months(run)
    frame = read(run, "ledger", ["replicate", "month", *FLOW, "euros"], labels)
    return by_month(frame, FLOW, labels, "euros")


def flows(by_months: pd.DataFrame) -> pd.DataFrame:
    """Euros of `monthly` by payer, payee, instrument and year; the period of all years is their sum."""
    return by_period(by_months, spans([str(name) for name in by_months.columns]), total=True).sort_index()


def parties(cells: pd.DataFrame) -> pd.DataFrame:
    """What each party pays less what it receives, by party and period."""
    paid = cells.groupby(level=["payer", PERIOD]).sum().rename_axis(["party", PERIOD])
    received = cells.groupby(level=["payee", PERIOD]).sum().rename_axis(["party", PERIOD])
    return paid.sub(received, fill_value=0.0).sort_index()


def government(balances: pd.DataFrame) -> pd.DataFrame:
    """What the public parties pay on balance, by indicator and period."""
    public = balances[balances.index.get_level_values("party").isin(PUBLIC)]
    together = public.groupby(level=PERIOD).sum()
    return pd.concat({GOVERNMENT: together}, names=["indicator"])

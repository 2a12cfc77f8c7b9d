"""Policy outlay: euros that leave the public purses for instruments of policy, overhead included."""

from __future__ import annotations

import pandas as pd

POLICY = (
    "employer subsidy",
    "wage subsidy",
    "placement guidance",
    "child care",
    "outreach",
    "women's programme",
    "work desks",
    "language at work",
    "employer alliance",
    "caseload",
    "family migrants' programme",
    "overhead",
)
"""Instruments of policy in the ledger."""
PURSES = ("central government", "municipality", "employee-insurance agency", "tax authority")
"""Who pays for policy; what one of them passes to another is not counted twice."""


def outlays(flows: pd.DataFrame) -> pd.DataFrame:
    """Euros that leave the public purses for policy: a row a period, a column a replicate; from `euros.flows`."""
    payer, payee, instrument = (flows.index.get_level_values(name) for name in ("payer", "payee", "instrument"))
    keep = payer.isin(PURSES) & ~payee.isin(PURSES) & instrument.isin(POLICY)
    every = flows.index.get_level_values("period").unique().sort_values()
    return flows[keep].groupby(level="period").sum().reindex(every).fillna(0.0)

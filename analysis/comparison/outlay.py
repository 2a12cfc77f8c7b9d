"""Policy outlay: euros that leave the public purses for instruments of policy, overhead included."""

from __future__ import annotations

import pandas as pd

from werkagenda.analysis.comparison.find import Finished

PURSES = ("central government", "municipality", "employee-insurance agency", "tax authority")
"""Who pays for policy; what one of them passes to another is not counted twice."""


def policy(run: Finished) -> tuple[str, ...]:
    """Headings of a run's ledger that are spending on policy, as its manifest says."""
    return tuple(str(heading["name"]) for heading in run.manifest["ledger"] if heading["policy"])


def outlays(flows: pd.DataFrame, headings: tuple[str, ...]) -> pd.DataFrame:
    """Euros that leave the public purses under the headings: a row a period, a column a replicate.

    `flows` as of `euros.flows`.
    """
    payer, payee, instrument = (flows.index.get_level_values(name) for name in ("payer", "payee", "instrument"))
    keep = payer.isin(PURSES) & ~payee.isin(PURSES) & instrument.isin(headings)
    every = flows.index.get_level_values("period").unique().sort_values()
    return flows[keep].groupby(level="period").sum().reindex(every).fillna(0.0)

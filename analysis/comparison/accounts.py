"""Accounts of a run as cash and present value."""

from __future__ import annotations

import pandas as pd

from werkagenda.analysis.comparison import discounting, social_balance
from werkagenda.analysis.comparison.headline_indicators import RunMeasures


def discounted_accounts(own: RunMeasures, base: RunMeasures) -> pd.DataFrame:
    """Accounts of a run as cash and present value; somebody at work is worth what one costs in the baseline."""
    costs = social_balance.wage_costs(base.run, base.monthly_euros)
    return discounting.cash_and_present_value(social_balance.monthly_accounts(own.monthly_euros, own.working, costs))

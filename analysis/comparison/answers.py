"""The answers of each scenario of a world by replicate: what parts of a whole and steps of a ladder are compared by."""

from __future__ import annotations

import pandas as pd

from werkagenda.analysis.comparison import euros
from werkagenda.analysis.comparison.effects import ALL, HOLDERS
from werkagenda.analysis.comparison.outlay import outlays
from werkagenda.analysis.comparison.pairs import differences, precise
from werkagenda.tables.vocabulary import INDICATORS

PEOPLE = ("regular_employed", "subsidised_employed", "on_benefit")
OUTLAY = "policy_outlay"
SURE = ["effect", "se", "low", "high", "replicates"]
ANSWER = ["indicator", "period"]


def levels(people: pd.DataFrame, flows: pd.DataFrame, headings: tuple[str, ...]) -> pd.DataFrame:
    """Status holders in work and on benefit, euros of the public parties and of policy: by indicator and period.

    `people` as of `effects.cells`, `flows` as of `euros.flows`; `headings`: those of policy.
    """
    wanted = people.xs((HOLDERS, ALL, ALL), level=("population", "dimension", "level"))
    wanted = wanted[wanted.index.get_level_values("indicator").isin(PEOPLE)]
    public = euros.government(euros.parties(flows))
    paid = pd.concat({OUTLAY: outlays(flows, headings)}, names=["indicator"])
    found = pd.concat([wanted, public, paid]).rename_axis(ANSWER)
    years = [name for name in public.index.get_level_values("period") if "-" in name]
    last = max(str(name) for name in public.index.get_level_values("period") if "-" not in name)
    return found[found.index.get_level_values("period").isin([*years, last])].sort_index()


def gaps(scenario: pd.DataFrame, baseline: pd.DataFrame) -> pd.DataFrame:
    """Differences by answer and replicate."""
    return differences(scenario, baseline)[0]


def said(gap: pd.DataFrame) -> pd.DataFrame:
    """Mean, error and interval of differences, with their unit."""
    found = precise(gap.to_numpy(float))[SURE].set_axis(gap.index).reset_index()
    return found.assign(unit=[INDICATORS.get(name, "euros") for name in found["indicator"]])

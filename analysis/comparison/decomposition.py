"""Decomposition of a package: each measure alone, left out, their sum and the interplay; and effects by dose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from werkagenda.analysis.comparison import money_flows
from werkagenda.analysis.comparison.effects import ALL, STATUS_HOLDERS
from werkagenda.analysis.comparison.money_flows import policy_outlay
from werkagenda.analysis.comparison.paired_statistics import mean_with_interval, paired_differences
from werkagenda.tables.policy import MEASURES
from werkagenda.tables.vocabulary import INDICATORS

PEOPLE_INDICATORS = ("regular_employed", "subsidised_employed", "on_benefit")
POLICY_OUTLAY = "policy_outlay"
PRECISION_COLUMNS = ["effect", "se", "low", "high", "replicates"]
INDICATOR_KEY = ["indicator", "period"]


def decomposition_levels(people: pd.DataFrame, flows: pd.DataFrame, headings: tuple[str, ...]) -> pd.DataFrame:
    """Status holders in work and on benefit, euros of the public parties and of policy: by indicator and period.

    `people` as of `effects.effect_cells`, `flows` as of `money_flows.flows_by_period`; `headings`: those of policy.
    """
    wanted = people.xs((STATUS_HOLDERS, ALL, ALL), level=("population", "dimension", "level"))
    wanted = wanted[wanted.index.get_level_values("indicator").isin(PEOPLE_INDICATORS)]
    public = money_flows.public_balance(money_flows.party_balances(flows))
    paid = pd.concat({POLICY_OUTLAY: policy_outlay(flows, headings)}, names=["indicator"])
    found = pd.concat([wanted, public, paid]).rename_axis(INDICATOR_KEY)
    years = [name for name in public.index.get_level_values("period") if "-" in name]
    last = max(str(name) for name in public.index.get_level_values("period") if "-" not in name)
    return found[found.index.get_level_values("period").isin([*years, last])].sort_index()


def effects_by_replicate(scenario: pd.DataFrame, baseline: pd.DataFrame) -> pd.DataFrame:
    """Differences by answer and replicate."""
    return paired_differences(scenario, baseline)[0]


def effect_rows(gap: pd.DataFrame) -> pd.DataFrame:
    """Mean, error and interval of differences, with their unit."""
    found = mean_with_interval(gap.to_numpy(float))[PRECISION_COLUMNS].set_axis(gap.index).reset_index()
    return found.assign(unit=[INDICATORS.get(name, "euros") for name in found["indicator"]])


PARTS_OF_WHOLE = {
    "werkagenda": MEASURES,
    "werkagenda_kern": ("startbanen_breed", "sowis_verlengd", "bias_mkb"),
}
"""Whole: the scenarios that are its parts alone."""
WITHOUT_MARK = "_zonder_"
ALONE, LEFT_OUT, WHOLE, SUM, INTERPLAY = "alone", "left out", "whole", "sum of alone", "interplay"


def parts_table(gaps: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Rows of `parts` of one world; `gaps`: differences with the baseline by scenario, of the same replicates."""
    rows = [
        effect_rows(gap).assign(whole=whole, part=part, measure=measure)
        for whole, names in PARTS_OF_WHOLE.items()
        if whole in gaps
        for part, measure, gap in part_effects(whole, names, gaps)
    ]
    return pd.concat(rows, ignore_index=True) if rows else pd.DataFrame()


def part_effects(
    whole: str, names: tuple[str, ...], gaps: Mapping[str, pd.DataFrame]
) -> Iterator[tuple[str, str, pd.DataFrame]]:
    """Part ("" for all), measure and differences; a sum only when every part was run alone."""
    every = gaps[whole]
    alone = [name for name in names if name in gaps]
    without = [name for name in names if f"{whole}{WITHOUT_MARK}{name}" in gaps]
    if not (alone or without):
        return
    yield "", WHOLE, every
    for name in alone:
        yield name, ALONE, gaps[name]
    for name in without:
        yield name, LEFT_OUT, every - gaps[f"{whole}{WITHOUT_MARK}{name}"]
    if len(alone) == len(names):
        together = sum_effects([gaps[name] for name in names])
        yield "", SUM, together
        yield "", INTERPLAY, every - together


def sum_effects(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """The sum of differences of the same answers and replicates."""
    total = frames[0]
    for frame in frames[1:]:
        total = total + frame
    return total


DOSE_MARK = "@"


def parse_step(name: str) -> tuple[str, float] | None:
    """Scenario and value of a step; None for a scenario that is none."""
    scenario, found, value = name.rpartition(DOSE_MARK)
    try:
        return (scenario, float(value)) if found else None
    except ValueError:
        return None


def dose_table(gaps: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Rows of `ladder` of one world: each step of each ladder; `gaps` as of `decomposition.parts_table`."""
    steps = {name: found for name in gaps if (found := parse_step(name))}
    rows = [effect_rows(gaps[name]).assign(scenario=base, dose=value) for name, (base, value) in steps.items()]
    return pd.concat(rows, ignore_index=True) if rows else pd.DataFrame()

"""What policy costs for each person reached, each person in work, and each benefit-year saved.

Outlay: what central government, municipalities, insurance agency and tax authority pay anybody else for instruments of
policy, overhead included, more than in the baseline: cash, net of nothing. *Gross*: the people whom only the scenario
offers a placement (who is reached by others is a count, not a name); *net of deadweight*: more than in the baseline;
*net of displacement*: in all populations. A year's euros stand against the person-years of that year.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from werkagenda.analysis.comparison import displacement, paired_statistics
from werkagenda.analysis.comparison.cell_tables import aggregate_periods, period_slices
from werkagenda.analysis.comparison.discover_runs import outlook_months
from werkagenda.analysis.comparison.effects import ALL, NEWCOMERS, STATUS_HOLDERS
from werkagenda.analysis.comparison.headline_indicators import RunMeasures
from werkagenda.analysis.comparison.money_flows import policy_headings, policy_outlay
from werkagenda.analysis.comparison.paired_statistics import Array, mean_with_interval, paired_differences

OUTLAY, REACHED = "outlay", "per person or employer reached"
GROSS, GROSS_OFF_BENEFIT = "in regular work, of those offered (gross)", "benefit-year less, of those offered (gross)"
HOLDER_WORK, NEWCOMER_WORK = "status holder in regular work more (net of deadweight)", "newcomer in regular work more"
EVERYBODY_WORK = "person in regular work more, all populations (net of displacement)"
EVERYBODY_AT_WORK = "person at work more, all populations, placements included"
BENEFIT_SAVED = "benefit-year of status holders less (net)"
MEASURES = (
    OUTLAY,
    REACHED,
    GROSS,
    HOLDER_WORK,
    NEWCOMER_WORK,
    EVERYBODY_WORK,
    EVERYBODY_AT_WORK,
    GROSS_OFF_BENEFIT,
    BENEFIT_SAVED,
)
RATIO = ["period", "measure"]


def cost_table(after: RunMeasures, before: RunMeasures, offered: pd.DataFrame) -> pd.DataFrame:
    """Rows of `cost`; `offered`: people whom only the scenario offers a placement (`placements.offered`)."""
    pairs = (
        (policy_outlay(each.euros, policy_headings(each.run)), each.people, each.moved, each.reached)
        for each in (after, before)
    )
    paid, more, lost, met = (paired_differences(*pair)[0] for pair in zip(*pairs, strict=True))
    named = gross_person_months(offered, after)
    periods = reported_periods(paid.index)
    rows = [
        {"period": period, "measure": name, **paired_statistics.cost_ratio(paid.loc[period].to_numpy(float), number)}
        for period in periods
        for name, number in denominators(period, more, lost, met, named)
    ]
    return pd.concat([pd.DataFrame(rows), outlay_rows(paid.loc[periods])], ignore_index=True)


def gross_person_months(offered: pd.DataFrame, after: RunMeasures) -> dict[str, pd.DataFrame]:
    """Months in which who is offered a placement has regular work, and is in the country without bijstand."""
    if offered.empty:
        return {}
    run = after.run
    people = offered.assign(left=offered["present"] & ~offered["on_benefit"])
    labels = outlook_months(run)
    found = {}
    for name, column in ((GROSS, "regular"), (GROSS_OFF_BENEFIT, "left")):
        decembers = displacement.december_counts(people, column, list(run.replicates), len(labels) // 12, run.scale)
        found[name] = pd.concat({name: displacement.interpolate_months(decembers, labels)}, names=["who"])
    return found


def reported_periods(periods: pd.Index) -> list[str]:
    """The period of all years, and the last year alone."""
    return [str(name) for name in periods if "-" in str(name)] + [max(str(n) for n in periods if "-" not in str(n))]


def outlay_rows(paid: pd.DataFrame) -> pd.DataFrame:
    """The outlay itself with its interval."""
    found = mean_with_interval(paid.to_numpy(float))
    parts = {"value": found["effect"], "low": found["low"], "high": found["high"], "outlay": found["effect"]}
    verdict = np.where(found["replicates"] > 1, paired_statistics.RESOLVED, paired_statistics.ONE_REPLICATE)
    rows = pd.DataFrame({**parts, "number": 1.0, "replicates": found["replicates"], "verdict": verdict})
    return rows.assign(period=list(paid.index), measure=OUTLAY)


def denominators(
    period: str, more: pd.DataFrame, lost: pd.DataFrame, met: pd.DataFrame, named: dict[str, pd.DataFrame]
) -> Iterator[tuple[str, Array | None]]:
    """Each measure with its denominator by replicate: person-years, or people reached; None when not recorded."""
    years = 1.0 if "-" not in period else float(int(period[5:]) - int(period[:4]) + 1)
    yield REACHED, met.loc[period].to_numpy(float) if period in met.index else None
    for name in (GROSS, GROSS_OFF_BENEFIT):
        yield name, years * period_mean(named[name], name, period) if name in named else None
    regular, employed = (newcomer_difference(more, what, period) for what in ("regular_employed", "employed"))
    rest = row_or_zeros(lost, (displacement.OTHER_PEOPLE, period)) + row_or_zeros(lost, ("fringe", period))
    yield HOLDER_WORK, years * population_difference(more, STATUS_HOLDERS, "regular_employed", period)
    yield NEWCOMER_WORK, years * regular
    yield EVERYBODY_WORK, years * (regular + rest)
    yield EVERYBODY_AT_WORK, years * (employed + rest)
    yield BENEFIT_SAVED, -years * population_difference(more, STATUS_HOLDERS, "on_benefit", period)


def period_mean(monthly: pd.DataFrame, who: str, period: str) -> Array:
    """Mean people of a period by replicate."""
    labels = [str(label) for label in monthly.columns]
    return row_or_zeros(aggregate_periods(monthly, period_slices(labels), total=False), (who, period))


def newcomer_difference(more: pd.DataFrame, indicator: str, period: str) -> Array:
    """The difference of an indicator in all newcomers, by replicate."""
    parts = np.stack([population_difference(more, population, indicator, period) for population in NEWCOMERS])
    total: Array = parts.sum(axis=0)
    return total


def population_difference(more: pd.DataFrame, population: str, indicator: str, period: str) -> Array:
    """The difference of an indicator in all people of a population, by replicate."""
    return row_or_zeros(more, (population, ALL, ALL, indicator, period))


def row_or_zeros(frame: pd.DataFrame, key: tuple[str, ...]) -> Array:
    """The row of a key; 0 where there is none."""
    place = int(frame.index.get_indexer(pd.MultiIndex.from_tuples([key]))[0])
    return frame.to_numpy(float)[place] if place >= 0 else np.zeros(frame.shape[1])

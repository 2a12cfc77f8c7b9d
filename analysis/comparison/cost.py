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

from werkagenda.analysis.comparison import displacement, ratios
from werkagenda.analysis.comparison.cells import by_period, spans
from werkagenda.analysis.comparison.effects import ALL, HOLDERS, POPULATIONS
from werkagenda.analysis.comparison.levels import Levels
from werkagenda.analysis.comparison.outlay import outlays, policy
from werkagenda.analysis.comparison.pairs import Array, differences, precise
from werkagenda.analysis.comparison.worlds import months

OUTLAY, REACHED = "outlay", "per person or employer reached"
GROSS, LEFT = "in regular work, of those offered (gross)", "benefit-year less, of those offered (gross)"
HOLDER, NEWCOMER = "status holder in regular work more (net of deadweight)", "newcomer in regular work more"
EVERYBODY = "person in regular work more, all populations (net of displacement)"
AT_WORK = "person at work more, all populations, placements included"
SAVED = "benefit-year of status holders less (net)"
MEASURES = (OUTLAY, REACHED, GROSS, HOLDER, NEWCOMER, EVERYBODY, AT_WORK, LEFT, SAVED)
RATIO = ["period", "measure"]


def table(after: Levels, before: Levels, offered: pd.DataFrame) -> pd.DataFrame:
    """Rows of `cost`; `offered`: people whom only the scenario offers a placement (`placements.offered`)."""
    pairs = ((outlays(each.euros, policy(each.run)), each.people, each.moved, each.reached) for each in (after, before))
    paid, more, lost, met = (differences(*pair)[0] for pair in zip(*pairs, strict=True))
    named = gross(offered, after)
    periods = whole(paid.index)
    rows = [
        {"period": period, "measure": name, **ratios.ratio(paid.loc[period].to_numpy(float), number)}
        for period in periods
        for name, number in numbers(period, more, lost, met, named)
    ]
    return pd.concat([pd.DataFrame(rows), totals(paid.loc[periods])], ignore_index=True)


def gross(offered: pd.DataFrame, after: Levels) -> dict[str, pd.DataFrame]:
    """Months in which who is offered a placement has regular work, and is in the country without bijstand."""
    if offered.empty:
        return {}
    run = after.run
    people = offered.assign(left=offered["present"] & ~offered["on_benefit"])
    labels = months(run)
    found = {}
    for name, column in ((GROSS, "regular"), (LEFT, "left")):
        decembers = displacement.at_decembers(people, column, list(run.replicates), len(labels) // 12, run.scale)
        found[name] = pd.concat({name: displacement.through_the_year(decembers, labels)}, names=["who"])
    return found


def whole(periods: pd.Index) -> list[str]:
    """The period of all years, and the last year alone."""
    return [str(name) for name in periods if "-" in str(name)] + [max(str(n) for n in periods if "-" not in str(n))]


def totals(paid: pd.DataFrame) -> pd.DataFrame:
    """The outlay itself with its interval."""
    found = precise(paid.to_numpy(float))
    parts = {"value": found["effect"], "low": found["low"], "high": found["high"], "outlay": found["effect"]}
    verdict = np.where(found["replicates"] > 1, ratios.RESOLVED, ratios.ONE)
    rows = pd.DataFrame({**parts, "number": 1.0, "replicates": found["replicates"], "verdict": verdict})
    return rows.assign(period=list(paid.index), measure=OUTLAY)


def numbers(
    period: str, more: pd.DataFrame, lost: pd.DataFrame, met: pd.DataFrame, named: dict[str, pd.DataFrame]
) -> Iterator[tuple[str, Array | None]]:
    """Each measure with its denominator by replicate: person-years, or people reached; None when not recorded."""
    years = 1.0 if "-" not in period else float(int(period[5:]) - int(period[:4]) + 1)
    yield REACHED, met.loc[period].to_numpy(float) if period in met.index else None
    for name in (GROSS, LEFT):
        yield name, years * mean(named[name], name, period) if name in named else None
    regular, employed = (summed(more, what, period) for what in ("regular_employed", "employed"))
    rest = row(lost, (displacement.OTHER_PEOPLE, period)) + row(lost, ("fringe", period))
    yield HOLDER, years * cell(more, HOLDERS, "regular_employed", period)
    yield NEWCOMER, years * regular
    yield EVERYBODY, years * (regular + rest)
    yield AT_WORK, years * (employed + rest)
    yield SAVED, -years * cell(more, HOLDERS, "on_benefit", period)


def mean(monthly: pd.DataFrame, who: str, period: str) -> Array:
    """Mean people of a period by replicate."""
    labels = [str(label) for label in monthly.columns]
    return row(by_period(monthly, spans(labels), total=False), (who, period))


def summed(more: pd.DataFrame, indicator: str, period: str) -> Array:
    """The difference of an indicator in all newcomers, by replicate."""
    parts = np.stack([cell(more, population, indicator, period) for population in POPULATIONS])
    total: Array = parts.sum(axis=0)
    return total


def cell(more: pd.DataFrame, population: str, indicator: str, period: str) -> Array:
    """The difference of an indicator in all people of a population, by replicate."""
    return row(more, (population, ALL, ALL, indicator, period))


def row(frame: pd.DataFrame, key: tuple[str, ...]) -> Array:
    """The row of a key; 0 where there is none."""
    place = int(frame.index.get_indexer(pd.MultiIndex.from_tuples([key]))[0])
    return frame.to_numpy(float)[place] if place >= 0 else np.zeros(frame.shape[1])

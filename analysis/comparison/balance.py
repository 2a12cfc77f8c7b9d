"""Who is better off: the government, the country as a whole, and who keeps the bijstand that is saved.

*Social balance*: production of newcomers' work, less that of others who lose work, less real resources. Transfers
(benefits, taxes, subsidies) are no gain. Production of newcomers is what employers pay net: wages and contributions
less every subsidy. An employer who pays half is taken to get half, and a subsidy for guidance to be spent on guidance
(assumptions). Somebody else at work makes in a month what a newcomer at work costs in wages in the baseline, times
constants.displaced_output (assumption). Resources: all that course and service providers receive, and what the
reception agency receives and does not pass on, but for people's own contributions (its cost price). Free time, health
and care at home count for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from werkagenda.analysis.comparison.cells import by_month, read
from werkagenda.analysis.comparison.displacement import OTHER_PEOPLE
from werkagenda.analysis.comparison.effects import POPULATIONS
from werkagenda.analysis.comparison.euros import PUBLIC
from werkagenda.analysis.comparison.find import Finished
from werkagenda.analysis.comparison.pairs import differences, precise
from werkagenda.analysis.comparison.worlds import months
from werkagenda.evidence import registry

GOVERNMENT, SOCIAL, SAVINGS = "government", "social", "bijstand savings"
TOGETHER = "together"
NEWCOMERS, OTHERS = "work of newcomers", "work of others"
PROVIDERS = "courses, guidance and care"
RECEPTION = "reception"
STATE, TOWN, AGENCY = "central government", "municipality", "reception agency"
KEY = ["account", "part"]


def wage_costs(baseline: Finished, flows: pd.DataFrame) -> pd.DataFrame:
    """Wages and contributions for a newcomer at work in the baseline, euros; a row a replicate, a column a month."""
    labels = months(baseline)
    columns = ["replicate", "month", "value"]
    frame = read(baseline, "monthly", columns, labels, population=POPULATIONS, indicator=["employed"])
    working = by_month(frame, [], labels)
    paid = of(flows, payer="employer", instrument=("wages", "employer contributions"))
    return paid.div(working.where(working > 0)).fillna(0.0)


def of(flows: pd.DataFrame, **where: str | tuple[str, ...]) -> pd.DataFrame:
    """Euros by replicate and month of the flows whose payer, payee or instrument is one of the words."""
    keep = pd.Series(True, index=flows.index)
    for level, words in where.items():
        keep &= flows.index.get_level_values(level).isin([words] if isinstance(words, str) else words)
    every = flows.index.get_level_values("replicate").unique().sort_values()
    return flows[keep].groupby(level="replicate").sum().reindex(every).fillna(0.0)


def received(flows: pd.DataFrame, party: str) -> pd.DataFrame:
    """What a party receives less what it pays."""
    return of(flows, payee=party) - of(flows, payer=party)


def accounts(flows: pd.DataFrame, working: pd.DataFrame, costs: pd.DataFrame) -> pd.DataFrame:
    """Every account by part and replicate, a column a month; more is better. `working` as of `displacement.working`."""
    found = {
        GOVERNMENT: government(flows),
        SOCIAL: social(flows, working, costs),
        SAVINGS: savings(flows),
    }
    rows = {(account, part): frame for account, parts in found.items() for part, frame in parts.items()}
    return pd.concat(rows, names=[*KEY, "replicate"])


def moved(scenario: pd.DataFrame, baseline: pd.DataFrame) -> pd.DataFrame:
    """Paired effects of accounts (`present.both`) with their precision; what moves together is the sum of the parts."""
    gap = differences(scenario, baseline)[0]
    parts = gap[gap.index.get_level_values("part") != TOGETHER]
    whole = parts.groupby(level=[name for name in gap.index.names if name != "part"]).sum()
    order = [str(name) for name in gap.index.names]
    named: dict[str, pd.DataFrame] = {TOGETHER: whole}
    added: pd.DataFrame = pd.concat(named, names=["part"]).reorder_levels(order)
    both: pd.DataFrame = pd.concat([parts, added]).sort_index()
    return precise(both.to_numpy(float)).set_axis(both.index)


def government(flows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """What each public party receives on balance, and all together."""
    return summed({party: received(flows, party) for party in PUBLIC})


def social(flows: pd.DataFrame, working: pd.DataFrame, costs: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Production less resources; see the head of this file."""
    worth = costs * registry.load().number("constants.displaced_output")
    others = working[working.index.get_level_values("who").isin((OTHER_PEOPLE, "fringe"))]
    providers = of(flows, payee=("course provider", "service provider"))
    own = of(flows, payee=AGENCY, instrument="reception contribution")
    return summed(
        {
            NEWCOMERS: -received(flows, "employer"),
            OTHERS: others.groupby(level="replicate").sum() * worth,
            PROVIDERS: -providers,
            RECEPTION: own - received(flows, AGENCY),
        }
    )


def savings(flows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Bijstand not paid: the municipality keeps it until the state's budget has followed, then the state does."""
    budget = of(flows, payer=STATE, payee=TOWN, instrument="bijstand budget")
    return summed({TOWN: budget - of(flows, payer=TOWN, payee="person", instrument="bijstand"), STATE: -budget})


def summed(parts: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The parts, and all of them together."""
    return parts | {TOGETHER: total(parts.values())}


def total(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """The sum of frames of one shape."""
    first, *rest = frames
    for each in rest:
        first = first + each
    return first

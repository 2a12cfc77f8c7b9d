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

from werkagenda.analysis.comparison.cell_tables import monthly_sums, read_table
from werkagenda.analysis.comparison.discover_runs import FinishedRun, outlook_months
from werkagenda.analysis.comparison.displacement import OTHER_PEOPLE
from werkagenda.analysis.comparison.effects import NEWCOMERS
from werkagenda.analysis.comparison.money_flows import PUBLIC_PARTIES
from werkagenda.analysis.comparison.paired_statistics import mean_with_interval, paired_differences
from werkagenda.evidence import registry

GOVERNMENT, SOCIAL, SAVINGS = "government", "social", "bijstand savings"
TOTAL = "together"
NEWCOMER_OUTPUT, OTHERS_OUTPUT = "work of newcomers", "work of others"
PROVIDERS = "courses, guidance and care"
RECEPTION = "reception"
STATE, MUNICIPALITY, AGENCY = "central government", "municipality", "reception agency"
ACCOUNT_KEY = ["account", "part"]


def wage_costs(baseline: FinishedRun, flows: pd.DataFrame) -> pd.DataFrame:
    """Wages and contributions for a newcomer at work in the baseline, euros; a row a replicate, a column a month."""
    labels = outlook_months(baseline)
    columns = ["replicate", "month", "value"]
    frame = read_table(baseline, "monthly", columns, labels, population=NEWCOMERS, indicator=["employed"])
    working = monthly_sums(frame, [], labels)
    paid = select_flows(flows, payer="employer", instrument=("wages", "employer contributions"))
    return paid.div(working.where(working > 0)).fillna(0.0)


def select_flows(flows: pd.DataFrame, **where: str | tuple[str, ...]) -> pd.DataFrame:
    """Euros by replicate and month of the flows whose payer, payee or instrument is one of the words."""
    keep = pd.Series(True, index=flows.index)
    for level, words in where.items():
        keep &= flows.index.get_level_values(level).isin([words] if isinstance(words, str) else words)
    every = flows.index.get_level_values("replicate").unique().sort_values()
    return flows[keep].groupby(level="replicate").sum().reindex(every).fillna(0.0)


def net_received(flows: pd.DataFrame, party: str) -> pd.DataFrame:
    """What a party receives less what it pays."""
    return select_flows(flows, payee=party) - select_flows(flows, payer=party)


def monthly_accounts(flows: pd.DataFrame, working: pd.DataFrame, costs: pd.DataFrame) -> pd.DataFrame:
    """Every account by part and replicate, a column a month; more is better.

    `working` as of `displacement.people_at_work`.
    """
    found = {
        GOVERNMENT: government_account(flows),
        SOCIAL: social_account(flows, working, costs),
        SAVINGS: savings_account(flows),
    }
    rows = {(account, part): frame for account, parts in found.items() for part, frame in parts.items()}
    return pd.concat(rows, names=[*ACCOUNT_KEY, "replicate"])


def account_effects(scenario: pd.DataFrame, baseline: pd.DataFrame) -> pd.DataFrame:
    """Paired effects of accounts (`present.both`) with their precision; what moves together is the sum of the parts."""
    gap = paired_differences(scenario, baseline)[0]
    parts = gap[gap.index.get_level_values("part") != TOTAL]
    whole = parts.groupby(level=[name for name in gap.index.names if name != "part"]).sum()
    order = [str(name) for name in gap.index.names]
    named: dict[str, pd.DataFrame] = {TOTAL: whole}
    added: pd.DataFrame = pd.concat(named, names=["part"]).reorder_levels(order)
    both: pd.DataFrame = pd.concat([parts, added]).sort_index()
    return mean_with_interval(both.to_numpy(float)).set_axis(both.index)


def government_account(flows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """What each public party receives on balance, and all together."""
    return with_total({party: net_received(flows, party) for party in PUBLIC_PARTIES})


def social_account(flows: pd.DataFrame, working: pd.DataFrame, costs: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Production less resources; see the head of this file."""
    worth = costs * registry.load().number("constants.displaced_output")
    others = working[working.index.get_level_values("who").isin((OTHER_PEOPLE, "fringe"))]
    providers = select_flows(flows, payee=("course provider", "service provider"))
    own = select_flows(flows, payee=AGENCY, instrument="reception contribution")
    return with_total(
        {
            NEWCOMER_OUTPUT: -net_received(flows, "employer"),
            OTHERS_OUTPUT: others.groupby(level="replicate").sum() * worth,
            PROVIDERS: -providers,
            RECEPTION: own - net_received(flows, AGENCY),
        }
    )


def savings_account(flows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Bijstand not paid: the municipality keeps it until the state's budget has followed, then the state does."""
    budget = select_flows(flows, payer=STATE, payee=MUNICIPALITY, instrument="bijstand budget")
    return with_total(
        {
            MUNICIPALITY: budget - select_flows(flows, payer=MUNICIPALITY, payee="person", instrument="bijstand"),
            STATE: -budget,
        }
    )


def with_total(parts: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The parts, and all of them together."""
    return parts | {TOTAL: sum_frames(parts.values())}


def sum_frames(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """The sum of frames of one shape."""
    first, *rest = frames
    for each in rest:
        first = first + each
    return first

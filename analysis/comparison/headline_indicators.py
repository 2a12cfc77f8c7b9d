"""All that a comparison reads of one run, once: people, euros, who works, who is passed, take-up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from werkagenda.analysis.comparison import (
    backgrounds,
    decomposition,
    discounting,
    displacement,
    effects,
    money_flows,
    social_balance,
    take_up,
)
from werkagenda.analysis.comparison.cell_tables import PERIOD
from werkagenda.analysis.comparison.discover_runs import FinishedRun
from werkagenda.analysis.comparison.effects import ALL, NEWCOMERS, STATUS_HOLDERS
from werkagenda.analysis.comparison.money_flows import policy_headings
from werkagenda.tables.vocabulary import INDICATORS


@dataclass(frozen=True)
class RunMeasures:
    """Cells of a run by key (rows) and replicate (columns), or by key and replicate with a column a month."""

    run: FinishedRun
    people: pd.DataFrame
    """`effects.effect_cells`."""
    monthly_euros: pd.DataFrame
    euros: pd.DataFrame
    """`money_flows.flows_by_period`."""
    working: pd.DataFrame
    """`displacement.people_at_work`."""
    passed: pd.DataFrame
    """`displacement.runners_up_passed`."""
    answers: pd.DataFrame
    """`answers.levels`."""
    uptake: pd.DataFrame
    """`takeup.monthly`."""
    backgrounds: pd.DataFrame
    """`backgrounds.background_cells`."""

    @property
    def moved(self) -> pd.DataFrame:
        """People at work by who and period."""
        return displacement.work_cells(self.working, self.passed)

    @property
    def reached(self) -> pd.DataFrame:
        """People and employers reached by period."""
        return take_up.reached_by_period(self.run, self.uptake)


def read_measures(run: FinishedRun) -> RunMeasures:
    """Read a run."""
    people, monthly = effects.effect_cells(run), money_flows.monthly_flows(run)
    flows = money_flows.flows_by_period(monthly)
    return RunMeasures(
        run,
        people,
        monthly,
        flows,
        displacement.people_at_work(run),
        displacement.runners_up_passed(run),
        decomposition.decomposition_levels(people, flows, policy_headings(run)),
        take_up.monthly_take_up(run),
        backgrounds.background_cells(run),
    )


HOLDER_INDICATORS = ("regular_employed", "on_benefit", "benefit_euros", "employed")
OTHERS_EMPLOYED, EVERYBODY_REGULAR, EVERYBODY_EMPLOYED, SOCIAL_BALANCE = (
    "others_employed",
    "everybody_regular",
    "everybody_employed",
    "social_balance",
)
INDICATOR_KEY = ["indicator", PERIOD]


def headline_names() -> tuple[str, ...]:
    """Every headline indicator."""
    others = (OTHERS_EMPLOYED, EVERYBODY_REGULAR, EVERYBODY_EMPLOYED, SOCIAL_BALANCE)
    own = (backgrounds.MIGRATION_EMPLOYED, backgrounds.DUTCH_EMPLOYED)
    return (*HOLDER_INDICATORS, *others, *own, money_flows.GOVERNMENT_EUROS)


def indicator_unit(indicator: str) -> str:
    """Persons or euros."""
    if indicator in (money_flows.GOVERNMENT_EUROS, SOCIAL_BALANCE):
        return "euros"
    return INDICATORS.get(indicator, "persons")


def headline_levels(own: RunMeasures, accounts: pd.DataFrame) -> pd.DataFrame:
    """Every answer by indicator and period (rows) and replicate, of the last year and of all years together.

    `accounts` as of `accounts.discounted_accounts`.
    """
    others = others_at_work(own.moved)
    parts = {
        OTHERS_EMPLOYED: others,
        EVERYBODY_REGULAR: others + newcomer_cells(own.people, "regular_employed"),
        EVERYBODY_EMPLOYED: others + newcomer_cells(own.people, "employed"),
        SOCIAL_BALANCE: social_present_value(accounts),
        **backgrounds.headline_cells(own.backgrounds),
        **{name: holder_cells(own.people, name) for name in HOLDER_INDICATORS},
    }
    found = pd.concat(
        {name: frame[is_headline_period(frame.index)] for name, frame in parts.items()}, names=INDICATOR_KEY
    )
    public = money_flows.public_balance(money_flows.party_balances(own.euros))
    return (
        pd.concat([found, public[is_headline_period(public.index.get_level_values(PERIOD))]])
        .rename_axis(INDICATOR_KEY)
        .sort_index()
    )


def is_headline_period(periods: pd.Index) -> list[bool]:
    """Which periods headlines have: the last year, and all years together."""
    last = max(str(name) for name in periods if "-" not in str(name))
    return [len(str(name)) > len("2029-12") or str(name) == last for name in periods]


def select_cells(cells: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    """Rows whose levels of the index have these labels, without those levels."""
    found = cells.xs(tuple(labels.values()), level=tuple(labels))
    assert isinstance(found, pd.DataFrame)
    return found


def holder_cells(people: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """Cells of all status holders, by period."""
    key = (STATUS_HOLDERS, ALL, ALL, indicator)
    return select_cells(people, dict(zip(("population", "dimension", "level", "indicator"), key, strict=True)))


def newcomer_cells(people: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """Cells of status holders, family migrants and asylum seekers together, by period."""
    found = select_cells(people, {"dimension": ALL, "level": ALL, "indicator": indicator})
    return found[found.index.get_level_values("population").isin(NEWCOMERS)].groupby(level=PERIOD).sum()


def others_at_work(moved: pd.DataFrame) -> pd.DataFrame:
    """People at work who are no newcomers, by period; from `Levels.moved`."""
    others = moved[moved.index.get_level_values("who").isin((displacement.OTHER_PEOPLE, "fringe"))]
    return others.groupby(level=PERIOD).sum()


def social_present_value(accounts: pd.DataFrame) -> pd.DataFrame:
    """The social balance as present value, by period."""
    key = (discounting.PRESENT_VALUE, social_balance.SOCIAL, social_balance.TOTAL)
    return select_cells(accounts, dict(zip(("prices", "account", "part"), key, strict=True)))

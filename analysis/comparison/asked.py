"""What headlines ask of a run: regular work of status holders, everybody at work, whom it displaces, money, balance.

*Everybody* are status holders, family migrants, asylum seekers, other people and the fringe together, so that what a
scenario gains for some stands beside what others lose. `everybody_regular` leaves subsidised placements out,
`everybody_employed` counts them. `social_balance` is discounted (`present value`).
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from werkagenda.analysis.comparison import balance, displacement, euros, present
from werkagenda.analysis.comparison.cells import PERIOD
from werkagenda.analysis.comparison.effects import ALL, HOLDERS, POPULATIONS
from werkagenda.analysis.comparison.levels import Levels
from werkagenda.tables.vocabulary import INDICATORS

PEOPLE = ("regular_employed", "on_benefit", "benefit_euros", "employed")
OTHERS, EVERYBODY, AT_WORK, SOCIAL = "others_employed", "everybody_regular", "everybody_employed", "social_balance"
ANSWER = ["indicator", PERIOD]


def unit(indicator: str) -> str:
    """Persons or euros."""
    if indicator in (euros.GOVERNMENT, SOCIAL):
        return "euros"
    return INDICATORS.get(indicator, "persons")


def levels(own: Levels, accounts: pd.DataFrame) -> pd.DataFrame:
    """Every answer by indicator and period (rows) and replicate, of the last year and of all years together.

    `accounts` as of `together.held`.
    """
    others = lost(own.moved)
    parts = {
        OTHERS: others,
        EVERYBODY: others + newcomers(own.people, "regular_employed"),
        AT_WORK: others + newcomers(own.people, "employed"),
        SOCIAL: social(accounts),
        **{name: holders(own.people, name) for name in PEOPLE},
    }
    found = pd.concat({name: frame[headed(frame.index)] for name, frame in parts.items()}, names=ANSWER)
    public = euros.government(euros.parties(own.euros))
    return pd.concat([found, public[headed(public.index.get_level_values(PERIOD))]]).rename_axis(ANSWER).sort_index()


def headed(periods: pd.Index) -> list[bool]:
    """Which periods headlines have: the last year, and all years together."""
    last = max(str(name) for name in periods if "-" not in str(name))
    return [len(str(name)) > len("2029-12") or str(name) == last for name in periods]


def picked(cells: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    """Rows whose levels of the index have these labels, without those levels."""
    found = cells.xs(tuple(labels.values()), level=tuple(labels))
    assert isinstance(found, pd.DataFrame)
    return found


def holders(people: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """Cells of all status holders, by period."""
    key = (HOLDERS, ALL, ALL, indicator)
    return picked(people, dict(zip(("population", "dimension", "level", "indicator"), key, strict=True)))


def newcomers(people: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """Cells of status holders, family migrants and asylum seekers together, by period."""
    found = picked(people, {"dimension": ALL, "level": ALL, "indicator": indicator})
    return found[found.index.get_level_values("population").isin(POPULATIONS)].groupby(level=PERIOD).sum()


def lost(moved: pd.DataFrame) -> pd.DataFrame:
    """People at work who are no newcomers, by period; from `Levels.moved`."""
    others = moved[moved.index.get_level_values("who").isin((displacement.OTHER_PEOPLE, "fringe"))]
    return others.groupby(level=PERIOD).sum()


def social(accounts: pd.DataFrame) -> pd.DataFrame:
    """The social balance as present value, by period."""
    key = (present.PRESENT, balance.SOCIAL, balance.TOGETHER)
    return picked(accounts, dict(zip(("prices", "account", "part"), key, strict=True)))

"""Other people by background (Dutch, European, from outside Europe): levels of 2014 and dated growth (pillar2.csv).

Levels are of the older classification and survey design (2014 and 2018, LM416 to LM463); the later design is used for
no level. Shares and ratios are in constants.csv.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from werkagenda.evidence.economy import constant
from werkagenda.evidence.exact import exp, log
from werkagenda.evidence.files import frozen, rows
from werkagenda.evidence.timeline import Series, knots

POPULATION_2014, POPULATION_2018 = ("LM436", "LM442", "LM445"), ("LM454", "LM460", "LM463")
EMPLOYED_2014, UNEMPLOYED_2014 = ("LM437", "LM443", "LM446"), ("LM416", "LM417", "LM418")
NAMES = ("dutch", "european", "non_european")
"""Backgrounds in the names of constants.csv."""
YEARS = 4.0
"""Years between both levels of the population."""
EARLY, LATE = "2016-01", "2024-07"
"""Middle of the years of either growth of the people with a Dutch background."""


class Backgrounds(NamedTuple):
    """One entry for each background, and ``growth`` [192, 3]: other people relative to January 2014.

    ``employed``, ``unemployed``: shares of workers and of job seekers in 2014 that have the background. ``outside``:
    people outside the labour force per worker; ``returning``: share of them who are not retired. ``low_schooling``:
    share of workers without basic qualification; ``flexible``: flexible share of employees, relative to Dutch ones.
    """

    employed: Series
    unemployed: Series
    outside: Series
    returning: Series
    low_schooling: Series
    flexible: Series
    growth: Series


def figures(ids: tuple[str, ...]) -> Series:
    """Values of rows of pillar2.csv, in their order."""
    known = {row["id"]: row["value"] for row in rows("pillar2")}
    return np.array([float(known[name]) for name in ids])


def _constants(name: str) -> Series:
    return np.array([constant(f"{name}_{each}") for each in NAMES])


def _growth(population: Series) -> Series:
    """Other people by month relative to January 2014.

    The growth of 2014 to 2018 goes on (assumption), less what newcomers with rows of their own add to the people from
    outside Europe; that of the people with a Dutch background turns into a decline.
    """
    rate = np.array([log(ratio) / YEARS for ratio in figures(POPULATION_2018) / population])
    added = figures(POPULATION_2018)[2] - population[2]
    rate[2] = log(1.0 + (1.0 - constant("newcomer_growth_share")) * added / population[2]) / YEARS
    early = log(figures(POPULATION_2018)[0] / population[0]) / YEARS
    dutch = knots({EARLY: early, LATE: -constant("population_decline_dutch_late")})
    yearly = np.column_stack([dutch, np.full(len(dutch), rate[1]), np.full(len(dutch), rate[2])])
    summed = np.cumsum(yearly / 12.0, axis=0) - yearly[0] / 12.0
    return np.array([[exp(float(each)) for each in row] for row in summed])


@cache
def backgrounds() -> Backgrounds:
    """Levels, shares and growth by background."""
    population, employed, unemployed = figures(POPULATION_2014), figures(EMPLOYED_2014), figures(UNEMPLOYED_2014)
    flexible = np.array([1.0, *(constant(f"flexible_ratio_{each}") for each in NAMES[1:])])
    parts = (
        employed / employed.sum(),
        unemployed / unemployed.sum(),
        (population - employed - unemployed) / employed,
        1.0 - _constants("retired_share"),
        _constants("low_schooling"),
        flexible,
        _growth(population),
    )
    return Backgrounds(*(frozen(part) for part in parts))

"""The study, scenario, indicator and year that an address means, checked against the tables, all problems at once."""

from __future__ import annotations

from dataclasses import dataclass

from werkagenda.analysis.results.stored import Stored, unknown
from werkagenda.dashboard import index
from werkagenda.dashboard.address import Address
from werkagenda.problems import BadInput

INDICATORS = (
    "regular_employed",
    "employed",
    "subsidised_employed",
    "searching",
    "on_benefit",
    "on_bijstand",
    "partial_benefit",
    "benefit_households",
    "benefit_euros",
    "bijstand_euros",
)
"""Indicators in the order of the choice; others of the tables follow."""


@dataclass(frozen=True)
class Selection:
    """What is chosen: a study by its name in the list, opened, and names of its tables."""

    name: str
    stored: Stored
    scenario: str
    indicator: str
    year: str
    written: int = 0
    """When the results were written, in nanoseconds."""

    @property
    def indicators(self) -> list[str]:
        """Indicators of the tables that can be chosen."""
        there = set(self.stored.effects["indicator"].unique())
        return [each for each in INDICATORS if each in there]

    @property
    def years(self) -> list[str]:
        """Years of the tables."""
        return sorted(str(each) for each in self.stored.effects["period"].unique() if len(each) == len("2029"))


def selected(address: Address) -> Selection:
    """What an address means; the page's own choice where it names none. BadInput with all that is wrong."""
    name = address.study or next(iter(index.studies()), "")
    stored = index.opened(name)
    compared = stored.compared
    found = Selection(
        name,
        stored,
        address.scenario or compared.main(),
        address.indicator or INDICATORS[0],
        address.year or compared.last_year,
        index.written(name),
    )
    wrong = unknown("scenario", found.scenario, stored.scenarios)
    wrong += unknown("indicator", found.indicator, found.indicators) + unknown("year", found.year, found.years)
    if wrong:
        raise BadInput(wrong)
    return found

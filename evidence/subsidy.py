"""Published rules of the employer subsidy SOWIS (P052-P066): amounts, conditions, rounds and ceilings."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from werkagenda.evidence.registry import EvidenceProblem, load
from werkagenda.tables.vocabulary import LAST_MONTH

MILLIONS = 1_000_000
"""Euros in the unit "EUR mln"."""
SEASONS = {2024: (9, 9), 2025: (6, 9), 2026: (6, 9)}
"""First and last calendar month of each round, from the text of P057, P058 and P059."""


class Rules(NamedTuple):
    """Amounts per application and conditions."""

    amounts_eur: tuple[int, ...]
    """Amount for zero, one, two, three, four people in one application (P052-P055)."""
    hours: int
    """Minimum hours a week (P060)."""
    service_months: int
    """Maximum months in service at the application (P061)."""
    guided_months: int
    """Duration of guidance in months (P063)."""
    de_minimis_eur: int
    """Maximum state aid to an employer in three years (P062)."""
    rounds: dict[int, tuple[int, int, float]]
    """Year: first month, last month, ceiling in euros (P057-P059)."""
    extension: tuple[int, ...]
    """Years of a possible extension: after the last round, up to 2029 (P066)."""

    @property
    def most(self) -> int:
        """Maximum number of people in one application."""
        return len(self.amounts_eur) - 1

    def people(self, euros: float) -> tuple[float, float]:
        """Number of people funded by an amount: with one person per application, and with the maximum."""
        return euros / self.amounts_eur[1], euros * self.most / self.amounts_eur[-1]


@cache
def rules() -> Rules:
    """Rules from the registry. Raises EvidenceProblem for an entry that is not a valid number."""
    number = load().number
    amounts = (0, *(int(number(name)) for name in ("P052", "P053", "P054", "P055")))
    ceilings = dict(zip(SEASONS, (number(name) * MILLIONS for name in ("P057", "P058", "P059")), strict=True))
    rounds = {year: (*season, ceilings[year]) for year, season in SEASONS.items()}
    years = int(number("P063"))
    return Rules(
        amounts,
        int(number("P060")),
        int(number("P061")),
        12 * years,
        int(number("P062")),
        rounds,
        tuple(range(max(SEASONS) + 1, _extended_to() + 1)),
    )


def _extended_to() -> int:
    """Last year of the extension, from the text of P066 ("to 2029"); the model ends with 2029."""
    words = load()["P066"].value.split()
    if not words[-1].isdecimal() or int(words[-1]) > int(LAST_MONTH[:4]):
        raise EvidenceProblem([f"P066: {' '.join(words)!r} does not end with a year of the model"])
    return int(words[-1])


@cache
def deadweight() -> tuple[float, float]:
    """Share of subsidised hires that would have happened anyway, low and high (P161, P163)."""
    number = load().number
    return number("P161") / 100.0, number("P163") / 100.0

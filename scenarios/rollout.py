"""Start of new policy and its growth to the dose."""

from __future__ import annotations

from werkagenda.tables.vocabulary import MONTHS, month_index

START = month_index("2025-07")
"""First month of new policy: the month after the letter."""


def progress(month: int) -> float:
    """Progress to the dose by the end of a month: 0 before July 2025, then linear, 1 at the end of 2029."""
    return min(1.0, max(0, month - START + 1) / (MONTHS - START))


def share(dose: float, month: int) -> float:
    """Value of a dose reached by the end of a month."""
    return dose * progress(month)

"""Amounts in law as one month's plain numbers, as compiled loops take them."""

from __future__ import annotations

from typing import NamedTuple


class LawMonth(NamedTuple):
    """Amounts in law of one month, whole cents a month."""

    single: int
    couple: int
    youth: int
    student: int
    disregard_share: float
    disregard_cap: int


class TaxMonth(NamedTuple):
    """The month's tax law: rate, and the maxima of the credits in cents a year."""

    rate: float
    general_max: float
    labour_max: float

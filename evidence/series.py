"""Dated series of the evidence, 192 months from January 2014: one place to import them from."""

from __future__ import annotations

from werkagenda.evidence.economy import ECONOMIES, Economy, economy
from werkagenda.evidence.law import Law, law, law_marked
from werkagenda.evidence.permits import INFLOWS, family_migrants_per_month, permits
from werkagenda.evidence.reception import (
    decision_wait_months,
    grant_share,
    housing_rate_per_month,
    reunification_delay_months,
    work_permit_rule,
)

__all__ = [
    "ECONOMIES",
    "INFLOWS",
    "Economy",
    "Law",
    "decision_wait_months",
    "economy",
    "family_migrants_per_month",
    "grant_share",
    "housing_rate_per_month",
    "law",
    "law_marked",
    "permits",
    "reunification_delay_months",
    "work_permit_rule",
]

"""Dated series of the evidence, 192 months from January 2014: one place to import them from."""

from __future__ import annotations

from werkagenda.evidence.economy import ECONOMIES, Economy, economy
from werkagenda.evidence.law import LAWS, Law, education_route_share, law, law_marked
from werkagenda.evidence.permits import INFLOWS, LIMITED, family_migrants_per_month, permits
from werkagenda.evidence.reception import (
    decision_wait_months,
    family_limits,
    grant_share,
    housing_rate_per_month,
    reunification_delay_months,
    work_permit_rule,
)
from werkagenda.evidence.ukrainians import ukrainians

__all__ = [
    "ECONOMIES",
    "INFLOWS",
    "LAWS",
    "LIMITED",
    "Economy",
    "Law",
    "decision_wait_months",
    "economy",
    "education_route_share",
    "family_limits",
    "family_migrants_per_month",
    "grant_share",
    "housing_rate_per_month",
    "law",
    "law_marked",
    "permits",
    "reunification_delay_months",
    "ukrainians",
    "work_permit_rule",
]

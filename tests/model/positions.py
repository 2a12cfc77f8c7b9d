"""Positions of the headings of instruments in the ledger of a run in which all of them are."""

from __future__ import annotations

from werkagenda.scenarios import catalogue
from werkagenda.tables.flows import OWN

AT = {heading.name: position for position, heading in enumerate(catalogue.headings())}
POLICY = tuple(range(len(OWN), len(AT)))
"""All of them."""
I_SUBSIDY, I_WAGE_SUBSIDY, I_PLACEMENT = (
    AT[name] for name in ("employer subsidy", "wage subsidy", "placement guidance")
)
I_CHILD_CARE, I_OUTREACH, I_WOMEN = (AT[name] for name in ("child care", "outreach", "women's programme"))
I_DESKS, I_AT_WORK, I_ALLIANCE = (AT[name] for name in ("work desks", "language at work", "employer alliance"))
I_CASELOAD, I_FAMILY = (AT[name] for name in ("caseload", "family migrants' programme"))
I_CARE_BENEFIT, I_TRAINING = AT["child-care benefit"], AT["training"]

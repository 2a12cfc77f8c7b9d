"""Child-care benefit that the state pays beside a place in child care which a measure makes."""

from __future__ import annotations

from werkagenda.agents.household_rules import care_benefit
from werkagenda.agents.state import I64
from werkagenda.model.state import State
from werkagenda.tables import flows
from werkagenda.tables.flows import Flow, Heading

BENEFIT = Flow(flows.STATE, flows.SERVICE, Heading("child-care benefit", "kinderopvangtoeslag", place=24))
"""It goes through the parents to who gives the care."""


def benefits(w: State, rows: I64) -> int:
    """Cents of child-care benefit this month of the parents in ``rows``, who work and have a child in care.

    Parents who work outside the measures have it in every scenario; it is not counted there.
    """
    p, h, prices = w.people, w.households, w.law.care_prices(w.month)
    ages = (w.month - h.youngest[p.household[rows]]) / 12.0
    return sum(care_benefit(hours, age, *prices) for hours, age in zip(p.hours[rows].astype(float), ages, strict=True))

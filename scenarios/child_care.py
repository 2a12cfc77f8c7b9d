"""Child-care benefit paid by the state for child-care places created by a measure."""

from __future__ import annotations

from werkagenda.agents.household_rules import care_benefit
from werkagenda.agents.state import I64
from werkagenda.model.state import State
from werkagenda.tables import flows
from werkagenda.tables.flows import Flow, Heading

BENEFIT = Flow(flows.STATE, flows.SERVICE, Heading("child-care benefit", "kinderopvangtoeslag", place=24))
"""Flow of the benefit to the care provider (through the parents)."""


def benefits(w: State, rows: I64) -> int:
    """Child-care benefit this month in cents for the working parents in ``rows`` with a child in care.

    Benefits of parents outside the measures are the same in every scenario and not counted.
    """
    p, h, prices = w.people, w.households, w.law.care_prices(w.month)
    ages = (w.month - h.youngest[p.household[rows]]) / 12.0
    return sum(care_benefit(hours, age, *prices) for hours, age in zip(p.hours[rows].astype(float), ages, strict=True))

"""What readiness for a job, the answer to an offer and the agreement of a firm depend on besides the person."""

from __future__ import annotations

from werkagenda.agents.kinds import REGIONS
from werkagenda.model.labour_market.placements import HostCapacity, Hosts, ReadinessInputs, by_region
from werkagenda.model.policy.levers import employer_levers
from werkagenda.model.state import State


def readiness_inputs(w: State) -> ReadinessInputs:
    """The month's law, the parameters that an answer depends on, and the levers of travel costs and child care."""
    t, p = w.month, w.p
    law = w.law.tax(t), w.law.benefits(t)
    levers = w.hooks.lever["travel_help"], w.hooks.lever["care_help"]
    return ReadinessInputs(*law, w.acceptance(), p.participation, p.integration, p.attachment, *levers)


def hosts(w: State, capacity: HostCapacity) -> Hosts:
    """Employers and vacancies of the month that can take somebody in, with the ``capacity`` of each employer."""
    openings = w.p.openings
    return Hosts(
        w.employers,
        w.openings,
        *by_region(w.open_n, REGIONS, w.openings),
        w.alias,
        w.cells.low_language_share,
        openings.low_language_floor,
        openings.low_language_span,
        capacity,
        employer_levers(w.hooks.lever),
        w.p.callback,
    )

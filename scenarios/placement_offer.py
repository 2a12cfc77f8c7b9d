"""What readiness for a job on the table and an answer to its offer depend on besides the person."""

from __future__ import annotations

from werkagenda.model.labour_market.placements import ReadinessInputs
from werkagenda.model.state import State


def readiness_inputs(w: State) -> ReadinessInputs:
    """The month's law, the parameters that an answer depends on, and the lever of travel costs."""
    t, p = w.month, w.p
    law = w.law.tax(t), w.law.benefits(t)
    return ReadinessInputs(
        *law, w.acceptance(), p.participation, p.integration, p.attachment, w.hooks.lever["travel_help"]
    )

"""Specification of one model run: plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from werkagenda.evidence.law import LAWS
from werkagenda.model.parameters import Parameters
from werkagenda.tables.vocabulary import MONTHS


@dataclass(frozen=True)
class RunSpec:
    """Scenario name, seed and replicate, scale, economy, inflow, parameters, number of months (at most 192)."""

    scenario: str
    seed: int
    replicate: int
    scale: float
    economy: str
    inflow: str
    parameters: Parameters
    """Registry values; ``outlook`` replaces them from January 2025 on."""
    months: int = MONTHS
    outlook: Parameters | None = None
    """Parameters from 2025 on: registry values with the assumption overrides applied. None: no change."""
    law: str = LAWS[0]
    """Law as of 9 June 2025, or including later adopted law (``evidence.law.LAWS``)."""

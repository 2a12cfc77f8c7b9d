"""What one run of the model is: plain frozen values, no configuration object."""

from __future__ import annotations

from dataclasses import dataclass

from werkagenda.evidence.law import LAWS
from werkagenda.model.parameters import Parameters
from werkagenda.tables.vocabulary import MONTHS


@dataclass(frozen=True)
class RunSpec:
    """Scenario name, chance, size of the sample, economy, inflow, parameters, months to run (at most 192)."""

    scenario: str
    seed: int
    replicate: int
    scale: float
    economy: str
    inflow: str
    parameters: Parameters
    """The model's numbers; see ``outlook`` for what may differ from January 2025 on."""
    months: int = MONTHS
    outlook: Parameters | None = None
    """Parameters from January 2025 on where an assumption about the outlook is tried; None: no change."""
    law: str = LAWS[0]
    """What was law on 9 June 2025, or with what was adopted later (``evidence.law.LAWS``)."""

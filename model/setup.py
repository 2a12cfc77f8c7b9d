"""What one run of the model is: plain frozen values, no configuration object."""

from __future__ import annotations

from dataclasses import dataclass

from werkagenda.model.parameters import Parameters
from werkagenda.tables.vocabulary import MONTHS


@dataclass(frozen=True)
class Setup:
    """Scenario name, chance, size of the sample, economy, inflow, parameters, months to run (at most 192)."""

    scenario: str
    seed: int
    replicate: int
    scale: float
    economy: str
    inflow: str
    parameters: Parameters
    months: int = MONTHS

"""Made-up sizes of a comparison: assumptions, effects by scenario and world, shares of groups, and chance."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from werkagenda.evidence import places
from werkagenda.tables import vocabulary as words

CENTRAL = {"vacancy_response": 0.5, "additional_job_share": 0.35, "fringe_share": 0.3, "taste_share": 0.5}
ENDS = {
    "vacancy_response": (0.0, 1.0),
    "additional_job_share": (0.0, 1.0),
    "fringe_share": (0.0, 0.6),
    "taste_share": (0.25, 1.0),
}
SIZES = {"startbanen_breed": 1900.0, "sowis_verlengd": 95.0, "bias_mkb": 240.0, "werkagenda_kern": 2200.0}
"""People more in regular work in 2029."""
STARTS = {"startbanen_breed": 2025.5, "sowis_verlengd": 2027.5, "bias_mkb": 2025.6, "werkagenda_kern": 2025.5}
SWING = {
    "startbanen_breed": {"additional_job_share": 0.7, "vacancy_response": 0.4, "fringe_share": -0.2},
    "sowis_verlengd": {"vacancy_response": 0.15},
    "bias_mkb": {"taste_share": -1.4, "vacancy_response": 0.3},
    "werkagenda_kern": {"additional_job_share": 0.6, "vacancy_response": 0.4, "taste_share": -0.1},
}
BASE = {
    "regular_employed": 84_000.0,
    "employed": 86_000.0,
    "subsidised_employed": 900.0,
    "searching": 24_000.0,
    "on_benefit": 70_000.0,
    "partial_benefit": 9_000.0,
    "benefit_households": 52_000.0,
    "benefit_euros": 9.4e8,
    "adults": 190_000.0,
}
FACTOR = {
    "regular_employed": 1.0,
    "employed": 1.5,
    "subsidised_employed": 0.5,
    "searching": -0.4,
    "on_benefit": -1.1,
    "partial_benefit": 0.4,
    "benefit_households": -0.8,
    "benefit_euros": -15_000.0,
    "adults": 0.0,
}
LEVELS: dict[str, dict[str, float]] = {
    "sex": {"female": 0.42, "male": 0.58},
    "origin": dict(zip(words.ORIGINS, (0.52, 0.14, 0.06, 0.05, 0.05, 0.07, 0.0004, 0.11), strict=True)),
    "education": {"low": 0.55, "middle": 0.25, "high": 0.2},
    "age": {"18-26": 0.2, "27-34": 0.3, "35-44": 0.3, "45-65": 0.2},
    "household": {"single": 0.4, "couple": 0.1, "couple with children": 0.4, "single parent": 0.1},
    "region": {name: (1 + n % 5) / 105 for n, name in enumerate(places.regions().code)},
}
"""Share of each level; Yemen is made too small to judge at scale 0.1."""
PARTIES = {
    "central government": 52_000.0,
    "municipality": -21_000.0,
    "reception agency": 0.0,
    "tax authority": -9_000.0,
    "employer": 15_000.0,
    "person": -45_000.0,
    "service provider": 8_000.0,
}
"""Euros a year that a party pays more for each person more in regular work."""


@dataclass
class Made:
    """What a made-up comparison is made of; `flip` turns the sign of scenarios."""

    replicates: int = 4
    scale: float = 0.1
    seed: int = 1
    one_world: bool = False
    flip: Mapping[str, float] = field(default_factory=dict)
    description: str = "More municipalities offer a job at the first application."

    def worlds(self) -> dict[str, dict[str, float]]:
        """Assumptions by world."""
        found = {"central": dict(CENTRAL)}
        if not self.one_world:
            found |= {f"{name}={value:g}": CENTRAL | {name: value} for name, ends in ENDS.items() for value in ends}
        return found

    def size(self, scenario: str, world: Mapping[str, float]) -> float:
        """People more in regular work in 2029 in a world."""
        shift = sum(w * (world[name] - CENTRAL[name]) for name, w in SWING[scenario].items())
        return SIZES[scenario] * self.flip.get(scenario, 1.0) * max(1 + shift, -0.3)

    def number(self, world: str) -> int:
        """Replicates of a world."""
        return self.replicates if world == "central" else 1


T = {2: 12.706, 3: 4.303, 4: 3.182}
"""The 97.5th percentile of Student's t, by the number of draws."""


def sure(draws: np.ndarray) -> dict[str, Any]:
    """Effect, se, interval of the mean over draws (nothing known of chance from one)."""
    count = len(draws)
    effect = float(draws.mean())
    if count < 2:
        return {"effect": effect, "se": math.nan, "low": math.nan, "high": math.nan, "replicates": count}
    se = float(draws.std(ddof=1) / math.sqrt(count))
    half = T[count] * se
    return {"effect": effect, "se": se, "low": effect - half, "high": effect + half, "replicates": count}


def periods() -> dict[str, float]:
    """Every period with the time (in years) at its middle; the whole has the time at which the mean is reached."""
    found = {str(year): year + 0.5 for year in range(2025, 2030)} | {"2025-2029": 2028.0}
    return found | {f"{y}-{m:02d}": y + (m - 0.5) / 12 for y in range(2025, 2030) for m in range(1, 13)}


def ramp(scenario: str, time: float) -> float:
    """Part of the effect of 2029 that is there at a time."""
    return min(max(time - STARTS[scenario], 0.0) / (2029.5 - STARTS[scenario]), 1.3)

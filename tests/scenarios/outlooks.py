"""Instruments and small countries for the tests of scenarios."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "model"))

import numpy as np
from countries import entries, setup

from werkagenda.agents.household_rules import cents
from werkagenda.model.country import Country
from werkagenda.model.policy.hooks import Instrument
from werkagenda.model.run_spec import RunSpec
from werkagenda.model.state import State
from werkagenda.scenarios import catalogue, compose

SCALE = 0.03
Outlook = Callable[..., Country]


def numbers(**changes: float) -> dict[str, dict[str, float]]:
    """The registry's parameters of instruments; ``group__field=number`` changes one."""
    out = {g: {f: float(entries()[f"{g}.{f}"].number) for f in fields} for g, fields in catalogue.groups().items()}
    for name, number in changes.items():
        group, _, field = name.partition("__")
        assert field in out[group], name
        out[group][field] = number
    return out


def instruments(
    choices: dict[str, Any], assume: dict[str, float] | None = None, **changes: float
) -> list[Instrument[State]]:
    """All three instruments; ``choices`` by name, what is left out stays as it is in the baseline."""
    full = {name: {"dose": 0.0, **choices.get(name, {})} for name in compose.NAMES}
    return compose.build(full, numbers(**changes), assume or {})


def priced(made: Country, amount: int) -> np.ndarray[Any, Any]:
    """A price in cents of January 2025 in every month that has run."""
    return np.array([cents(amount * made.state.law.price_index(month)) for month in range(made.month)])


def small() -> RunSpec:
    """The setup of these tests."""
    return setup(SCALE)

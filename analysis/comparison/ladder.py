"""Ladders: scenarios that a study made of one by setting one number, named `scenario@value`."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from werkagenda.analysis.comparison.answers import said

AT = "@"


def step(name: str) -> tuple[str, float] | None:
    """Scenario and value of a step; None for a scenario that is none."""
    scenario, found, value = name.rpartition(AT)
    try:
        return (scenario, float(value)) if found else None
    except ValueError:
        return None


def table(gaps: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Rows of `ladder` of one world: each step of each ladder; `gaps` as of `parts.table`."""
    steps = {name: found for name in gaps if (found := step(name))}
    rows = [said(gaps[name]).assign(scenario=base, dose=value) for name, (base, value) in steps.items()]
    return pd.concat(rows, ignore_index=True) if rows else pd.DataFrame()

"""Whether the public parties' euros may be called a saving or a cost.

The ledger holds taxes and benefits of newcomers, and the instruments; no tax or benefit of other people. Where other
people lose work, less public spending on newcomers may be no saving at all; where they gain, more may be no cost. Then
no sign is given. More spending while others lose work, too, is a cost whatever is not counted.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from werkagenda.analysis.numbers import whole

Row = Mapping[str, Any] | pd.Series


def withheld(public: Row, others: Row | None) -> str:
    """Why no sign is given, or "" where it is; rows of `headlines`: `government_euros`, `others_employed`."""
    if others is None or public["effect"] == 0:
        return ""
    low, high = ends(others)
    saving = public["effect"] < 0
    if (saving and low >= 0) or (not saving and low <= 0):
        return ""
    return f"taxes and benefits of other people are not counted, and {people(low, high, float(others['effect']))}"


def ends(row: Row) -> tuple[float, float]:
    """The interval of an effect; the effect itself with one replicate."""
    low, high = float(row["low"]), float(row["high"])
    return (low, high) if math.isfinite(low) else (float(row["effect"]), float(row["effect"]))


def people(low: float, high: float, effect: float) -> str:
    """How many others work more or less, in words."""
    if low <= 0 <= high:
        return f"up to {whole(-low)} of them may have lost work"
    return f"{whole(abs(effect))} of them {'lost' if effect < 0 else 'gained'} work"

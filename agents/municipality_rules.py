"""Parameters and rule of a municipality, without Mesa, so that lists of settings start fast."""

from __future__ import annotations

from typing import NamedTuple


class MunicipalityParams(NamedTuple):
    """Parameters ``municipality.*``."""

    hours_per_client: float
    need_hours_per_month: float
    capacity_growth_per_year: float
    dedicated_from_month: float
    dedicated_factor: float
    partner_works_factor: float


def guidance_share(hours: float, need: float) -> float:
    """Share of the needed guidance that the available hours cover: min(1, hours / need)."""
    return hours / need if hours < need else 1.0

"""Time-constant structure: employers by sector and size, and attributes of newcomers by origin."""

from __future__ import annotations

from werkagenda.evidence.employers import FINE_SIZES, FINE_TO_CLASS, Employers, employer_cells
from werkagenda.evidence.profiles import AGE_BANDS, GROUPS, Profiles, origin_profiles

__all__ = [
    "AGE_BANDS",
    "FINE_SIZES",
    "FINE_TO_CLASS",
    "GROUPS",
    "Employers",
    "Profiles",
    "employer_cells",
    "origin_profiles",
]

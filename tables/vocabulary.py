"""Labels of all codes: a code is the position of its label in these tuples.

Result tables contain labels. Every coded quantity has its tuple here, once. Only the standard library is imported, so
any layer can import this file at no cost.
"""

from __future__ import annotations

FIRST_MONTH = "2014-01"
"""Label of month index 0."""

MONTHS = 192
"""Number of months from 2014-01 to 2029-12."""

HISTORY_MONTHS = 132
"""Months of history (2014-01 to 2024-12); index 132 is 2025-01, the first month of the outlook."""

LAST_MONTH = "2029-12"
"""Label of month index MONTHS - 1."""

ORIGINS = ("Syria", "Eritrea", "Iraq", "Afghanistan", "Iran", "Turkey", "Yemen", "other")
SEXES = ("female", "male")
EDUCATIONS = ("low", "middle", "high")
SECTORS = (
    "agriculture",
    "manufacturing",
    "construction",
    "trade",
    "transport",
    "hospitality",
    "agencies and cleaning",
    "business services",
    "public and care",
)
SIZE_CLASSES = ("2-9", "10-49", "50-249", "250+")
NEWCOMERS = ("status holders", "asylum seekers", "family migrants", "Ukrainians")
NEWCOMER_ORIGINS = (*ORIGINS, "family migrant", "Ukraine")
BACKGROUNDS = ("Dutch background", "migration background")
BACKGROUND_CLASSES = ("Dutch", "European", "outside Europe")
"""The same, with the migration background in two."""
POPULATIONS = (*NEWCOMERS, "other searchers", "fringe", "other workers")
ORIGIN_GROUPS = (*NEWCOMER_ORIGINS, *BACKGROUNDS, "fringe", "other worker")
CONTRACTS = ("agency", "fixed-term", "permanent")
CHANNELS = ("own application", "network", "agency", "municipality", "own group")
HOURS_BANDS = ("<20", "20-31", "32+")
REASONS = (
    "none",
    "in reception",
    "class",
    "study",
    "care",
    "health",
    "exempt",
    "discouraged",
    "child",
    "retired",
)
ROUTES = ("none", "Wi2013", "B1 route", "Z route", "education route")
STATES = ("employed", "searching", "inactive")
PAYERS = (
    "central government",
    "municipality",
    "employee-insurance agency",
    "reception agency",
    "employer",
    "person",
    "course provider",
    "tax authority",
    "service provider",
)
WHO_DISPLACED = ("residents", "fringe", "other status holders")
DIMENSIONS = ("education", "region", "age", "household", "sector", "contract", "hours")

INDICATORS = {
    "persons": "persons",
    "adults": "persons",
    "employed": "persons",
    "regular_employed": "persons",
    "subsidised_employed": "persons",
    "searching": "persons",
    "inactive": "persons",
    "on_benefit": "persons",
    "partial_benefit": "persons",
    "unemployment_insurance": "persons",
    "student_finance": "persons",
    "no_income": "persons",
    "in_reception": "persons",
    "in_class": "persons",
    "in_education": "persons",
    "in_care": "persons",
    "in_poor_health": "persons",
    "exempt": "persons",
    "discouraged": "persons",
    "passed_civic_integration": "persons",
    "hires": "persons",
    "job_ends": "persons",
    "permanent": "persons",
    "agency": "persons",
    "benefit_euros": "euros",
    "wage_euros": "euros",
    "benefit_households": "households",
    "on_bijstand": "persons",
    "bijstand_euros": "euros",
}
"""Indicators of `monthly` with their unit. Adults are 18 to 65; all but `persons` count adults and their euros.

Benefit is bijstand and unemployment insurance: `on_benefit` receives one of them or both, `benefit_euros` is their sum.
`on_bijstand`, `partial_benefit`, `benefit_households` and `bijstand_euros` are of bijstand alone. `hires`: adults who
began a job in the month; `jobs` counts everybody who did, so it has those of 66 too.
"""

BACKGROUND_INDICATORS = {
    "employed": "persons",
    "permanent": "persons",
    "searching": "persons",
    "outside": "persons",
    "hires": "persons",
    "hires_from_outside": "persons",
    "months_searched": "months",
    "applications": "applications",
    "callbacks": "applications",
}
"""Indicators of `backgrounds` (other people, without newcomers and the fringe) with their unit.

`outside`: outside the labour force, 15 to 74. `hires`: out of search, `months_searched`: the months that these people
had searched, together. Changes of job are in neither. A level has no row of what is not known of it.
"""

_FIRST_YEAR = int(FIRST_MONTH[:4])


def month_label(index: int) -> str:
    """Label ``YYYY-MM`` of a month index (0 is 2014-01). Raises ValueError outside 0..MONTHS-1."""
    if not 0 <= index < MONTHS:
        raise ValueError(f"month index {index} lies outside 0..{MONTHS - 1}")
    return f"{_FIRST_YEAR + index // 12:04d}-{index % 12 + 1:02d}"


def month_index(label: str) -> int:
    """Month index of a label ``YYYY-MM``. Raises ValueError outside FIRST_MONTH to LAST_MONTH."""
    year, dash, month = label.partition("-")
    if not (dash and year.isdecimal() and month.isdecimal() and len(year) == 4 and len(month) == 2):
        raise ValueError(f"month {label!r} is not written as YYYY-MM")
    index = (int(year) - _FIRST_YEAR) * 12 + int(month) - 1
    if not (1 <= int(month) <= 12 and 0 <= index < MONTHS):
        raise ValueError(f"month {label!r} lies outside {FIRST_MONTH}..{LAST_MONTH}")
    return index
